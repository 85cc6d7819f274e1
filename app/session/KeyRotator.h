// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/EndpointCall.h"
#include "app/oauth/RenewalLock.h"
#include "app/vault/KeyRecipe.h"

#include <map>

namespace knockback::session {

struct EngineParts;
class Rotator;

// Replaces API keys by their recipes: each step is a request of its own in the journal, the new key is in the vault
// before it is used, and the first failure ends it with the old key in use and the new one kept. What was begun earlier
// and not ended, by a failure, a crash or an overlap, is gone on with. An old key that could not be revoked is owed:
// written down, tried again, and told of when it is given up. Destroying it leaves everything as a crash
// would. Engine thread.
class KeyRotator {
public:
    using Finished = std::function<void(QString problem)>;

    KeyRotator(EngineParts& parts, Rotator& rotator);
    ~KeyRotator();

    // `finished` gets an empty sentence when the new key is in use; it does not wait for the overlap. Called once.
    void rotate(const QByteArray& credential, Finished finished);
    // Ends it before its next step. A request for a new key that is out already is waited for, so that no key is made
    // that nobody knows: what comes is kept, and the next rotation tries it.
    void cancel(const QByteArray& credential);
    // From now on, revokes old keys when their overlap has ended, and tries again what failed.
    void watch();

private:
    struct Flight;
    void revokeOwed(const QByteArray& credential);
    void begin(Flight& flight);
    void cannotBegin(Flight& flight, const QString& sentence);
    void drop(Flight& flight);
    void step(Flight& flight);
    void send(Flight& flight, const vault::KeyRotation::Next& next);
    void answered(Flight& flight, const http::Attempt& attempt);
    QString keepNewKey(Flight& flight);
    void switchOver(Flight& flight);
    void refusedAgain(Flight& flight, int status);
    void revoked(Flight& flight, const http::Attempt& attempt);
    void giveUpRevoking(Flight& flight, const QString& why);
    void cancelled(Flight& flight);
    void record(Flight& flight, const http::Attempt& attempt);
    void fail(Flight& flight, const QString& sentence);
    void end(Flight& flight, bool ok, const QString& sentence);
    void lookForOldKeys();

    EngineParts& m_parts;
    Rotator& m_rotator;
    std::map<QByteArray, std::unique_ptr<Flight>> m_flights;
    base::TimerHandle m_look;
};

} // namespace knockback::session
