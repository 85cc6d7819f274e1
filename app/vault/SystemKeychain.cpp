// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SystemKeychain.h"

#include <QCoreApplication>
#include <QLibrary>

namespace knockback::vault {

namespace {
using base::Failure;

// Stands for the library when it is not there.
class NoKeychain final : public Keychain {
public:
    void probe(std::function<void(KeychainState)> done) override { done(KeychainState::NotInstalled); }
    void read(const QByteArray&, std::function<void(Read)> done) override { done(Failure(reason())); }
    void write(const QByteArray&, const SecureBytes&, std::function<void(Written)> done) override {
        done(Failure(reason()));
    }

private:
    static KeychainError reason() {
        return {false, QStringLiteral("cannot be used (%1)").arg(describe(KeychainState::NotInstalled))};
    }
};

// From beside the program, where a build puts it, or from where an installation does. Never unloaded: it has a thread.
Keychain* load() {
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& folder : {program, program + QStringLiteral("/../lib/knockback")}) {
        QLibrary library(folder + QStringLiteral("/knockback-keychain.so"));
        using Make = Keychain* (*)();
        if (const auto make = reinterpret_cast<Make>(library.resolve("knockbackKeychain")))
            return make();
    }
    static NoKeychain none;
    return &none;
}
} // namespace

Keychain& systemKeychain() {
    static Keychain* const keychain = load();
    return *keychain;
}

} // namespace knockback::vault
