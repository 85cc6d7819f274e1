// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SystemKeychain.h"

#include "app/base/Extension.h"

namespace knockback::vault {

namespace {
using base::Failure;

// Stands for the library when it is not there.
class NoKeychain final : public Keychain {
public:
    void probe(std::function<void(KeychainState)> done) override { done(KeychainState::NotInstalled); }
    void read(const QByteArray&, std::function<void(Read)> done) override { done(Failure(reason())); }
    void write(const QByteArray&, const base::Secret&, std::function<void(Written)> done) override {
        done(Failure(reason()));
    }

private:
    static KeychainError reason() {
        return {false, QStringLiteral("cannot be used (%1)").arg(describe(KeychainState::NotInstalled))};
    }
};

Keychain* load() {
    using Make = Keychain* (*)();
    const auto entry = base::extensionEntry(QStringLiteral("knockback-keychain"), "knockbackKeychain");
    if (entry)
        return reinterpret_cast<Make>(entry)();
    static NoKeychain none;
    return &none;
}
} // namespace

Keychain& systemKeychain() {
    static Keychain* const keychain = load();
    return *keychain;
}

} // namespace knockback::vault
