// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Redirect.h"

namespace knockback::http {

namespace {

ResponseHead answer(int status, HeaderList headers) {
    ResponseHead head;
    head.status = status;
    head.headers = std::move(headers);
    return head;
}

Redirect follow(const Request& request, int status, const QByteArray& location) {
    return redirectOf(request, answer(status, {{"Location", location}})).value();
}

} // namespace

TEST(Redirect, onlySomeStatusesMove) {
    for (int status = 100; status < 600; ++status) {
        const bool moves = redirectOf({.url = "http://a/"}, answer(status, {{"Location", "/x"}})).has_value();
        const bool expected = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        EXPECT_EQ(moves, expected) << status;
    }
}

struct MethodMove {
    int status;
    const char* from;
    const char* to;
};

class RedirectMethod : public testing::TestWithParam<MethodMove> {};

TEST_P(RedirectMethod, changesAsEverywhere) {
    const auto& [status, from, to] = GetParam();
    const Redirect redirect = follow({.method = from, .url = "http://a/", .body = QByteArray("x")}, status, "/b");
    EXPECT_EQ(redirect.method, to);
    EXPECT_EQ(redirect.keepsBody, QByteArray(from) == to);
}

// RFC 9110 15.4.2 to 15.4.9
INSTANTIATE_TEST_SUITE_P(Methods, RedirectMethod,
                         testing::Values(MethodMove{301, "GET", "GET"}, MethodMove{301, "POST", "GET"},
                                         MethodMove{301, "PUT", "PUT"}, MethodMove{302, "POST", "GET"},
                                         MethodMove{302, "DELETE", "DELETE"}, MethodMove{302, "HEAD", "HEAD"},
                                         MethodMove{303, "POST", "GET"}, MethodMove{303, "PUT", "GET"},
                                         MethodMove{303, "DELETE", "GET"}, MethodMove{303, "HEAD", "HEAD"},
                                         MethodMove{303, "GET", "GET"}, MethodMove{307, "POST", "POST"},
                                         MethodMove{308, "POST", "POST"}, MethodMove{308, "PATCH", "PATCH"}));

TEST(Redirect, resolvesAndInheritsTheFragment) {
    const Request request{.url = "https://api.example/v1/a?x=1#part"};
    EXPECT_EQ(follow(request, 302, "../v2/b").url, "https://api.example/v2/b#part");
    EXPECT_EQ(follow(request, 302, "/c#own").url, "https://api.example/c#own");
    EXPECT_EQ(follow(request, 302, "/c#").url, "https://api.example/c#");
    EXPECT_EQ(follow(request, 302, " //cdn.example/d ").url, "https://cdn.example/d#part");
}

TEST(Redirect, encodesWhatNoUrlMayHold) {
    const Redirect redirect = follow({.url = "http://a/"}, 302, "/caf\xc3\xa9 au lait?q=\xff%20");
    EXPECT_EQ(redirect.url, "http://a/caf%C3%A9%20au%20lait?q=%FF%20");
    EXPECT_EQ(redirect.problem, QString());
}

TEST(Redirect, saysWhatIsLeftBehind) {
    const Request request{.url = "https://api.example/a"};
    const Redirect same = follow(request, 307, "https://API.example:443/b");
    EXPECT_FALSE(same.leavesOrigin);
    EXPECT_FALSE(same.leavesTls);
    const Redirect host = follow(request, 307, "https://www.example/b");
    EXPECT_TRUE(host.leavesOrigin);
    EXPECT_FALSE(host.leavesTls);
    EXPECT_TRUE(follow(request, 307, "https://api.example:8443/").leavesOrigin);
    const Redirect clear = follow(request, 307, "http://api.example/b");
    EXPECT_TRUE(clear.leavesOrigin);
    EXPECT_TRUE(clear.leavesTls);
    const Redirect up = follow({.url = "http://api.example/"}, 301, "https://api.example/");
    EXPECT_TRUE(up.leavesOrigin);
    EXPECT_FALSE(up.leavesTls);
}

class DeadEnd : public testing::TestWithParam<HeaderList> {};

TEST_P(DeadEnd, isOneSentence) {
    const auto redirect = redirectOf({.url = "http://a/"}, answer(302, GetParam()));
    ASSERT_TRUE(redirect);
    EXPECT_EQ(redirect->url, "");
    EXPECT_TRUE(redirect->problem.startsWith(QStringLiteral("The server answered 302")))
        << redirect->problem.toStdString();
    EXPECT_TRUE(redirect->problem.endsWith(QLatin1Char('.')));
}

INSTANTIATE_TEST_SUITE_P(Locations, DeadEnd,
                         testing::Values(HeaderList{}, HeaderList{{"Location", ""}},
                                         HeaderList{{"Location", "ftp://b/"}}, HeaderList{{"Location", "mailto:a@b"}},
                                         HeaderList{{"Location", "http:///x"}},
                                         HeaderList{{"Location", "http://user:pa55@b/"}},
                                         HeaderList{{"Location", "http://a b/"}},
                                         HeaderList{{"Location", "/x"}, {"location", "/y"}}));

TEST(DeadEndSentence, neverRepeatsAPassword) {
    EXPECT_FALSE(follow({.url = "http://a/"}, 302, "http://user:pa55@b/").problem.contains(QLatin1String("pa55")));
}

TEST(Redirect, theSameLocationTwiceIsNoQuestion) {
    const auto redirect = redirectOf({.url = "http://a/"}, answer(302, {{"Location", "/x"}, {"Location", "/x"}}));
    EXPECT_EQ(redirect->url, "http://a/x");
}

} // namespace knockback::http
