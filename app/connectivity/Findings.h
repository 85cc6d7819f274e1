// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectivity/Prober.h"
#include "app/diagnosis/Diagnosis.h"

namespace knockback::connectivity {

// Everything that a check has seen. Absent = that step was not made.
struct Findings {
    QByteArray host;
    int port = 443;
    bool tls = true;
    QByteArray proxy; // host and port; empty = none
    std::optional<NameServer> otherServer;
    std::optional<NameAnswer> system;
    std::optional<NameAnswer> other;
    std::optional<ConnectAnswer> v4; // to the proxy when there is one
    std::optional<ConnectAnswer> v6;
    bool detour = false; // the addresses are the other resolver's
    std::optional<http::Attempt> exchange;
    diagnosis::Diagnosis diagnosis;     // of the exchange
    std::optional<http::Attempt> plain; // http:// beside an https:// that failed
    diagnosis::Diagnosis plainDiagnosis;
    std::optional<base::Seconds> clockSkew; // the server's clock minus ours
};

// Where the trouble is.
enum class Side { Nobody, Yours, Theirs, Unknown };

struct Conclusion {
    Side side = Side::Unknown;
    QString sentence;
};

// Pure.
[[nodiscard]] Conclusion conclude(const Findings& findings);

// Further from the server's clock than this, signatures and certificates stop being valid.
constexpr base::Seconds seriousSkew{300};

} // namespace knockback::connectivity
