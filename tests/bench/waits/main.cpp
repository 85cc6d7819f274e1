// SPDX-License-Identifier: GPL-3.0-or-later
// Do waits end when they should? 10,000 waits of the engine's Scheduler, all at once, of 5 ms to 3 s, while the engine
// sends requests and the window's thread paints 6 ms of every 16 and blocks for 40 ms twice a second. Beside them, in
// the same run, 500 waits of QTimer's default type on the window's thread, and as the floor as many waits on a bare
// timerfd: on a busy machine they are late too, and only what the Scheduler adds is its own.
// Goals: none ends early (an early retry earns another 429); 99 of 100 end at most 4 ms late.
// Arguments: [waits].
#include "app/base/RandomSource.h"
#include "tests/bench/support/EngineThread.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Nginx.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"
#include "tests/bench/support/WindowLoad.h"
#include "tests/bench/waits/BareTimer.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <cstdlib>

using namespace knockback;
using namespace knockback::bench;

namespace {

constexpr std::size_t timers = 500;

double someSeconds() {
    const auto random = static_cast<double>(base::systemRandom().next() >> 11) / static_cast<double>(1ULL << 53);
    return 0.005 + random * 2.995;
}

// Lateness of the scheduler's waits, in ms. Calls from the engine's thread.
class Waits {
public:
    Waits(EngineThread& engine, std::size_t count, std::function<void()> done)
        : m_engine(engine)
        , m_count(count)
        , m_done(std::move(done)) {
        late.reserve(count);
        engine.loop.post([this] {
            for (std::size_t i = 0; i < m_count; ++i) {
                const double due = wallSeconds() + someSeconds();
                const auto at =
                    base::SteadyTime(std::chrono::ceil<base::Nanoseconds>(std::chrono::duration<double>(due)));
                m_handles.push_back(m_engine.loop.at(at, [this, due] { ended(due); }));
            }
        });
    }
    Samples late;

private:
    void ended(double due) {
        late.add((wallSeconds() - due) * 1000);
        if (late.size() == m_count)
            m_done();
    }

    EngineThread& m_engine;
    const std::size_t m_count;
    std::function<void()> m_done;
    std::vector<base::TimerHandle> m_handles;
};

// Lateness of QTimer's, in ms; on this thread.
void startTimers(Samples& late, const std::function<void()>& done) {
    for (std::size_t i = 0; i < timers; ++i) {
        const int ms = static_cast<int>(someSeconds() * 1000);
        const double due = wallSeconds() + ms / 1000.0;
        auto* timer = new QTimer(QCoreApplication::instance());
        timer->setSingleShot(true);
        QObject::connect(timer, &QTimer::timeout, timer, [&late, due, done] {
            late.add((wallSeconds() - due) * 1000);
            if (late.size() == timers)
                done();
        });
        timer->start(ms);
    }
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const auto count = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 10'000);
    Nginx nginx;
    nginx.addFile("small.json", "{}");
    EngineThread engine;
    const WindowLoad load;
    Samples timerLate;
    std::atomic<int> left{2};
    const auto done = [&] {
        if (--left == 0)
            QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    };
    const Waits waits(engine, count, done);
    std::vector<double> moments(count);
    std::generate(moments.begin(), moments.end(), [] { return wallSeconds() + someSeconds(); });
    BareTimer bare(std::move(moments));
    startTimers(timerLate, done);
    std::thread requests([&] {
        while (left > 0) {
            static_cast<void>(engine.send({.url = nginx.url("/small.json")}));
            base::EpollLoop pause; // about 100 requests a second
            const auto timer = pause.after(base::Milliseconds(10), [&] { pause.quit(); });
            pause.run();
        }
    });
    QCoreApplication::exec();
    requests.join();

    heading("waits: " + std::to_string(count) + " of 5 ms to 3 s under load");
    figure("Scheduler, ended early", static_cast<double>(waits.late.countBelow(0)), "", atMost(0));
    figure("Scheduler, late, median", waits.late.median(), "ms");
    figure("Scheduler, late, 99 of 100 within", waits.late.percentile(0.99), "ms", atMost(4));
    figure("Scheduler, late, worst", waits.late.most(), "ms");
    figure("a bare timerfd, late, median", bare.late().median(), "ms");
    figure("a bare timerfd, late, 99 of 100 within", bare.late().percentile(0.99), "ms");
    figure("QTimer's default type, ended early, of " + std::to_string(timers),
           static_cast<double>(timerLate.countBelow(0)), "");
    figure("QTimer's default type, earliest", timerLate.least(), "ms");
    figure("QTimer's default type, late, 99 of 100 within", timerLate.percentile(0.99), "ms");
    return 0;
}
