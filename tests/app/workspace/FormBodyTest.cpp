// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "app/workspace/FormText.h"
#include "tests/app/workspace/Dice.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

RequestDraft formOf(const QByteArray& body) {
    RequestDraft draft;
    draft.method = "POST";
    draft.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    draft.body = body;
    return draft;
}

TEST(FormBody, RowsAreDecoded) {
    const auto rows = formRows(formOf("a=1&b=x%20y+z&c&d=&%3D={{v+w}}%26"));
    EXPECT_EQ(rows, (std::vector<FormRow>{{"a", "1"}, {"b", "x y z"}, {"c", ""}, {"d", ""}, {"=", "{{v+w}}&"}}));
    EXPECT_TRUE(formRows(formOf("")).empty());
}

TEST(FormBody, LinesAndSpacesAreLayout) {
    const QByteArray text = "id = 999 &\nvalue = a b &\n\nlast=1";
    EXPECT_EQ(formRows(formOf(text)), (std::vector<FormRow>{{"id", "999"}, {"value", "a b"}, {"last", "1"}}));
    EXPECT_EQ(formRows(formOf("a=1\n&b=2\r\n&c=3")), (std::vector<FormRow>{{"a", "1"}, {"b", "2"}, {"c", "3"}}));
}

TEST(FormBody, AChangedRowRewritesThatRowAlone) {
    RequestDraft draft = formOf("a=x+y\n&b=%7E\n&c=3");
    auto rows = formRows(draft);
    rows[2].value = "d e";
    setFormRows(draft, rows);
    EXPECT_EQ(draft.body, "a=x+y\n&b=%7E\n&c=d%20e");
    rows.insert(rows.begin() + 1, {"new", "&"});
    setFormRows(draft, rows);
    EXPECT_EQ(draft.body, "a=x+y\n&new=%26\n&b=%7E\n&c=d%20e");
    rows.erase(rows.begin());
    setFormRows(draft, rows);
    EXPECT_EQ(draft.body, "new=%26\n&b=%7E\n&c=d%20e");
    rows.push_back({"", ""});
    setFormRows(draft, rows);
    EXPECT_EQ(draft.body, "new=%26\n&b=%7E\n&c=d%20e") << "the empty row of the table";
}

TEST(FormBody, RowsThatAreOffKeepTheirPlace) {
    RequestDraft draft = formOf("a=1&b=2&c=3");
    auto rows = formRows(draft);
    rows[1].enabled = false;
    setFormRows(draft, rows);
    EXPECT_EQ(draft.body, "a=1&c=3");
    EXPECT_EQ(draft.bodyOff, (std::vector<QByteArray>{"1 b=2"}));
    EXPECT_EQ(formRows(draft), rows);
    rows[1].enabled = true;
    setFormRows(draft, rows);
    EXPECT_EQ(draft.body, "a=1&b=2&c=3");
    EXPECT_TRUE(draft.bodyOff.empty());
}

TEST(FormBody, AnOddOffLineIsStillARow) {
    RequestDraft draft = formOf("a=1");
    draft.bodyOff = {"x=y", "99 z=1"};
    EXPECT_EQ(formRows(draft), (std::vector<FormRow>{{"a", "1"}, {"x", "y", false}, {"z", "1", false}}));
}

TEST(FormBody, OnTheWire) {
    const FillText fill = [](const QByteArray& text) {
        QByteArray filled = text;
        return filled.replace("{{v}}", "a b&c=\xC3\xA9").replace("{{rows}}", "x=1&y=2");
    };
    const std::vector<std::pair<QByteArray, QByteArray>> cases{
        {"a=1&b=2", "a=1&b=2"},
        {"id = 999 &\nvalue = a b", "id=999&value=a+b"},
        {"q=x%20y+z", "q=x%20y+z"},
        {"q=100%", "q=100%25"},
        {"q=\xC3\xA9", "q=%C3%A9"},
        {"q={{v}}", "q=a%20b%26c%3D%C3%A9"},
        {"q=<{{v}}>", "q=%3Ca%20b%26c%3D%C3%A9%3E"},
        {"{{rows}}&z=3", "x=1&y=2&z=3"},
        {"q={{unknown}}", "q={{unknown}}"},
        {"a=b=c", "a=b=c"},
        {"flag", "flag"},
    };
    for (const auto& [text, wire] : cases)
        EXPECT_EQ(formOnTheWire(text, fill), wire) << text.constData();
}

// Whatever is put into a table comes back, and the server decodes the same.
TEST(FormBodyProperty, RowsComeBack) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        test::Dice dice(seed);
        const std::vector<QByteArray> words{"a",   "b c",      "=",    "&",     "+",        "%",
                                            "%41", "\xC3\xA9", "x\ny", "{{v}}", "{{a b}}=", " "};
        const auto randomRows = [&] {
            std::vector<FormRow> rows;
            for (std::size_t i = dice.below(6); i > 0; --i)
                rows.push_back({dice.pick(words).trimmed(), dice.pick(words), dice.below(3) > 0});
            std::erase_if(rows, [](const FormRow& row) { return row.name.isEmpty() && row.value.isEmpty(); });
            return rows;
        };
        RequestDraft draft = formOf(dice.pick<QByteArray>({"", "a=1", "a=1&\nb=2 &\nc", "x\n&y=%20\n"}));
        const QByteArray start = draft.body;
        setFormRows(draft, formRows(draft));
        ASSERT_EQ(draft.body, start);
        for (int i = 0; i < 3; ++i) {
            const auto rows = randomRows();
            setFormRows(draft, rows);
            ASSERT_EQ(formRows(draft), rows) << "seed " << seed << " " << draft.body.constData();
        }
    }
}

} // namespace
