// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/News.h"

#include "app/cli/Interrupt.h"

#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace knockback::cli {

News::News() : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

News::~News() {
    ::close(m_fd);
}

void News::add(const QString& line) {
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(line);
    wake();
}

void News::end(const QString& problem) {
    const std::lock_guard lock(m_mutex);
    m_problem = problem;
    wake();
}

void News::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_fd, &one, sizeof one);
}

// The lines since the last time; and the problem once it is over.
std::optional<QString> News::take(std::vector<QString>& lines) {
    const std::lock_guard lock(m_mutex);
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(m_fd, &count, sizeof count);
    lines = std::exchange(m_lines, {});
    return m_problem;
}

QString News::follow(Console& console, const std::function<void()>& interrupted) {
    Interrupt interrupt;
    bool told = false;
    for (;;) {
        std::vector<QString> lines;
        const auto problem = take(lines);
        for (const auto& line : lines)
            console.sayAsIs(line); // an address to open must be whole
        if (problem)
            return *problem;
        pollfd wait[2] = {{m_fd, POLLIN, 0}, {told ? -1 : interrupt.fd(), POLLIN, 0}};
        ::poll(wait, 2, -1);
        if (!told && interrupt.happened()) {
            told = true;
            interrupted();
        }
    }
}

} // namespace knockback::cli
