// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/DurationText.h"

namespace knockback::retry {

using namespace std::chrono_literals;

TEST(DurationText, usesTwoPartsAtMost) {
    EXPECT_EQ(durationText(0ms).toStdString(), "0 ms");
    EXPECT_EQ(durationText(3us).toStdString(), "0.1 ms");
    EXPECT_EQ(durationText(330us).toStdString(), "0.3 ms");
    EXPECT_EQ(durationText(350ms).toStdString(), "350 ms");
    EXPECT_EQ(durationText(999'600us).toStdString(), "1 s");
    EXPECT_EQ(durationText(1'500ms).toStdString(), "1.5 s");
    EXPECT_EQ(durationText(41s).toStdString(), "41 s");
    EXPECT_EQ(durationText(119s).toStdString(), "119 s");
    EXPECT_EQ(durationText(125s).toStdString(), "2 min 5 s");
    EXPECT_EQ(durationText(20min).toStdString(), "20 min");
    EXPECT_EQ(durationText(125min).toStdString(), "2 h 5 min");
    EXPECT_EQ(durationText(72h).toStdString(), "3 d");
}

} // namespace knockback::retry
