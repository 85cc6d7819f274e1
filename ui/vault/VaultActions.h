// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/ServerMetadata.h"

#include <QByteArray>

#include <functional>

namespace knockback::ui {

// What can be done with a credential at its server. One that is empty is not offered.
struct VaultActions {
    std::function<void(const QByteArray& credential)> test;
    std::function<void(const QByteArray& credential)> signIn;
    std::function<void(const QByteArray& credential)> revoke;

    // Asks an issuer for its endpoints. The answer comes once, later, on the window's thread; the error is a sentence.
    using Discovered = base::Result<oauth::ServerMetadata, QString>;
    using Discover = std::function<void(const QByteArray& issuer, std::function<void(const Discovered&)> answered)>;
    Discover discover;
};

} // namespace knockback::ui
