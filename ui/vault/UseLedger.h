// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/vault/Hygiene.h"

#include <map>

namespace knockback::ui {

// What the journal tells of each credential's use: attempts say which they carried, and where a secret was that was
// typed in by hand, its name stands.
class UseLedger {
public:
    // Of these credentials; one that is not among them is not looked for.
    void setNames(const std::vector<vault::Credential>& credentials);
    void add(const journal::Event& event);
    void renamed(const QByteArray& from, const QByteArray& to);
    [[nodiscard]] const vault::CredentialUse& of(const QByteArray& credential) const;

private:
    void addAttempt(const journal::AttemptRecord& record, base::WallTime at);

    std::map<QByteArray, vault::CredentialUse> m_uses;
    std::vector<QByteArray> m_names;
};

} // namespace knockback::ui
