// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PlaceWords.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

const base::SteadyTime now{1h};

TEST(PlaceWords, SayThePlaceAndWhenItGoesOut) {
    EXPECT_EQ(placeWords({base::CallId{1}, 2, now + 4150ms}, now), QStringLiteral("3rd in line, goes out in 4.2 s"));
    EXPECT_EQ(placeWords({base::CallId{1}, 0, now + 61s}, now), QStringLiteral("next in line, goes out in 61 s"))
        << placeWords({base::CallId{1}, 0, now + 61s}, now).toStdString();
    EXPECT_EQ(placeWords({base::CallId{1}, 0, now - 1s}, now), QStringLiteral("next in line, goes out in 0.0 s"));
    EXPECT_EQ(placeWords({base::CallId{1}, 1, {}}, now),
              QStringLiteral("2nd in line, goes out when the answer to another call tells how much may be sent"));
}

TEST(PlaceWords, OrdinalsOfTheTeensAreRegular) {
    for (const auto& [number, words] : {std::pair(1, "1st"),
                                        {2, "2nd"},
                                        {3, "3rd"},
                                        {4, "4th"},
                                        {11, "11th"},
                                        {12, "12th"},
                                        {13, "13th"},
                                        {21, "21st"},
                                        {111, "111th"},
                                        {122, "122nd"}})
        EXPECT_EQ(ordinal(number), QLatin1String(words));
}

TEST(PlaceWords, AWatchedWaitNeverSaysLessThanIsLeft) {
    EXPECT_EQ(watchedText(9901ms), QStringLiteral("10 s"));
    EXPECT_EQ(watchedText(9900ms), QStringLiteral("9.9 s"));
    EXPECT_EQ(watchedText(40001ms), QStringLiteral("41 s"));
    EXPECT_EQ(watchedText(5min), QStringLiteral("5 min"));
}

} // namespace
} // namespace knockback::ui
