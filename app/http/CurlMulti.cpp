// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CurlMulti.h"

#include <csignal>
#include <new>

namespace knockback::http {

namespace {

// Idle connections kept for the next request, over all hosts.
constexpr long keptConnections = 64;

CURLcode initialise() {
    // OpenSSL writes to sockets without MSG_NOSIGNAL, so a TLS peer that is gone would end the program.
    struct sigaction present {};
    if (::sigaction(SIGPIPE, nullptr, &present) == 0 && present.sa_handler == SIG_DFL)
        std::signal(SIGPIPE, SIG_IGN);
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

CURLM* newMulti() {
    // Once for the process, and safe from any thread: a function's static is made exactly once.
    static const CURLcode global = initialise();
    CURLM* multi = global == CURLE_OK ? curl_multi_init() : nullptr;
    if (!multi)
        throw std::bad_alloc();
    return multi;
}

} // namespace

CurlMulti::CurlMulti(base::EpollLoop& loop) : m_loop(loop), m_multi(newMulti()) {
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, keptConnections);
}

CurlMulti::~CurlMulti() {
    close();
}

void CurlMulti::close() {
    if (!m_multi)
        return;
    for (const auto& [easy, done] : m_running)
        curl_multi_remove_handle(m_multi, easy);
    m_running.clear();
    curl_multi_cleanup(m_multi);
    m_multi = nullptr;
    m_timer.cancel();
    for (const int fd : m_watched)
        m_loop.unwatch(fd);
    m_watched.clear();
    m_turns.clear();
}

void CurlMulti::add(CURL* easy, Done done) {
    m_running.emplace(easy, std::move(done));
    curl_multi_add_handle(m_multi, easy);
}

void CurlMulti::remove(CURL* easy) {
    m_stalling.erase(easy);
    if (m_running.erase(easy) > 0)
        curl_multi_remove_handle(m_multi, easy);
}

int CurlMulti::onSocket(CURL* easy, curl_socket_t fd, int what, void* self, void*) {
    auto& multi = *static_cast<CurlMulti*>(self);
    multi.watch(fd, what, multi.m_stalling.contains(easy));
    return 0;
}

void CurlMulti::watch(int fd, int what, bool mayStall) {
    m_turns.erase(fd);
    if (what == CURL_POLL_REMOVE) {
        m_loop.unwatch(fd);
        m_watched.erase(fd);
        return;
    }
    std::uint32_t interest = 0;
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
        interest |= base::EpollLoop::Readable;
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
        interest |= base::EpollLoop::Writable;
    if (mayStall && what == CURL_POLL_INOUT)
        m_turns[fd];
    m_watched.insert(fd);
    watchFor(fd, interest);
}

void CurlMulti::watchFor(int fd, std::uint32_t interest) {
    m_loop.watch(fd, interest, [this, fd](std::uint32_t ready) {
        int events = 0;
        if (ready & base::EpollLoop::Readable)
            events |= CURL_CSELECT_IN;
        if (ready & base::EpollLoop::Writable)
            events |= CURL_CSELECT_OUT;
        if (ready & base::EpollLoop::Failed)
            events |= CURL_CSELECT_ERR;
        if (const auto turn = m_turns.find(fd); turn != m_turns.end())
            turn->second.writable = events == CURL_CSELECT_OUT ? turn->second.writable + 1 : 0;
        const auto self = shared_from_this(); // what is done below may drop the last other owner
        act(fd, events);
        pauseWriting(fd);
    });
}

// After a few events that only said that the socket is writable.
void CurlMulti::pauseWriting(int fd) {
    constexpr int most = 4;
    const auto turn = m_turns.find(fd);
    if (turn == m_turns.end() || turn->second.writable < most)
        return;
    turn->second.writable = 0;
    watchFor(fd, base::EpollLoop::Readable);
    turn->second.pause = m_loop.after(
        base::Milliseconds(1), [this, fd] { watchFor(fd, base::EpollLoop::Readable | base::EpollLoop::Writable); });
}

int CurlMulti::onTimer(CURLM*, long ms, void* self) {
    static_cast<CurlMulti*>(self)->setTimer(ms);
    return 0;
}

void CurlMulti::setTimer(long ms) {
    m_due.reset();
    if (ms == 0) {
        // Through a timer this would cost a system call for every request.
        actSoon();
    } else if (ms > 0) {
        m_due = m_loop.clock().steadyNow() + base::Milliseconds(ms);
        if (!m_armed || *m_due < *m_armed)
            arm(*m_due);
    }
}

void CurlMulti::arm(base::SteadyTime due) {
    m_armed = due;
    m_timer = m_loop.at(due, [this] { timerFired(); });
}

void CurlMulti::timerFired() {
    m_armed.reset();
    if (!m_due)
        return;
    if (m_loop.clock().steadyNow() < *m_due) {
        arm(*m_due);
        return;
    }
    m_due.reset();
    act(CURL_SOCKET_TIMEOUT, 0);
}

void CurlMulti::actSoon() {
    if (m_acting)
        return;
    m_acting = true;
    m_loop.post([weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->m_acting = false;
            self->act(CURL_SOCKET_TIMEOUT, 0);
        }
    });
}

void CurlMulti::act(curl_socket_t fd, int events) {
    if (!m_multi)
        return;
    const auto self = shared_from_this(); // what is done below may drop the last other owner
    int running = 0;
    curl_multi_socket_action(m_multi, fd, events, &running);
    reap();
}

void CurlMulti::reap() {
    int left = 0;
    while (CURLMsg* message = m_multi ? curl_multi_info_read(m_multi, &left) : nullptr) {
        if (message->msg != CURLMSG_DONE)
            continue;
        // The message dies with the handle's removal.
        CURL* easy = message->easy_handle;
        const CURLcode code = message->data.result;
        curl_multi_remove_handle(m_multi, easy);
        m_stalling.erase(easy);
        if (auto entry = m_running.extract(easy); !entry.empty())
            entry.mapped()(code);
    }
}

} // namespace knockback::http
