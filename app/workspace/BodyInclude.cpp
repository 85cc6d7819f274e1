// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyInclude.h"

#include <QDir>
#include <QFile>

#include <optional>

namespace knockback::workspace {
namespace {

using base::Failure;

// The path of an include line. `<root>` and `</root>` are XML, so a space (or "@ ") must follow the sign.
std::optional<QString> includePath(const QByteArray& line) {
    const QByteArray text = line.trimmed();
    if (!line.startsWith('<'))
        return std::nullopt;
    for (const QByteArray prefix : {"< ", "<@ "}) {
        if (text.startsWith(prefix))
            return QString::fromUtf8(text.mid(prefix.size()).trimmed());
    }
    return std::nullopt;
}

} // namespace

base::Result<QByteArray, FileError> includeFiles(const QByteArray& body, const QString& folder) {
    if (!body.contains('<'))
        return body;
    QByteArray whole;
    for (qsizetype start = 0; start < body.size();) {
        const qsizetype newline = body.indexOf('\n', start);
        const qsizetype end = newline < 0 ? body.size() : newline;
        const QByteArray line = body.mid(start, end - start);
        if (const auto path = includePath(line)) {
            QFile file(QDir::cleanPath(QDir(folder).absoluteFilePath(*path)));
            if (!file.open(QIODevice::ReadOnly))
                return Failure(FileError{
                    file.fileName(), 0, QStringLiteral("The body's file cannot be read: %1.").arg(file.errorString())});
            whole += file.readAll();
        } else {
            whole += line;
        }
        if (newline >= 0)
            whole += '\n';
        start = end + 1;
    }
    return whole;
}

} // namespace knockback::workspace
