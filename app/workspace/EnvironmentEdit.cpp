// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/EnvironmentEdit.h"

#include "app/workspace/EnvironmentFiles.h"
#include "app/workspace/EnvironmentText.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace knockback::workspace {
namespace {

using base::Done;
using base::Failure;
using base::Outcome;
using base::Result;

// Both files as they are on disk now.
struct Files {
    EnvironmentText open;
    EnvironmentText secret;
    [[nodiscard]] EnvironmentText& of(bool isSecret) { return isSecret ? secret : open; }
};

QString pathOf(const QString& folder, bool secret) {
    return folder + QLatin1String(secret ? "/http-client.private.env.json" : "/http-client.env.json");
}

Result<EnvironmentText, FileError> readText(const QString& path) {
    QFile file(path);
    if (!file.exists())
        return EnvironmentText();
    if (!file.open(QIODevice::ReadOnly))
        return Failure(
            FileError{path, 0, QStringLiteral("The environments cannot be read: %1.").arg(file.errorString())});
    const QByteArray json = file.readAll();
    if (json.trimmed().isEmpty())
        return EnvironmentText();
    if (auto problem = EnvironmentFiles().merge(json, path); !problem)
        return Failure(problem.error());
    return EnvironmentText(json);
}

Result<Files, FileError> readFiles(const QString& folder) {
    auto open = readText(pathOf(folder, false));
    if (!open)
        return Failure(open.error());
    auto secret = readText(pathOf(folder, true));
    if (!secret)
        return Failure(secret.error());
    return Files{*open, *secret};
}

Outcome<FileError> writeText(const QString& path, const QByteArray& json, bool secret) {
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    bool fine = file.open(QIODevice::WriteOnly);
    if (fine && secret) // before there is anything to read
        fine = file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!fine || file.write(json) != json.size() || !file.commit())
        return Failure(FileError{
            path, 0, QStringLiteral("The file cannot be written: %1. Nothing was changed.").arg(file.errorString())});
    return Done{};
}

// Reads both files, changes them, and writes what is different now: first where something was added, so that a crash in
// between leaves it in both and loses nothing.
template <typename Change>
Outcome<FileError> edit(const QString& folder, bool secretFirst, Change change) {
    auto files = readFiles(folder);
    if (!files)
        return Failure(files.error());
    const Files before = *files;
    if (const QString problem = change(*files); !problem.isEmpty())
        return Failure(FileError{{}, 0, problem});
    for (const bool secret : {secretFirst, !secretFirst}) {
        const QByteArray& json = files->of(secret).json();
        if (json == (secret ? before.secret : before.open).json())
            continue;
        if (auto written = writeText(pathOf(folder, secret), json, secret); !written)
            return written;
    }
    return Done{};
}

QString nameProblem(const QString& name) {
    return name.trimmed().isEmpty() ? QStringLiteral("An environment and a variable need a name: type one.")
                                    : QString();
}

} // namespace

Result<QStringList, FileError> EnvironmentEdit::names() const {
    const auto files = readFiles(m_folder);
    if (!files)
        return Failure(files.error());
    QStringList names;
    for (const auto* text : {&files->open, &files->secret}) {
        for (const QByteArray& name : text->environments())
            names << QString::fromUtf8(name);
    }
    names.removeDuplicates();
    return names;
}

Result<std::vector<EnvironmentRow>, FileError> EnvironmentEdit::rows() const {
    const auto files = readFiles(m_folder);
    const auto all = names();
    if (!files || !all)
        return Failure(files ? all.error() : files.error());
    std::vector<EnvironmentRow> rows;
    for (const QString& name : *all) {
        const QByteArray environment = name.toUtf8();
        const auto secrets = files->secret.variables(environment);
        for (const auto& [variable, value] : files->open.variables(environment)) {
            for (const auto& [secretName, secretValue] : secrets) {
                if (secretName == variable)
                    rows.push_back({name, secretName, secretValue, true});
            }
            rows.push_back({name, variable, value, false});
        }
        for (const auto& [variable, value] : secrets) {
            if (!files->open.has(environment, variable))
                rows.push_back({name, variable, value, true});
        }
    }
    return rows;
}

Outcome<FileError> EnvironmentEdit::set(const EnvironmentRow& row) {
    return edit(m_folder, row.secret, [&](Files& files) {
        if (row.name.trimmed().isEmpty())
            return nameProblem({});
        if (const QString problem = nameProblem(row.environment); !problem.isEmpty())
            return problem;
        const QByteArray environment = row.environment.toUtf8();
        const bool moves = !files.of(row.secret).has(environment, row.name);
        files.of(row.secret).set(environment, row.name, row.value);
        if (moves)
            files.of(!row.secret).remove(environment, row.name);
        return QString();
    });
}

Outcome<FileError> EnvironmentEdit::renameVariable(const QString& environment, const QByteArray& from,
                                                   const QByteArray& to) {
    return edit(m_folder, false, [&](Files& files) {
        const QByteArray in = environment.toUtf8();
        if (to.trimmed().isEmpty())
            return nameProblem({});
        if (from != to && (files.open.has(in, to) || files.secret.has(in, to)))
            return QStringLiteral("\"%1\" has a variable \"%2\" already: choose another name.")
                .arg(environment, QString::fromUtf8(to));
        files.open.rename(in, from, to);
        files.secret.rename(in, from, to);
        return QString();
    });
}

Outcome<FileError> EnvironmentEdit::removeVariable(const QString& environment, const QByteArray& name) {
    return edit(m_folder, false, [&](Files& files) {
        files.open.remove(environment.toUtf8(), name);
        files.secret.remove(environment.toUtf8(), name);
        return QString();
    });
}

Outcome<FileError> EnvironmentEdit::addEnvironment(const QString& name) {
    return edit(m_folder, false, [&](Files& files) {
        if (const QString problem = nameProblem(name); !problem.isEmpty())
            return problem;
        if (files.open.has(name.toUtf8()) || files.secret.has(name.toUtf8()))
            return QStringLiteral("There is an environment \"%1\" already: choose another name.").arg(name);
        files.open.add(name.toUtf8());
        return QString();
    });
}

Outcome<FileError> EnvironmentEdit::renameEnvironment(const QString& from, const QString& to) {
    return edit(m_folder, false, [&](Files& files) {
        if (const QString problem = nameProblem(to); !problem.isEmpty())
            return problem;
        if (from != to && (files.open.has(to.toUtf8()) || files.secret.has(to.toUtf8())))
            return QStringLiteral("There is an environment \"%1\" already: choose another name.").arg(to);
        files.open.renameEnvironment(from.toUtf8(), to.toUtf8());
        files.secret.renameEnvironment(from.toUtf8(), to.toUtf8());
        return QString();
    });
}

Outcome<FileError> EnvironmentEdit::removeEnvironment(const QString& name) {
    return edit(m_folder, false, [&](Files& files) {
        files.open.removeEnvironment(name.toUtf8());
        files.secret.removeEnvironment(name.toUtf8());
        return QString();
    });
}

} // namespace knockback::workspace
