// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/http/Attempt.h"

#include <optional>

namespace knockback::oauth {

// What a device authorization endpoint gives out (RFC 8628 3.2).
struct DeviceCode {
    base::Secret deviceCode;
    QByteArray userCode;
    QByteArray verificationUrl;
    QByteArray completeUrl; // with the code filled in; may be empty
    base::Seconds lifetime{0};
    base::Seconds interval{5};
};
// Nothing when a part that is required is missing, or the address is none for a browser.
[[nodiscard]] std::optional<DeviceCode> parseDeviceCode(const QByteArray& body);

// What to do after a poll (RFC 8628 3.5).
enum class PollAnswer {
    Pending,  // the user has not decided
    SlowDown, // the same, and 5 s more between polls for good
    NoAnswer, // the network failed: twice as long until the next, this once
    Decided   // tokens, or an error that ends it
};
[[nodiscard]] PollAnswer readPoll(const http::Attempt& attempt);

// How long to wait between polls.
class PollPace {
public:
    explicit PollPace(base::Seconds interval) : m_interval(interval) {}
    // Until the next poll, of which nothing is left when the code ends before it: then at its end, for the last time.
    [[nodiscard]] base::Nanoseconds after(PollAnswer answer, base::Nanoseconds left);
    [[nodiscard]] base::Seconds interval() const { return m_interval; }

private:
    base::Seconds m_interval;
    int m_losses = 0;
};

} // namespace knockback::oauth
