// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SecretImport.h"
#include "app/vault/SecretShape.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback;
using vault::ImportFormat;

namespace {

void checkSuspects(const std::vector<vault::Suspect>& suspects, QByteArrayView text) {
    qsizetype end = 0;
    for (const auto& suspect : suspects) {
        fuzz::require(suspect.length > 0 && suspect.at >= 0 && suspect.at + suspect.length <= text.size(),
                      "a suspect lies in its text");
        fuzz::require(suspect.at >= end, "suspects are in order and apart");
        end = suspect.at + suspect.length;
        const QByteArray replaced = vault::withReference(text, suspect, "x");
        fuzz::require(replaced.contains("{{vault:x}}"), "a reference takes its place");
    }
}

} // namespace

// Files with secrets in the clear, and texts in which some may stand.
FUZZ_TARGET(Secrets) {
    for (const auto format : {ImportFormat::DotEnv, ImportFormat::Netrc, ImportFormat::AwsCredentials,
                              ImportFormat::PostmanEnvironment, ImportFormat::InsomniaEnvironment})
        for (const auto& found : vault::readSecrets(format, input).found) {
            fuzz::require(!found.credential.name.isEmpty(), "what is found has a name");
            fuzz::require(!found.secrets.empty(), "and a secret");
        }
    checkSuspects(vault::suspectsInUrl(input), input);
    checkSuspects(vault::suspectsInBody(input), input);
    checkSuspects(vault::suspectsInHeader("Authorization", input), input);
}
