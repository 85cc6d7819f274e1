// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/HostPattern.h"
#include "app/vault/Credential.h"

namespace knockback::vault {

namespace {
struct Case {
    const char* pattern;
    const char* authority;
    bool allowed;
};

const Case table[] = {
    {"api.github.com", "api.github.com", true},
    {"API.GitHub.com", "api.github.COM", true},
    {"api.github.com.", "api.github.com", true},
    {"api.github.com", "api.github.com.", true},
    {" api.github.com ", "api.github.com", true},
    {"api.github.com", "github.com", false},
    {"github.com", "api.github.com", false},
    {"api.github.com", "api.github.com.evil.test", false},
    {"api.github.com", "evil-api.github.com", false},
    {"api.github.com", "api.github.com:8443", false},
    {"api.github.com:8443", "api.github.com:8443", true},
    {"api.github.com:8443", "api.github.com", false},
    {"api.github.com:8443", "api.github.com:443", false},
    {"localhost:8080", "localhost:8080", true},
    {"localhost:8080", "localhost:80801", false},
    {"*.example.com", "a.example.com", true},
    {"*.example.com", "a.b.example.com", true},
    {"*.EXAMPLE.com", "A.Example.Com", true},
    {"*.example.com", "example.com", false},
    {"*.example.com", "evilexample.com", false},
    {"*.example.com", ".example.com", false},
    {"*.example.com", "a.example.com:8443", false},
    {"*.example.com:8443", "a.example.com:8443", true},
    {"*", "api.github.com", false},
    {"*.", "api.github.com", false},
    {"api.*.com", "api.github.com", false},
    {"*.0.0.1", "127.0.0.1", false},
    {"127.0.0.1", "127.0.0.1", true},
    {"127.0.0.1", "127.0.0.2", false},
    {"[::1]:8080", "[::1]:8080", true},
    {"::1", "[::1]", true},
    {"[0:0:0:0:0:0:0:1]", "[::1]", true},
    {"[2001:DB8::1]", "[2001:db8:0::1]", true},
    {"[::1]", "[::1]:8080", false},
    {"bücher.example", "xn--bcher-kva.example", true},
    {"xn--bcher-kva.example", "BÜCHER.example", true},
    {"*.bücher.example", "www.xn--bcher-kva.example", true},
    {"api.github.com", "api.github.com@evil.test", false},
    {"evil.test", "api.github.com@evil.test", false},
    {"api.github.com", "", false},
    {"", "", false},
    {"", "api.github.com", false},
    {"api.github.com:0", "api.github.com", false},
    {"api.github.com:", "api.github.com", false},
    {"api.github.com:+80", "api.github.com:80", false},
    {"my_host", "MY_HOST", true},
};
} // namespace

TEST(HostPattern, AllowsExactlyWhatTheTableSays) {
    for (const auto& row : table) {
        Credential credential;
        credential.hosts = {row.pattern};
        EXPECT_EQ(allowsHost(credential, row.authority), row.allowed) << row.pattern << " for " << row.authority;
    }
}

TEST(HostPattern, NoHostsMeansNowhere) {
    EXPECT_FALSE(allowsHost(Credential{}, "api.github.com"));
    EXPECT_FALSE(allowsHost(Credential{}, "localhost"));
}

TEST(HostPattern, OneOfSeveralIsEnough) {
    Credential credential;
    credential.hosts = {"a.test", "b.test:99", "*.c.test"};
    EXPECT_TRUE(allowsHost(credential, "b.test:99"));
    EXPECT_TRUE(allowsHost(credential, "x.c.test"));
    EXPECT_FALSE(allowsHost(credential, "b.test"));
}

TEST(HostPattern, KnowsWhichPatternsCanMatchAnything) {
    for (const char* good : {"a.test", "a.test:1", "*.a.test", "[::1]:80", "127.0.0.1", "localhost"})
        EXPECT_TRUE(isHostPattern(good)) << good;
    for (const char* bad :
         {"", "*", "*.", "https://a.test", "a.test/path", "a test", "a.test:99999", "*.1.2.3.4", "[::1", "u@a.test"})
        EXPECT_FALSE(isHostPattern(bad)) << bad;
}

TEST(HostPattern, KnowsThisMachine) {
    for (const char* here : {"localhost", "LOCALHOST:80", "a.localhost", "127.0.0.1", "127.9.8.7:1", "[::1]"})
        EXPECT_TRUE(isLoopback(*parseAuthority(here))) << here;
    for (const char* elsewhere : {"localhost.test", "127.evil.test", "128.0.0.1", "[::2]", "notlocalhost"})
        EXPECT_FALSE(isLoopback(*parseAuthority(elsewhere))) << elsewhere;
}

} // namespace knockback::vault
