// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CookieScope.h"

namespace knockback::http {

TEST(CookieDomain, coversItselfAndWhatIsBelow) {
    EXPECT_TRUE(domainMatches("example.com", "example.com"));
    EXPECT_TRUE(domainMatches("www.example.com", "example.com"));
    EXPECT_TRUE(domainMatches("a.b.example.com", "example.com"));
    EXPECT_FALSE(domainMatches("example.com", "www.example.com"));
    EXPECT_FALSE(domainMatches("badexample.com", "example.com"));
    EXPECT_FALSE(domainMatches("example.com.evil.net", "example.com"));
    EXPECT_FALSE(domainMatches("example.com", ""));
    EXPECT_TRUE(domainMatches("10.0.0.1", "10.0.0.1"));
    EXPECT_FALSE(domainMatches("10.0.0.1", "0.0.1")) << "an address has nothing below it";
}

TEST(CookieDomain, isSharedWhenItBelongsToMany) {
    for (const QByteArray shared : {"com", "co.uk", "github.io", "localhost", "printer", "10.0.0.1", "::1"})
        EXPECT_TRUE(isSharedDomain(shared)) << shared.toStdString();
    for (const QByteArray own : {"example.com", "example.co.uk", "me.github.io", "api.localhost"})
        EXPECT_FALSE(isSharedDomain(own)) << own.toStdString();
}

TEST(CookieDomain, comparesInAsciiAndLowerCase) {
    EXPECT_EQ(canonicalHost("API.Example.COM"), "api.example.com");
    EXPECT_EQ(canonicalHost("b\xc3\xbc"
                            "cher.example"),
              "xn--bcher-kva.example");
}

TEST(CookiePath, ofARequestEndsBeforeTheLastSlash) { // RFC 6265bis 5.1.4
    EXPECT_EQ(defaultCookiePath(""), "/");
    EXPECT_EQ(defaultCookiePath("x"), "/");
    EXPECT_EQ(defaultCookiePath("/"), "/");
    EXPECT_EQ(defaultCookiePath("/a"), "/");
    EXPECT_EQ(defaultCookiePath("/a/"), "/a");
    EXPECT_EQ(defaultCookiePath("/a/b"), "/a");
    EXPECT_EQ(defaultCookiePath("/a/b/c.html"), "/a/b");
}

TEST(CookiePath, coversWholeSegments) {
    EXPECT_TRUE(pathMatches("/a", "/a"));
    EXPECT_TRUE(pathMatches("/a/", "/a"));
    EXPECT_TRUE(pathMatches("/a/b", "/a"));
    EXPECT_TRUE(pathMatches("/a/b", "/a/"));
    EXPECT_TRUE(pathMatches("/a", "/"));
    EXPECT_FALSE(pathMatches("/ab", "/a"));
    EXPECT_FALSE(pathMatches("/a", "/a/"));
    EXPECT_FALSE(pathMatches("/", "/a"));
    EXPECT_FALSE(pathMatches("/A", "/a"));
}

} // namespace knockback::http
