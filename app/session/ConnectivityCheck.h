// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectivity/Check.h"
#include "app/connectivity/SocketProber.h"
#include "app/session/EngineParts.h"

namespace knockback::session {

struct CallSpec;

// The check of the host that a call goes to. Of its URL only scheme, host and path count, of its settings proxy,
// addresses and trust; nothing of it that may be a secret is sent. `resolver` is another one to ask, as "1.1.1.1";
// empty = none. `system` is the process environment, for the system's proxy. The error is a sentence. Any thread.
[[nodiscard]] base::Result<connectivity::CheckOrder, QString>
connectivityOrder(const CallSpec& spec, const QByteArray& resolver, const std::map<QByteArray, QByteArray>& system,
                  vault::Vault& vault);

// The second server of the system's own resolver settings, as a first choice for another one; empty = there is none.
[[nodiscard]] QByteArray secondSystemResolver();

// Where a check stands.
struct CheckNews {
    std::vector<connectivity::StepRow> rows;
    std::optional<connectivity::Conclusion> conclusion; // it is over
};

// Runs one check on the engine's loop. Destroying it stops it silently.
class ConnectivityCheck {
public:
    // `parts` and `loop` outlive this object. `told` is called after every step.
    ConnectivityCheck(EngineParts& parts, base::EpollLoop& loop, connectivity::CheckOrder order,
                      std::function<void(const CheckNews&)> told);

    void begin() { m_check.begin(); }
    void cancel() { m_check.cancel(); }

private:
    connectivity::SocketProber m_prober;
    std::function<void(const CheckNews&)> m_told;
    connectivity::Check m_check;
};

} // namespace knockback::session
