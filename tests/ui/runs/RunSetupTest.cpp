// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunSetup.h"
#include "ui/widgets/ElidedLabel.h"

#include <QFile>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class RunSetupTest : public testing::Test {
protected:
    RunSetupTest() {
        setup.resize(935, 80);
        setup.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&setup));
    }
    void load(const QString& name, const QByteArray& csv) {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        setup.load(file.fileName());
        ASSERT_TRUE(QTest::qWaitFor([this] { return setup.table() != nullptr; }));
    }
    ElidedLabel& label(const char* name) { return *setup.findChild<ElidedLabel*>(QLatin1String(name)); }

    QTemporaryDir folder;
    RunSetup setup;
};

TEST_F(RunSetupTest, IsNoWiderForAFileWithLongNames) {
    const int before = setup.minimumSizeHint().width();
    const QString name = QStringLiteral("customers-") + QString(120, u'x') + QStringLiteral(".csv");
    const QByteArray column(60, 'c');
    load(name, column + "1," + column + "2," + column + "3," + column + "4," + column + "5\n1,2,3,4,5\n");
    EXPECT_LE(setup.minimumSizeHint().width(), 935);
    EXPECT_EQ(setup.minimumSizeHint().width(), before);
    EXPECT_TRUE(QTest::qWaitFor([&] { return label("runFileName").text() != name; }));
    EXPECT_EQ(label("runFileName").toolTip(), name) << "what is cut off is in the tip";
    EXPECT_TRUE(label("runRows").wholeText().startsWith(QStringLiteral("1 row: ") + QString::fromLatin1(column)));
}

TEST_F(RunSetupTest, WithoutTheFileTheTimesCountAgain) {
    auto* times = setup.findChild<QSpinBox*>(QStringLiteral("runTimes"));
    auto* noFile = setup.findChild<QPushButton*>(QStringLiteral("runNoFile"));
    EXPECT_FALSE(noFile->isVisible());
    load(QStringLiteral("rows.csv"), "id\n7\n8\n");
    EXPECT_FALSE(times->isEnabled());
    EXPECT_EQ(label("runFileName").wholeText(), QStringLiteral("rows.csv"));
    ASSERT_TRUE(noFile->isVisible());
    QTest::mouseClick(noFile, Qt::LeftButton);
    EXPECT_EQ(setup.table(), nullptr);
    EXPECT_TRUE(times->isEnabled());
    EXPECT_FALSE(label("runFileName").isVisible());
}

} // namespace
} // namespace knockback::ui
