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

TEST(Catalogue, aFileIsReadWhenItIsAskedFor) {
    const Catalogue& catalogue = Catalogue::builtIn();
    const Provider* github = catalogue.forHost("api.github.com");
    ASSERT_NE(github, nullptr);
    EXPECT_EQ(catalogue.byId("github"), github) << "what was returned stays where it is";
    EXPECT_EQ(catalogue.byId("../schemas/provider"), nullptr);
    EXPECT_EQ(catalogue.byId(""), nullptr);
    EXPECT_EQ(catalogue.forHost(""), nullptr);
    EXPECT_EQ(catalogue.forHost("."), nullptr);
}

TEST(Catalogue, softwareIsKnownByItsFields) {
    Provider kong;
    kong.id = "kong";
    kong.signs = {"x-kong-request-id", "x-kong-limit"};
    Provider any;
    any.id = "any";
    any.signs = {"*"};
    const Catalogue catalogue({kong, any});
    const auto ids = [&](const http::HeaderList& headers) {
        QByteArrayList found;
        for (const Provider* provider : catalogue.signedBy(headers))
            found << provider->id;
        return found;
    };
    EXPECT_EQ(ids({{"X-Kong-Request-Id", "1"}, {"X-Kong-Limit", "2"}}), (QByteArrayList{"any", "kong"}));
    EXPECT_EQ(ids({{"Server", "x"}}), (QByteArrayList{"any"}));
}

TEST(HostIndex, readsItsLines) {
    const HostIndex index =
        HostIndex::parse("name b b\nhost *.b.example b\nhost api.b.example c\nsign x-c c\nbroken\n");
    EXPECT_EQ(index.ids(), (std::vector<QByteArray>{"b", "c"}));
    EXPECT_EQ(index.forHost("API.b.example."), "c");
    EXPECT_EQ(index.forHost("x.y.b.example"), "b");
    EXPECT_EQ(index.forHost("b.example"), "");
    EXPECT_EQ(index.forSign("X-C").size(), 1u);
    EXPECT_TRUE(index.forSign("x-d").empty());
    EXPECT_TRUE(index.knows("b"));
    EXPECT_FALSE(index.knows("a"));
}

TEST(CatalogueParse, readsEveryMember) {
    const auto parsed = Catalogue::parse(R"({
        "$schema": "s", "id": "acme", "name": "Acme", "hosts": ["api.acme.example", "*.acme.example"],
        "docsUrl": "https://d", "limitsUrl": "https://l", "statusUrl": "https://s", "supportUrl": "https://u",
        "requestIdHeaders": ["x-request-id"], "blockedStatus": [429, 503], "blockSeconds": 30, "signs": ["x-acme"],
        "waits": [{"body": "error.wait", "format": "delta-minutes", "when": {"path": "error.code", "value": "7"}},
                  {"refill": {"price": "p", "available": "a", "rate": "r"}}],
        "limits": [{"bucket": "core", "bucketHeader": "x-b", "limitHeader": "x-l", "remainingHeader": "x-r",
                    "usedHeader": "x-u", "resetHeader": "x-t", "resetFormat": "rfc3339", "unit": "tokens",
                    "windowSeconds": 60}],
        "errorCodes": [{"code": "c", "meaning": "m", "advice": "a", "docsUrl": "https://e"}]})",
                                         QStringLiteral("acme.json"));
    ASSERT_TRUE(parsed) << parsed.error().sentence.toStdString();
    EXPECT_EQ(parsed->hosts.size(), 2u);
    EXPECT_EQ(parsed->supportUrl, QStringLiteral("https://u"));
    ASSERT_EQ(parsed->limits.size(), 1u);
    EXPECT_EQ(parsed->blockedStatus, (std::vector<int>{429, 503}));
    EXPECT_EQ(parsed->blockSeconds, 30);
    EXPECT_EQ(parsed->kind, "api");
    ASSERT_EQ(parsed->waits.size(), 2u);
    EXPECT_EQ(parsed->waits[0].whenValue, "7");
    EXPECT_EQ(parsed->waits[1].rate, "r");
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
        BrokenProvider{"{", "line 1, column"}, BrokenProvider{"[]", "one JSON object"},
        BrokenProvider{R"({"name":"A","hosts":["a.b"]})", "\"id\" must be a text"},
        BrokenProvider{R"({"id":"a","hosts":["a.b"]})", "\"name\" must be a text"},
        BrokenProvider{R"({"id":"a","name":"A"})", "\"hosts\" must name at least one host"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":[]})", "\"hosts\" must"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":"a.b"})", "\"hosts\" must"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b",7]})", "hosts[1]"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["https://a.b"]})", "hosts[0]"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.*.b"]})", "hosts[0]"},
        BrokenProvider{R"({"id":"A b","name":"A","hosts":["a.b"]})", "\"id\" must"},
        BrokenProvider{R"({"id":1,"name":"A","hosts":["a.b"]})", "\"id\" must"},
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
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","form":"odd"}]})",
                       "limits[0].form"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","form":"names"}]})",
                       "limits[0].header"},
        BrokenProvider{
            R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u","form":"json","keys":{"odd":"x"}}]})",
            "limits[0].keys"},
        BrokenProvider{R"({"id":"a","name":"A","kind":"thing"})", "\"kind\" must be one of: api, gateway"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"blockedStatus":["429"]})", "\"blockedStatus\" must"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"waits":[{"format":"auto"}]})", "waits[0]"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"waits":[{"body":"x"}]})", "waits[0].format"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"waits":[{"text":"no hole","format":"auto"}]})",
                       "waits[0].text"},
        BrokenProvider{R"({"id":"a","name":"A","hosts":["a.b"],"errorCodes":[{"code":"c","meaning":"m"}]})",
                       "errorCodes[0].advice"}));

} // namespace knockback::providers
