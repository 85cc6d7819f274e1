// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"

#include <QString>

namespace knockback::http {

// Why a client certificate cannot be used, in a few words with the file's name: not there, not PEM, no key in it, a
// wrong passphrase, a key of another certificate. Reads the files; `otherwise` is said when nothing is found.
[[nodiscard]] QString problemWith(const ClientCertificate& certificate, const QByteArray& otherwise);

} // namespace knockback::http
