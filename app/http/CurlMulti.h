// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <curl/curl.h>

namespace knockback::http {

// libcurl's multi interface on the engine's loop: knows sockets and timers, nothing of HTTP. Engine thread only; its
// functions must not be called from inside a curl callback. A shared_ptr must own it, because a finished transfer may
// destroy the transport it came from.
class CurlMulti : public std::enable_shared_from_this<CurlMulti> {
public:
    using Done = std::function<void(CURLcode)>;

    explicit CurlMulti(base::EpollLoop& loop);
    ~CurlMulti();
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

    // Starts a transfer (not owned). `done` is called once, from the loop, with the handle already removed.
    void add(CURL* easy, Done done);
    // Ends a transfer at once; its `done` is never called. Without effect when it is not there.
    void remove(CURL* easy);
    // The peer may leave this transfer no room to send (HTTP/2 windows). libcurl 7.88 asks all the time whether the
    // socket is writable then, which it is; such a socket is asked in turns with a pause.
    void mayStall(CURL* easy) { m_stalling.insert(easy); }
    // Removes all transfers and closes all connections. Called when the owner goes, who may do so from a `done`.
    void close();

private:
    static int onSocket(CURL* easy, curl_socket_t fd, int what, void* self, void* socket);
    static int onTimer(CURLM* multi, long ms, void* self);
    void watch(int fd, int what, bool mayStall);
    void watchFor(int fd, std::uint32_t interest);
    void pauseWriting(int fd);
    void setTimer(long ms);
    void arm(base::SteadyTime due);
    void timerFired();
    void actSoon();
    void act(curl_socket_t fd, int events);
    void reap();

    base::EpollLoop& m_loop;
    CURLM* m_multi;
    std::unordered_map<CURL*, Done> m_running;
    std::unordered_set<int> m_watched;
    struct Turn {
        int writable = 0; // events in a row that said nothing else
        base::TimerHandle pause;
    };
    std::unordered_set<CURL*> m_stalling;
    std::unordered_map<int, Turn> m_turns; // of the sockets that may stall
    base::TimerHandle m_timer;
    std::optional<base::SteadyTime> m_armed; // when m_timer fires: at m_due or earlier
    std::optional<base::SteadyTime> m_due;   // when curl wants to be called
    bool m_acting = false;                   // a call of act() is posted
};

} // namespace knockback::http
