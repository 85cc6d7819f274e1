// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/connectivity/Prober.h"

#include <map>

namespace knockback::test {

// Steps without a network: every one answers from a table after a millisecond, and writes down what it was asked.
class ScriptedProber final : public connectivity::Prober {
public:
    explicit ScriptedProber(base::Scheduler& scheduler) : m_scheduler(scheduler) {}

    connectivity::NameAnswer system;
    connectivity::NameAnswer other;
    std::map<QByteArray, connectivity::ConnectAnswer> doors; // by address and port; the rest does not answer
    std::function<http::Attempt(const http::Request&)> server;
    QStringList contacts;
    std::vector<http::Request> requests;

    std::unique_ptr<connectivity::Pending> lookUp(const QByteArray& host,
                                                  std::function<void(connectivity::NameAnswer)> done) override {
        contacts << QStringLiteral("system %1").arg(QString::fromUtf8(host));
        return later([done = std::move(done), answer = system] { done(answer); });
    }
    std::unique_ptr<connectivity::Pending> ask(const connectivity::NameServer& resolver, const QByteArray& host,
                                               std::function<void(connectivity::NameAnswer)> done) override {
        contacts << QStringLiteral("%1 %2").arg(QString::fromUtf8(resolver.text()), QString::fromUtf8(host));
        return later([done = std::move(done), answer = other] { done(answer); });
    }
    std::unique_ptr<connectivity::Pending> connect(const QByteArray& address, int port,
                                                   std::function<void(connectivity::ConnectAnswer)> done) override {
        const QByteArray door = address + ' ' + QByteArray::number(port);
        contacts << QStringLiteral("connect %1").arg(QString::fromUtf8(door));
        connectivity::ConnectAnswer answer;
        answer.problem = QStringLiteral("no answer in time");
        if (const auto known = doors.find(door); known != doors.end())
            answer = known->second;
        return later([done = std::move(done), answer] { done(answer); });
    }
    std::unique_ptr<connectivity::Pending> exchange(const http::Request& request,
                                                    std::function<void(http::Attempt)> done) override {
        contacts << QStringLiteral("%1 %2").arg(QString::fromUtf8(request.method), QString::fromUtf8(request.url));
        requests.push_back(request);
        return later([done = std::move(done), attempt = server(request)] { done(attempt); });
    }

private:
    struct Timer final : connectivity::Pending {
        base::TimerHandle handle;
    };
    std::unique_ptr<connectivity::Pending> later(std::function<void()> then) {
        auto timer = std::make_unique<Timer>();
        timer->handle = m_scheduler.after(base::Milliseconds(1), std::move(then));
        return timer;
    }

    base::Scheduler& m_scheduler;
};

} // namespace knockback::test
