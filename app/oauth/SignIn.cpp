// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/SignIn.h"

#include "app/oauth/CodeFlow.h"
#include "app/oauth/DeviceFlow.h"

namespace knockback::oauth {

std::unique_ptr<SignInFlow> makeSignIn(Parts& parts, DiscoveryDesk& discovery, base::EpollLoop& loop,
                                       const vault::Credential& record, SignInEars ears,
                                       const http::SignInDemand& demand) {
    if (record.kind == vault::CredentialKind::AuthorizationCode)
        return std::make_unique<CodeFlow>(parts, discovery, loop, record, std::move(ears), demand);
    if (record.kind == vault::CredentialKind::DeviceCode)
        return std::make_unique<DeviceFlow>(parts, discovery, record, std::move(ears), demand);
    return nullptr;
}

} // namespace knockback::oauth
