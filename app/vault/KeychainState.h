// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::vault {

enum class KeychainState {
    NoBus,               // no D-Bus session
    NoService,           // a session, but nobody keeps secrets in it
    NotAnswering,        // somebody does, but does not answer in time
    NoDefaultCollection, // a fresh keyring that was never given a password
    Locked,
    Unlocked,
    Unsupported, // this program runs without GLib's event loop, without which QtKeychain never answers
    NotInstalled // the library that asks it is not beside the program
};

// "no D-Bus session", "the keyring is locked" …: fits into "No system keychain answers on this machine (…)".
[[nodiscard]] QString describe(KeychainState state);

// What a D-Bus error says about the keychain (the error's name, "org.freedesktop.DBus.Error.ServiceUnknown").
[[nodiscard]] KeychainState stateFromBusError(const QString& errorName);

} // namespace knockback::vault
