// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FilePlace.h"

#include "app/http/Variables.h"
#include "ui/models/Counted.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FilePlace", text);
}

} // namespace

QString pathInFile(const QString& folder, const QString& path) {
    if (folder.isEmpty() || QDir::isRelativePath(path))
        return path;
    const QString relative = QDir(folder).relativeFilePath(path);
    if (relative.startsWith(QStringLiteral("../../..")) || QDir::isAbsolutePath(relative))
        return path;
    return relative.startsWith(u'.') ? relative : QStringLiteral("./") + relative;
}

FileFacts fileFacts(const QString& folder, const QString& path) {
    if (!http::findVariables(path.toUtf8()).empty())
        return {false, false, 0};
    const QFileInfo info(QDir(folder.isEmpty() ? QDir::currentPath() : folder).absoluteFilePath(path));
    return {true, info.isFile(), info.isFile() ? info.size() : 0};
}

QString fileWords(const QString& folder, const QString& path) {
    if (path.trimmed().isEmpty())
        return {};
    const auto facts = fileFacts(folder, path.trimmed());
    if (!facts.known)
        return tr("depends on its {{variables}}");
    return facts.exists ? sizeWords(facts.size) : tr("missing: there is no such file");
}

QString sizeWords(qint64 bytes) {
    if (bytes < 1000)
        return counted(bytes, tr("byte"), tr("bytes"));
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace knockback::ui
