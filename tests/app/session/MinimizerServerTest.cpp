// SPDX-License-Identifier: GPL-3.0-or-later
// The search through everything that is real: engine thread, libcurl, and a server on loopback that blocks.
#include "app/session/Minimizer.h"
#include "app/session/Services.h"
#include "tests/support/LoopbackServer.h"

#include <QTemporaryDir>

#include <condition_variable>
#include <mutex>

namespace knockback::session {

class MinimizerServerTest : public testing::Test {
protected:
    MinimizerServerTest() {
        ServiceOptions options;
        options.dataDir = folder.path();
        options.keychain = false;
        options.history = false;
        auto created = Services::create(options);
        EXPECT_TRUE(created.ok());
        services = std::move(created).value();
        spec.draft.policy.maxAttempts = 1;
    }

    // Sends the request, which is blocked, and searches.
    MinimizeNews search() {
        std::optional<CallResult> first;
        services->send(spec, {[&](CallResult result) {
                           const std::lock_guard lock(mutex);
                           first = std::move(result);
                           changed.notify_all();
                       }});
        wait([&] { return first.has_value(); });
        MinimizeOrder order;
        order.blocked = spec;
        order.evidence = first->attempts.back();
        order.gap = base::Milliseconds(1);
        services->minimize(order, [this](const MinimizeNews& told) {
            const std::lock_guard lock(mutex);
            news = told;
            changed.notify_all();
        });
        wait([this] { return news.over; });
        return news;
    }
    void wait(const std::function<bool()>& condition) {
        std::unique_lock lock(mutex);
        EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(20), condition));
    }

    static QByteArray forbidden(const QByteArray& request) {
        const QByteArray body = "<html><h1>Forbidden</h1>Request " + QByteArray::number(qHash(request)) + "</html>";
        return "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: " +
               QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
    static QByteArray good() { return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"; }

    QTemporaryDir folder;
    test::LoopbackServer server;
    std::unique_ptr<Services> services;
    CallSpec spec;
    std::mutex mutex;
    std::condition_variable changed;
    MinimizeNews news;
};

TEST_F(MinimizerServerTest, blocksWithoutAUserAgent) {
    server.script(test::ServerScript().answerEach([](const QByteArray& request) {
        return request.toLower().contains("\r\nuser-agent:") ? good() : forbidden(request);
    }));
    spec.draft.url = server.url("/items?page=2&sort=name");
    spec.draft.headers = {{"X-Client", "shop"}};
    spec.draft.settings.omittedHeaders = {"User-Agent"};
    const auto found = search();
    EXPECT_EQ(found.sentence, QStringLiteral("Blocked only when header User-Agent is absent."));
    EXPECT_TRUE(found.result->confirmed);
    EXPECT_LE(found.lines.size(), 8u);
    EXPECT_EQ(server.requests().size(), found.lines.size() + 1) << "one request a probe, and the user's own";
}

TEST_F(MinimizerServerTest, blocksAMarkerInTheQuery) {
    server.script(test::ServerScript().answerEach([](const QByteArray& request) {
        return request.left(request.indexOf('\r')).contains("drop+table") ? forbidden(request) : good();
    }));
    spec.draft.url = server.url("/items?page=2&q=%27%3B+drop+table+users&sort=name&lang=en");
    spec.draft.headers = {{"X-Client", "shop"}, {"Accept-Language", "de"}};
    const auto found = search();
    EXPECT_EQ(found.sentence, QStringLiteral("Blocked only when query parameter q is present."));
    EXPECT_TRUE(found.result->smallest.url.endsWith("/items?q=%27%3B+drop+table+users"));
    EXPECT_TRUE(found.result->smallest.headers.empty());
    ASSERT_TRUE(found.smallestAttempt);
    EXPECT_EQ(found.smallestAttempt->exchange.attempt().status(), 403);
}

} // namespace knockback::session
