// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QString>

#include <cstdint>

namespace knockback::vault {

// Remembers beside a vault file which of its saves was the last that this machine saw, so that an older copy put in its
// place is noticed. Tells accidents, not attackers: whoever can put back the one file can put back the other. Not
// synced: after a loss of power it knows less, which is no false alarm.
class SeenGeneration {
public:
    explicit SeenGeneration(const QString& vaultPath) : m_path(vaultPath + QStringLiteral(".seen")) {}

    // Of the vault with this key; 0 when nothing is known of it.
    [[nodiscard]] std::uint64_t last(const base::Secret& key) const;
    void remember(const base::Secret& key, std::uint64_t generation) const;

private:
    QString m_path;
};

} // namespace knockback::vault
