// SPDX-License-Identifier: GPL-3.0-or-later
// The Headers tab, by keys.
#include "tests/ui/composer/ComposerFixture.h"

#include "ui/composer/FieldCompletion.h"

#include <QListWidget>

namespace knockback::ui {
namespace {

class HeadersTest : public test::ComposerFixture {
protected:
    HeadersTest() {
        panel.showTab(ComposerPanel::Headers);
        panel.load({});
    }
    FieldCompletion& completion() { return *FieldCompletion::of(panel.focusWidget()); }
    QStringList offered() {
        QStringList texts;
        for (int i = 0; i < completion().list().count(); ++i)
            texts << completion().list().item(i)->text();
        return texts;
    }
    // The row of an automatic header, or -1.
    int automaticRow(const char* name) {
        const auto& rows = headers().rows();
        for (int row = 0; row < rows.rowCount(); ++row) {
            if (rows.zone(row) == NameValueModel::Zone::Extra && rows.extra(row).name == QLatin1String(name))
                return row;
        }
        return -1;
    }
};

TEST_F(HeadersTest, NamesAndValuesAreCompleted) {
    goTo(headers(), 0, NameValueModel::Name);
    type(QStringLiteral("conte"));
    ASSERT_TRUE(completion().isOpen());
    EXPECT_EQ(offered(), (QStringList{QStringLiteral("Content-Encoding"), QStringLiteral("Content-Language"),
                                      QStringLiteral("Content-Type")}));
    press(Qt::Key_Up);
    press(Qt::Key_Return);
    press(Qt::Key_Tab);
    type(QStringLiteral("app"));
    ASSERT_TRUE(completion().isOpen());
    press(Qt::Key_Down);
    press(Qt::Key_Tab);
    press(Qt::Key_Return);
    EXPECT_EQ(panel.draft().headers, (std::vector<workspace::HeaderRow>{{"Content-Type", "application/json", true}}));
}

TEST_F(HeadersTest, WhatIsTypedWinsUntilSomethingIsChosen) {
    goTo(headers(), 0, NameValueModel::Name);
    type(QStringLiteral("X-Api"));
    EXPECT_TRUE(completion().isOpen());
    press(Qt::Key_Return);
    EXPECT_EQ(panel.draft().headers.at(0).name, "X-Api");
}

TEST_F(HeadersTest, VariablesAreOfferedInValues) {
    goTo(headers(), 0, NameValueModel::Value);
    type(QStringLiteral("v{{to"));
    ASSERT_TRUE(completion().isOpen());
    EXPECT_EQ(offered(), QStringList(QStringLiteral("{{topic}}")));
    press(Qt::Key_Return);
    type(QStringLiteral("/x"));
    press(Qt::Key_Return);
    EXPECT_EQ(panel.draft().headers.at(0).value, "v{{topic}}/x");
}

TEST_F(HeadersTest, EscPutsTheListAwayAndKeepsTheText) {
    goTo(headers(), 0, NameValueModel::Name);
    type(QStringLiteral("Acc"));
    ASSERT_TRUE(completion().isOpen());
    press(Qt::Key_Escape);
    EXPECT_FALSE(completion().isOpen());
    press(Qt::Key_Return);
    EXPECT_EQ(panel.draft().headers.at(0).name, "Acc");
}

TEST_F(HeadersTest, AutomaticHeadersAreShownAndSwitched) {
    const int row = automaticRow("User-Agent");
    ASSERT_GT(row, 0);
    EXPECT_FALSE(headers().rows().extra(row).reason.isEmpty());
    EXPECT_FALSE(headers().model()->flags(headers().model()->index(row, 1)) & Qt::ItemIsEditable);
    goTo(headers(), row, NameValueModel::Name);
    press(Qt::Key_O, Qt::AltModifier);
    EXPECT_EQ(panel.draft().settings.omittedHeaders, (std::vector<QByteArray>{"User-Agent"}));
    EXPECT_FALSE(headers().rows().extra(automaticRow("User-Agent")).on);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(panel.draft().settings.omittedHeaders.empty());
    EXPECT_TRUE(headers().rows().extra(automaticRow("User-Agent")).on);
}

TEST_F(HeadersTest, AnOwnRowReplacesTheAutomaticOneVisibly) {
    goTo(headers(), 0, NameValueModel::Name);
    type(QStringLiteral("user-agent"));
    press(Qt::Key_Escape);
    press(Qt::Key_Return);
    const int row = automaticRow("User-Agent");
    ASSERT_GT(row, 0);
    EXPECT_FALSE(headers().rows().extra(row).on);
    EXPECT_FALSE(headers().rows().extra(row).switchable);
    headers().rows().toggleRow(0);
    EXPECT_TRUE(headers().rows().extra(automaticRow("User-Agent")).on);
}

TEST_F(HeadersTest, SameNamesStandBesideEachOther) {
    goTo(headers(), 0, NameValueModel::Name);
    type(QStringLiteral("X-A"));
    press(Qt::Key_Escape);
    press(Qt::Key_Return);
    press(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_EQ(panel.draft().headers, (std::vector<workspace::HeaderRow>{{"X-A", "", true}, {"X-A", "", true}}));
}

} // namespace
} // namespace knockback::ui
