// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/SystemLookup.h"

#include "app/http/SocketAddress.h"

#include <algorithm>
#include <mutex>
#include <thread>

#include <netdb.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace knockback::connectivity {

// Shared with the thread, which may live longer than whoever asked.
struct SystemLookup::Box {
    Box() : fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Box() { ::close(fd); }
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

    void put(NameAnswer found) {
        {
            const std::lock_guard lock(mutex);
            answer = std::move(found);
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
    }
    NameAnswer take() {
        const std::lock_guard lock(mutex);
        return std::move(answer);
    }

    const int fd; // readable when the answer is there
    std::mutex mutex;
    NameAnswer answer;
};

namespace {

NameAnswer lookUpNow(const QByteArray& host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int error = ::getaddrinfo(host.constData(), nullptr, &hints, &found);
    NameAnswer answer;
    if (error != 0) {
        answer.notFound = error == EAI_NONAME || error == EAI_NODATA;
        answer.problem = QString::fromLocal8Bit(::gai_strerror(error));
        return answer;
    }
    for (const addrinfo* one = found; one; one = one->ai_next) {
        const QByteArray text = http::addressText(one->ai_addr); // with port 0
        const QByteArray address = text.first(std::max(qsizetype(0), text.lastIndexOf(':')));
        const QByteArray plain = address.startsWith('[') ? address.sliced(1, address.size() - 2) : address;
        if (!plain.isEmpty() &&
            std::find(answer.addresses.begin(), answer.addresses.end(), plain) == answer.addresses.end())
            answer.addresses.push_back(plain);
    }
    ::freeaddrinfo(found);
    return answer;
}

} // namespace

SystemLookup::SystemLookup(base::EpollLoop& loop, const QByteArray& host, base::Milliseconds bound,
                           std::function<void(NameAnswer)> done)
    : m_loop(loop)
    , m_startedAt(loop.clock().steadyNow())
    , m_done(std::move(done))
    , m_box(std::make_shared<Box>()) {
    m_loop.watch(m_box->fd, base::EpollLoop::Readable, [this](std::uint32_t) { finish(m_box->take()); });
    m_limit = m_loop.after(bound, [this] {
        NameAnswer late;
        late.problem = QStringLiteral("no answer in time");
        finish(late);
    });
    std::thread([box = m_box, host] { box->put(lookUpNow(host)); }).detach();
}

SystemLookup::~SystemLookup() {
    m_loop.unwatch(m_box->fd);
}

void SystemLookup::finish(NameAnswer answer) {
    m_loop.unwatch(m_box->fd);
    m_limit.cancel();
    answer.took = m_loop.clock().steadyNow() - m_startedAt;
    const auto done = std::move(m_done);
    done(std::move(answer));
}

} // namespace knockback::connectivity
