// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/RequestIds.h"
#include "app/workspace/HttpFile.h"
#include "tests/app/workspace/Dice.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

std::vector<RequestFace> facesOf(const QByteArray& text, const QString& name = QStringLiteral("a.http")) {
    const HttpFile file(text);
    std::vector<RequestFace> faces;
    for (std::size_t i = 0; i < file.count(); ++i) {
        faces.push_back(file.face(i));
        faces.back().file = name;
    }
    return faces;
}

const QByteArray sample = "### One\nGET http://h/1\n\n### Two\nGET http://h/2\n\n###\nGET http://h/3\n";

class Ids : public testing::Test {
protected:
    std::vector<QString> ids(const QByteArray& text) { return known.update(facesOf(text)); }
    RequestIds known;
    std::vector<QString> first = ids(sample);
};

TEST_F(Ids, AreReadableAndStay) {
    EXPECT_EQ(first, (std::vector<QString>{QStringLiteral("a.http#One"), QStringLiteral("a.http#Two"),
                                           QStringLiteral("a.http#GET http://h/3")}));
    EXPECT_EQ(ids(sample), first);
}

TEST_F(Ids, ARequestAboveShiftsNobody) {
    const auto now = ids("### Zero\nGET http://h/0\n\n" + sample);
    ASSERT_EQ(now.size(), 4U);
    EXPECT_EQ(std::vector<QString>(now.begin() + 1, now.end()), first);
}

TEST_F(Ids, EditedInPlaceReorderedOrRenamed) {
    const auto moved = ids("###\nGET http://h/3\n\n### Two\nPOST http://other/\n\nbody\n\n### One\nGET http://h/1\n");
    EXPECT_EQ(moved, (std::vector<QString>{first[2], first[1], first[0]}));
    const auto renamed =
        ids("###\nGET http://h/3\n\n### Second\nPOST http://other/\n\nbody\n\n### One\nGET http://h/1\n");
    EXPECT_EQ(renamed, moved);
    const auto both = ids("###\nGET http://h/3\n\n### Third\nPUT http://third/\n\n### One\nGET http://h/1\n");
    EXPECT_EQ(both, moved) << "the only change between the same neighbours";
}

TEST_F(Ids, OfTwoWithOneNameContentDecides) {
    RequestIds ids;
    const QByteArray twice = "### x\nGET http://h/1\n\n### x\nGET http://h/2\n";
    const auto before = ids.update(facesOf(twice));
    EXPECT_EQ(before[1], QStringLiteral("a.http#x~2"));
    const auto now = ids.update(facesOf("### x\nGET http://h/0\n\n" + twice));
    EXPECT_EQ(now[1], before[0]);
    EXPECT_EQ(now[2], before[1]);
    EXPECT_NE(now[0], before[0]);
    EXPECT_NE(now[0], before[1]);
}

TEST_F(Ids, ComeBackWithTheirRequest) {
    const auto fewer = ids("### One\nGET http://h/1\n");
    EXPECT_EQ(fewer, std::vector<QString>{first[0]});
    EXPECT_EQ(ids(sample), first) << "another branch and back";
}

TEST_F(Ids, AFileUnderAnotherNameKeepsThem) {
    EXPECT_EQ(known.update(facesOf(sample, QStringLiteral("b.http"))), first);
    auto copy = facesOf(sample, QStringLiteral("b.http"));
    const auto more = facesOf(sample, QStringLiteral("c.http"));
    copy.insert(copy.end(), more.begin(), more.end());
    const auto both = known.update(copy);
    EXPECT_EQ(std::vector<QString>(both.begin(), both.begin() + 3), first);
    EXPECT_NE(both[3], first[0]) << "a copy is another request";
}

TEST_F(Ids, WhatIsExpectedIsThatRequest) {
    auto face = facesOf("### New name\nDELETE http://new/\n").front();
    known.expect(first[1], face);
    const auto now = ids("### New name\nDELETE http://new/\n\n### One\nGET http://h/1\n\n###\nGET http://h/3\n");
    EXPECT_EQ(now, (std::vector<QString>{first[1], first[0], first[2]}));
}

// Any edit of single requests keeps every id, each is used once, and an unchanged request never changes its own.
TEST(RequestIdsProperty, UnchangedRequestsKeepTheirIds) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        test::Dice dice(seed);
        const auto request = [&](int number) {
            return "### " + dice.pick<QByteArray>({"", "same", "n" + QByteArray::number(number)}) + "\nGET http://h/" +
                   QByteArray::number(number) + "\n\n";
        };
        std::vector<QByteArray> blocks;
        for (int i = 0; i < static_cast<int>(1 + dice.below(6)); ++i)
            blocks.push_back(request(i));
        const auto joined = [&] {
            QByteArray text;
            for (const auto& block : blocks)
                text += block;
            return text;
        };
        RequestIds ids;
        const auto first = ids.update(facesOf(joined()));
        std::map<QByteArray, QString> byText;
        for (std::size_t i = 0; i < blocks.size(); ++i)
            byText[blocks[i]] = first[i];
        for (int change = 0; change < 3; ++change) {
            const std::size_t at = dice.below(blocks.size());
            if (dice.chance(3))
                blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at), request(100 + change));
            else if (dice.chance(2) && blocks.size() > 1)
                blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at));
            else
                std::swap(blocks[at], blocks[dice.below(blocks.size())]);
        }
        const auto now = ids.update(facesOf(joined()));
        ASSERT_EQ(now.size(), blocks.size());
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            ASSERT_EQ(std::count(now.begin(), now.end(), now[i]), 1) << "seed " << seed;
            if (const auto old = byText.find(blocks[i]); old != byText.end()) {
                ASSERT_EQ(now[i], old->second) << "seed " << seed << "\n" << joined().constData();
            }
        }
    }
}

} // namespace
