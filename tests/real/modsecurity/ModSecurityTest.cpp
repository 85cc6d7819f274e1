// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/NginxServer.h"
#include "tests/real/support/Refusal.h"

#include <gtest/gtest.h>

using namespace knockback;

namespace {

// nginx with ModSecurity and the OWASP Core Rule Set as Debian packages them, blocking.
constexpr const char* module = "load_module /usr/lib/nginx/modules/ngx_http_modsecurity_module.so;";
constexpr const char* rules = R"(
    modsecurity on;
    modsecurity_rules '
      SecRuleEngine On
      SecRequestBodyAccess On
      Include /etc/modsecurity/crs/crs-setup.conf
      Include /usr/share/modsecurity-crs/rules/*.conf
    ';
)";

class ModSecurity : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_server.start(m_program, {module, "", rules, "items"})) << m_server.problem();
    }
    [[nodiscard]] test::Refusal send(const char* path, const QStringList& options = {}) {
        return test::sendOnce(m_program, m_server.url(path), options);
    }

    test::Program m_program;
    test::NginxServer m_server;
};

TEST_F(ModSecurity, AQueryLikeAnInjectionIsRefusedAndExplained) {
    const auto refusal = send("/items?q=1'%20OR%20'1'='1'%20--%20");
    ASSERT_EQ(refusal.status, 403);
    EXPECT_EQ(refusal.outcome, "blocked");
    EXPECT_EQ(refusal.cause, "suspicious_pattern") << refusal;
    EXPECT_EQ(refusal.subcause, "waf_rule") << refusal;
    EXPECT_TRUE(refusal.evidence.find("request URL") != std::string::npos) << refusal;
    EXPECT_LT(refusal.confidence, 0.9) << "the rule set sends the server's plain page: " << refusal;
}

TEST_F(ModSecurity, SoAreMarkupAndPathsOutOfTheFolder) {
    for (const char* query : {"/items?x=%3Cscript%3Ealert(1)%3C/script%3E", "/items?file=../../../../etc/passwd"}) {
        const auto refusal = send(query);
        ASSERT_EQ(refusal.status, 403) << query;
        EXPECT_EQ(refusal.cause, "suspicious_pattern") << query << '\n' << refusal;
    }
}

TEST_F(ModSecurity, AScannersUserAgentIsNamed) {
    const auto refusal =
        send("/items", {QStringLiteral("-H"), QStringLiteral("User-Agent: nikto/2.1.6 (scanner of a test)")});
    ASSERT_EQ(refusal.status, 403);
    EXPECT_EQ(refusal.cause, "suspicious_pattern") << refusal;
    EXPECT_EQ(refusal.subcause, "bad_user_agent") << refusal;
}

TEST_F(ModSecurity, AnOrdinaryRequestPasses) {
    const auto refusal = send("/items?q=books&page=2");
    EXPECT_EQ(refusal.status, 200);
    EXPECT_EQ(refusal.cause, "none") << refusal;
}

} // namespace
