// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/vault/KeychainState.h"
#include "app/vault/VaultKey.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace knockback::vault {

struct KeychainError {
    bool missing = false; // the keychain was unlocked all along and has no such item
    QString reason;       // goes into a sentence after "the system keychain …"
};

// The system's keeper of keys, asked without waiting. Every callback comes once, within the implementation's deadlines,
// on the keychain's own thread; it must not wait there.
class Keychain {
public:
    using Read = base::Result<base::Secret, KeychainError>;
    using Written = base::Outcome<KeychainError>;

    virtual ~Keychain() = default;
    virtual void probe(std::function<void(KeychainState)> done) = 0;
    virtual void read(const QByteArray& item, std::function<void(Read)> done) = 0;
    // Done means that it was read back and is the same.
    virtual void write(const QByteArray& item, const base::Secret& key, std::function<void(Written)> done) = 0;
};

// Starts something with a callback and waits for its answer, at most `bound`: for a command line's main thread and for
// threads of their own, never for a thread that draws. A late answer is dropped.
template <typename T>
[[nodiscard]] std::optional<T> awaitAnswer(const std::function<void(std::function<void(T)>)>& start,
                                           base::Milliseconds bound) {
    const auto promise = std::make_shared<std::promise<T>>();
    auto answer = promise->get_future();
    start([promise](T value) { promise->set_value(std::move(value)); });
    return answer.wait_for(bound) == std::future_status::ready ? std::optional<T>(answer.get()) : std::nullopt;
}

} // namespace knockback::vault
