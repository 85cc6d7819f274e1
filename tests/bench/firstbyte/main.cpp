// SPDX-License-Identifier: GPL-3.0-or-later
// Does a request that waited go out when its wait ends? Calls through the whole pipeline are blocked with Retry-After
// of 1 to 3 s; the server writes down when the first byte of the next attempt came, and that is held against the due
// time that the journal told. Meanwhile the window's thread paints 6 ms of every 16 and blocks for 40 ms twice a
// second, and the same engine streams bodies of 200 MB, one after the other. Goals: no byte before the due time; 99 of
// 100 at most 4 ms after it. Arguments: [calls].
#include "app/session/Services.h"
#include "tests/bench/firstbyte/BlockingServer.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Nginx.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/WindowLoad.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <cstdlib>
#include <limits>

using namespace knockback;
using namespace knockback::bench;

namespace {

double secondsOf(base::SteadyTime at) {
    return std::chrono::duration<double>(at.time_since_epoch()).count();
}

session::CallSpec get(const QByteArray& url) {
    session::CallSpec spec;
    spec.draft.method = "GET";
    spec.draft.url = url;
    spec.draft.policy.maxAttempts = 2;
    spec.draft.policy.budgetReserve = 1e9;         // every call is retried, once
    spec.draft.policy.pace = retry::PaceMode::Off; // the retry's own wait is measured, not the queue's
    return spec;
}

// When each call was due, as the journal told it before it waited.
std::map<base::CallId, double> dueTimes(const journal::Journal& journal) {
    std::map<base::CallId, double> due;
    for (const auto& entry : journal.since(0, std::numeric_limits<std::size_t>::max()))
        if (const auto* wait = std::get_if<journal::WaitStarted>(&entry.body))
            due[wait->call] = secondsOf(wait->due);
    return due;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const int calls = argc > 1 ? std::atoi(argv[1]) : 300;
    const QTemporaryDir folder;
    Nginx nginx;
    nginx.addFile("large.bin", qint64{200} * 1000 * 1000);
    const BlockingServer server;
    auto services = session::Services::create(
        {.dataDir = folder.path(), .vaultFile = {}, .passphraseFile = {}, .keychain = false, .history = false});
    if (!services)
        qFatal("the services: %s", qPrintable(services.error().sentence));
    auto& engine = **services;
    const WindowLoad load;
    std::atomic<int> left{calls};
    std::atomic<int> streamed{0};
    std::function<void()> stream = [&] {
        engine.send(get(nginx.url("/large.bin")), {.finished = [&](const session::CallResult&) {
                        ++streamed;
                        if (left > 0)
                            stream();
                        else
                            QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
                    }});
    };
    stream();
    std::map<base::CallId, int> numbers;
    QTimer starter; // one after the other, so that they are due one after the other
    QObject::connect(&starter, &QTimer::timeout, &starter, [&, i = 0]() mutable {
        if (i == calls)
            return starter.stop();
        numbers[engine.send(get(server.url(i, 1 + i % 3)), {.finished = [&](const session::CallResult& result) {
                                if (result.outcome != journal::CallOutcome::Ok)
                                    qFatal("a call: %s", qPrintable(result.sentence));
                                --left;
                            }})] = i;
        ++i;
    });
    starter.start(10);
    QCoreApplication::exec();

    const auto due = dueTimes(engine.journal());
    const auto arrivals = server.arrivals();
    Samples late;
    for (const auto& [call, number] : numbers)
        late.add((arrivals.at(number) - due.at(call)) * 1000);
    heading("firstbyte: " + std::to_string(calls) + " waits of 1 to 3 s under load");
    figure("first byte before the due time", static_cast<double>(late.countBelow(0)), "", atMost(0));
    figure("first byte late, median", late.median(), "ms");
    figure("first byte late, 99 of 100 within", late.percentile(0.99), "ms", atMost(4));
    figure("first byte late, worst", late.most(), "ms");
    figure("bodies of 200 MB streamed meanwhile", streamed, "");
    services->reset();
    return 0;
}
