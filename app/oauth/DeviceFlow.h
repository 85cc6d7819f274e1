// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/DeviceRules.h"
#include "app/oauth/SignInFlow.h"

namespace knockback::oauth {

// Signs in by a code that the user enters on any device (RFC 8628). Ends with the code's life.
class DeviceFlow final : public SignInFlow {
public:
    using SignInFlow::SignInFlow;

private:
    void begin() override;
    void given(const http::Attempt& attempt);
    void wait(base::Nanoseconds pause, const QString& why);
    void poll();
    void polled(const http::Attempt& attempt);

    std::optional<DeviceCode> m_code;
    PollPace m_pace{base::Seconds(5)};
    base::SteadyTime m_endsAt{};
    base::TimerHandle m_next;
};

} // namespace knockback::oauth
