// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/FieldDiff.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using Kinds = std::vector<FieldChange::Kind>;

Kinds kinds(const std::vector<Field>& left, const std::vector<Field>& right, FieldNames names = FieldNames::AnyCase) {
    Kinds result;
    for (const auto& change : diffFields(left, right, names))
        result.push_back(change.kind);
    return result;
}

TEST(FieldDiffTest, AddedRemovedAndChangedByName) {
    EXPECT_EQ(kinds({{"Accept", "*/*"}, {"User-Agent", "a"}, {"X-Old", "1"}},
                    {{"Accept", "*/*"}, {"User-Agent", "b"}, {"X-New", "1"}}),
              (Kinds{FieldChange::Same, FieldChange::Changed, FieldChange::LeftOnly, FieldChange::RightOnly}));
}

TEST(FieldDiffTest, HeaderNamesHaveNoCaseButTheirSpellingIsSeen) {
    EXPECT_EQ(kinds({{"User-Agent", "a"}}, {{"user-agent", "a"}}), Kinds{FieldChange::Respelled});
    EXPECT_EQ(kinds({{"a", "1"}}, {{"A", "1"}}, FieldNames::ExactCase),
              (Kinds{FieldChange::LeftOnly, FieldChange::RightOnly}));
}

TEST(FieldDiffTest, OnlyTheOnesThatMovedAreMoved) {
    EXPECT_EQ(kinds({{"A", "1"}, {"B", "2"}, {"C", "3"}}, {{"B", "2"}, {"C", "3"}, {"A", "1"}}),
              (Kinds{FieldChange::Moved, FieldChange::Same, FieldChange::Same}));
}

TEST(FieldDiffTest, ANewFieldBeforeTheOthersMovesNone) {
    EXPECT_EQ(kinds({{"A", "1"}, {"B", "2"}}, {{"N", "0"}, {"A", "1"}, {"B", "2"}}),
              (Kinds{FieldChange::RightOnly, FieldChange::Same, FieldChange::Same}));
}

TEST(FieldDiffTest, RepeatedFieldsArePairedByValueFirst) {
    const auto changes = diffFields({{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}},
                                    {{"Set-Cookie", "b=2"}, {"Set-Cookie", "a=9"}}, FieldNames::AnyCase);
    ASSERT_EQ(changes.size(), 2U);
    const auto changed = std::find_if(changes.begin(), changes.end(),
                                      [](const auto& change) { return change.kind == FieldChange::Changed; });
    ASSERT_NE(changed, changes.end());
    EXPECT_EQ(changed->left.value, "a=1");
    EXPECT_EQ(changed->right.value, "a=9");
}

} // namespace
} // namespace knockback::ui
