// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/DiskNews.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

workspace::RequestDraft draft(const char* name, const char* url) {
    workspace::RequestDraft draft;
    draft.name = QLatin1String(name);
    draft.url = url;
    return draft;
}

TEST(DiskNewsTest, SaysWhatAChangeMeansForAnOpenTab) {
    const auto base = draft("Items", "http://a/");
    const auto theirs = draft("Items", "http://theirs/");
    const auto mine = draft("Items", "http://mine/");
    const auto renamed = draft("All items", "http://a/");
    const auto both = draft("All items", "http://theirs/");
    EXPECT_EQ(diskNews(base, base, &base), DiskNews::None);
    EXPECT_EQ(diskNews(base, mine, &base), DiskNews::None);
    EXPECT_EQ(diskNews(base, base, &theirs), DiskNews::Taken);
    EXPECT_EQ(diskNews(base, theirs, &theirs), DiskNews::Settled);
    EXPECT_EQ(diskNews(base, mine, &theirs), DiskNews::Conflict);
    EXPECT_EQ(diskNews(base, mine, &renamed), DiskNews::Renamed);
    EXPECT_EQ(diskNews(base, base, &renamed), DiskNews::Taken);
    EXPECT_EQ(diskNews(base, mine, &both), DiskNews::Conflict);
    EXPECT_EQ(diskNews(base, mine, nullptr), DiskNews::Deleted);
}

// Renamed here and renamed there, differently, is a conflict.
TEST(DiskNewsTest, TwoNewNamesAreAConflict) {
    const auto base = draft("Items", "http://a/");
    const auto mine = draft("Things", "http://a/");
    const auto theirs = draft("All items", "http://a/");
    EXPECT_EQ(diskNews(base, mine, &theirs), DiskNews::Conflict);
}

// What a .http file cannot tell apart is no change: spaces around a header's value are gone when it is read back.
TEST(DiskNewsTest, LayoutIsNoChange) {
    auto base = draft("Items", "http://a/");
    base.headers = {{"Accept", "text/plain", true}};
    auto mine = base;
    mine.headers[0].value = " text/plain ";
    EXPECT_EQ(diskNews(base, mine, &base), DiskNews::None);
    EXPECT_TRUE(sameOnDisk(base, mine));
}

} // namespace
} // namespace knockback::ui
