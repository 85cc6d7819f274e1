// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReproduceScript.h"

#include "app/interop/CurlCommandWriter.h"

namespace knockback::report {

QByteArray reproduceScript(const http::RedactedAttempt& attempt, const QString& title) {
    QByteArray comment = title.toUtf8();
    for (char& c : comment) {
        if (static_cast<unsigned char>(c) < ' ')
            c = ' ';
    }
    QByteArray script = "#!/bin/sh\n"
                        "# " +
                        comment +
                        "\n"
                        "# Sends the request once, exactly as it was sent, and prints the answer with its headers.\n"
                        "# Secrets are read from the environment; this file holds none.\n"
                        "# shellcheck disable=SC2016\n"
                        "set -eu\n"
                        "command -v curl >/dev/null || { echo 'This script needs curl.' >&2; exit 1; }\n";
    for (const QByteArray& name : interop::curlVariables(attempt))
        script +=
            ": \"${" + name + ":?Set it to the secret that was hidden in this report, then run the script again.}\"\n";
    return script + '\n' + interop::curlCommand(attempt);
}

QString reproduceNeeds(const http::RedactedAttempt& attempt) {
    QStringList names;
    for (const QByteArray& name : interop::curlVariables(attempt))
        names << QString::fromUtf8(name);
    if (names.isEmpty())
        return {};
    return (names.size() == 1 ? QStringLiteral("the environment variable ")
                              : QStringLiteral("the environment variables ")) +
           names.join(QStringLiteral(", "));
}

} // namespace knockback::report
