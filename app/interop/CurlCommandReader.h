// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <vector>

namespace knockback::interop {

// A curl command as a request.
struct CurlImport {
    workspace::RequestDraft draft;
    QStringList notes; // what the draft cannot hold, a sentence each
};

// Whether a pasted text begins with a curl command, also after a prompt and variables ("$ A=1 curl …", "curl.exe …").
[[nodiscard]] bool looksLikeCurl(QByteArrayView text);

// The first curl command of a text for sh, bash, cmd or PowerShell; the error is one sentence. Environment variables
// become {{NAME}}. Redirects are followed as Knockback does by default, with -L or without: curl without it stops at
// the first answer, the browsers that most pasted commands come from do not.
[[nodiscard]] base::Result<CurlImport, QString> readCurlCommand(const QByteArray& text);

// Every curl command of a script that names a URL.
[[nodiscard]] std::vector<CurlImport> readCurlCommands(const QByteArray& text);

} // namespace knockback::interop
