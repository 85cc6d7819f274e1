// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyInclude.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace knockback::workspace {

std::optional<BodyInclude> parseInclude(const QByteArray& line) {
    if (!line.startsWith('<'))
        return std::nullopt;
    qsizetype at = 1;
    const bool variables = at < line.size() && line.at(at) == '@';
    while (variables && at < line.size() && line.at(at) != ' ' && line.at(at) != '\t')
        ++at; // "<@latin1": the encoding is the file's matter
    if (at >= line.size() || (line.at(at) != ' ' && line.at(at) != '\t'))
        return std::nullopt;
    return BodyInclude{line.mid(at).trimmed(), variables};
}

QString includedPath(const QByteArray& path, const QString& folder) {
    return QDir::cleanPath(QDir(folder).absoluteFilePath(QString::fromUtf8(path)));
}

QString problemWithFile(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists())
        return QStringLiteral("The body's file %1 does not exist: choose another one in the Body tab.").arg(path);
    if (info.isDir())
        return QStringLiteral("%1 is a folder: a body is made from a file, choose one in the Body tab.").arg(path);
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return QStringLiteral("The body's file %1 cannot be read: %2.")
            .arg(path, info.isFile() ? file.errorString() : QStringLiteral("it is not a regular file"));
    return {};
}

} // namespace knockback::workspace
