// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"
#include "app/http/Request.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::vault {

// How a provider lets a key be replaced: data, from a credential's settings. {new-key}, {new-id} and {old-id} in URLs,
// headers and bodies are filled in; `create` and `revoke` carry the old key, `verify` the new one.
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

// Replacing a key so that there is a valid one at every moment, whatever fails: create a new one, verify it, save and
// switch, wait, revoke the old one. Decides; sends and saves nothing itself. Every next() names one thing to do, and
// what came of it is told before the next. What a crash must not lose is in the vault when Switch has been done.
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

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] Next next() const;
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
