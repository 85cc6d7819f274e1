// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QString>

namespace knockback::http {

// By the file's name: .p12 or .pfx (RFC 7292). All else is PEM.
[[nodiscard]] bool isPkcs12(const QByteArray& file);

// Why a client certificate cannot be used, in a few words with the file's name: not there, not PEM, no key in it, a
// wrong passphrase, a key of another certificate. Reads the files; `otherwise` is said when nothing is found.
[[nodiscard]] QString problemWith(const ClientCertificate& certificate, const QByteArray& otherwise);

struct ClientCertificateRead {
    std::optional<CertificateFacts> facts; // of the leaf
    bool keySeen = false;                  // and it belongs to the leaf
    QString problem;                       // a sentence; empty = none was found
};
// The same for somebody who is choosing one. `passphraseElsewhere`: a key that is locked is none the worse for it.
[[nodiscard]] ClientCertificateRead readClientCertificate(const ClientCertificate& certificate,
                                                          bool passphraseElsewhere);

} // namespace knockback::http
