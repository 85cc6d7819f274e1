// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/DataTable.h"
#include "tests/support/SeededRandom.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace knockback::runs {

namespace {

DataTable good(const QByteArray& text) {
    const auto table = readData(text, QStringLiteral("rows"));
    EXPECT_TRUE(table.ok()) << (table ? "" : table.error().sentence().toStdString());
    return table ? *table : DataTable{};
}

std::string problem(const QByteArray& text) {
    const auto table = readData(text, QStringLiteral("rows.csv"));
    EXPECT_FALSE(table.ok());
    return table ? std::string() : table.error().sentence().toStdString();
}

} // namespace

TEST(DataTable, TheFirstLineOfCsvNamesTheVariables) {
    const auto table = good("id,email\r\n7,a@example\r\n8,\r\n");
    EXPECT_EQ(table.names, (std::vector<QByteArray>{"id", "email"}));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0].values, (workspace::Environment{{"id", "7"}, {"email", "a@example"}}));
    EXPECT_EQ(table.rows[1].values.at("email"), QByteArray());
    EXPECT_EQ(table.rows[1].line, 3);
}

TEST(DataTable, QuotedCsvHoldsSeparatorsLineBreaksAndQuotationMarks) {
    const auto table = good("a,b\n\"x,\n\"\"y\"\"\",2\n\n3,4");
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0].values.at("a"), "x,\n\"y\"");
    EXPECT_EQ(table.rows[1].values.at("b"), "4");
    EXPECT_EQ(table.rows[1].line, 5) << "an empty line and one inside a value count";
}

TEST(DataTable, SpreadsheetsOfOtherCountriesAreRead) {
    EXPECT_EQ(good("\xEF\xBB\xBFid;price\n1;2,50\n").rows[0].values.at("price"), "2,50");
    EXPECT_EQ(good("id\tname\n1\tx, y\n").rows[0].values.at("name"), "x, y");
    EXPECT_EQ(good("id\n1\n2\n").rows.size(), 2u) << "one variable needs no separator";
}

TEST(DataTable, JsonKeepsEveryDigit) {
    const auto table =
        good(R"([{"id": 12345678901234567890, "name": "\u00e9\"", "on": true, "none": null, "tags": ["a", {"b": 1}]},
                 {"id": 1.10, "extra": ""}])");
    EXPECT_EQ(table.names, (std::vector<QByteArray>{"id", "name", "on", "none", "tags", "extra"}));
    const auto& first = table.rows[0].values;
    EXPECT_EQ(first.at("id"), "12345678901234567890");
    EXPECT_EQ(first.at("name"), "\xC3\xA9\"");
    EXPECT_EQ(first.at("on"), "true");
    EXPECT_EQ(first.at("none"), "");
    EXPECT_EQ(first.at("tags"), R"(["a", {"b": 1}])");
    EXPECT_EQ(table.rows[1].values.at("id"), "1.10");
    EXPECT_EQ(table.rows[1].line, 2);
}

TEST(DataTable, JsonMayHaveAnObjectOnEachLine) {
    const auto table = good("{\"id\": 1}\n\n  {\"id\": 2}\r\n{\"id\": 3}");
    ASSERT_EQ(table.rows.size(), 3u);
    EXPECT_EQ(table.rows[2].line, 4);
    EXPECT_EQ(good("{\n\"id\": 1\n}").rows.size(), 1u);
}

TEST(DataTable, MistakesAreSaidWithTheirPlace) {
    EXPECT_EQ(problem("a,b\n1,2\n1,2,3\n"),
              "rows.csv, line 3, column 5: this row has 3 values, but the first line names 2.");
    EXPECT_EQ(problem("a,b\n1\n"), "rows.csv, line 2, column 2: this row has 1 value, but the first line names 2.");
    EXPECT_EQ(problem("a,b\n1,\"x\n3,4\n"),
              "rows.csv, line 2, column 3: the quotation mark that opens here is never closed.");
    EXPECT_EQ(problem("a\n\"x\" y\n"), "rows.csv, line 2, column 4: text follows a closing quotation mark; a quotation "
                                       "mark inside a value is written twice.");
    EXPECT_EQ(problem("a,,c\n1,2,3\n"),
              "rows.csv, line 1, column 3: a variable has no name here; the first line names them all.");
    EXPECT_EQ(problem("a,b,a\n"), "rows.csv, line 1, column 5: the variable “a” is named twice.");
    EXPECT_EQ(problem("n\xC3\xA9,b\n\xC3\xA9,\"x"),
              "rows.csv, line 2, column 3: the quotation mark that opens here is never closed.")
        << "columns are characters";
    EXPECT_EQ(problem("a\nx\xFFy\n"), "rows.csv, line 2, column 2: this is not UTF-8; save the file in that encoding.");
    EXPECT_EQ(problem("[{\"a\": 1},\n 7]"),
              "rows.csv, line 2, column 2: here an object with the variables of one row is expected.");
    EXPECT_EQ(problem("{\"a\": 1}\n{\"a\": }"),
              "rows.csv, line 2, column 8: this is not JSON; something is missing or out of place here.");
    EXPECT_EQ(problem("[{\"a\": 1}\n"),
              "rows.csv, line 2, column 1: this is not JSON; something is missing or out of place here.");
    for (const char* empty : {"", "\n\n", "a,b\n", "[]", "[ ]\n"})
        EXPECT_EQ(problem(empty), "rows.csv: there are no rows in it; each row is one run of the request.") << empty;
}

TEST(DataTable, AFileThatIsNotThereIsSaid) {
    const auto table = readDataFile(QStringLiteral("/nowhere/rows.csv"));
    ASSERT_FALSE(table.ok());
    EXPECT_TRUE(table.error().sentence().startsWith(u"/nowhere/rows.csv: it cannot be read"))
        << table.error().what.toStdString();
}

// What was written is read, whatever the values are.
TEST(DataTable, AnyValuesSurviveBothForms) {
    test::SeededRandom random(11);
    const QByteArray letters("ab,;\t\"\n\r {}[]\\:\xC3\xA9");
    for (int round = 0; round < 500; ++round) {
        const std::size_t width = 1 + random.next() % 4;
        const std::size_t height = 1 + random.next() % 5;
        QByteArray csv;
        QJsonArray json;
        std::vector<workspace::Environment> rows(height);
        for (std::size_t x = 0; x < width; ++x)
            csv += (x ? ",v" : "v") + QByteArray::number(int(x));
        for (auto& row : rows) {
            QJsonObject object;
            for (std::size_t x = 0; x < width; ++x) {
                QByteArray value("x");
                for (auto length = random.next() % 6; length > 0; --length)
                    value += QString::fromUtf8(letters).mid(int(random.next() % 16), 1).toUtf8();
                row["v" + QByteArray::number(int(x))] = value;
                object[QStringLiteral("v%1").arg(x)] = QString::fromUtf8(value);
                csv += (x ? "," : "\n") + QByteArray("\"") + QByteArray(value).replace("\"", "\"\"") + '"';
            }
            json.append(object);
        }
        for (const auto& text :
             {csv, QJsonDocument(json).toJson(), QJsonDocument(json).toJson(QJsonDocument::Compact)}) {
            const auto table = good(text);
            ASSERT_EQ(table.rows.size(), height) << text.constData();
            for (std::size_t y = 0; y < height; ++y)
                ASSERT_EQ(table.rows[y].values, rows[y]) << text.constData();
        }
    }
}

// Cut or altered anywhere, it is read or refused with a place inside it.
TEST(DataTable, DamageIsSaidNotCrashedOn) {
    test::SeededRandom random(5);
    for (const QByteArray& whole :
         {QByteArray("a,b\n\"x\"\"\",2\n3,\"y\nz\"\n"), QByteArray("[{\"a\": \"x\\n\", \"b\": [1]}, {\"a\": null}]"),
          QByteArray("{\"a\": 1}\n{\"a\": 2}\n")}) {
        for (int round = 0; round < 3000; ++round) {
            QByteArray text = whole.left(int(random.next() % std::uint64_t(whole.size() + 1)));
            for (auto changes = random.next() % 3; changes > 0 && !text.isEmpty(); --changes)
                text[int(random.next() % std::uint64_t(text.size()))] = char(random.next() % 256);
            const auto table = readData(text, QStringLiteral("f"));
            if (table) {
                EXPECT_FALSE(table->rows.empty());
                continue;
            }
            EXPECT_LE(table.error().line, text.count('\n') + 1);
            EXPECT_LE(table.error().column, text.size() + 1);
        }
    }
}

} // namespace knockback::runs
