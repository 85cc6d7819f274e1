// SPDX-License-Identifier: GPL-3.0-or-later
// How true is the time to first byte that the engine reports? A server on loopback answers after 20 ms and writes down
// its own delay; the report may differ from that by what loopback itself takes. Once with an idle window thread, once
// while that paints 6 ms of every 16 and blocks for 40 ms twice a second.
// Goals under that load: half of the reports within 0.15 ms of the server's log, nine in ten within 0.5 ms.
// Arguments: [requests].
#include "tests/bench/support/EngineThread.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"
#include "tests/bench/support/WindowLoad.h"
#include "tests/bench/ttfb/SlowServer.h"

#include <QCoreApplication>

#include <cmath>
#include <cstdlib>

using namespace knockback;
using namespace knockback::bench;

namespace {

// Error of each report, in ms. Runs this thread's event loop meanwhile: the window's.
Samples measure(QCoreApplication& application, int requests) {
    SlowServer server;
    EngineThread engine;
    Samples errors;
    std::thread asker([&] {
        for (int i = 0; i <= requests; ++i) {
            const auto attempt = engine.send({.url = server.url()});
            if (!attempt.timing.wait)
                qFatal("no answer");
            const double reported = std::chrono::duration<double>(*attempt.timing.wait).count();
            if (i > 0) // the first one connects
                errors.add(std::abs(reported - server.lastDelay()) * 1000);
        }
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    asker.join();
    return errors;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const int requests = argc > 1 ? std::atoi(argv[1]) : 200;
    const Samples idle = measure(application, requests);
    const WindowLoad load;
    const Samples loaded = measure(application, requests);
    heading("ttfb: error of the reported time to first byte");
    figure("idle window, half within", idle.median(), "ms");
    figure("idle window, nine in ten within", idle.percentile(0.9), "ms");
    figure("painting window, half within", loaded.median(), "ms", atMost(0.15));
    figure("painting window, nine in ten within", loaded.percentile(0.9), "ms", atMost(0.5));
    figure("painting window, 99 of 100 within", loaded.percentile(0.99), "ms");
    return 0;
}
