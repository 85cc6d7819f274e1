// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Interrupt.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace knockback::cli {

// Hands what the engine thread tells to the main thread, which waits for it without an event loop. Share it with the
// engine's callback: that may outlive the reader.
template <typename News>
class NewsBox {
public:
    NewsBox() : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE)) {}
    ~NewsBox() { ::close(m_fd); }
    NewsBox(const NewsBox&) = delete;
    NewsBox& operator=(const NewsBox&) = delete;

    void put(News news) {
        {
            const std::lock_guard lock(m_mutex);
            m_news.push_back(std::move(news));
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_fd, &one, sizeof one);
    }

    // Blocks; nothing when the user interrupted first.
    std::optional<News> next(const Interrupt& interrupt) {
        for (;;) {
            pollfd sources[] = {{m_fd, POLLIN, 0}, {interrupt.fd(), POLLIN, 0}};
            if (::poll(sources, 2, -1) < 0)
                continue; // a signal
            if (sources[1].revents)
                return std::nullopt;
            std::uint64_t one = 0;
            [[maybe_unused]] const auto read = ::read(m_fd, &one, sizeof one);
            const std::lock_guard lock(m_mutex);
            if (m_news.empty())
                continue;
            News first = std::move(m_news.front());
            m_news.pop_front();
            return first;
        }
    }

private:
    const int m_fd;
    std::mutex m_mutex;
    std::deque<News> m_news;
};

} // namespace knockback::cli
