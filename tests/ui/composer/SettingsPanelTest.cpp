// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/composer/ComposerFixture.h"

#include "ui/composer/CountTabBar.h"
#include "ui/composer/SettingsText.h"

#include <QCheckBox>
#include <QSpinBox>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

class SettingsPanelTest : public test::ComposerFixture {
protected:
    SettingsPanelTest() {
        panel.showTab(ComposerPanel::Settings);
        panel.load({});
    }
    workspace::RequestSettings settings() { return panel.draft().settings; }
    QString noteText() {
        return find<QLabel>("settingsNote")->isVisible() ? find<QLabel>("settingsNote")->text() : QString();
    }
    QString mark() { return find<CountTabBar>("composerTabs")->mark(ComposerPanel::Settings); }
    void fill(const char* name, const QString& text) {
        auto* field = find<QLineEdit>(name);
        ASSERT_TRUE(field && field->isVisible()) << name;
        field->setFocus();
        field->selectAll();
        if (text.isEmpty())
            QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }
};

TEST_F(SettingsPanelTest, EverySettingRoundTrips) {
    workspace::RequestDraft draft;
    draft.settings.timeout.reset();
    draft.settings.connectTimeout = 2500ms;
    draft.settings.followRedirects = false;
    draft.settings.maxRedirects = 3;
    draft.settings.verifyTls = false;
    draft.settings.caFile = "./ca.pem";
    draft.settings.proxy = workspace::ProxyChoice::Manual;
    draft.settings.proxyUrl = "socks5h://{{proxy}}:1080";
    draft.settings.version = http::HttpVersionChoice::Http2;
    draft.settings.family = http::AddressFamily::V6;
    draft.settings.resolve = {"a:1:127.0.0.1", "b:2:[::1]"};
    draft.settings.cookies = false;
    draft.settings.omittedHeaders = {"User-Agent"};
    panel.load(draft);
    EXPECT_EQ(settings(), draft.settings);
    EXPECT_EQ(mark(), QStringLiteral("•"));
    panel.load({});
    EXPECT_EQ(settings(), workspace::RequestSettings());
    EXPECT_EQ(mark(), QString());
}

TEST_F(SettingsPanelTest, TimesAreReadAndExplained) {
    fill("timeout", QStringLiteral("2 min"));
    EXPECT_EQ(settings().timeout, 120'000ms);
    fill("timeout", QStringLiteral("soon"));
    EXPECT_TRUE(noteText().contains(QStringLiteral("soon")));
    EXPECT_EQ(settings().timeout, 120'000ms);
    fill("timeout", QString());
    EXPECT_EQ(settings().timeout, std::nullopt);
    EXPECT_EQ(noteText(), QString());
}

TEST_F(SettingsPanelTest, NotVerifyingIsSaidAloudAndTakenBack) {
    auto* verify = find<QCheckBox>("verifyTls");
    verify->setFocus();
    press(Qt::Key_Space);
    EXPECT_FALSE(settings().verifyTls);
    EXPECT_TRUE(noteText().contains(QStringLiteral("not verified")));
    for (auto* button : panel.findChildren<QPushButton*>()) {
        if (button->accessibleName() == QStringLiteral("Reset TLS")) {
            ASSERT_TRUE(button->isVisible());
            button->setFocus();
            press(Qt::Key_Space);
        }
    }
    EXPECT_TRUE(settings().verifyTls);
    EXPECT_EQ(noteText(), QString());
    undo();
    EXPECT_FALSE(settings().verifyTls);
}

TEST_F(SettingsPanelTest, AManualProxyIsChecked) {
    auto* proxy = find<QComboBox>("proxy");
    EXPECT_FALSE(find<QLineEdit>("proxyUrl")->isVisible());
    EXPECT_TRUE(proxy->itemText(0).contains(QStringLiteral("now:")));
    proxy->setFocus();
    press(Qt::Key_End);
    EXPECT_EQ(settings().proxy, workspace::ProxyChoice::Manual);
    EXPECT_FALSE(noteText().isEmpty());
    fill("proxyUrl", QStringLiteral("socks5h://localhost:1080"));
    EXPECT_EQ(noteText(), QString());
    EXPECT_EQ(settings().proxyUrl, "socks5h://localhost:1080");
}

TEST(SettingsText, ProxiesNeedSchemeHostAndPort) {
    for (const char* good :
         {"http://h:1", "https://u:p@h:8080", "socks5://[::1]:1080", "{{proxy}}", "socks5h://{{h}}:1"})
        EXPECT_EQ(problemWithProxy(good), QString()) << good;
    for (const char* bad : {"", "h:1", "ftp://h:1", "http://h", "socks5://:1080", "socks4://h:1"})
        EXPECT_NE(problemWithProxy(bad), QString()) << bad;
}

TEST(SettingsText, OverridesAreHostPortAddress) {
    EXPECT_EQ(readOverrides(QStringLiteral(" a:1:127.0.0.1,b:2:[::1]\n")),
              (std::vector<QByteArray>{"a:1:127.0.0.1", "b:2:[::1]"}));
    EXPECT_EQ(problemWithOverrides({"a:1:127.0.0.1", "b:2:[::1]", "c:3:::1", "{{x}}"}), QString());
    for (const char* bad : {"a", "a:b:127.0.0.1", "a:70000:127.0.0.1", "a:1:host", "a:1:127.0.0.1/8"})
        EXPECT_NE(problemWithOverrides({bad}), QString()) << bad;
}

} // namespace
} // namespace knockback::ui
