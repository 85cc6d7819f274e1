// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallDesk.h"

#include <deque>
#include <mutex>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace knockback::cli {

// Shared with the callbacks on the engine thread, which may outlive the desk.
struct CallDesk::Inbox {
    Inbox() : fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE)) {}
    ~Inbox() { ::close(fd); }
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    void put(Finished finished) {
        {
            const std::lock_guard lock(mutex);
            results.push_back(std::move(finished));
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
    }

    std::optional<Finished> take() {
        std::uint64_t one = 0;
        [[maybe_unused]] const auto read = ::read(fd, &one, sizeof one);
        const std::lock_guard lock(mutex);
        if (results.empty())
            return std::nullopt;
        Finished first = std::move(results.front());
        results.pop_front();
        return first;
    }

    const int fd;
    std::mutex mutex;
    std::deque<Finished> results;
};

CallDesk::CallDesk(session::Services& services) : m_services(services), m_inbox(std::make_shared<Inbox>()) {}

CallDesk::~CallDesk() {
    cancelAll();
}

void CallDesk::start(std::size_t tag, session::CallSpec spec) {
    const auto call = m_services.send(std::move(spec), {[inbox = m_inbox, tag](session::CallResult result) {
                                          inbox->put({tag, std::move(result)});
                                      }});
    m_running.insert(call);
}

std::optional<CallDesk::Finished> CallDesk::next() {
    while (!m_running.empty()) {
        // Once interrupted, the descriptor stays readable; a negative one is passed over.
        pollfd sources[] = {{m_inbox->fd, POLLIN, 0}, {m_interrupted ? -1 : m_interrupt.fd(), POLLIN, 0}};
        if (::poll(sources, 2, -1) < 0)
            continue; // a signal
        if (!m_interrupted && sources[1].revents) {
            m_interrupted = true;
            cancelAll();
        }
        if (!sources[0].revents)
            continue;
        if (auto finished = m_inbox->take()) {
            m_running.erase(finished->result.call);
            return finished;
        }
    }
    return std::nullopt;
}

void CallDesk::cancelAll() {
    for (const base::CallId call : m_running)
        m_services.cancel(call);
}

} // namespace knockback::cli
