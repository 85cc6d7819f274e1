// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SocketAddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace knockback {

TEST(SocketAddress, isWrittenWithItsPort) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(8080);
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(http::addressText(reinterpret_cast<sockaddr*>(&v4)), "127.0.0.1:8080");

    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(443);
    ASSERT_EQ(::inet_pton(AF_INET6, "2001:db8::1", &v6.sin6_addr), 1);
    EXPECT_EQ(http::addressText(reinterpret_cast<sockaddr*>(&v6)), "[2001:db8::1]:443");

    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    EXPECT_EQ(http::addressText(reinterpret_cast<sockaddr*>(&local)), "");
}

TEST(SocketAddress, tellsAddressesFromNames) {
    for (const char* address : {"127.0.0.1", "::1", "[::1]", "2001:db8::1", "fe80::1%25eth0"})
        EXPECT_TRUE(http::isAddress(address)) << address;
    for (const char* name : {"localhost", "a.example", "1.2.3", "", "[", "127.0.0.1.example"})
        EXPECT_FALSE(http::isAddress(name)) << name;
}

} // namespace knockback
