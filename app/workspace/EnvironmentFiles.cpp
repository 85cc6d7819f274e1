// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/EnvironmentFiles.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace knockback::workspace {
namespace {

using base::Failure;

const QString sharedName = QStringLiteral("$shared");

// The folders from `root` down to `folder`; just `folder` when it does not lie below.
QStringList foldersBetween(const QString& folder, const QString& root) {
    const QString top = QDir::cleanPath(QDir(root).absolutePath());
    QString at = QDir::cleanPath(QDir(folder).absolutePath());
    QStringList folders{at};
    while (at != top) {
        const QString parent = QDir::cleanPath(at + QStringLiteral("/.."));
        if (parent == at)
            return {QDir::cleanPath(QDir(folder).absolutePath())};
        folders.prepend(parent);
        at = parent;
    }
    return folders;
}

std::optional<QByteArray> scalarText(const QJsonValue& value) {
    if (value.isString())
        return value.toString().toUtf8();
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (value.isDouble())
        return QByteArray::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    return std::nullopt;
}

} // namespace

base::Result<EnvironmentFiles, FileError> EnvironmentFiles::read(const QString& folder, const QString& root) {
    EnvironmentFiles files;
    for (const QString& name :
         {QStringLiteral("http-client.env.json"), QStringLiteral("http-client.private.env.json")}) {
        for (const QString& place : foldersBetween(folder, root)) {
            QFile file(place + u'/' + name);
            if (!file.exists())
                continue;
            if (!file.open(QIODevice::ReadOnly))
                return Failure(
                    FileError{file.fileName(), 0,
                              QStringLiteral("The environments cannot be read: %1.").arg(file.errorString())});
            if (auto merged = files.merge(file.readAll(), file.fileName()); !merged)
                return Failure(merged.error());
        }
    }
    return files;
}

base::Outcome<FileError> EnvironmentFiles::merge(const QByteArray& json, const QString& fileName) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return Failure(FileError{fileName, static_cast<int>(json.left(error.offset).count('\n')) + 1,
                                 QStringLiteral("This is not JSON (%1).").arg(error.errorString())});
    const QJsonObject all = document.object();
    if (!document.isObject())
        return Failure(
            FileError{fileName, 1, QStringLiteral("Environments are a JSON object: {\"dev\": {\"host\": \"…\"}}.")});
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (!one->isObject())
            return Failure(
                FileError{fileName, 0, QStringLiteral("The environment \"%1\" is not an object.").arg(one.key())});
        const QJsonObject variables = one->toObject();
        Environment& environment = m_environments[one.key()];
        for (auto variable = variables.begin(); variable != variables.end(); ++variable) {
            if (const auto text = scalarText(*variable))
                environment[variable.key().toUtf8()] = *text;
        }
    }
    return base::Done{};
}

QStringList EnvironmentFiles::names() const {
    QStringList names;
    for (const auto& [name, variables] : m_environments) {
        if (name != sharedName)
            names << name;
    }
    return names;
}

bool EnvironmentFiles::contains(const QString& name) const {
    return name != sharedName && m_environments.contains(name);
}

Environment EnvironmentFiles::environment(const QString& name) const {
    Environment merged;
    for (const QString& layer : {sharedName, name}) {
        const auto found = m_environments.find(layer);
        if (found == m_environments.end())
            continue;
        for (const auto& [key, value] : found->second)
            merged[key] = value;
    }
    return merged;
}

} // namespace knockback::workspace
