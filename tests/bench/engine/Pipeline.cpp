// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Services.h"
#include "tests/bench/engine/Stopwatch.h"

#include <QTemporaryDir>

#include <future>

namespace knockback::bench {

namespace {

class Pipeline final : public Contestant {
public:
    explicit Pipeline(bool history) {
        auto services = session::Services::create(
            {.dataDir = m_folder.path(), .vaultFile = {}, .passphraseFile = {}, .keychain = false, .history = history});
        if (!services)
            qFatal("the services: %s", qPrintable(services.error().sentence));
        m_services = std::move(services).value();
    }

    RunResult run(const QByteArray& url, int concurrency, double seconds) override {
        session::CallSpec spec;
        spec.draft.method = "GET";
        spec.draft.url = url;
        spec.draft.headers = {{"Accept", "*/*"}, {"User-Agent", "bench"}};
        std::promise<void> over;
        Stopwatch stopwatch(seconds);
        int running = concurrency;
        std::function<void()> next = [&] {
            m_services->send(spec, {.finished = [&, begun = wallSeconds()](const session::CallResult& result) {
                                 if (result.outcome != journal::CallOutcome::Ok)
                                     qFatal("the pipeline: %s", qPrintable(result.sentence));
                                 stopwatch.lap(begun);
                                 if (!stopwatch.isOver())
                                     next();
                                 else if (--running == 0)
                                     over.set_value();
                             }});
        };
        for (int i = 0; i < concurrency; ++i)
            next();
        over.get_future().wait();
        return stopwatch.take();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<session::Services> m_services;
};

} // namespace

std::unique_ptr<Contestant> makePipeline(bool history) {
    return std::make_unique<Pipeline>(history);
}

} // namespace knockback::bench
