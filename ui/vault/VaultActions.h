// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>

namespace knockback::ui {

// What can be done with a credential at its server. One that is empty is not offered.
struct VaultActions {
    std::function<void(const QByteArray& credential)> test;
    std::function<void(const QByteArray& credential)> signIn;
    std::function<void(const QByteArray& credential)> revoke;
};

} // namespace knockback::ui
