// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"

#include <QStringList>

#include <set>

namespace knockback::vault {

// What is known of how a credential was used, from the journal: the more it has seen, the more it knows.
struct CredentialUse {
    std::set<QString> requests;           // that carried it, by name
    std::optional<base::WallTime> lastAt; // when one did
    std::set<QByteArray> plainHosts;      // other machines that got it over plain http
    // Of every answer that told (X-Accepted-OAuth-Scopes): the scopes of which any one would have done.
    std::vector<std::vector<QByteArray>> accepted;
};
// What one tells beside the other.
void addUse(CredentialUse& into, const CredentialUse& more);

// Found by looking at secrets and files.
struct CredentialCopies {
    QStringList places;            // "billing.http, line 12": its secret stands there in the clear
    std::vector<QByteArray> alike; // other credentials with the same secret
    bool looked = false;           // false = the files were not looked at yet
};

enum class HygieneCheck { CopyInFiles, PlainHttp, WideScope, Overdue, Unused, Reused };
struct HygieneFinding {
    HygieneCheck check = HygieneCheck::CopyInFiles;
    bool ok = true;
    QString sentence; // "never sent in the clear to another machine"
    QString advice;   // what to do; empty when it is ok
    // The check and what it was about ("plain-http:8f0e12ab"): who dismisses it hides this, and nothing that comes
    // later.
    QByteArray key = {};
    bool operator==(const HygieneFinding&) const = default;
};

// How long a key may serve, from its settings ("rotate-every-days"); nothing when it may serve for ever.
[[nodiscard]] std::optional<std::chrono::days> rotateEvery(const Credential& credential);
// When it should be replaced by then; nothing when that is not known.
[[nodiscard]] std::optional<base::WallTime> rotationDue(const Credential& credential);
inline const QByteArray rotateEverySetting = "rotate-every-days";
// The keys of dismissed findings, with blanks between them.
inline const QByteArray dismissedSetting = "hygiene-dismissed";

// Every check that can be made with what is known, in the order of the enum. Pure.
[[nodiscard]] std::vector<HygieneFinding> checkHygiene(const Credential& credential, const CredentialUse& use,
                                                       const CredentialCopies& copies, base::WallTime now);

[[nodiscard]] bool isDismissed(const Credential& credential, const HygieneFinding& finding);
// Notes it in the credential's settings, instead of what the same check had found before.
void setDismissed(Credential& credential, const HygieneFinding& finding, bool dismissed);

// The scopes that no answer asked for, when enough of them told what they accept to say so.
[[nodiscard]] std::vector<QByteArray> scopesNotNeeded(const Credential& credential, const CredentialUse& use);

} // namespace knockback::vault
