// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectivity/Checklist.h"

#include <QStringList>

#include <deque>

namespace knockback::connectivity {

struct CheckOrder {
    QByteArray url; // absolute
    QByteArray proxy;
    std::optional<NameServer> otherServer; // to be asked beside the system's; nothing = that step is left out
    http::HeaderList headers;              // of the request: the program's plain ones, no credential
    http::SendOptions options;             // of the call that is looked into, without its client certificate
};

// Why there is nothing to check, in one sentence; empty = there is.
[[nodiscard]] QString whyNoCheck(const CheckOrder& order);

// Everything that will be contacted, one sentence each: what the user is asked to agree to.
[[nodiscard]] QStringList contactsOf(const CheckOrder& order);

// "Is it me or them?": name, connection, TLS, answer, step by step, until nothing more can be found out. Sends one
// HEAD request without a credential (and a GET where the server knows no HEAD). Destroying it stops it silently.
class Check {
public:
    struct Ears {
        std::function<void()> changed; // rows() is new; after the last change conclusion() is there
        std::function<diagnosis::Diagnosis(const http::Attempt& attempt)> diagnose;
        std::function<base::WallTime()> now;
    };
    // `order` has nothing against it; `prober` outlives this object.
    Check(Prober& prober, CheckOrder order, Ears ears);

    void begin();
    void cancel();

    [[nodiscard]] const std::vector<StepRow>& rows() const { return m_rows; }
    [[nodiscard]] const std::optional<Conclusion>& conclusion() const { return m_conclusion; }
    [[nodiscard]] const Findings& findings() const { return m_findings; }

private:
    void next();
    void run(StepKind kind);
    void askSystem();
    void askOther();
    void dial(StepKind kind);
    void exchange(bool withBody);
    void answered(const http::Attempt& attempt);
    void plainHttp();
    void settle(StepRow row);
    [[nodiscard]] StepRow& row(StepKind kind);
    [[nodiscard]] const QByteArray& target() const; // whose name is looked up: the proxy's, or the host's
    [[nodiscard]] QByteArray address(bool v6) const;
    [[nodiscard]] http::Request request(const QByteArray& method, const QByteArray& url) const;

    Prober& m_prober;
    const CheckOrder m_order;
    Ears m_ears;
    Findings m_findings;
    QByteArray m_proxyHost;
    int m_dialPort = 0;
    std::vector<StepRow> m_rows;
    std::deque<StepKind> m_ahead;
    std::unique_ptr<Pending> m_pending;
    std::optional<Conclusion> m_conclusion;
};

} // namespace knockback::connectivity
