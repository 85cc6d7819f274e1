// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/HarInput.h"

#include "app/cli/ExitCode.h"
#include "app/interop/HarReader.h"

#include <QFile>

namespace knockback::cli {

int readHar(const QString& path, Console& console, const std::function<void(qint64, const http::Attempt&)>& each) {
    QFile file(path);
    const bool standard = path == QLatin1String("-");
    if (!standard && !file.open(QIODevice::ReadOnly)) {
        console.say(QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
        return Unreadable;
    }
    const QString shown = standard ? QStringLiteral("standard input") : path;
    interop::HarReader reader(standard ? console.in() : file);
    int exitCode = Done;
    for (qint64 entry = 0;; ++entry) {
        const auto next = reader.next();
        if (!next) {
            console.say(QStringLiteral("%1: %2").arg(shown, next.error().sentence));
            exitCode = Unreadable;
            if (next.error().fatal)
                return exitCode;
            continue;
        }
        if (!next->has_value())
            return exitCode;
        each(entry, **next);
    }
}

} // namespace knockback::cli
