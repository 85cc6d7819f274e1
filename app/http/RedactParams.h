// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionRun.h"

namespace knockback::http {

// Hides the values of sensitive parameters wherever name=value stands in a text behind '?', '&', ';' or '#': in
// addresses, also in those inside of JSON, HTML or another address (percent-encoded, \u0026, &amp;).
[[nodiscard]] QByteArray redactParams(const QByteArray& text, RedactionRun& run);

// Hides user:password@ in the addresses of a text.
[[nodiscard]] QByteArray redactUserInfo(const QByteArray& text, RedactionRun& run);

// Both in a text that is one address and nothing else: blanks, quotes and the like, which do not belong in one, end no
// value. Looks into parameters that hold a JSON text, too.
[[nodiscard]] QByteArray redactAddress(const QByteArray& address, RedactionRun& run);

// The same in a form's body or a bare query: the first parameter needs nothing before it, and only '&' ends a value.
[[nodiscard]] QByteArray redactForm(const QByteArray& form, RedactionRun& run, const QString& place);

} // namespace knockback::http
