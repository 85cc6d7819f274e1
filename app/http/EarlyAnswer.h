// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Response.h"
#include "app/http/WireTrace.h"

namespace knockback::http {

// An answer over HTTP/2 that comes before its request is sent whole (RFC 9113 8.1). libcurl before 8.1 does not notice
// its end as long as the server takes no more of the request, so it has to be told from the silence that follows.
class EarlyAnswer {
public:
    // How much of a body every server takes unasked (RFC 9113 6.9.2).
    static constexpr qint64 grantedWindow = 65'535;
    // How often to look.
    static constexpr base::Milliseconds step{50};

    // `bodySize` is the request's, which matters over the window that every server grants.
    [[nodiscard]] static bool isPossible(const ResponseHead& head, qint64 bodySize);

    EarlyAnswer(const ResponseHead& head, qint64 bodySize);

    // Whether the answer, of whose body `received` bytes are here, is whole: either its announced length, or a refusal
    // without one, after which the library sends nothing more and the server has nothing more to wait for.
    [[nodiscard]] bool isWhole(qint64 received, const WireTrace& trace) const;
    // The same, and nothing has moved either way for a while since the looks before: briefly after a refusal whose
    // length was announced; two seconds otherwise, when the server may still want the rest of the request.
    [[nodiscard]] bool isOver(qint64 received, const WireTrace& trace, base::SteadyTime now);

private:
    int m_status;
    qint64 m_length; // announced; -1 = not
    qint64 m_bodySize;
    qint64 m_moved = -1; // bytes either way at the last look
    base::SteadyTime m_quietSince{};
};

} // namespace knockback::http
