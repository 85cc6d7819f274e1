// SPDX-License-Identifier: GPL-3.0-or-later
// The library reads up to a hundred buffers from a fast server before it lets go: waits that were due meanwhile ended
// 10 ms late and more while a large body came.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

using test::LoopbackServer;

namespace {

constexpr qint64 size = qint64{48} * 1024 * 1024;

QByteArray largeBody() {
    QByteArray bytes(size, Qt::Uninitialized);
    std::uint32_t state = 1;
    for (char& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

QByteArray chunked(const QByteArray& body, qsizetype piece) {
    QByteArray text;
    for (qsizetype at = 0; at < body.size(); at += piece) {
        const auto part = QByteArrayView(body).sliced(at, std::min(piece, body.size() - at));
        text += QByteArray::number(part.size(), 16) + "\r\n";
        text += part;
        text += "\r\n";
    }
    return text + "0\r\n\r\n";
}

class GreedyBody : public testing::TestWithParam<std::tuple<bool, bool>> {
protected:
    [[nodiscard]] static test::ServerKind kind() {
        test::ServerKind kind;
        if (std::get<0>(GetParam()))
            kind.tls = test::TestCertificate::make();
        return kind;
    }
    [[nodiscard]] static QByteArray answer(const QByteArray& body) {
        const QByteArray head = "HTTP/1.1 200 OK\r\n";
        return std::get<1>(GetParam())
                   ? head + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body, 70'000)
                   : head + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    const QByteArray body = largeBody();
    LoopbackServer server{kind()};
    test::CurlRig rig;
};

} // namespace

TEST_P(GreedyBody, LetsTheLoopTurnAndStaysWhole) {
    server.script(test::ServerScript().readRequest().send(answer(body)));
    http::Request request{.url = server.url()};
    request.options.verifyTls = false;
    std::optional<http::Attempt> end;
    http::Body coming;
    const auto pending = rig.transport.send(request, [&](http::Attempt attempt) { end = std::move(attempt); },
                                            {.bodyStarted = [&](http::Body started) { coming = std::move(started); }});
    // What every turn of the loop sees of the body.
    qint64 before = 0;
    qint64 most = 0;
    std::function<void()> turn = [&] {
        most = std::max(most, coming.size() - before);
        before = coming.size();
        if (!end)
            rig.loop.post(turn);
    };
    rig.loop.post(turn);

    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return end.has_value(); }));

    EXPECT_EQ(test::failureOf(*end), "");
    EXPECT_TRUE(end->response->body.bytes() == body) << "what is paused comes again, and once";
    EXPECT_LE(most, qint64{2} * 1024 * 1024) << "one turn reads a bounded share";
}

TEST_P(GreedyBody, IsCancelledBetweenTwoShares) {
    server.script(test::ServerScript().readRequest().send(answer(body)));
    http::Request request{.url = server.url()};
    request.options.verifyTls = false;
    std::optional<http::Attempt> end;
    http::Body coming;
    auto pending = rig.transport.send(request, [&](http::Attempt attempt) { end = std::move(attempt); },
                                      {.bodyStarted = [&](http::Body started) { coming = std::move(started); }});
    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return coming.size() > 600'000; }));
    pending->cancel();
    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return end.has_value(); }));
    EXPECT_EQ(end->failure->kind, http::FailureKind::Cancelled);
    EXPECT_TRUE(body.startsWith(coming.bytes()));
}

INSTANTIATE_TEST_SUITE_P(Ways, GreedyBody, testing::Combine(testing::Bool(), testing::Bool()), [](const auto& way) {
    return std::string(std::get<0>(way.param) ? "tls" : "plain") + (std::get<1>(way.param) ? "Chunked" : "Length");
});

} // namespace knockback
