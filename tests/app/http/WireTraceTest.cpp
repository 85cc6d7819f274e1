// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/WireTrace.h"

namespace knockback {

using http::Phase;
using http::WireTrace;
using namespace std::chrono_literals;

namespace {

const base::SteadyTime start{10s};

WireTrace connectedOverTls() {
    WireTrace trace;
    trace.startedAt = start;
    trace.lookupStarted = start + 1ms;
    trace.socketOpened = start + 4ms;
    trace.tcpConnect = 2ms;
    trace.tlsStarted = start + 7ms;
    trace.ready = start + 12ms;
    return trace;
}

} // namespace

TEST(WireTrace, phasesAddUpToAnExchange) {
    WireTrace trace = connectedOverTls();
    trace.headSent("GET / HTTP/1.1\r\n\r\n", start + 13ms);
    trace.received("HTTP/1.1 200 OK\r\n", start + 33ms);
    trace.received("body", start + 40ms);
    trace.endedAt = start + 41ms;
    const auto timing = trace.timing();
    EXPECT_EQ(timing.startedAt, start);
    EXPECT_EQ(timing.dns, 3ms);
    EXPECT_EQ(timing.connect, 2ms);
    EXPECT_EQ(timing.tls, 5ms);
    EXPECT_EQ(timing.send, 1ms);
    EXPECT_EQ(timing.wait, 20ms);
    EXPECT_EQ(timing.receive, 7ms);
    EXPECT_EQ(timing.total, 41ms);
    EXPECT_EQ(trace.bytesSent(), 18);
    EXPECT_EQ(trace.bytesReceived(), 21);
}

TEST(WireTrace, aReusedConnectionHasNoConnectionPhases) {
    WireTrace trace;
    trace.startedAt = start;
    trace.ready = start;
    trace.headSent("GET / HTTP/1.1\r\n\r\n", start + 1ms);
    trace.received("x", start + 2ms);
    trace.endedAt = start + 2ms;
    const auto timing = trace.timing();
    EXPECT_TRUE(trace.reused());
    EXPECT_FALSE(timing.dns || timing.connect || timing.tls);
    EXPECT_EQ(timing.wait, 1ms);
}

TEST(WireTrace, thePhaseThatWasUnderWayLastsUntilTheEnd) {
    WireTrace trace;
    trace.startedAt = start;
    trace.lookupStarted = start;
    trace.endedAt = start + 5s;
    EXPECT_EQ(trace.phase(0, false), Phase::Dns);
    EXPECT_EQ(trace.timing().dns, 5s);
    EXPECT_FALSE(trace.timing().connect);
    trace.socketOpened = start + 1s;
    EXPECT_EQ(trace.phase(0, false), Phase::Connect);
    EXPECT_EQ(trace.timing().dns, 1s);
    EXPECT_EQ(trace.timing().connect, 4s);
    trace.tcpConnect = 1s;
    trace.tlsStarted = start + 2s;
    EXPECT_EQ(trace.phase(0, false), Phase::Tls);
    EXPECT_EQ(trace.timing().connect, 1s);
    EXPECT_EQ(trace.timing().tls, 3s);
    EXPECT_FALSE(trace.timing().send || trace.timing().wait || trace.timing().receive);
}

TEST(WireTrace, knowsHowFarTheRequestGot) {
    WireTrace trace = connectedOverTls();
    EXPECT_EQ(trace.phase(4, false), Phase::Send);
    trace.headSent("POST / HTTP/1.1\r\nA:", start + 13ms);
    EXPECT_EQ(trace.headsOnWire(), 1);
    trace.headSent(" 1\r\n\r\n", start + 14ms);
    EXPECT_EQ(trace.headsOnWire(), 1) << "one head in two writes";
    trace.bodySent("ab", start + 15ms);
    EXPECT_EQ(trace.phase(4, false), Phase::Send);
    trace.bodySent("cd", start + 16ms);
    EXPECT_EQ(trace.phase(4, false), Phase::Read);
    EXPECT_EQ(trace.phase(4, true), Phase::Body);
    trace.headSent("POST / HTTP/1.1\r\n\r\n", start + 17ms);
    EXPECT_EQ(trace.headsOnWire(), 2) << "a resend is never hidden";
}

TEST(WireTrace, whatAProxyHearsIsNotTheRequest) {
    WireTrace trace;
    trace.startedAt = start;
    trace.socketOpened = start;
    trace.headSent("CONNECT a:443 HTTP/1.1\r\n\r\n", start + 1ms);
    trace.received("HTTP/1.1 200 OK\r\n\r\n", start + 2ms);
    EXPECT_EQ(trace.headsOnWire(), 0);
    EXPECT_EQ(trace.bytesSent(), 0);
    EXPECT_FALSE(trace.firstReceived);
    EXPECT_EQ(trace.phase(0, false), Phase::Proxy);
}

TEST(WireTrace, anAnswerThatOvertakesTheRequestHasNoNegativeWait) {
    WireTrace trace = connectedOverTls();
    trace.headSent("POST / HTTP/1.1\r\n\r\n", start + 13ms);
    trace.received("HTTP/1.1 413 \r\n", start + 14ms);
    trace.bodySent("late", start + 15ms);
    trace.endedAt = start + 16ms;
    EXPECT_EQ(trace.timing().wait, 0ms);
}

} // namespace knockback
