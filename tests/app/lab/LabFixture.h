// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HttpDate.h"
#include "app/lab/ScenarioPlay.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"

#include <gtest/gtest.h>

namespace knockback::lab {

// A scenario that is played without a socket, in time that the test moves.
class Played {
public:
    explicit Played(const Scenario& scenario) : m_play(scenario, m_random) {}
    // `json` is a scenario in the making; a test that writes a wrong one fails.
    static Scenario parse(const QByteArray& json) {
        auto scenario = Scenario::parse(json, QStringLiteral("test"));
        EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? "" : scenario.error().sentence.toStdString());
        return scenario.ok() ? scenario.value() : Scenario{};
    }
    static Scenario builtIn(const char* name) {
        auto scenario = Scenario::loadBuiltIn(QLatin1String(name));
        EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? "" : scenario.error().sentence.toStdString());
        return scenario.ok() ? scenario.value() : Scenario{};
    }

    LabReply send(LabRequest request) {
        if (!request.headers.contains("Host"))
            request.headers.append("Host", "lab");
        if (request.address.isNull())
            request.address = QHostAddress(QHostAddress::LocalHost);
        return m_play.answer(request, clock.steadyNow(), clock.wallNow());
    }
    LabReply get(const QByteArray& target, http::HeaderList headers = {}) {
        return send({.method = "GET", .target = target, .headers = std::move(headers), .body = {}, .address = {}});
    }
    LabReply post(const QByteArray& target, const QByteArray& form, http::HeaderList headers = {}) {
        headers.append("Content-Type", "application/x-www-form-urlencoded");
        return send({.method = "POST", .target = target, .headers = std::move(headers), .body = form, .address = {}});
    }

    test::FakeClock clock;

private:
    test::SeededRandom m_random;
    ScenarioPlay m_play;
};

inline QByteArray headerOf(const LabReply& reply, const char* name) {
    return reply.headers.value(name).value_or("(none)");
}

} // namespace knockback::lab
