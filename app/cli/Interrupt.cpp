// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace knockback::cli {
namespace {

std::atomic<int> target{-1};

extern "C" void noteSignal(int) {
    const int before = errno; // of the code that was interrupted
    const std::uint64_t one = 1;
    const int fd = target.load();
    if (fd >= 0) {
        [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
    }
    errno = before;
}

} // namespace

Interrupt::Interrupt() : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    target = m_fd;
    struct sigaction action = {};
    action.sa_handler = noteSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

Interrupt::~Interrupt() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    target = -1;
    ::close(m_fd);
}

bool Interrupt::happened() const {
    pollfd poll{m_fd, POLLIN, 0};
    return ::poll(&poll, 1, 0) == 1;
}

void Interrupt::wait() const {
    pollfd poll{m_fd, POLLIN, 0};
    while (::poll(&poll, 1, -1) != 1) {
    }
}

} // namespace knockback::cli
