// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"
#include "app/http/Request.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::vault {

class Vault;

// How a provider lets a key be replaced: data, from a credential's settings. {new-key}, {new-id} and {old-id} are
// filled in: percent-encoded in URLs, and in bodies as their type wants it (JSON, a form, else as they are). `create`
// carries the old key, `verify` and `revoke` the new one.
struct KeyRecipe {
    struct Step {
        QByteArray method;
        QByteArray url;
        QByteArray body;
        QByteArray contentType;
        bool operator==(const Step&) const = default;
    };
    Step create;
    Step verify;
    Step revoke;                     // without a URL the old key is left to the user
    QByteArray keyMember = "key";    // of the answer to `create`, "data.secret" for nested ones
    QByteArray idMember = "id";      // what `revoke` names the old one by
    std::chrono::seconds overlap{0}; // both keys hold for so long, for those who still have the old one
};

// How long until the revocation of an old key is tried again after `tries` failures in a row, the last with that status
// (0 = no answer): a minute, then twice as long each time, 6 h at most; nothing when it is given up, which takes a day,
// or one answer that will not change.
[[nodiscard]] std::optional<std::chrono::seconds> nextRevocation(int status, int tries);

// Replacing a key so that there is a valid one at every moment, whatever fails: create a new one, verify it, save and
// switch, wait, revoke the old one. Decides; sends and saves nothing itself. Every next() names one thing to do, and
// what came of it is told before the next. Whoever runs it keeps newKey() before anything is sent with it.
class KeyRotation {
public:
    enum class Deed { Send, Switch, Wait, Done, Failed };
    enum class Stage { Create, Verify, Switch, Overlap, Revoke, Done, Failed };
    struct Next {
        Deed deed = Deed::Done;
        http::Request request = {};               // Send
        bool withNewKey = false;                  // Send: which of the two it carries
        std::optional<base::WallTime> until = {}; // Wait
        QString sentence;                         // what happens, or what went wrong and what to do
    };

    // `oldId` may be empty when nothing can be revoked by it.
    KeyRotation(KeyRecipe recipe, QByteArray oldId, base::WallTime now);

    // Goes on where an earlier one stopped: with the key that the vault has kept (false: there is none), or with what
    // was to be revoked.
    [[nodiscard]] bool goOnWithKept(const Vault& vault, const QByteArray& credential);
    void goOnRevoking(QByteArray newId);

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] Next next() const;
    // Whether the old key is revoked in the end, or left to the user.
    [[nodiscard]] bool willRevoke() const;
    // The new key, from the answer to `create` until the vault has it.
    [[nodiscard]] const base::Secret& newKey() const { return m_newKey; }
    [[nodiscard]] const QByteArray& newId() const { return m_newId; }

    // To Send: the status (0 = no answer) and the body.
    void answered(int status, QByteArrayView body);
    // To Switch: the vault has the new key, or why not.
    void switched(const QString& problem, base::WallTime now);
    // To Wait.
    void waited();

private:
    [[nodiscard]] http::Request requestFor(const KeyRecipe::Step& step) const;
    void fail(const QString& sentence);
    void created(QByteArrayView body);

    KeyRecipe m_recipe;
    QByteArray m_oldId;
    base::WallTime m_now;
    Stage m_stage = Stage::Create;
    base::Secret m_newKey;
    QByteArray m_newId;
    QString m_problem;
};

} // namespace knockback::vault
