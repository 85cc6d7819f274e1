// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Attempt.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace knockback::interop {

enum class PastedKind { Har, CurlTrace, WgetTrace, DevtoolsText, RawHttp, ErrorMessage };

// "HAR", "curl -v output" … for a sentence.
[[nodiscard]] QString pastedKindName(PastedKind kind);

// What the text is, by its first line that only one kind can have; nothing when there is none. JSON is taken for a HAR.
[[nodiscard]] std::optional<PastedKind> pastedKindOf(const QByteArray& text);

struct ExchangesRead {
    PastedKind kind = PastedKind::RawHttp;
    std::vector<http::Attempt> attempts; // in the order of the text, at least one
    QStringList notes; // what was left out or had to be guessed, a sentence each; no pasted text in it
};

// Every exchange of a text that somebody pasted: a HAR or a piece of one, the output of curl, wget or HTTPie, raw HTTP,
// a browser's developer tools, a client's error message. Lenient about prompts, log prefixes, colours and lost line
// breaks. Pure; takes time linear in the text. The attempts hold what was pasted, secrets too: they go through the
// Redactor like any other. The error is a sentence.
[[nodiscard]] base::Result<ExchangesRead, QString> readExchanges(const QByteArray& pasted);

} // namespace knockback::interop
