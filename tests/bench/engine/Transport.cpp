// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlTransport.h"
#include "tests/bench/engine/Stopwatch.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace knockback::bench {

namespace {

struct Lap {
    std::size_t slot;
    double begun;
};

// Results on their way to the thread that waits for them; all that have come are taken at once.
class Inbox {
public:
    void put(Lap lap) {
        const std::lock_guard lock(m_mutex);
        m_laps.push_back(lap);
        m_there.notify_one();
    }
    std::vector<Lap> take() {
        std::unique_lock lock(m_mutex);
        m_there.wait(lock, [&] { return !m_laps.empty(); });
        return std::exchange(m_laps, {});
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_there;
    std::vector<Lap> m_laps;
};

class Transport final : public Contestant {
public:
    explicit Transport(bool handOver) : m_handOver(handOver) {
        std::promise<void> ready;
        m_thread = std::thread([&, done = &ready] {
            http::CurlTransport transport(m_loop);
            m_transport = &transport;
            done->set_value();
            m_loop.run();
            m_pending.clear();
        });
        ready.get_future().wait();
    }
    ~Transport() override {
        m_loop.quit();
        m_thread.join();
    }
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    RunResult run(const QByteArray& url, int concurrency, double seconds) override {
        http::Request request;
        request.url = url;
        request.headers = {{"Accept", "*/*"}, {"User-Agent", "bench"}};
        m_pending.resize(static_cast<std::size_t>(concurrency));
        return m_handOver ? runFromHere(request, seconds) : runThere(request, seconds);
    }

private:
    // Engine thread.
    void send(std::size_t slot, const http::Request& request, std::function<void()> done) {
        m_pending[slot] = m_transport->send(request, [done = std::move(done)](const http::Attempt& attempt) {
            if (attempt.failure || attempt.status() != 200 || attempt.sentHead.isEmpty() ||
                attempt.response->head.raw.isEmpty())
                qFatal("the transport: status %d", attempt.status());
            done();
        });
    }

    RunResult runThere(const http::Request& request, double seconds) {
        std::promise<void> over;
        Stopwatch stopwatch(seconds);
        std::size_t running = m_pending.size();
        std::function<void(std::size_t)> next = [&](std::size_t slot) {
            send(slot, request, [&, slot, begun = wallSeconds()] {
                stopwatch.lap(begun);
                if (!stopwatch.isOver())
                    next(slot);
                else if (--running == 0)
                    over.set_value();
            });
        };
        m_loop.post([&] {
            for (std::size_t i = 0; i < m_pending.size(); ++i)
                next(i);
        });
        over.get_future().wait();
        return stopwatch.take();
    }

    RunResult runFromHere(const http::Request& request, double seconds) {
        Inbox inbox;
        Stopwatch stopwatch(seconds);
        const auto next = [&](std::size_t slot) {
            m_loop.post([&, lap = Lap{slot, wallSeconds()}] { send(lap.slot, request, [&, lap] { inbox.put(lap); }); });
        };
        std::size_t running = m_pending.size();
        for (std::size_t i = 0; i < m_pending.size(); ++i)
            next(i);
        while (running > 0) {
            for (const Lap& lap : inbox.take()) {
                stopwatch.lap(lap.begun);
                if (!stopwatch.isOver())
                    next(lap.slot);
                else
                    --running;
            }
        }
        return stopwatch.take();
    }

    const bool m_handOver;
    base::EpollLoop m_loop;
    http::Transport* m_transport = nullptr;
    std::vector<std::unique_ptr<http::PendingAttempt>> m_pending; // engine thread
    std::thread m_thread;
};

} // namespace

std::unique_ptr<Contestant> makeTransport(bool handOver) {
    return std::make_unique<Transport>(handOver);
}

} // namespace knockback::bench
