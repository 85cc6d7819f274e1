// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SlowClose.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include <unistd.h>

namespace knockback::http {

namespace {

class Closer {
public:
    Closer() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}

    void add(int file) {
        {
            const std::lock_guard lock(m_mutex);
            m_files.push_back(file);
        }
        m_more.notify_one();
    }

private:
    void run(const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        while (m_more.wait(lock, stop, [this] { return !m_files.empty(); })) {
            const std::vector<int> files = std::exchange(m_files, {});
            lock.unlock();
            for (const int file : files)
                ::close(file);
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_more;
    std::vector<int> m_files;
    std::jthread m_thread; // the last member: it ends before what it uses
};

} // namespace

void closeElsewhere(int file) {
    // Never destroyed: a body may outlive every static object, and the end of the process closes what is left.
    static auto* const closer = new Closer;
    closer->add(file);
}

} // namespace knockback::http
