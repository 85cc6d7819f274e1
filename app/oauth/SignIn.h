// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/oauth/ClientSettings.h"
#include "app/oauth/SignInFlow.h"

namespace knockback::oauth {

// The sign-in that suits the credential's kind: CodeFlow or DeviceFlow; null for kinds that nobody signs in to.
// `demand` comes on top of what the credential asks for anyway. It is to be started, and tells its ears until it
// finishes or is destroyed.
[[nodiscard]] std::unique_ptr<SignInFlow> makeSignIn(Parts& parts, DiscoveryDesk& discovery, base::EpollLoop& loop,
                                                     const vault::Credential& record, SignInEars ears,
                                                     const http::SignInDemand& demand = {});

} // namespace knockback::oauth
