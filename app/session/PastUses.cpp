// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/PastUses.h"

#include "app/vault/HostPattern.h"

namespace knockback::session {

namespace {

// More of the same say nothing more about what a credential is for.
constexpr qint64 enoughOfTheSame = 3;

vault::CredentialUse useOf(const history::StoredUse& stored) {
    vault::CredentialUse use;
    use.requests.insert(stored.requestName);
    use.lastAt = stored.lastAt;
    const auto authority = vault::parseAuthority(stored.host);
    if (!stored.tls && authority && !vault::isLoopback(*authority))
        use.plainHosts.insert(authority->host);
    if (stored.accepted)
        for (qint64 i = 0; i < std::min(stored.count, enoughOfTheSame); ++i)
            use.accepted.push_back(*stored.accepted);
    return use;
}

} // namespace

std::map<QByteArray, vault::CredentialUse> pastUses(history::HistoryReader& reader) {
    std::map<QByteArray, vault::CredentialUse> uses;
    for (const auto& stored : reader.credentialUses())
        vault::addUse(uses[stored.credential], useOf(stored));
    return uses;
}

} // namespace knockback::session
