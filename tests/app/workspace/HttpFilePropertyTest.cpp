// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"
#include "tests/app/workspace/Dice.h"

#include <gtest/gtest.h>

using namespace knockback;
using workspace::HttpFile;
using test::Dice;
using workspace::RequestDraft;

namespace {

const std::vector<QByteArray> linePieces{"###",
                                         "### Name",
                                         "#",
                                         "# comment",
                                         "// other",
                                         "# @name x",
                                         "# @knockback.note n",
                                         "# @knockback.credential c",
                                         "# @knockback.retry.maxAttempts 3",
                                         "@v = 1",
                                         "GET http://h/",
                                         "http://h/ HTTP/1.1",
                                         "POST {{v}}/x",
                                         "  ?q=1",
                                         "&r=2",
                                         "A: b",
                                         "# A: b",
                                         "no colon",
                                         "",
                                         "",
                                         " ",
                                         "{\"x\": 1}",
                                         "< ./file",
                                         "> {%",
                                         "%}",
                                         "> {% one %}",
                                         ">> out",
                                         "\xEF\xBB\xBF",
                                         "\xC3\xA4\xFF",
                                         "\r",
                                         ": x"};

QByteArray randomFile(Dice& dice) {
    QByteArray text;
    const std::size_t lines = dice.below(30);
    for (std::size_t i = 0; i < lines; ++i)
        text += dice.pick(linePieces) + (dice.below(4) ? "\n" : "\r\n");
    return dice.below(2) ? text : text.trimmed();
}

RequestDraft randomDraft(Dice& dice) {
    RequestDraft draft;
    draft.name = QString::fromUtf8(dice.pick<QByteArray>({"", "A", "two words", "\xC3\xBC"}));
    draft.method = dice.pick<QByteArray>({"GET", "POST", "PURGE"});
    draft.url = dice.pick<QByteArray>({"http://h/", "{{base}}/a?b={{c}}", "https://h/a b"});
    for (std::size_t i = dice.below(5); i > 0; --i)
        draft.headers.push_back({dice.pick<QByteArray>({"A", "B", "X-{{n}}"}), dice.pick<QByteArray>({"", "1", "a: b"}),
                                 dice.below(2) == 0});
    draft.body = dice.pick<QByteArray>({"", "x", "{\n\n}\n", "\n", "a\r\nb\r\n\n", "# no\n// no", "\n\nlead"});
    if (dice.below(2)) {
        draft.auth.kind = workspace::AuthKind::Credential;
        draft.auth.credential = "c";
    }
    draft.notes = QString::fromUtf8(dice.pick<QByteArray>({"", "note", "a\n\n  b "}));
    draft.policy.maxAttempts = static_cast<int>(1 + dice.below(4));
    draft.policy.budgetRatio = dice.pick<double>({0.2, 0.1, 1.0});
    draft.policy.longestWait = base::Milliseconds(dice.pick<int>({900'000, 1, 0}));
    if (dice.below(2))
        draft.policy.callTimeout = base::Milliseconds(600'000);
    return draft;
}

TEST(HttpFileProperty, EveryTextIsReadAndWrittenBackUnchanged) {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        Dice dice(seed);
        const QByteArray text = randomFile(dice);
        const HttpFile file(text);
        ASSERT_EQ(file.bytes(), text) << "seed " << seed;
        for (std::size_t i = 0; i < file.count(); ++i)
            (void)file.draft(i);
    }
}

// Setting a draft either works, gives exactly that draft back and leaves every other request as it was, or changes
// nothing.
TEST(HttpFileProperty, ADraftComesBackAsItWasSet) {
    int set = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        Dice dice(seed);
        HttpFile file(randomFile(dice));
        if (file.count() == 0)
            continue;
        const HttpFile before = file;
        const std::size_t index = dice.below(file.count());
        const RequestDraft draft = randomDraft(dice);
        if (!file.setDraft(index, draft)) {
            ASSERT_EQ(file.bytes(), before.bytes()) << "seed " << seed;
            continue;
        }
        ++set;
        ASSERT_EQ(*file.draft(index), workspace::normalised(draft)) << "seed " << seed << "\n"
                                                                    << file.bytes().constData();
        ASSERT_EQ(file.count(), before.count());
        for (std::size_t i = 0; i < file.count(); ++i) {
            if (i != index && before.draft(i)) {
                ASSERT_EQ(*file.draft(i), *before.draft(i)) << "seed " << seed;
            }
        }
    }
    EXPECT_GT(set, 1000);
}

TEST(HttpFileProperty, SettingBackGivesTheSameRequest) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        Dice dice(seed);
        HttpFile file;
        const RequestDraft first = workspace::normalised(randomDraft(dice));
        const RequestDraft second = workspace::normalised(randomDraft(dice));
        ASSERT_TRUE(file.append(first).ok()) << "seed " << seed;
        ASSERT_TRUE(file.setDraft(0, second).ok()) << "seed " << seed;
        ASSERT_TRUE(file.setDraft(0, first).ok()) << "seed " << seed;
        ASSERT_EQ(*file.draft(0), first) << "seed " << seed;
    }
}

} // namespace
