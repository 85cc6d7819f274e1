// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the working group's own test records where they are at hand; they are not part of this repository.
#include "app/http/StructuredFields.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::http {

namespace {

QByteArray fromBase32(const QString& text) {
    QByteArray bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (const QChar c : text) {
        const qsizetype digit = QByteArrayView("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").indexOf(c.toLatin1());
        if (digit < 0)
            continue;
        buffer = (buffer << 5 | static_cast<unsigned>(digit)) & 0xffff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(buffer >> bits & 0xff);
        }
    }
    return bytes;
}

// JSON does not tell 1 from 1.0; `expectDecimal` comes from the text.
SfBare bareFrom(const QJsonValue& value, const SfBare& like) {
    if (value.isBool())
        return value.toBool();
    if (value.isString())
        return SfString{value.toString().toLatin1()};
    if (value.isDouble())
        return std::holds_alternative<double>(like) ? SfBare(value.toDouble()) : SfBare(value.toInteger());
    const QJsonObject object = value.toObject();
    const QString type = object[QStringLiteral("__type")].toString();
    const QJsonValue inner = object[QStringLiteral("value")];
    if (type == QStringLiteral("token"))
        return SfToken{inner.toString().toLatin1()};
    if (type == QStringLiteral("binary"))
        return SfBytes{fromBase32(inner.toString())};
    if (type == QStringLiteral("date"))
        return SfDate{inner.toInteger()};
    return SfDisplayString{inner.toString()};
}

void expectParameters(const QJsonArray& expected, const SfParameters& found) {
    ASSERT_EQ(static_cast<qsizetype>(std::distance(found.begin(), found.end())), expected.size());
    qsizetype i = 0;
    for (const SfParameter& parameter : found) {
        EXPECT_EQ(QString::fromLatin1(parameter.key), expected[i][0].toString());
        EXPECT_EQ(parameter.value, bareFrom(expected[i][1], parameter.value));
        ++i;
    }
}

void expectMember(const QJsonArray& expected, const SfMember& found) {
    if (const auto* item = std::get_if<SfItem>(&found)) {
        ASSERT_FALSE(expected[0].isArray());
        EXPECT_EQ(item->value, bareFrom(expected[0], item->value));
        expectParameters(expected[1].toArray(), item->parameters);
        return;
    }
    const auto& list = std::get<SfInnerList>(found);
    const QJsonArray items = expected[0].toArray();
    ASSERT_EQ(static_cast<qsizetype>(list.items.size()), items.size());
    for (qsizetype i = 0; i < items.size(); ++i)
        expectMember(items[i].toArray(), list.items[static_cast<std::size_t>(i)]);
    expectParameters(expected[1].toArray(), list.parameters);
}

QByteArray joined(const QJsonValue& lines) {
    QByteArrayList parts;
    for (const QJsonValue& line : lines.toArray())
        parts << line.toString().toLatin1();
    return parts.join(", ");
}

QByteArray canonical(const QJsonObject& record) {
    const QString key =
        record.contains(QStringLiteral("canonical")) ? QStringLiteral("canonical") : QStringLiteral("raw");
    return joined(record[key]);
}

// Parses the record as `T`, holds it against what is expected, and writes it again.
template <typename T, typename Parse, typename Expect>
void check(const QJsonObject& record, Parse parse, Expect expect) {
    const auto found = parse(joined(record[QStringLiteral("raw")]));
    if (record[QStringLiteral("must_fail")].toBool()) {
        EXPECT_FALSE(found.ok());
        return;
    }
    if (!found.ok()) {
        EXPECT_TRUE(record[QStringLiteral("can_fail")].toBool()) << found.error().sentence().toStdString();
        return;
    }
    expect(record[QStringLiteral("expected")].toArray(), found.value());
    const auto written = serializeSf(found.value());
    ASSERT_TRUE(written.ok());
    EXPECT_EQ(written.value(), canonical(record));
}

void checkRecord(const QJsonObject& record) {
    const QString type = record[QStringLiteral("header_type")].toString();
    if (type == QStringLiteral("item"))
        check<SfItem>(record, parseSfItem,
                      [](const QJsonArray& expected, const SfItem& item) { expectMember(expected, item); });
    else if (type == QStringLiteral("list"))
        check<SfList>(record, parseSfList, [](const QJsonArray& expected, const SfList& list) {
            ASSERT_EQ(static_cast<qsizetype>(list.size()), expected.size());
            for (qsizetype i = 0; i < expected.size(); ++i)
                expectMember(expected[i].toArray(), list[static_cast<std::size_t>(i)]);
        });
    else
        check<SfDictionary>(record, parseSfDictionary, [](const QJsonArray& expected, const SfDictionary& dictionary) {
            ASSERT_EQ(static_cast<qsizetype>(dictionary.size()), expected.size());
            for (qsizetype i = 0; i < expected.size(); ++i) {
                const SfEntry& entry = dictionary[static_cast<std::size_t>(i)];
                EXPECT_EQ(QString::fromLatin1(entry.key), expected[i][0].toString());
                expectMember(expected[i][1].toArray(), entry.member);
            }
        });
}

SfParameters parametersFrom(const QJsonArray& expected) {
    SfParameters parameters;
    for (const QJsonValue& parameter : expected)
        parameters.set(parameter[0].toString().toLatin1(), bareFrom(parameter[1], qint64(0)));
    return parameters;
}

SfItem itemFrom(const QJsonArray& expected) {
    const bool decimal = expected[0].isDouble() && expected[0].toDouble() != std::floor(expected[0].toDouble());
    return {bareFrom(expected[0], decimal ? SfBare(0.0) : SfBare(qint64(0))), parametersFrom(expected[1].toArray())};
}

base::Result<QByteArray, SfError> write(const QJsonObject& record) {
    const QString type = record[QStringLiteral("header_type")].toString();
    const QJsonArray expected = record[QStringLiteral("expected")].toArray();
    if (type == QStringLiteral("item"))
        return serializeSf(itemFrom(expected));
    if (type == QStringLiteral("list")) {
        SfList list;
        for (const QJsonValue& member : expected)
            list.push_back(itemFrom(member.toArray()));
        return serializeSf(list);
    }
    SfDictionary dictionary;
    for (const QJsonValue& entry : expected)
        dictionary.push_back({entry[0].toString().toLatin1(), itemFrom(entry[1].toArray())});
    return serializeSf(dictionary);
}

// Calls `record` with every record of the folder's files and returns how many there were.
template <typename Record>
int forEachRecord(const QString& folder, Record record) {
    int count = 0;
    const QDir files(QStringLiteral(KNOCKBACK_SOURCE_DIR "/../shared/data/structured-field-tests/") + folder);
    for (const QString& name : files.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(files.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        for (const QJsonValue& value : QJsonDocument::fromJson(file.readAll()).array()) {
            const QJsonObject object = value.toObject();
            SCOPED_TRACE(name.toStdString() + ": " + object[QStringLiteral("name")].toString().toStdString());
            record(object);
            ++count;
        }
    }
    return count;
}

} // namespace

TEST(StructuredFieldSuite, parsesAsTheWorkingGroupExpects) {
    const int count = forEachRecord({}, checkRecord);
    if (count == 0)
        GTEST_SKIP() << "the working group's records are not here";
    EXPECT_GE(count, 1500);
}

TEST(StructuredFieldSuite, writesAsTheWorkingGroupExpects) {
    const int count = forEachRecord(QStringLiteral("serialisation-tests"), [](const QJsonObject& record) {
        const auto written = write(record);
        if (record[QStringLiteral("must_fail")].toBool())
            EXPECT_FALSE(written.ok());
        else if (written.ok())
            EXPECT_EQ(written.value(), canonical(record));
        else
            ADD_FAILURE() << written.error().sentence().toStdString();
    });
    if (count == 0)
        GTEST_SKIP() << "the working group's records are not here";
    EXPECT_GE(count, 500);
}

} // namespace knockback::http
