// SPDX-License-Identifier: GPL-3.0-or-later
// A Secret Service that says it is unlocked and then answers nothing more: the worst a keychain has been seen to do.
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>

namespace {
class SilentService final : public QDBusVirtualObject {
public:
    [[nodiscard]] QString introspect(const QString&) const override { return {}; }

    bool handleMessage(const QDBusMessage& question, const QDBusConnection& bus) override {
        if (question.member() == QStringLiteral("ReadAlias"))
            bus.send(question.createReply(
                QVariant::fromValue(QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/aliases/default")))));
        else if (question.member() == QStringLiteral("Get"))
            bus.send(
                question.createReply(QVariant::fromValue(QDBusVariant(false)))); // the property asked for is `Locked`
        return true;
    }
};
} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    SilentService service;
    auto bus = QDBusConnection::sessionBus();
    const bool there =
        bus.registerVirtualObject(QStringLiteral("/org/freedesktop/secrets"), &service, QDBusConnection::SubPath) &&
        bus.registerService(QStringLiteral("org.freedesktop.secrets"));
    return there ? QCoreApplication::exec() : 1;
}
