// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeychainState.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QFileInfo>

namespace knockback::vault {

namespace {
const QString connectionName = QStringLiteral("knockback-keychain-probe");
const QString service = QStringLiteral("org.freedesktop.secrets");

// Whether a session bus is said to exist. Without this question libdbus would try to start one of its own.
bool sessionBusNamed() {
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    return !qgetenv("DBUS_SESSION_BUS_ADDRESS").isEmpty() ||
           (!runtime.isEmpty() && QFileInfo::exists(QFile::decodeName(runtime + "/bus")));
}

QDBusMessage ask(const QDBusConnection& bus, const QDBusMessage& question, base::Milliseconds patience) {
    return bus.call(question, QDBus::Block, static_cast<int>(patience.count()));
}

KeychainState askService(const QDBusConnection& bus, base::Milliseconds patience) {
    auto alias =
        QDBusMessage::createMethodCall(service, QStringLiteral("/org/freedesktop/secrets"),
                                       QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("ReadAlias"));
    alias << QStringLiteral("default");
    const auto named = ask(bus, alias, patience);
    if (named.type() == QDBusMessage::ErrorMessage)
        return stateFromBusError(named.errorName());
    const auto collection = named.arguments().value(0).value<QDBusObjectPath>().path();
    if (collection.isEmpty() || collection == QStringLiteral("/"))
        return KeychainState::NoDefaultCollection;

    auto property = QDBusMessage::createMethodCall(
        service, collection, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    property << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    const auto locked = ask(bus, property, patience);
    if (locked.type() == QDBusMessage::ErrorMessage) // the alias may outlive its collection
        return stateFromBusError(locked.errorName()) == KeychainState::NotAnswering
                   ? KeychainState::NotAnswering
                   : KeychainState::NoDefaultCollection;
    const auto answer = locked.arguments().value(0).value<QDBusVariant>().variant();
    return answer.typeId() == QMetaType::Bool && !answer.toBool() ? KeychainState::Unlocked : KeychainState::Locked;
}
} // namespace

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

KeychainState probeKeychain(base::Milliseconds patience) {
    if (!sessionBusNamed())
        return KeychainState::NoBus;
    KeychainState state = KeychainState::NoBus;
    {
        const auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName);
        if (bus.isConnected())
            state = askService(bus, patience);
    }
    QDBusConnection::disconnectFromBus(connectionName);
    return state;
}

} // namespace knockback::vault
