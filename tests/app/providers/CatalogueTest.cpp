// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"

namespace knockback::providers {

namespace {

Catalogue catalogueWith(std::initializer_list<std::pair<const char*, std::vector<QByteArray>>> entries) {
    std::vector<Provider> providers;
    for (const auto& [id, hosts] : entries) {
        Provider provider;
        provider.id = id;
        provider.hosts = hosts;
        providers.push_back(std::move(provider));
    }
    return Catalogue(std::move(providers));
}

QByteArray idFor(const Catalogue& catalogue, const char* host) {
    const Provider* provider = catalogue.forHost(host);
    return provider ? provider->id : QByteArray();
}

QString problemOf(const QByteArray& json) {
    const auto parsed = Catalogue::parse(json, QStringLiteral("x.json"));
    return parsed ? QString() : parsed.error().sentence;
}

} // namespace

TEST(HostMatches, wildcardsMeanSubdomainsOnly) {
    EXPECT_TRUE(hostMatches("api.example.com", "API.example.com"));
    EXPECT_TRUE(hostMatches("api.example.com", "api.example.com."));
    EXPECT_FALSE(hostMatches("api.example.com", "xapi.example.com"));
    EXPECT_TRUE(hostMatches("*.example.com", "a.example.com"));
    EXPECT_TRUE(hostMatches("*.example.com", "a.b.example.com"));
    EXPECT_FALSE(hostMatches("*.example.com", "example.com"));
    EXPECT_FALSE(hostMatches("*.example.com", "badexample.com"));
    EXPECT_FALSE(hostMatches("*.example.com", ".example.com"));
    EXPECT_FALSE(hostMatches("example.com", ""));
}

TEST(Catalogue, theClosestPatternWins) {
    const Catalogue catalogue = catalogueWith(
        {{"wide", {"*.example.com"}}, {"exact", {"api.eu.example.com"}}, {"narrow", {"*.eu.example.com"}}});
    EXPECT_EQ(idFor(catalogue, "a.example.com"), "wide");
    EXPECT_EQ(idFor(catalogue, "b.eu.example.com"), "narrow");
    EXPECT_EQ(idFor(catalogue, "api.eu.example.com"), "exact");
    EXPECT_EQ(idFor(catalogue, "example.org"), "");
    EXPECT_EQ(catalogue.byId("narrow")->hosts.front(), "*.eu.example.com");
    EXPECT_EQ(catalogue.byId("none"), nullptr);
}

TEST(CatalogueParse, readsEveryMember) {
    const auto parsed = Catalogue::parse(R"({
        "$schema": "s", "id": "acme", "name": "Acme", "hosts": ["api.acme.example", "*.acme.example"],
        "docsUrl": "https://d", "limitsUrl": "https://l", "statusUrl": "https://s", "supportUrl": "https://u",
        "requestIdHeaders": ["x-request-id"],
        "limits": [{"bucket": "core", "bucketHeader": "x-b", "limitHeader": "x-l", "remainingHeader": "x-r",
                    "usedHeader": "x-u", "resetHeader": "x-t", "resetFormat": "rfc3339", "unit": "tokens",
                    "windowSeconds": 60}],
        "errorCodes": [{"code": "c", "meaning": "m", "advice": "a", "docsUrl": "https://e"}]})",
                                         QStringLiteral("acme.json"));
    ASSERT_TRUE(parsed) << parsed.error().sentence.toStdString();
    EXPECT_EQ(parsed->hosts.size(), 2u);
    EXPECT_EQ(parsed->supportUrl, QStringLiteral("https://u"));
    ASSERT_EQ(parsed->limits.size(), 1u);
    EXPECT_EQ(parsed->limits[0].resetFormat, "rfc3339");
    EXPECT_EQ(parsed->limits[0].windowSeconds, 60);
    EXPECT_EQ(parsed->errorCodes.at(0).advice, QStringLiteral("a"));
}

struct BrokenProvider {
    const char* json;
    const char* told; // what the sentence names
};
class CatalogueParseRefuses : public testing::TestWithParam<BrokenProvider> {};
TEST_P(CatalogueParseRefuses, andSaysWhere) {
    const QString sentence = problemOf(GetParam().json);
    EXPECT_TRUE(sentence.contains(QStringLiteral("x.json"))) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QLatin1String(GetParam().told))) << sentence.toStdString();
}
INSTANTIATE_TEST_SUITE_P(
    Cases, CatalogueParseRefuses,
    testing::Values(
        BrokenProvider{"{", "byte"}, BrokenProvider{"[]", "one object"},
        BrokenProvider{R"({"name":"A","hosts":["a.b"]})", "id: is missing"},
        BrokenProvider{R"({"id":"a","hosts":["a.b"]})", "name: is missing"},
        BrokenProvider{R"({"id":"a","name":"A"})", "hosts: is missing"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":[]})", "hosts:"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":"a.b"})", "hosts:"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b",7]})", "hosts[1]"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["https://a.b"]})", "hosts[0]"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.*.b"]})", "hosts[0]"},
        BrokenProvider{R"({"id":"A b","name":"A","hosts":["a.b"]})", "id:"},
        BrokenProvider{R"({"id":1,"name":"A","hosts":["a.b"]})", "id:"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"docsURL":"https://x"})", "docsURL"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"docsUrl":"http://x"})", "docsUrl"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"limits":{}})", "limits"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"limits":[1]})", "limits[0]"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u"}]})", "limits[0]"},
        BrokenProvider{
            R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","limitHeader":"x","resetHeader":"y"}]})",
            "limits[0].resetFormat"},
        BrokenProvider{
            R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","limitHeader":"X-Limit"}]})",
            "limits[0].limitHeader"},
        BrokenProvider{
            R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","limitHeader":"x","windowSeconds":0}]})",
            "limits[0].windowSeconds"},
        BrokenProvider{
            R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","limitHeader":"x","resetHeader":"y","resetFormat":"epoch"}]})",
            "limits[0].resetFormat"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"errorCodes":[{"code":"c","meaning":"m"}]})",
                       "errorCodes[0].advice"}));

} // namespace knockback::providers
