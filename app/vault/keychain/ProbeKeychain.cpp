// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/keychain/ProbeKeychain.h"

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
