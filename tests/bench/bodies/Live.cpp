// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/QtScheduler.h"
#include "tests/bench/bodies/Bodies.h"
#include "tests/bench/support/EngineThread.h"
#include "tests/bench/support/Figures.h"
#include "tests/bench/support/Nginx.h"
#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"
#include "ui/response/BodyView.h"
#include "ui/response/TextView.h"

#include <QTimer>

namespace knockback::bench {

namespace {

constexpr qint64 whole = 1'024'000'000;

QByteArray lines(qint64 size) {
    QByteArray text;
    text.reserve(size + 200);
    for (int i = 0; text.size() < size; ++i)
        text +=
            QByteArray::number(i) + " GET /v1/items?page=" + QByteArray::number(i % 977) + " 200 OK, 1.2 KB in 31 ms\n";
    text.truncate(size);
    return text;
}

// The longest time that the window's thread did not come back to its event loop, looked at every 2 ms.
class GapMeter {
public:
    GapMeter() {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            const double now = wallSeconds();
            m_gaps.add((now - m_last) * 1000);
            m_last = now;
        });
        m_timer.start(2);
    }
    [[nodiscard]] const Samples& gaps() const { return m_gaps; }

private:
    QTimer m_timer;
    double m_last = wallSeconds();
    Samples m_gaps;
};

struct Shown {
    double seconds = 0; // until the download's end
    double later = 0;   // until its last row was there, from then on
    double gap = 0;
    double gap99 = 0;
    double memory = 0;
};

// Downloads the file into a view that shows it as it comes, until the last row is there.
Shown showDownload(ui::ThemeManager& themes, EngineThread& engine, const QByteArray& url) {
    base::QtScheduler scheduler;
    ui::BodyView view(themes);
    showLarge(view);
    const double before = memoryMegabytes("VmRSS");
    forgetPeakMemory();
    GapMeter meter;
    std::unique_ptr<http::PendingAttempt> pending;
    bool finished = false;
    bool begun = false;
    base::TimerHandle frame;
    std::function<void()> pull = [&] {
        view.grow();
        frame = scheduler.after(base::Milliseconds(16), pull);
    };
    const double start = wallSeconds();
    engine.loop.post([&] {
        http::AttemptProgress progress;
        progress.bodyStarted = [&](const http::Body& body) {
            scheduler.post([&, body] {
                begun = true;
                view.follow(body, "text/csv", {}, scheduler.clock());
                pull();
            });
        };
        pending = engine.transport().send(
            {.url = url}, [&](const http::Attempt&) { scheduler.post([&] { finished = true; }); }, std::move(progress));
    });
    const auto* text = [&]() -> const ui::TextView* {
        spinUntil([&] { return begun; });
        return view.findChild<ui::TextView*>(QStringLiteral("responseText"));
    }();
    spinUntil([&] { return finished && text->body().size() == whole; });
    const double end = wallSeconds();
    spinUntil([&] { return text->indexedBytes() == whole; });
    const Shown shown{end - start, wallSeconds() - end, meter.gaps().most(), meter.gaps().percentile(0.99),
                      memoryMegabytes("VmHWM") - before};
    frame.cancel();
    engine.loop.post([&pending] { pending.reset(); });
    spinUntil([&pending] { return pending == nullptr; });
    return shown;
}

// The same without a window.
double plainDownload(EngineThread& engine, const QByteArray& url) {
    const double start = wallSeconds();
    if (engine.send({.url = url}).response->body.size() != whole)
        qFatal("the body is not whole");
    return wallSeconds() - start;
}

} // namespace

void benchLive(ui::ThemeManager& themes, int rounds) {
    Nginx nginx;
    nginx.addFile("whole.csv", lines(whole));
    EngineThread engine;
    Samples ratio;
    Samples ofUnseen;
    Samples speed;
    Samples later;
    Samples gap;
    Samples gap99;
    Samples memory;
    for (int i = 0; i < rounds; ++i) {
        const double curl = runProcess({"curl", "--silent", "-o", "/dev/null", nginx.url("/whole.csv")}).wall;
        const double unseen = plainDownload(engine, nginx.url("/whole.csv"));
        const auto shown = showDownload(themes, engine, nginx.url("/whole.csv"));
        ofUnseen.add(unseen / shown.seconds);
        ratio.add(curl / shown.seconds);
        speed.add(whole / 1e6 / shown.seconds);
        later.add(shown.later);
        gap.add(shown.gap);
        gap99.add(shown.gap99);
        memory.add(shown.memory);
    }
    heading("bodies: 1 GB shown while it is downloaded");
    figure("speed of the download", speed.median(), "MB/s");
    figure("times curl -o /dev/null (median of pairs)", ratio.median(), "x", atLeast(0.5));
    figure("times the engine's own download without a view", ofUnseen.median(), "x");
    figure("last row shown after its end", later.median() * 1000, "ms");
    figure("longest interface gap, median of rounds", gap.median(), "ms", atMost(33));
    figure("99th percentile of the gaps", gap99.median(), "ms");
    figure("memory over what was there before", memory.median(), "MB", atMost(40));
}

} // namespace knockback::bench
