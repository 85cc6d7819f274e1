// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Route.h"

namespace knockback {

TEST(Route, overridesAreReadAndWritten) {
    const auto line = [](const char* text) {
        const auto entry = http::parseOverride(text);
        return entry ? entry->connectToLine() : QByteArray("none");
    };
    EXPECT_EQ(line("a.example:443:127.0.0.1"), "a.example:443:127.0.0.1:443");
    EXPECT_EQ(line("a.example:443:::1"), "a.example:443:[::1]:443");
    EXPECT_EQ(line("a.example:443:[::1]"), "a.example:443:[::1]:443");
    EXPECT_EQ(line("[2001:db8::1]:80:10.0.0.1"), "[2001:db8::1]:80:10.0.0.1:80");
    EXPECT_EQ(line("*:80:10.0.0.1,10.0.0.2"), ":80:10.0.0.1:80");
    for (const char* bad : {"", "a", "a:1", "a:1:", "a::1.1.1.1", ":1:2", "[::1:80:x"})
        EXPECT_EQ(line(bad), "none") << bad;
}

TEST(Route, theConnectionsHostIsTheOneThatIsLookedUp) {
    http::Request request{.url = "https://A.example/x"};
    EXPECT_EQ(http::connectionHost(request), "a.example");
    request.options.resolve = {"a.example:80:10.0.0.1", "A.EXAMPLE:443:10.0.0.2"};
    EXPECT_EQ(http::connectionHost(request), "10.0.0.2");
    request.options.proxy = "http://user:p@ss@proxy.example:3128/";
    EXPECT_EQ(http::connectionHost(request), "proxy.example");
    EXPECT_EQ(http::proxyAuthority(request.options.proxy), "proxy.example:3128");
    request.options.proxy = "[::1]:3128";
    EXPECT_EQ(http::connectionHost(request), "::1");
}

} // namespace knockback
