// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace knockback::base {

// The engine thread's loop: sockets, precise waits (timerfd) and posted work, without Qt's event loop.
// run() and everything but post() and quit() belong to one thread; construct it anywhere, before run().
class EpollLoop final : public Scheduler {
public:
    enum Interest : std::uint32_t { Readable = 1, Writable = 2, Failed = 4 };
    // `ready` is a mix of Interest bits.
    using FdCallback = std::function<void(std::uint32_t ready)>;

    explicit EpollLoop(const Clock& clock = systemClock());
    ~EpollLoop() override;
    EpollLoop(const EpollLoop&) = delete;
    EpollLoop& operator=(const EpollLoop&) = delete;

    // Watches `fd` (not owned) for a mix of Readable and Writable, replacing an earlier watch of it.
    void watch(int fd, std::uint32_t interest, FdCallback callback);
    // Forgets `fd`; its callback never runs again, not even for what is already ready.
    void unwatch(int fd);

    // Runs until quit(), also one that came before. Posted work that is left when it returns waits for the next run(),
    // or is dropped with the loop.
    void run();
    void quit();

    [[nodiscard]] const Clock& clock() const override { return m_clock; }
    [[nodiscard]] TimerHandle at(SteadyTime due, std::function<void()> callback) override;
    void post(std::function<void()> callback) override;

private:
    void wake();
    void armTimer();
    void dispatch(int fd, std::uint32_t events, std::uint64_t batch);
    [[nodiscard]] bool hasPosted();
    void runPosted();

    struct Watch {
        FdCallback callback;
        std::uint64_t generation;
    };

    const Clock& m_clock;
    int m_epoll = -1;
    int m_timer = -1;
    int m_wake = -1;
    std::uint64_t m_generation = 0;
    SteadyTime m_armedFor = SteadyTime::max();
    std::shared_ptr<TimerQueue> m_timers = std::make_shared<TimerQueue>();
    std::unordered_map<int, std::shared_ptr<Watch>> m_watches;
    std::atomic<bool> m_quit{false};
    std::atomic<std::thread::id> m_runner{}; // while run() runs
    std::mutex m_postedMutex;
    std::vector<std::function<void()>> m_posted;
};

} // namespace knockback::base
