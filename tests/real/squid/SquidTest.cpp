// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/NginxServer.h"
#include "tests/real/support/Refusal.h"
#include "tests/real/support/RunningServer.h"

#include <QFile>

#include <gtest/gtest.h>

using namespace knockback;

namespace {

// A proxy that refuses one path, and tunnels to the port 443 only.
constexpr const char* configuration = R"(
http_port 127.0.0.1:PORT
pid_filename none
pinger_enable off
access_log none
cache_log /dev/null
cache_store_log none
cache deny all
netdb_filename none
coredump_dir PREFIX
shutdown_lifetime 0 seconds
visible_hostname proxy.test
acl forbidden urlpath_regex ^/forbidden
acl tunnels method CONNECT
acl secure port 443
http_access deny forbidden
http_access deny tunnels !secure
http_access allow localhost
http_access deny all
)";

class Squid : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_origin.start(m_program, {"", "", "", "items"})) << m_origin.problem();
        // It gives up the rights of root, and still wants to enter the folder.
        QFile::setPermissions(m_program.path(""), QFile::permissions(m_program.path("")) | QFile::ReadOther |
                                                      QFile::WriteOther | QFile::ExeOther);
        const quint16 port = test::freePort();
        QByteArray text(configuration);
        text.replace("PORT", QByteArray::number(port)).replace("PREFIX", m_program.path("").toUtf8());
        const QString file = m_program.write("squid.conf", text);
        ASSERT_TRUE(
            m_proxy.start(QStringLiteral("/usr/sbin/squid"), {QStringLiteral("-N"), QStringLiteral("-f"), file}, port))
            << m_proxy.problem().toStdString();
    }
    [[nodiscard]] test::Refusal send(const QString& url) { return test::sendThrough(m_program, m_proxy.url(""), url); }

    test::Program m_program;
    test::NginxServer m_origin;
    test::RunningServer m_proxy;
};

TEST_F(Squid, WhatItAllowsIsServedAndNoBlock) {
    const auto refusal = send(m_origin.url("/items"));
    EXPECT_EQ(refusal.status, 200);
    EXPECT_EQ(refusal.cause, "none") << refusal;
}

TEST_F(Squid, ItsDenyPageIsTheNetworksRefusal) {
    const auto refusal = send(m_origin.url("/forbidden"));
    EXPECT_EQ(refusal.status, 403);
    EXPECT_EQ(refusal.cause, "network") << refusal;
    EXPECT_EQ(refusal.subcause, "corporate_proxy_deny") << refusal;
    EXPECT_EQ(refusal.vendor, "squid") << refusal;
    EXPECT_GT(refusal.confidence, 0.9) << refusal;
}

TEST_F(Squid, ATunnelThatItRefusesIsToo) {
    const auto refusal = send(m_origin.url("/items").replace(QLatin1String("http:"), QLatin1String("https:")));
    EXPECT_EQ(refusal.status, 0);
    EXPECT_EQ(refusal.cause, "network") << refusal;
    EXPECT_EQ(refusal.subcause, "corporate_proxy_deny") << refusal;
}

TEST_F(Squid, AServerThatItCannotReachIsTheProxysTrouble) {
    const auto refusal = send(QStringLiteral("http://127.0.0.1:%1/").arg(test::freePort()));
    EXPECT_EQ(refusal.status, 503);
    EXPECT_EQ(refusal.cause, "network") << refusal;
    EXPECT_EQ(refusal.vendor, "squid") << refusal;
}

} // namespace
