// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/report/ReportFixture.h"

#include "app/interop/HarReader.h"
#include "app/report/ReportBundle.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>

#include <gtest/gtest.h>

#include <unistd.h>

using namespace knockback;

namespace {

const report::TimelinePainter painter = [](const auto& attempts, const auto&) {
    return QByteArray("\x89PNG of ") + QByteArray::number(attempts.size());
};

QStringList membersOf(const QString& zip) {
    const auto listed = test::runProgram(QStringLiteral("unzip"), {QStringLiteral("-Z1"), zip});
    return QString::fromUtf8(listed.out).split(u'\n', Qt::SkipEmptyParts);
}

QByteArray memberOf(const QString& zip, const QString& name) {
    return test::runProgram(QStringLiteral("unzip"), {QStringLiteral("-p"), zip, name}).out;
}

class ReportBundle : public testing::Test {
protected:
    [[nodiscard]] QString path(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    test::Records m_records;
    QTemporaryDir m_dir;
};

TEST_F(ReportBundle, HoldsEveryFileInOrder) {
    ASSERT_TRUE(report::writeBundle(path("r.zip"), m_records.blockedReport(), painter).ok());
    EXPECT_EQ(test::runProgram(QStringLiteral("unzip"), {QStringLiteral("-tq"), path("r.zip")}).exitCode, 0);
    EXPECT_EQ(membersOf(path("r.zip")),
              (QStringList{QStringLiteral("report.md"), QStringLiteral("report.html"), QStringLiteral("exchanges.har"),
                           QStringLiteral("reproduce.sh"), QStringLiteral("timeline.png")}));
    EXPECT_EQ(memberOf(path("r.zip"), QStringLiteral("timeline.png")), "\x89PNG of 4");
    EXPECT_TRUE(memberOf(path("r.zip"), QStringLiteral("report.md")).contains("timeline.png"));
}

TEST_F(ReportBundle, TheScriptComesOutExecutable) {
    ASSERT_TRUE(report::writeBundle(path("r.zip"), m_records.blockedReport()).ok());
    test::runProgram(QStringLiteral("unzip"), {QStringLiteral("-q"), path("r.zip"), QStringLiteral("-d"), path("out")});
    EXPECT_TRUE(QFileInfo(path("out/reproduce.sh")).isExecutable());
    EXPECT_FALSE(QFileInfo(path("out/report.md")).isExecutable());
}

TEST_F(ReportBundle, WithoutAPainterThereIsNoPicture) {
    ASSERT_TRUE(report::writeBundle(path("r.zip"), m_records.blockedReport()).ok());
    EXPECT_FALSE(membersOf(path("r.zip")).contains(QStringLiteral("timeline.png")));
    EXPECT_TRUE(memberOf(path("r.zip"), QStringLiteral("report.html")).contains("There is no picture"));
}

TEST_F(ReportBundle, NoMemberHoldsASecret) {
    int bodies = 0;
    for (const auto& file : report::reportFiles(m_records.blockedReport(), painter)) {
        for (const QByteArray& secret : {test::canary, test::namelessCanary}) {
            EXPECT_FALSE(file.bytes.contains(secret)) << file.name.constData();
            EXPECT_FALSE(file.bytes.contains(secret.toBase64())) << file.name.constData();
            EXPECT_FALSE(file.bytes.contains(secret.toPercentEncoding())) << file.name.constData();
        }
        bodies += static_cast<int>(file.bytes.count("secondary rate limit for"));
    }
    EXPECT_GE(bodies, 4) << "the bodies that echoed the secret are there, with it hidden";
}

TEST_F(ReportBundle, TheHarIsReadBack) {
    const auto report = m_records.blockedReport();
    const auto files = report::reportFiles(report);
    QBuffer har;
    har.setData(files.at(2).bytes);
    ASSERT_TRUE(har.open(QIODevice::ReadOnly));
    interop::HarReader reader(har);
    std::vector<int> statuses;
    for (auto entry = reader.next(); entry && *entry; entry = reader.next())
        statuses.push_back((*entry)->status());
    EXPECT_EQ(statuses, (std::vector<int>{200, 200, 429, 429}));
    const auto document = QJsonDocument::fromJson(files.at(2).bytes);
    EXPECT_EQ(document[QStringLiteral("log")][QStringLiteral("version")].toString(), QStringLiteral("1.2"));
}

TEST_F(ReportBundle, LargeBodiesOnlyWhenAskedFor) {
    report::ReportInput input;
    input.attempts.push_back(
        m_records.read(test::exchange(429, base::Seconds(0), test::limited("0"), QByteArray(100'000, 'x'))));
    report::ReportOptions options;
    const auto sizeWith = [&](bool large) {
        options.largeBodies = large;
        return report::reportFiles(report::buildReport(input, options, providers::Catalogue::builtIn()))
            .at(2)
            .bytes.size();
    };
    EXPECT_LT(sizeWith(false), 20'000);
    EXPECT_GT(sizeWith(true), 100'000);
}

TEST_F(ReportBundle, SameReportSameBytes) {
    const auto files = report::reportFiles(m_records.blockedReport(), painter);
    const auto again = report::reportFiles(m_records.blockedReport(), painter);
    EXPECT_EQ(*report::zipFiles(files, test::noon), *report::zipFiles(again, test::noon));
}

TEST_F(ReportBundle, UnwritableFolderIsSaidAndNothingIsLost) {
    if (::geteuid() == 0) {
        // Root may write everywhere, so a missing folder stands for a forbidden one.
        const auto written = report::writeBundle(path("missing/r.zip"), m_records.blockedReport());
        ASSERT_FALSE(written.ok());
        EXPECT_TRUE(written.error().sentence.contains(path("missing/r.zip"))) << written.error().sentence.toStdString();
        return;
    }
    QDir().mkdir(path("closed"));
    QFile old(path("closed/r.zip"));
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    QFile::setPermissions(path("closed"), QFile::ReadOwner | QFile::ExeOwner);
    const auto written = report::writeBundle(path("closed/r.zip"), m_records.blockedReport());
    QFile::setPermissions(path("closed"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    ASSERT_FALSE(written.ok());
    ASSERT_TRUE(old.open(QIODevice::ReadOnly));
    EXPECT_EQ(old.readAll(), "old");
}

TEST_F(ReportBundle, AFolderInItsPlaceIsSaid) {
    ASSERT_TRUE(QDir().mkdir(path("r.zip")));
    EXPECT_FALSE(report::writeBundle(path("r.zip"), m_records.blockedReport()).ok());
}

} // namespace
