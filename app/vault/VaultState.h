// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/EntryCodec.h"
#include "app/vault/Vault.h"

#include <map>
#include <mutex>
#include <set>

namespace knockback::vault {

// `writing` is held while the store works, `reading` only for a moment: those who read never wait for a disk.
struct Vault::State {
    std::mutex writing;
    bool opened = false;
    std::set<QByteArray> unsaved; // rotated, but the disk refused
    // Generations of removed names: a name that comes back goes on from there.
    std::map<QByteArray, std::uint64_t> retired;

    mutable std::mutex reading;
    Entries entries;
    std::uint64_t revision = 0;
    bool locked = false;
    // Rotations that ended while it was locked.
    struct Pending {
        QByteArray name;
        std::uint64_t expected = 0;
        Secrets fresh;
        std::optional<base::WallTime> expiresAt;
    };
    std::vector<Pending> pending;
    std::function<void()> changed;

    [[nodiscard]] Entries copy() const {
        const std::lock_guard guard(reading);
        return cloneEntries(entries);
    }
};

} // namespace knockback::vault
