// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/interop/CodeWriter.h"
#include "app/vault/Credential.h"
#include "app/workspace/RequestDraft.h"

#include <QString>

#include <vector>

namespace knockback::ui {

// What a program made from a draft needs to know.
struct CodeSource {
    workspace::RequestDraft draft;
    workspace::AuthDraft inherited;
    workspace::Environment environment;
    std::vector<vault::Credential> credentials;
    QString folder; // where `< ./file` lines start from
};

struct CopiedCode {
    QByteArray text;
    std::vector<QByteArray> variables; // of the environment, that the program reads its secrets from
    QString problem;                   // why there is no text, in a sentence
};

// The draft as a program: variables filled in, every secret read from the environment, whether it is the vault's or was
// typed out. Reads the files of the body; any thread.
[[nodiscard]] CopiedCode codeFor(interop::CodeLanguage language, const CodeSource& source);

} // namespace knockback::ui
