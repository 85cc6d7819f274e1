// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Url.h"

namespace knockback::http {

TEST(Url, takesEveryPartAsItStands) {
    const auto url = parseUrl("HTTPS://user:p%40ss@API.Example.com:8443/a%2Fb/../c?x=1&y=%20#frag?ment");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->userInfo, "user:p%40ss");
    EXPECT_EQ(url->host, "api.example.com");
    EXPECT_EQ(url->port, 8443);
    EXPECT_TRUE(url->portWritten);
    EXPECT_EQ(url->path, "/a%2Fb/../c");
    EXPECT_EQ(url->query, "x=1&y=%20");
    EXPECT_EQ(url->fragment, "frag?ment");
    EXPECT_EQ(url->origin(), "https://api.example.com:8443");
    EXPECT_EQ(url->authority(), "api.example.com:8443");
}

TEST(Url, defaultPortIsNotPartOfTheAuthority) {
    const auto written = parseUrl("http://example.com:80");
    ASSERT_TRUE(written);
    EXPECT_TRUE(written->portWritten);
    EXPECT_EQ(written->authority(), "example.com");
    EXPECT_EQ(written->path, "/");
    const auto empty = parseUrl("https://example.com:/x");
    ASSERT_TRUE(empty);
    EXPECT_EQ(empty->port, 443);
    EXPECT_FALSE(empty->portWritten);
}

TEST(Url, readsIpv6) {
    const auto url = parseUrl("http://[::1]:8080/");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "::1");
    EXPECT_EQ(url->port, 8080);
    EXPECT_EQ(url->authority(), "[::1]:8080");
}

TEST(Url, queryOrFragmentMayFollowTheHostAtOnce) {
    EXPECT_EQ(parseUrl("http://h?a=1")->query, "a=1");
    EXPECT_EQ(parseUrl("http://h#f")->fragment, "f");
    EXPECT_EQ(parseUrl("http://h#f?q")->query, "");
}

class UnusableUrl : public testing::TestWithParam<const char*> {};
TEST_P(UnusableUrl, isRefused) {
    EXPECT_FALSE(parseUrl(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Cases, UnusableUrl,
                         testing::Values("", "example.com", "/path", "ftp://example.com", "http:/example.com",
                                         "http://", "http:///path", "http://:80/", "http://user@/", "http://a b/",
                                         "http://h:65536/", "http://h:8o/", "http://h:-1/", "http://h:1:2/",
                                         "http://[::1", "http://[]/", "http://[::1]x/", "http://[g::1]/",
                                         "http://good.example\\@evil.example/", "http://a@b@c/",
                                         "http://exam%70le.com/", "http://h/\r\nX: y", "http://h/\x7f",
                                         "http://exa<mple.com/"));

TEST(Query, decodesNamesAndValuesAndKeepsTheText) {
    const auto params = parseQuery("a=1&b%20c=d+e%26f&&flag&empty=&x=y=z&bad=%zz%4");
    ASSERT_EQ(params.size(), 6u);
    EXPECT_EQ(params[0].name, "a");
    EXPECT_EQ(params[1].name, "b c");
    EXPECT_EQ(params[1].value, "d e&f");
    EXPECT_EQ(params[1].raw, "b%20c=d+e%26f");
    EXPECT_EQ(params[2].name, "flag");
    EXPECT_EQ(params[2].value, "");
    EXPECT_EQ(params[3].raw, "empty=");
    EXPECT_EQ(params[4].value, "y=z");
    EXPECT_EQ(params[5].value, "%zz%4");
    EXPECT_TRUE(parseQuery("").empty());
}

} // namespace knockback::http
