// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"
#include "tests/app/workspace/LineDiff.h"
#include "tests/app/workspace/RandomDrafts.h"

#include <gtest/gtest.h>

using namespace knockback;
using test::Dice;
using test::randomDraft;
using test::randomFile;
using workspace::HttpFile;
using workspace::RequestDraft;

namespace {

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
    EXPECT_GT(set, 500);
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

// One field of `from` takes the place of that field in the draft; says which.
QByteArray changeOneField(RequestDraft& draft, const RequestDraft& from, Dice& dice) {
    auto& settings = draft.settings;
    switch (dice.below(16)) {
    case 0:
        return draft.name = from.name, "name";
    case 1:
        return draft.method = from.method, "method";
    case 2:
        return draft.url = from.url, "url";
    case 3:
        if (!draft.headers.empty())
            draft.headers.at(dice.below(draft.headers.size())).value = "changed";
        return "header";
    case 4:
        if (!draft.headers.empty())
            draft.headers.erase(draft.headers.begin() + static_cast<std::ptrdiff_t>(dice.below(draft.headers.size())));
        return "header removed";
    case 5:
        draft.headers.insert(draft.headers.begin() + static_cast<std::ptrdiff_t>(dice.below(draft.headers.size() + 1)),
                             {"X-New", "1"});
        return "header added";
    case 6:
        return draft.notes = from.notes, "notes";
    case 7:
        return settings.timeout = from.settings.timeout, "timeout";
    case 8:
        return settings.followRedirects = from.settings.followRedirects, "redirects";
    case 9:
        return settings.resolve = from.settings.resolve, "resolve";
    case 10:
        return settings.cookies = from.settings.cookies, "cookies";
    case 11:
        return settings.version = from.settings.version, "version";
    case 12:
        settings.proxy = from.settings.proxy;
        settings.proxyUrl = from.settings.proxyUrl;
        return "proxy";
    case 13:
        return draft.bodyOff = from.bodyOff, "rows that are off";
    case 14:
        return draft.policy.maxAttempts = from.policy.maxAttempts, "policy";
    default:
        // Line ends at its end would be spelled out above the request as well.
        return draft.body = draft.body.endsWith('\n') ? draft.body : QByteArray("new\nbody"), "body";
    }
}

// A script in the middle of a body leaves it in two places.
bool isTornBody(const QByteArray& text) {
    for (const auto& block : workspace::splitBlocks(text)) {
        int runs = 0;
        bool inside = false;
        for (const auto& line : block.lines) {
            const bool body = line.kind == workspace::LineKind::Body;
            runs += body && !inside;
            inside = body;
        }
        if (runs > 1)
            return true;
    }
    return false;
}

// A setting that stands in several places, of which all but the last count for nothing.
bool isRepeatedSetting(const QByteArray& text) {
    for (const auto& block : workspace::splitBlocks(text)) {
        QByteArrayList keys;
        for (const auto& line : block.lines) {
            const auto setting =
                line.kind == workspace::LineKind::Setting ? workspace::parseSetting(line.text()) : std::nullopt;
            if (!setting)
                continue;
            const QByteArray key = setting->key == "no-cookie-jar" ? "knockback.cookies" : setting->key;
            if (keys.contains(key))
                return true;
            keys << key;
        }
    }
    return false;
}

TEST(HttpFileProperty, OneFieldIsOneHunk) {
    int changed = 0;
    for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
        Dice dice(seed);
        HttpFile file(randomFile(dice));
        if (file.count() == 0)
            continue;
        const std::size_t index = dice.below(file.count());
        const auto before = file.draft(index);
        if (!before)
            continue;
        const QByteArray old = file.bytes();
        RequestDraft draft = *before;
        const QByteArray field = changeOneField(draft, randomDraft(dice), dice);
        if (workspace::normalised(draft).auth != before->auth || !file.setDraft(index, draft))
            continue; // an Authorization row that is now the only one moves to the Auth tab
        if (isRepeatedSetting(old) || (field == "body" && isTornBody(old)))
            continue;
        changed += file.bytes() != old;
        ASSERT_LE(test::hunks(old, file.bytes()), 1) << "seed " << seed << ": " << field.constData() << "\n"
                                                     << old.constData() << "\n--- is now\n"
                                                     << file.bytes().constData();
    }
    EXPECT_GT(changed, 500);
}

// Comments, scripts, variables and other programs' settings are all still there, in their order.
TEST(HttpFileProperty, WhatIsNotTheRequestStays) {
    const auto others = [](const QByteArray& text) {
        QByteArrayList lines;
        for (const auto& block : workspace::splitBlocks(text)) {
            for (const auto& line : block.lines) {
                const QByteArray is = line.text();
                if (line.kind == workspace::LineKind::Comment || line.kind == workspace::LineKind::Script ||
                    line.kind == workspace::LineKind::Variable ||
                    (line.kind == workspace::LineKind::Setting &&
                     (is.contains("@no-log") || is.contains("@prompt") || is.contains("later"))))
                    lines << is;
            }
        }
        return lines;
    };
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        Dice dice(seed);
        HttpFile file(randomFile(dice));
        if (file.count() == 0)
            continue;
        const auto before = others(file.bytes());
        RequestDraft draft = randomDraft(dice);
        draft.name = file.name(0);
        if (!file.setDraft(0, draft))
            continue;
        ASSERT_EQ(others(file.bytes()), before) << "seed " << seed << "\n" << file.bytes().constData();
    }
}

} // namespace
