// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/NginxServer.h"
#include "tests/real/support/Refusal.h"

#include <gtest/gtest.h>

using namespace knockback;

namespace {

// The geo module, with everybody in a country that the server does not serve.
constexpr const char* geography = R"(
  geo $country { default ZZ; 127.0.0.0/8 KP; }
  map $country $unserved { default 0; KP 1; }
)";

constexpr const char* locations = R"(
    location /legal/ {
      if ($unserved) { return 451; }
    }
    location /told/ {
      if ($unserved) { return 403 '{"error": "This service is not available in your country ($country)."}'; }
    }
    location /silent/ {
      if ($unserved) { return 403; }
    }
    location /open/ { }
)";

class NginxGeo : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_server.start(m_program, {"", geography, locations, "open/items"})) << m_server.problem();
    }
    [[nodiscard]] test::Refusal send(const char* path) { return test::sendOnce(m_program, m_server.url(path)); }

    test::Program m_program;
    test::NginxServer m_server;
};

TEST_F(NginxGeo, LegalReasonsAreACountrysBlock) {
    const auto refusal = send("/legal/items");
    EXPECT_EQ(refusal.status, 451);
    EXPECT_EQ(refusal.outcome, "blocked") << refusal;
    EXPECT_EQ(refusal.cause, "geo_lock") << refusal;
}

TEST_F(NginxGeo, ARefusalThatNamesTheCountryIsOneToo) {
    const auto refusal = send("/told/items");
    EXPECT_EQ(refusal.status, 403);
    EXPECT_EQ(refusal.cause, "geo_lock") << refusal;
}

// Nothing on the wire tells it from an application that says no: claiming a block would be a guess.
TEST_F(NginxGeo, ABareRefusalIsNotSaidToBeABlock) {
    const auto refusal = send("/silent/items");
    EXPECT_EQ(refusal.status, 403);
    EXPECT_NE(refusal.outcome, "blocked") << refusal;
    EXPECT_NE(refusal.cause, "geo_lock") << refusal;
}

TEST_F(NginxGeo, WhatIsOpenIsServed) {
    const auto refusal = send("/open/items");
    EXPECT_EQ(refusal.status, 200);
    EXPECT_EQ(refusal.cause, "none") << refusal;
}

} // namespace
