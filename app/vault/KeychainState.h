// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

namespace knockback::vault {

enum class KeychainState {
    NoBus,               // no D-Bus session
    NoService,           // a session, but nobody keeps secrets in it
    NotAnswering,        // somebody does, but does not answer in time
    NoDefaultCollection, // a fresh keyring that was never given a password
    Locked,
    Unlocked,
    Unsupported // this program runs without GLib's event loop, without which QtKeychain never answers
};

// "no D-Bus session", "the keyring is locked" …: fits into "No system keychain answers on this machine (…)".
[[nodiscard]] QString describe(KeychainState state);

// What a D-Bus error says about the keychain (the error's name, "org.freedesktop.DBus.Error.ServiceUnknown").
[[nodiscard]] KeychainState stateFromBusError(const QString& errorName);

// Asks the Secret Service itself, over a connection of its own; each question waits at most `patience`. Raises no
// prompt and unlocks nothing, but may start the service where the bus is set up to. Blocks: for the keychain's thread
// only.
[[nodiscard]] KeychainState probeKeychain(base::Milliseconds patience);

} // namespace knockback::vault
