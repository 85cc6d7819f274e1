// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/painter/TimelineWords.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using knockback::base::SteadyTime;
using knockback::timeline::LaneState;
using knockback::ui::laneWords;

TEST(LaneWords, WhatWasLeftIsSaidUntilTheReset) {
    LaneState state;
    state.remaining = 5;
    state.reset = SteadyTime(30s);
    EXPECT_EQ(laneWords(state, {}, SteadyTime(29s)), QStringLiteral("5 left"));
    EXPECT_EQ(laneWords(state, {}, SteadyTime(30s)), QStringLiteral("has reset"));
    EXPECT_EQ(laneWords(state, {}, {}), QStringLiteral("5 left")) << "a picture of the past has no now";
    state.reset.reset();
    EXPECT_EQ(laneWords(state, {}, SteadyTime(30s)), QStringLiteral("5 left"));
}

TEST(LaneWords, AnOpenCircuitMattersMore) {
    LaneState state;
    state.remaining = 5;
    state.circuit = knockback::journal::CircuitState::Open;
    EXPECT_EQ(laneWords(state, {}, SteadyTime(30s)), QStringLiteral("circuit open"));
    state.circuitByHand = true;
    EXPECT_EQ(laneWords(state, {}, SteadyTime(30s)), QStringLiteral("circuit open by hand"));
}
