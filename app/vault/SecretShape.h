// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::vault {

// A piece of a text that looks like a secret.
struct Suspect {
    qsizetype at = 0;
    qsizetype length = 0;
    QString what;                  // "a GitHub token", "a password"
    QByteArray name;               // proposed for the vault: "github"
    std::vector<QByteArray> hosts; // where its kind is good, when that is known
    bool operator==(const Suspect&) const = default;
};

// Whether this is a token of a known provider or form, as a whole: ghp_…, sk_live_…, AKIA…, xoxb-…, a JWT, a private
// key.
[[nodiscard]] std::optional<Suspect> knownShape(QByteArrayView value);

// Whether a value is as long and as mixed as made keys are. Not {{variables}}, words, dates, paths, URLs.
[[nodiscard]] bool looksRandom(QByteArrayView value);

// Known tokens anywhere in a text.
[[nodiscard]] std::vector<Suspect> knownTokensIn(QByteArrayView text);

// A header's value: known tokens; after a name that stands before secrets (Authorization, X-Api-Key) also what looks
// random, and the password of Basic. The scheme is left outside.
[[nodiscard]] std::vector<Suspect> suspectsInHeader(QByteArrayView name, QByteArrayView value);
// An URL: known tokens, parameters with a name that says so, the password before the host.
[[nodiscard]] std::vector<Suspect> suspectsInUrl(QByteArrayView url);
// A body in JSON or as a form: known tokens, and values of members whose name says so.
[[nodiscard]] std::vector<Suspect> suspectsInBody(QByteArrayView body);

// The text with `suspect` replaced by a reference: "Bearer {{vault:github}}".
[[nodiscard]] QByteArray withReference(QByteArrayView text, const Suspect& suspect, const QByteArray& credential);

} // namespace knockback::vault
