// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/vault/Credential.h"
#include "app/vault/KeyRecipe.h"

namespace knockback::vault {

// A recipe as it stands in Credential::settings. Its names, with the values they take:
//   recipe-create, recipe-verify, recipe-revoke
//                         "POST https://api.example/keys"; the last two may be missing
//   recipe-create-body, recipe-revoke-body, recipe-body-type
//                         what goes along, application/json unless told
//   recipe-key-member, recipe-id-member
//                         where the answer has the key and its id: "data.secret"
//   recipe-overlap        both keys hold for so long: "24h"
//   recipe-key-id         what the provider calls the key in use; kept up to date
//   recipe-old-id, recipe-revoke-at, recipe-revoke-tries
//                         the vault's own: which key is still to be revoked, from when on, and how often that failed
[[nodiscard]] bool isRecipeSetting(QByteArrayView name);

// Whether its secret is replaced by a recipe.
[[nodiscard]] bool hasRecipe(const Credential& credential);
// Error: a sentence on what is wrong with it.
[[nodiscard]] base::Result<KeyRecipe, QString> recipeOf(const Credential& credential);

inline const QByteArray keyIdSetting = "recipe-key-id";
inline const QByteArray oldIdSetting = "recipe-old-id";
inline const QByteArray revokeAtSetting = "recipe-revoke-at"; // seconds since 1970
inline const QByteArray revokeTriesSetting = "recipe-revoke-tries";
// An old key that still works and has to be revoked. All of it is gone from the settings once that is done or given up.
struct OwedRevocation {
    QByteArray oldId;
    base::WallTime due;
    int tries = 0; // that failed
};
[[nodiscard]] std::optional<OwedRevocation> owedRevocation(const Credential& credential);
void setOwedRevocation(Credential& credential, const std::optional<OwedRevocation>& owed);
// "The key before this one (k1) still works; it is revoked after 2026-11-22 18:05.", in local time.
[[nodiscard]] QString owedText(const OwedRevocation& owed);

} // namespace knockback::vault
