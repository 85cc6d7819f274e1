// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Redactor.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace knockback::cli {

enum class Format { HttpFile, Har, Curl, Unknown };
// By the file's name; "-" is curl text.
[[nodiscard]] Format formatOf(const QString& path);
[[nodiscard]] QString formatName(Format format);

struct Converted {
    QByteArray text;
    QStringList notes; // what could not be carried over, a sentence each
};

// Secrets that were hidden in the capture become environment variables ("$NAME") and {{NAME}} variables.
[[nodiscard]] Converted harToCurl(const std::vector<http::RedactedAttempt>& entries);
[[nodiscard]] Converted harToHttpFile(const std::vector<http::RedactedAttempt>& entries);
// The file's own variables are filled in. The error is a sentence.
[[nodiscard]] base::Result<Converted, QString> httpFileToCurl(const QString& path);
// Every curl command of a script; see interop::readCurlCommands().
[[nodiscard]] base::Result<Converted, QString> curlToHttpFile(const QByteArray& commands);

} // namespace knockback::cli
