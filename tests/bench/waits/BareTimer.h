// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/support/Samples.h"
#include "tests/bench/support/Usage.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <thread>
#include <vector>

#include <sys/timerfd.h>
#include <unistd.h>

namespace knockback::bench {

// The floor: how late the system itself wakes a thread that does nothing but wait for these moments on a timerfd.
class BareTimer {
public:
    explicit BareTimer(std::vector<double> dueSeconds) : m_due(std::move(dueSeconds)) {
        std::sort(m_due.begin(), m_due.end());
        m_thread = std::thread([this] { run(); });
    }
    ~BareTimer() { join(); }
    BareTimer(const BareTimer&) = delete;
    BareTimer& operator=(const BareTimer&) = delete;

    // In ms, when all have ended.
    Samples& late() {
        join();
        return m_late;
    }

private:
    void join() {
        if (m_thread.joinable())
            m_thread.join();
    }

    void run() {
        const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
        for (const double due : m_due) {
            itimerspec at{};
            at.it_value.tv_sec = static_cast<time_t>(due);
            at.it_value.tv_nsec = static_cast<long>((due - static_cast<double>(at.it_value.tv_sec)) * 1e9);
            std::uint64_t count = 0;
            if (::timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, nullptr) != 0 ||
                ::read(timer, &count, sizeof count) != sizeof count)
                std::terminate();
            m_late.add((wallSeconds() - due) * 1000);
        }
        ::close(timer);
    }

    std::vector<double> m_due;
    Samples m_late;
    std::thread m_thread;
};

} // namespace knockback::bench
