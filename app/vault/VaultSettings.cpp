// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/VaultSettings.h"

#include "app/vault/AuthApplier.h"
#include "app/vault/AwsSettings.h"
#include "app/vault/Hygiene.h"
#include "app/vault/KeyRecipeSettings.h"

#include <algorithm>

namespace knockback::vault {

bool isVaultSetting(QByteArrayView name) {
    static constexpr const char* hmac[] = {
        "hmac-text",  "hmac-hash",      "hmac-encoding",         "hmac-key",
        "hmac-value", "hmac-timestamp", "hmac-timestamp-header", "hmac-nonce-header"};
    const QByteArrayView own[] = {rotateEverySetting, dismissedSetting,       awsRegionSetting,     awsServiceSetting,
                                  cookieSetting,      certificateFileSetting, certificateKeySetting};
    return isRecipeSetting(name) || std::find(std::begin(own), std::end(own), name) != std::end(own) ||
           std::any_of(std::begin(hmac), std::end(hmac),
                       [name](const char* known) { return name == QByteArrayView(known); });
}

} // namespace knockback::vault
