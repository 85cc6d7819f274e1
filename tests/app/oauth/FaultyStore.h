// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/EntryCodec.h"

#include <memory>

namespace knockback::test {

// A disk in memory that several vaults share, as processes share a file: it knows who read it last, can be full, and
// can be lost for one writer from a chosen save on, as by a crash.
struct SharedDisk {
    std::vector<vault::CredentialStore::Entry> entries;
    std::uint64_t generation = 0;
    bool full = false;
    int saves = 0;
};

class FaultyStore final : public vault::CredentialStore {
public:
    explicit FaultyStore(std::shared_ptr<SharedDisk> disk) : m_disk(std::move(disk)) {}

    base::Result<std::vector<Entry>, vault::VaultError> load() override {
        m_seen = m_disk->generation;
        return vault::cloneEntries(m_disk->entries);
    }
    base::Outcome<vault::VaultError> save(const std::vector<Entry>& entries) override {
        using vault::VaultErrorKind;
        if (m_disk->full)
            return base::Failure(vault::VaultError{VaultErrorKind::Storage, QStringLiteral("The disk is full.")});
        if (m_seen != m_disk->generation)
            return base::Failure(vault::VaultError{VaultErrorKind::Stale, QStringLiteral("Stale.")});
        m_disk->entries = vault::cloneEntries(entries);
        m_seen = ++m_disk->generation;
        ++m_disk->saves;
        return base::Done{};
    }

private:
    std::shared_ptr<SharedDisk> m_disk;
    std::uint64_t m_seen = 0;
};

} // namespace knockback::test
