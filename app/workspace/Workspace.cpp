// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/Workspace.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace knockback::workspace {
namespace {

using base::Done;
using base::Failure;
using base::Outcome;
using base::Result;

constexpr qint64 largestFile = 32 * 1024 * 1024;

const QStringList filePatterns{QStringLiteral("*.http"), QStringLiteral("*.rest")};

bool isSkipped(const QString& relative) {
    for (const QString& part : relative.split(u'/')) {
        if (part.startsWith(u'.') || part == QLatin1String("node_modules"))
            return true;
    }
    return false;
}

Result<QByteArray, FileError> readAll(const QString& path, const QString& shownAs) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure(FileError{shownAs, 0, QStringLiteral("The file cannot be read: %1.").arg(file.errorString())});
    if (file.size() > largestFile)
        return Failure(
            FileError{shownAs, 0, QStringLiteral("The file is over 32 MB, too large for a file of requests.")});
    return file.readAll();
}

FileError in(const QString& file, FileError error) {
    error.file = file;
    return error;
}

} // namespace

Result<Workspace, FileError> Workspace::open(const QString& folderOrFile) {
    const QFileInfo info(folderOrFile);
    if (!info.exists())
        return Failure(FileError{folderOrFile, 0, QStringLiteral("There is no such file or folder.")});
    Workspace workspace;
    workspace.m_folder = info.isDir() ? info.absoluteFilePath() : info.absolutePath();
    if (!info.isDir())
        workspace.m_onlyFile = info.fileName();
    if (auto read = workspace.reload(); !read)
        return Failure(read.error());
    return workspace;
}

QString Workspace::name() const {
    return m_onlyFile.isEmpty() ? QDir(m_folder).dirName() : QFileInfo(m_onlyFile).completeBaseName();
}

Outcome<FileError> Workspace::reload() {
    QStringList names;
    if (!m_onlyFile.isEmpty()) {
        names << m_onlyFile;
    } else {
        QDirIterator all(m_folder, filePatterns, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString relative = QDir(m_folder).relativeFilePath(all.next());
            if (!isSkipped(relative))
                names << relative;
        }
    }
    m_files.clear();
    for (const QString& file : names) {
        if (auto read = readFile(file); !read)
            return read;
    }
    return Done{};
}

Outcome<FileError> Workspace::readFile(const QString& file) {
    auto bytes = readAll(pathOf(file), file);
    if (!bytes)
        return Failure(bytes.error());
    m_files[file] = HttpFile(*bytes);
    return Done{};
}

QStringList Workspace::files() const {
    QStringList names;
    for (const auto& [name, file] : m_files)
        names << name;
    return names;
}

std::vector<RequestEntry> Workspace::requests() const {
    std::vector<RequestEntry> entries;
    for (const auto& [name, file] : m_files) {
        for (std::size_t i = 0; i < file.count(); ++i) {
            RequestEntry entry{{name, i}, file.name(i), {}, {}, {}};
            if (const auto draft = file.draft(i)) {
                entry.method = draft->method;
                entry.url = draft->url;
            } else {
                entry.problem = in(name, draft.error()).sentence();
            }
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

Result<RequestDraft, FileError> Workspace::load(const RequestRef& ref) const {
    const auto file = m_files.find(ref.file);
    if (file == m_files.end() || ref.index >= file->second.count())
        return Failure(FileError{ref.file, 0, QStringLiteral("There is no such request in the workspace.")});
    auto draft = file->second.draft(ref.index);
    if (!draft)
        return Failure(in(ref.file, draft.error()));
    return draft;
}

Result<HttpFile, FileError> Workspace::current(const RequestRef& ref) const {
    const auto known = m_files.find(ref.file);
    if (known == m_files.end() || ref.index >= known->second.count())
        return Failure(FileError{ref.file, 0, QStringLiteral("There is no such request in the workspace.")});
    auto bytes = readAll(pathOf(ref.file), ref.file);
    if (!bytes)
        return Failure(bytes.error());
    HttpFile onDisk(*bytes);
    if (*bytes == known->second.bytes())
        return onDisk;
    const auto before = known->second.draft(ref.index);
    const auto now = ref.index < onDisk.count() ? onDisk.draft(ref.index) : before;
    if (ref.index >= onDisk.count() || !before || !now || *before != *now)
        return Failure(
            FileError{ref.file, known->second.line(ref.index),
                      QStringLiteral("The file was changed by another program and this request is no longer as "
                                     "it was read. Reload the workspace, then save again.")});
    return onDisk;
}

Outcome<FileError> Workspace::save(const RequestRef& ref, const RequestDraft& draft) {
    auto file = current(ref);
    if (!file)
        return Failure(file.error());
    if (auto changed = file->setDraft(ref.index, draft); !changed)
        return Failure(in(ref.file, changed.error()));
    return write(ref.file, *file);
}

Result<RequestRef, FileError> Workspace::create(const QString& name, const RequestDraft& draft) {
    const QString file = QDir::cleanPath(name);
    if (file.startsWith(QLatin1String("..")) || QDir::isAbsolutePath(file))
        return Failure(FileError{name, 0, QStringLiteral("A request's file lies inside the workspace's folder.")});
    HttpFile content;
    if (QFileInfo::exists(pathOf(file))) {
        auto bytes = readAll(pathOf(file), file);
        if (!bytes)
            return Failure(bytes.error());
        content = HttpFile(*bytes);
    }
    if (auto added = content.append(draft); !added)
        return Failure(in(file, added.error()));
    QDir().mkpath(QFileInfo(pathOf(file)).absolutePath());
    if (auto written = write(file, content); !written)
        return Failure(written.error());
    return RequestRef{file, content.count() - 1};
}

Outcome<FileError> Workspace::remove(const RequestRef& ref) {
    auto file = current(ref);
    if (!file)
        return Failure(file.error());
    file->remove(ref.index);
    return write(ref.file, *file);
}

Outcome<FileError> Workspace::write(const QString& file, const HttpFile& content) {
    QSaveFile out(pathOf(file));
    const QByteArray bytes = content.bytes();
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return Failure(FileError{
            file, 0, QStringLiteral("The file cannot be written: %1. Nothing was changed.").arg(out.errorString())});
    m_files[file] = content;
    return Done{};
}

QStringList Workspace::environmentNames() const {
    QStringList names;
    for (const auto& [file, content] : m_files) {
        if (const auto files = EnvironmentFiles::read(folderOf(file), m_folder))
            names << files->names();
    }
    names.removeDuplicates();
    names.sort();
    return names;
}

Result<Environment, FileError> Workspace::environment(const QString& name, const QString& file) const {
    auto files = EnvironmentFiles::read(folderOf(file), m_folder);
    if (!files)
        return Failure(files.error());
    if (!name.isEmpty() && !files->contains(name))
        return Failure(FileError{
            {},
            0,
            QStringLiteral("There is no environment \"%1\" for %2; known are: %3.")
                .arg(name, file,
                     files->names().isEmpty() ? QStringLiteral("none") : files->names().join(QStringLiteral(", ")))});
    Environment environment = files->environment(name);
    if (const auto content = m_files.find(file); content != m_files.end()) {
        for (const auto& [key, value] : content->second.variables())
            environment[key] = value;
    }
    return environment;
}

QString Workspace::folderOf(const QString& file) const {
    return QFileInfo(pathOf(file)).absolutePath();
}

QString Workspace::pathOf(const QString& file) const {
    return m_folder + u'/' + file;
}

} // namespace knockback::workspace
