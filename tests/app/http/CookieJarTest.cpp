// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CookieJar.h"

#include <algorithm>

namespace knockback::http {

namespace {

using namespace std::chrono_literals;

class CookieJarTest : public testing::Test {
protected:
    // A server's answer to `url`.
    bool set(const QByteArray& url, const QByteArray& field) { return jar.take(url, {{"Set-Cookie", field}}, now); }
    QByteArray sent(const QByteArray& url) { return jar.valueFor(url, now); }
    // Whether a server at `url` gets to set it.
    bool accepts(const QByteArray& url, const QByteArray& field) {
        jar.clear();
        set(url, field);
        return !jar.cookies(now).empty();
    }

    CookieJar jar;
    base::WallTime now = base::fromEpochMs(1'795'255'200'000);
};

} // namespace

// The walk through RFC 6265bis 3.1.
TEST_F(CookieJarTest, theExamplesOfTheRfc) {
    const QByteArray site = "https://www.site.example/";
    EXPECT_TRUE(set(site, "SID=31d4d96e407aad42"));
    EXPECT_EQ(sent(site), "SID=31d4d96e407aad42");
    EXPECT_EQ(sent("https://other.site.example/"), "");

    EXPECT_TRUE(set(site, "SID=31d4d96e407aad42; Path=/; Domain=site.example"));
    jar.clear();
    set(site, "SID=31d4d96e407aad42; Path=/; Domain=site.example");
    EXPECT_EQ(sent("https://other.site.example/x"), "SID=31d4d96e407aad42");

    jar.clear();
    jar.take(site,
             {{"Set-Cookie", "SID=31d4d96e407aad42; Path=/; Secure; HttpOnly"},
              {"Set-Cookie", "lang=en-US; Path=/; Domain=site.example"}},
             now);
    EXPECT_EQ(sent(site), "SID=31d4d96e407aad42; lang=en-US");

    EXPECT_TRUE(set(site, "lang=en-US; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Path=/; Domain=site.example"));
    EXPECT_EQ(sent(site), "SID=31d4d96e407aad42; lang=en-US") << "the order of their first appearance";
    EXPECT_TRUE(set(site, "lang=; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Domain=site.example; Path=/"));
    EXPECT_EQ(sent(site), "SID=31d4d96e407aad42");
}

TEST_F(CookieJarTest, isSentInTheOrderOfPathsThenAge) {
    const QByteArray url = "https://a.example/x/y/z";
    set(url, "first=1; Path=/");
    now += 1s;
    set(url, "deep=2; Path=/x/y");
    set(url, "second=3; Path=/");
    set(url, "middle=4; Path=/x");
    EXPECT_EQ(sent(url), "deep=2; middle=4; first=1; second=3");
    set(url, "first=9; Path=/");
    EXPECT_EQ(sent("https://a.example/"), "first=9; second=3") << "a new value keeps its place";
}

TEST_F(CookieJarTest, keepsToItsHostAndPath) {
    set("https://a.example/x/y", "k=v");
    EXPECT_EQ(sent("https://a.example/x"), "k=v");
    EXPECT_EQ(sent("https://A.Example:8443/x/anything?q"), "k=v") << "ports do not matter";
    EXPECT_EQ(sent("https://a.example/"), "");
    EXPECT_EQ(sent("https://b.a.example/x"), "");
    EXPECT_EQ(sent("nonsense"), "");
}

TEST_F(CookieJarTest, aDomainMustBeTheServersOwnOrAboveIt) {
    const QByteArray url = "https://www.example.com/";
    EXPECT_TRUE(accepts(url, "k=v; Domain=example.com"));
    EXPECT_TRUE(accepts(url, "k=v; Domain=.Example.com"));
    EXPECT_TRUE(accepts(url, "k=v; Domain=www.example.com"));
    EXPECT_FALSE(accepts(url, "k=v; Domain=a.www.example.com"));
    EXPECT_FALSE(accepts(url, "k=v; Domain=other.com"));
    EXPECT_FALSE(accepts(url, "k=v; Domain=ample.com"));
    EXPECT_FALSE(accepts(url, "k=v; Domain=com"));
    EXPECT_FALSE(accepts(url, "k=v; Domain=..example.com"));
    EXPECT_FALSE(accepts(url, "k=v; Domain=ex\xc3\xa4mple.com"));
    EXPECT_TRUE(accepts(url, "k=v; Domain="));
    EXPECT_TRUE(jar.cookies(now).front().hostOnly);
}

TEST_F(CookieJarTest, aDomainOfManyMeansTheHostAlone) {
    for (const QByteArray host : {"localhost", "127.0.0.1", "github.io"}) {
        EXPECT_TRUE(accepts("http://" + host + ":8080/", "k=v; Domain=" + host)) << host.toStdString();
        EXPECT_TRUE(jar.cookies(now).front().hostOnly) << host.toStdString();
    }
    EXPECT_FALSE(accepts("https://me.github.io/", "k=v; Domain=github.io"));
    EXPECT_FALSE(accepts("https://a.b.co.uk/", "k=v; Domain=co.uk"));
}

TEST_F(CookieJarTest, secureStaysInTls) {
    EXPECT_FALSE(accepts("http://a.example/", "k=v; Secure"));
    EXPECT_FALSE(accepts("http://127.0.0.1/", "k=v; Secure")) << "this machine is no exception";
    EXPECT_TRUE(accepts("https://a.example/", "k=v; Secure"));
    EXPECT_EQ(sent("https://a.example/"), "k=v");
    EXPECT_EQ(sent("http://a.example/"), "");
    set("https://a.example/", "open=1");
    EXPECT_EQ(sent("http://a.example/"), "open=1");
}

// RFC 6265bis 5.7 step 13
TEST_F(CookieJarTest, aSecureCookieCannotBeOverlaidInTheClear) {
    set("https://a.example.com/login/x", "sid=1; Secure; Domain=example.com; Path=/login");
    EXPECT_FALSE(set("http://a.example.com/", "sid=evil; Path=/login"));
    EXPECT_FALSE(set("http://a.example.com/", "sid=evil; Path=/login/en"));
    EXPECT_FALSE(set("http://a.example.com/", "sid=evil; Domain=example.com; Path=/login"));
    EXPECT_TRUE(set("http://a.example.com/", "sid=other; Path=/")) << "a path above does not stand over it";
    EXPECT_TRUE(set("http://a.example.com/", "other=1; Path=/login"));
    EXPECT_TRUE(set("https://a.example.com/", "sid=mine; Path=/login")) << "TLS may";
}

TEST_F(CookieJarTest, namesThatPromiseAreHeldToIt) {
    const QByteArray url = "https://www.example.com/a/b";
    EXPECT_TRUE(accepts(url, "__Secure-k=v; Secure"));
    EXPECT_FALSE(accepts(url, "__Secure-k=v"));
    EXPECT_FALSE(accepts(url, "__secure-k=v")) << "in any case";
    EXPECT_TRUE(accepts(url, "__Host-k=v; Secure; Path=/"));
    EXPECT_FALSE(accepts(url, "__Host-k=v; Path=/"));
    EXPECT_FALSE(accepts(url, "__Host-k=v; Secure"));
    EXPECT_FALSE(accepts("https://www.example.com/", "__Host-k=v; Secure")) << "the path must be written";
    EXPECT_FALSE(accepts(url, "__Host-k=v; Secure; Path=/a"));
    EXPECT_FALSE(accepts(url, "__hOsT-k=v; Secure; Path=/; Domain=example.com"));
    EXPECT_FALSE(accepts(url, "=__Host-k=v")) << "it would be sent as if it had that name";
    EXPECT_FALSE(accepts(url, "__Secure-k")) << "no name, and such a value";
}

TEST_F(CookieJarTest, sameSiteIsKept) {
    EXPECT_FALSE(accepts("https://a.example/", "k=v; SameSite=None")) << "None asks for Secure";
    EXPECT_TRUE(accepts("https://a.example/", "k=v; SameSite=None; Secure"));
    EXPECT_EQ(jar.cookies(now).front().sameSite, SameSite::None);
    EXPECT_TRUE(accepts("https://a.example/", "k=v; SameSite=Strict"));
    EXPECT_EQ(sent("https://a.example/"), "k=v");
}

TEST_F(CookieJarTest, expires) {
    set("https://a.example/", "k=v; Max-Age=60");
    set("https://a.example/", "stays=1");
    now += 59s;
    EXPECT_EQ(sent("https://a.example/"), "k=v; stays=1");
    now += 1s;
    EXPECT_EQ(sent("https://a.example/"), "stays=1");
    EXPECT_EQ(jar.cookies(now).size(), 1u);
    EXPECT_TRUE(set("https://a.example/", "stays=; Max-Age=0"));
    EXPECT_FALSE(set("https://a.example/", "never=; Max-Age=0"));
    EXPECT_TRUE(jar.cookies(now).empty());
}

TEST_F(CookieJarTest, saysWhetherAnythingChanged) {
    EXPECT_FALSE(jar.take("https://a.example/", {{"Content-Type", "text/plain"}}, now));
    EXPECT_TRUE(set("https://a.example/", "k=v"));
    now += 5s;
    EXPECT_FALSE(set("https://a.example/", "k=v"));
    EXPECT_TRUE(set("https://a.example/", "k=w"));
    EXPECT_TRUE(set("https://a.example/", "k=w; HttpOnly"));
    EXPECT_FALSE(set("ftp://a.example/", "k=x"));
}

TEST_F(CookieJarTest, aCookieIsWhatItsNameDomainAndPathSay) {
    set("https://a.example/", "k=host");
    set("https://a.example/", "k=domain; Domain=a.example");
    set("https://a.example/x/", "k=path");
    EXPECT_EQ(jar.cookies(now).size(), 3u);
    EXPECT_EQ(sent("https://a.example/x/"), "k=path; k=host; k=domain");
    EXPECT_TRUE(jar.remove(jar.cookies(now).front()));
    EXPECT_EQ(jar.cookies(now).size(), 2u);
}

TEST_F(CookieJarTest, listsByDomainPathAndName) {
    set("https://b.example/", "z=1");
    set("https://a.example/", "b=1");
    set("https://a.example/", "a=1");
    set("https://a.example/", "c=1; Path=/x");
    QByteArray order;
    for (const Cookie& cookie : jar.cookies(now))
        order += cookie.domain + cookie.path + cookie.name + ' ';
    EXPECT_EQ(order, "a.example/a a.example/b a.example/xc b.example/z ");
}

TEST_F(CookieJarTest, isEditedByHand) {
    Cookie cookie;
    cookie.name = "k";
    cookie.value = "1";
    cookie.domain = ".A.Example";
    cookie.hostOnly = false;
    cookie.path = "";
    jar.put(cookie);
    EXPECT_EQ(sent("http://www.a.example/"), "k=1");
    cookie = jar.cookies(now).front();
    EXPECT_EQ(cookie.domain, "a.example");
    EXPECT_EQ(cookie.path, "/");
    cookie.value = "2";
    jar.put(cookie);
    EXPECT_EQ(sent("http://www.a.example/"), "k=2");
    EXPECT_TRUE(jar.remove(cookie));
    EXPECT_FALSE(jar.remove(cookie));
}

TEST_F(CookieJarTest, keeps180OfOneDomainAndDropsTheClearOnesFirst) {
    const QByteArray url = "https://a.example/";
    set(url, "old=1; Secure");
    now += 1s;
    set(url, "clear=1");
    for (int i = 0; i < CookieJar::mostOfOneDomain; ++i) {
        now += 1s;
        set(url, "n" + QByteArray::number(i) + "=1; Secure");
    }
    EXPECT_EQ(jar.cookies(now).size(), static_cast<std::size_t>(CookieJar::mostOfOneDomain));
    const QByteArray line = "; " + sent(url) + ';';
    EXPECT_FALSE(line.contains("; clear=1;")) << "the one without Secure went first";
    EXPECT_FALSE(line.contains("; old=1;")) << "then the oldest";
    EXPECT_TRUE(line.contains("; n0=1;"));
}

TEST_F(CookieJarTest, keeps3000InAll) {
    for (int i = 0; i <= static_cast<int>(CookieJar::mostOfAll); ++i) {
        now += 1s;
        set("https://h" + QByteArray::number(i % 20) + ".example/", "n" + QByteArray::number(i) + "=1");
    }
    const auto kept = jar.cookies(now);
    EXPECT_EQ(kept.size(), CookieJar::mostOfAll);
    EXPECT_TRUE(std::none_of(kept.begin(), kept.end(), [](const Cookie& c) { return c.name == "n0"; }));
    EXPECT_TRUE(std::any_of(kept.begin(), kept.end(), [](const Cookie& c) { return c.name == "n1"; }));
}

TEST_F(CookieJarTest, deletingWhatIsNotThereCostsNobodyAPlace) {
    for (int i = 0; i < CookieJar::mostOfOneDomain; ++i)
        set("https://a.example/", "n" + QByteArray::number(i) + "=1");
    EXPECT_FALSE(set("https://a.example/", "ghost=; Max-Age=0"));
    EXPECT_EQ(jar.cookies(now).size(), static_cast<std::size_t>(CookieJar::mostOfOneDomain));
}

} // namespace knockback::http
