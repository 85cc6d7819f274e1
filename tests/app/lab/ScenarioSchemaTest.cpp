// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/Scenario.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace knockback::lab {
namespace {

QJsonObject parsed(const char* json) {
    return QJsonDocument::fromJson(json).object();
}

QJsonObject with(QJsonObject object, const char* name, const QJsonValue& value) {
    object.insert(QLatin1String(name), value);
    return object;
}

// A whole scenario with `part` at the place of the schema's definition `name`.
QJsonObject scenarioAround(const QString& name, const QJsonObject& part) {
    const QJsonObject route = parsed(R"({"path":"/","answer":{}})");
    const QJsonObject scenario = with(parsed(R"({"name":"n","title":"t","description":"d"})"), "tokens",
                                      parsed(R"({"clientId":"a","clientSecret":"b","expiresInSeconds":1})"));
    if (name == QLatin1String("scenario"))
        return part;
    if (name == QLatin1String("tokens"))
        return with(with(scenario, "tokens", part), "routes", QJsonArray{route});
    if (name == QLatin1String("route"))
        return with(scenario, "routes", QJsonArray{part});
    if (name == QLatin1String("answer"))
        return with(scenario, "routes", QJsonArray{with(route, "answer", part)});
    return with(scenario, "routes", QJsonArray{with(route, "checks", QJsonArray{part})});
}

QString problemOf(const QString& name, const QJsonObject& part) {
    const auto read = Scenario::parse(QJsonDocument(scenarioAround(name, part)).toJson(), QStringLiteral("test"));
    return read.ok() ? QString() : read.error().sentence;
}

void compare(const QString& name, const QJsonObject& definition) {
    SCOPED_TRACE(name.toStdString());
    const QJsonObject example = definition.value(QStringLiteral("examples")).toArray().first().toObject();
    EXPECT_EQ(problemOf(name, example).toStdString(), "") << "the schema's own example does not load";
    // The reader answers an unknown member with all that it knows.
    const QString problem = problemOf(name, with(example, "zzz", 1));
    QStringList reader = problem.section(QStringLiteral("known are: "), 1).chopped(1).split(QStringLiteral(", "));
    QStringList schema = definition.value(QStringLiteral("properties")).toObject().keys();
    schema.removeAll(QStringLiteral("$schema"));
    reader.removeDuplicates();
    reader.sort();
    schema.sort();
    EXPECT_EQ(reader.join(QLatin1Char(' ')).toStdString(), schema.join(QLatin1Char(' ')).toStdString());
    // What the schema wants, the reader misses.
    const QJsonArray required = definition.value(QStringLiteral("required")).toArray();
    for (const QJsonValue member : required) {
        QJsonObject less = example;
        less.remove(member.toString());
        EXPECT_FALSE(problemOf(name, less).isEmpty()) << member.toString().toStdString() << " is not missed";
    }
    EXPECT_EQ(definition.value(QStringLiteral("additionalProperties")), QJsonValue(false));
}

// The schema serves editors and contributors, but the reader decides: both must know the same members.
TEST(ScenarioSchema, KnowsTheMembersThatTheReaderKnows) {
    QFile file(QStringLiteral(":/knockback/schemas/scenario.json"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    compare(QStringLiteral("scenario"), schema);
    const QJsonObject definitions = schema.value(QStringLiteral("$defs")).toObject();
    const QStringList names = definitions.keys();
    for (const QString& name : names)
        if (definitions.value(name).toObject().contains(QStringLiteral("properties")))
            compare(name, definitions.value(name).toObject());
    EXPECT_EQ(names.size(), 13) << "answer, route, tokens, check and nine kinds of check";
}

} // namespace
} // namespace knockback::lab
