// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OutputFile.h"

#include "app/interop/HarWriter.h"

#include <QFileInfo>
#include <QSaveFile>

namespace knockback::cli {
namespace {

QString cannotWrite(const QString& path, const QString& why) {
    return QStringLiteral("%1 cannot be written: %2. Choose another place.").arg(path, why);
}

} // namespace

QString outputProblem(const QString& path) {
    if (path.isEmpty())
        return {};
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    if (file.isDir())
        return cannotWrite(path, QStringLiteral("it is a folder"));
    if (!folder.isDir())
        return cannotWrite(path, QStringLiteral("there is no folder %1").arg(folder.filePath()));
    if (!folder.isWritable() || (file.exists() && !file.isWritable()))
        return cannotWrite(path, QStringLiteral("permission denied"));
    return {};
}

QString writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

QString writeHar(const QString& path, const std::vector<journal::AttemptPtr>& attempts) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    interop::HarWriter writer(file);
    for (const auto& record : attempts)
        writer.add(record->exchange, {record->call, record->number});
    if (!writer.finish() || !file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace knockback::cli
