// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/EpollLoop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace knockback::base {

namespace {

int checked(int fd, const char* what) {
    if (fd < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return fd;
}

void drain(int fd) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto n = ::read(fd, &count, sizeof count);
}

std::uint32_t toEpoll(std::uint32_t interest) {
    std::uint32_t events = 0;
    if (interest & EpollLoop::Readable)
        events |= EPOLLIN | EPOLLRDHUP;
    if (interest & EpollLoop::Writable)
        events |= EPOLLOUT;
    return events;
}

std::uint32_t fromEpoll(std::uint32_t events) {
    std::uint32_t ready = 0;
    if (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP))
        ready |= EpollLoop::Readable;
    if (events & EPOLLOUT)
        ready |= EpollLoop::Writable;
    if (events & EPOLLERR)
        ready |= EpollLoop::Failed;
    return ready;
}

} // namespace

EpollLoop::EpollLoop(const Clock& clock)
    : m_clock(clock)
    , m_epoll(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1"))
    , m_timer(checked(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timerfd_create"))
    , m_wake(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")) {
    for (const int fd : {m_timer, m_wake}) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        checked(::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
    }
}

EpollLoop::~EpollLoop() {
    // What posted work holds may post again while it is dropped.
    for (std::vector<std::function<void()>> left; hasPosted(); left.clear()) {
        const std::lock_guard lock(m_postedMutex);
        left.swap(m_posted);
    }
    ::close(m_wake);
    ::close(m_timer);
    ::close(m_epoll);
}

void EpollLoop::watch(int fd, std::uint32_t interest, FdCallback callback) {
    epoll_event event{};
    event.events = toEpoll(interest);
    event.data.fd = fd;
    // A descriptor number may have been closed and given out again behind our back, so both calls can be the right one.
    const bool known = m_watches.contains(fd);
    if (::epoll_ctl(m_epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) != 0)
        checked(::epoll_ctl(m_epoll, known ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event), "epoll_ctl");
    m_watches[fd] = std::make_shared<Watch>(Watch{std::move(callback), ++m_generation});
}

void EpollLoop::unwatch(int fd) {
    if (m_watches.erase(fd) > 0)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
}

void EpollLoop::run() {
    m_runner.store(std::this_thread::get_id(), std::memory_order_relaxed);
    std::array<epoll_event, 64> events{};
    while (!m_quit.exchange(false, std::memory_order_acq_rel)) {
        armTimer();
        const int n = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), hasPosted() ? 0 : -1);
        if (n < 0 && errno != EINTR)
            checked(n, "epoll_wait");
        // A watch made while this batch is handled must not receive an event meant for the descriptor's earlier life.
        const std::uint64_t batch = m_generation;
        for (int i = 0; i < n; ++i)
            dispatch(events[static_cast<std::size_t>(i)].data.fd, events[static_cast<std::size_t>(i)].events, batch);
        m_timers->runDue(m_clock.steadyNow());
        runPosted();
    }
    m_runner.store({}, std::memory_order_relaxed);
}

void EpollLoop::dispatch(int fd, std::uint32_t events, std::uint64_t batch) {
    if (fd == m_timer || fd == m_wake) {
        drain(fd);
        if (fd == m_timer)
            m_armedFor = SteadyTime::max();
        return;
    }
    const auto it = m_watches.find(fd);
    if (it == m_watches.end() || it->second->generation > batch)
        return;
    const auto keep = it->second; // the callback may unwatch itself
    keep->callback(fromEpoll(events));
}

void EpollLoop::quit() {
    m_quit.store(true, std::memory_order_release);
    wake();
}

void EpollLoop::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto n = ::write(m_wake, &one, sizeof one);
}

TimerHandle EpollLoop::at(SteadyTime due, std::function<void()> callback) {
    return TimerHandle(m_timers, m_timers->add(due, std::move(callback)));
}

void EpollLoop::post(std::function<void()> callback) {
    bool first = false;
    {
        const std::lock_guard lock(m_postedMutex);
        first = m_posted.empty();
        m_posted.push_back(std::move(callback));
    }
    // The loop looks for posted work before it sleeps, so its own posts need no system call; nor do later ones of a
    // heap.
    if (first && m_runner.load(std::memory_order_relaxed) != std::this_thread::get_id())
        wake();
}

bool EpollLoop::hasPosted() {
    const std::lock_guard lock(m_postedMutex);
    return !m_posted.empty();
}

void EpollLoop::armTimer() {
    const auto due = m_timers->nextDue().value_or(SteadyTime::max());
    // An armed earlier time costs one idle wake-up; re-arming a far timer for every request costs more.
    if (due >= m_armedFor)
        return;
    m_armedFor = due;
    const auto ns = std::max<std::int64_t>(due.time_since_epoch().count(), 1);
    itimerspec spec{};
    spec.it_value.tv_sec = ns / 1'000'000'000;
    spec.it_value.tv_nsec = ns % 1'000'000'000;
    checked(::timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr), "timerfd_settime");
}

void EpollLoop::runPosted() {
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(m_postedMutex);
        posted.swap(m_posted);
    }
    for (auto& callback : posted)
        callback();
}

} // namespace knockback::base
