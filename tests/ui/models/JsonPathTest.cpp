// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPath.h"

#include "tests/ui/models/RandomJson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

// The values that are found, as one line of JSON.
QByteArray run(const QByteArray& json, const char* path) {
    const auto parsed = JsonPath::parse(QString::fromUtf8(path));
    if (!parsed)
        return "error: " + parsed.error().sentence.toUtf8();
    return parsed->run(http::Body(json)).body.bytes();
}

const QByteArray shop = R"({"shop":{"book":[
  {"kind":"a","by":"Nigel","price":8.95},
  {"kind":"b","by":"Evelyn","price":12.99},
  {"kind":"b","by":"Herman","isbn":"0-5","price":8.99},
  {"kind":"b","by":"J.","isbn":"0-3","price":22.99}],
  "bike":{"colour":"red","price":399}}})";

TEST(JsonPath, NamesIndexesAndWildcards) {
    EXPECT_EQ(run(shop, "$.shop.bike.colour"), "[\"red\"]");
    EXPECT_EQ(run(shop, "$['shop']['book'][0].by"), "[\"Nigel\"]");
    EXPECT_EQ(run(shop, "$.shop.book[*].by"), R"(["Nigel","Evelyn","Herman","J."])");
    EXPECT_EQ(run(shop, "$..price"), "[8.95,12.99,8.99,22.99,399]");
    EXPECT_EQ(run(shop, "$.shop.book[-1].price"), "[22.99]");
    EXPECT_EQ(run(shop, "$..book[0,2].by"), R"(["Nigel","Herman"])");
    EXPECT_EQ(run(shop, "$.none.of.it"), "[]");
    EXPECT_EQ(run("[1,2]", "$"), "[[1,2]]");
    EXPECT_EQ(run("[1,2]", "$[5]"), "[]");
    EXPECT_EQ(run("[1,2]", "$[-3]"), "[]");
    EXPECT_EQ(run("{\"a\":1,\"\\u0061\":2}", "$.a"), "[1,2]");
}

TEST(JsonPath, DescendantsComeInTheOrderOfTheStandard) {
    const QByteArray json = R"({"o":{"j":1,"k":2},"a":[5,3,[{"j":4},{"k":6}]]})";
    EXPECT_EQ(run(json, "$..j"), "[1,4]");
    EXPECT_EQ(run(json, "$..[0]"), R"([5,{"j":4}])");
    EXPECT_EQ(run(json, "$.o..[*, *]"), "[1,2,1,2]");
    EXPECT_EQ(run(json, "$.a..[0, 1]"), R"([5,3,{"j":4},{"k":6}])");
}

TEST(JsonPath, SlicesAsInTheStandard) {
    const QByteArray letters = R"(["a","b","c","d","e","f","g"])";
    EXPECT_EQ(run(letters, "$[1:3]"), R"(["b","c"])");
    EXPECT_EQ(run(letters, "$[5:]"), R"(["f","g"])");
    EXPECT_EQ(run(letters, "$[1:5:2]"), R"(["b","d"])");
    EXPECT_EQ(run(letters, "$[5:1:-2]"), R"(["f","d"])");
    EXPECT_EQ(run(letters, "$[::-1]"), R"(["g","f","e","d","c","b","a"])");
    EXPECT_EQ(run(letters, "$[-2:]"), R"(["f","g"])");
    EXPECT_EQ(run(letters, "$[ : 2 ]"), R"(["a","b"])");
    EXPECT_EQ(run(letters, "$[1:3:0]"), "[]");
    EXPECT_EQ(run(letters, "$[-100:100:3]"), R"(["a","d","g"])");
    EXPECT_EQ(run(letters, "$[0:-9007199254740991:-1]"), R"(["a"])");
}

// One slice against a loop that follows the standard's words.
TEST(JsonPath, EverySmallSliceIsThatOfTheStandard) {
    for (int length = 0; length < 5; ++length) {
        QByteArrayList items;
        for (int i = 0; i < length; ++i)
            items << QByteArray::number(i);
        const QByteArray json = "[" + items.join(',') + "]";
        for (int start = -6; start <= 6; ++start) {
            for (int end = -6; end <= 6; ++end) {
                for (const int step : {-3, -2, -1, 1, 2, 3}) {
                    const auto normal = [length](int i) { return i >= 0 ? i : length + i; };
                    QByteArrayList expected;
                    if (step > 0) {
                        const int lower = std::min(std::max(normal(start), 0), length);
                        const int upper = std::min(std::max(normal(end), 0), length);
                        for (int i = lower; i < upper; i += step)
                            expected << items[i];
                    } else {
                        const int upper = std::min(std::max(normal(start), -1), length - 1);
                        const int lower = std::min(std::max(normal(end), -1), length - 1);
                        for (int i = upper; lower < i; i += step)
                            expected << items[i];
                    }
                    const QByteArray path = QByteArrayLiteral("$[%1:%2:%3]")
                                                .replace("%1", QByteArray::number(start))
                                                .replace("%2", QByteArray::number(end))
                                                .replace("%3", QByteArray::number(step));
                    ASSERT_EQ(run(json, path.constData()), "[" + expected.join(',') + "]")
                        << path.constData() << " " << length;
                }
            }
        }
    }
}

TEST(JsonPath, FiltersCompareAndCombine) {
    EXPECT_EQ(run(shop, "$..book[?@.isbn].by"), R"(["Herman","J."])");
    EXPECT_EQ(run(shop, "$..book[?@.price<10].by"), R"(["Nigel","Herman"])");
    EXPECT_EQ(run(shop, "$..book[?@.price<10 && @.kind=='b'].by"), R"(["Herman"])");
    EXPECT_EQ(run(shop, "$..book[?@.kind=='a' || @.price>20].by"), R"(["Nigel","J."])");
    EXPECT_EQ(run(shop, "$..book[?!@.isbn && !(@.price>10)].by"), R"(["Nigel"])");
    EXPECT_EQ(run(shop, "$.shop.book[?@.price > $.shop.book[0].price].by"), R"(["Evelyn","Herman","J."])");
    EXPECT_EQ(run(shop, "$..[?@.colour=='red'].price"), "[399]");
    EXPECT_EQ(run("[1,2,3,5,null,\"5\",5.0,true]", "$[?@==5]"), "[5,5.0]");
    EXPECT_EQ(run("[9007199254740993,9007199254740992]", "$[?@==9007199254740993]"), "[9007199254740993]");
    EXPECT_EQ(run(R"([{"a":[1]},{"a":[1],"b":2},{"a":1}])", "$[?@.a==$[0].a]"), R"([{"a":[1]},{"a":[1],"b":2}])");
    EXPECT_EQ(run(R"([{"a":1},{"b":1}])", "$[?@.a==@.none]"), R"([{"b":1}])");
    EXPECT_EQ(run(R"([{"a":null},{}])", "$[?@.a==null]"), R"([{"a":null}])");
    EXPECT_EQ(run(R"(["a","b","c"])", "$[?@>='b']"), R"(["b","c"])");
    EXPECT_EQ(run("[1,\"a\",null]", "$[?@<'b']"), "[\"a\"]");
    EXPECT_EQ(run("[true,false]", "$[?@<=true]"), "[true]");
}

TEST(JsonPath, Functions) {
    EXPECT_EQ(run(R"(["é🍀","abc",[1,2],{"a":1},7])", "$[?length(@)==2]"), R"(["é🍀",[1,2]])");
    EXPECT_EQ(run(R"([{"a":[1,2]},{"a":[1]}])", "$[?count(@.a[*])>1]"), R"([{"a":[1,2]}])");
    EXPECT_EQ(run(R"(["1974-05-11","x1974-05-11"])", "$[?match(@, '1974-05-..')]"), R"(["1974-05-11"])");
    EXPECT_EQ(run(R"(["xBob","Rob","eve"])", "$[?search(@, '[BR]ob')]"), R"(["xBob","Rob"])");
    EXPECT_EQ(run(R"(["a\nb","axb","a.b"])", "$[?match(@, 'a.b')]"), R"(["axb","a.b"])");
    EXPECT_EQ(run(R"(["a.b","axb"])", "$[?match(@, 'a\\\\.b')]"), R"(["a.b"])");
    EXPECT_EQ(run(R"(["a","("])", "$[?match(@, '(')]"), "[]");
    EXPECT_EQ(run(R"([{"x":[{"c":"red"}]},{"x":[{"c":"red"},{"c":"red"}]}])", "$[?value(@..c)=='red']"),
              R"([{"x":[{"c":"red"}]}])");
}

TEST(JsonPath, WhatIsNoPathIsSaidWithItsPlace) {
    const std::vector<std::pair<const char*, int>> broken{{"", 0},
                                                          {"a", 0},
                                                          {"$.", 2},
                                                          {"$.1", 2},
                                                          {"$a", 1},
                                                          {"$[", 2},
                                                          {"$[a]", 2},
                                                          {"$['a", 2},
                                                          {"$[01]", 2},
                                                          {"$[-0]", 2},
                                                          {"$[1", 3},
                                                          {"$[?]", 3},
                                                          {"$[?@.a==]", 8},
                                                          {"$[?1]", 3},
                                                          {"$[?@.a=1]", 6},
                                                          {"$[?@[*]==1]", 3},
                                                          {"$[?foo(@)]", 3},
                                                          {"$[?length(@)]", 3},
                                                          {"$[?!@.a==1]", 3},
                                                          {"$[?count(1)==1]", 3},
                                                          {"$[?match(@,'a')==true]", 3},
                                                          {"$..", 3},
                                                          {"$ ", 1},
                                                          {" $", 0},
                                                          {"$['\\ud800']", 3},
                                                          {"$[9007199254740992]", 2},
                                                          {"$[?length(@.*)==1]", 3},
                                                          {"$. a", 2},
                                                          {"$[\"\\'\"]", 3},
                                                          {"$[?(@.a]", 7}};
    for (const auto& [path, position] : broken) {
        const auto parsed = JsonPath::parse(QString::fromUtf8(path));
        ASSERT_FALSE(parsed.ok()) << path;
        EXPECT_EQ(parsed.error().position, position) << path << ": " << parsed.error().sentence.toStdString();
        EXPECT_TRUE(parsed.error().sentence.endsWith(u'.')) << path;
    }
    EXPECT_FALSE(JsonPath::parse(QStringLiteral("$[?") + QString(1000, u'(')).ok());
}

TEST(JsonPath, BlanksAndQuotesAsTheStandardAllowsThem) {
    EXPECT_EQ(run(R"({"a b":{"c'd":1}})", "$ ['a b'] [ \"c'd\" ]"), "[1]");
    EXPECT_EQ(run(R"({"a'b":1})", "$['a\\'b']"), "[1]");
    EXPECT_EQ(run("{\"\xe2\x98\xba\":1}", "$.\xe2\x98\xba"), "[1]");
    EXPECT_EQ(run("{\"\xf0\x9f\x8d\x80\":1}", "$['\\ud83c\\udf40']"), "[1]");
    EXPECT_EQ(run("[[1]]", "$\n[0]\t[0]"), "[1]");
}

TEST(JsonPath, BrokenAndSeveralTexts) {
    const auto all = *JsonPath::parse(QStringLiteral("$..*"));
    EXPECT_FALSE(all.run(http::Body(QByteArray("[1,2"))).isJson);
    EXPECT_FALSE(all.run(http::Body(QByteArray("<html>"))).isJson);
    EXPECT_TRUE(all.run(http::Body(QByteArray("[1,2]"))).isJson);
    EXPECT_EQ(run("{\"a\":1}\n{\"a\":2}\n", "$.a"), "[1,2]");
    // Deeper than anyone nests: it ends, and without a stack overflow.
    EXPECT_FALSE(all.run(http::Body(QByteArray(20'000, '['))).isJson);
}

TEST(JsonPath, EveryDescendantIsFoundOnce) {
    test::RandomJson random(17);
    const auto all = *JsonPath::parse(QStringLiteral("$..*"));
    for (int round = 0; round < 300; ++round) {
        const QByteArray json = "[" + random.value(5) + "]";
        const auto found = all.run(http::Body(json));
        // Every value but the whole is a member: one more than commas, less the empty containers' none.
        std::function<qint64(const QJsonValue&)> count = [&count](const QJsonValue& value) {
            qint64 n = 0;
            for (const auto& item : value.toArray())
                n += 1 + count(item);
            const auto object = value.toObject();
            for (const auto& item : object)
                n += 1 + count(item);
            return n;
        };
        const auto expected = count(QJsonDocument::fromJson(json).array());
        ASSERT_GE(found.count, expected); // duplicate keys are found each
        if (!json.contains('{')) {
            ASSERT_EQ(found.count, expected);
        }
        ASSERT_TRUE(QJsonDocument::fromJson(found.body.bytes()).isArray());
    }
}

} // namespace
} // namespace knockback::ui
