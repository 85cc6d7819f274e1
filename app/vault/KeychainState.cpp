// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeychainState.h"

namespace knockback::vault {

QString describe(KeychainState state) {
    switch (state) {
    case KeychainState::NoBus:
        return QStringLiteral("no D-Bus session");
    case KeychainState::NoService:
        return QStringLiteral("no Secret Service in the D-Bus session");
    case KeychainState::NotAnswering:
        return QStringLiteral("the Secret Service does not answer in time");
    case KeychainState::NoDefaultCollection:
        return QStringLiteral("the Secret Service has no default keyring yet");
    case KeychainState::Locked:
        return QStringLiteral("the keyring is locked");
    case KeychainState::Unlocked:
        return QStringLiteral("the keyring is unlocked");
    case KeychainState::Unsupported:
        return QStringLiteral("Qt runs without GLib's event loop, which the keychain needs: unset QT_NO_GLIB");
    case KeychainState::NotInstalled:
        return QStringLiteral("Knockback's part that asks it is not installed beside the program");
    }
    return {};
}

KeychainState stateFromBusError(const QString& errorName) {
    const QString prefix = QStringLiteral("org.freedesktop.DBus.Error.");
    if (!errorName.startsWith(prefix))
        return KeychainState::NotAnswering;
    const QString error = errorName.mid(prefix.size());
    if (error == QStringLiteral("Disconnected") || error == QStringLiteral("NoServer"))
        return KeychainState::NoBus;
    const bool nobody = error == QStringLiteral("ServiceUnknown") || error == QStringLiteral("NameHasNoOwner") ||
                        error.startsWith(QStringLiteral("Spawn.")) || error.startsWith(QStringLiteral("Unknown"));
    return nobody ? KeychainState::NoService : KeychainState::NotAnswering;
}

} // namespace knockback::vault
