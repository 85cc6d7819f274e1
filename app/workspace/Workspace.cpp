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

std::vector<RequestFace> facesOf(const HttpFile& file) {
    std::vector<RequestFace> faces;
    for (std::size_t i = 0; i < file.count(); ++i)
        faces.push_back(file.face(i));
    return faces;
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
    if (workspace.m_files.empty() && !workspace.m_problems.empty())
        return Failure(workspace.m_problems.front());
    return workspace;
}

QString Workspace::name() const {
    return m_onlyFile.isEmpty() ? QDir(m_folder).dirName() : QFileInfo(m_onlyFile).completeBaseName();
}

Outcome<FileError> Workspace::reload() {
    if (!QFileInfo(m_folder).isDir())
        return Failure(FileError{m_folder, 0, QStringLiteral("The folder is no longer there.")});
    QStringList names;
    if (!m_onlyFile.isEmpty()) {
        names << m_onlyFile;
    } else {
        QDirIterator all(m_folder, filePatterns, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString relative = QDir(m_folder).relativeFilePath(all.next());
            if (!isSkipped(relative))
                names << relative;
        }
    }
    m_files.clear();
    m_problems.clear();
    for (const QString& file : names) {
        if (auto bytes = readAll(pathOf(file), file))
            m_files[file] = HttpFile(*bytes);
        else
            m_problems.push_back(bytes.error());
    }
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
            RequestEntry entry{{name, i}, file.name(i), {}, {}, {}, file.line(i), {}};
            if (const auto draft = file.draft(i)) {
                entry.method = draft->method;
                entry.url = draft->url;
            } else {
                entry.problem = in(name, draft.error()).sentence();
            }
            for (const FileError& note : file.notes(i))
                entry.notes << in(name, note).sentence();
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

std::vector<RequestFace> Workspace::faces() const {
    std::vector<RequestFace> faces;
    for (const auto& [name, file] : m_files) {
        for (std::size_t i = 0; i < file.count(); ++i) {
            faces.push_back(file.face(i));
            faces.back().file = name;
        }
    }
    return faces;
}

AuthDraft Workspace::inheritedAuth(const QString& file) const {
    const auto found = m_files.find(file);
    return found == m_files.end() ? AuthDraft() : found->second.inheritedAuth();
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

Result<Workspace::Found, FileError> Workspace::find(const RequestRef& ref) const {
    const auto known = m_files.find(ref.file);
    if (known == m_files.end() || ref.index >= known->second.count())
        return Failure(FileError{ref.file, 0, QStringLiteral("There is no such request in the workspace.")});
    const HttpFile& before = known->second;
    auto bytes = readAll(pathOf(ref.file), ref.file);
    if (!bytes)
        return Failure(bytes.error());
    HttpFile onDisk(*bytes);
    if (*bytes == before.bytes())
        return Found{std::move(onDisk), ref.index};

    const auto match = matchRequests(facesOf(before), facesOf(onDisk));
    const auto now = std::find(match.begin(), match.end(), std::optional(ref.index));
    const auto index = static_cast<std::size_t>(now - match.begin());
    if (now == match.end())
        return Failure(FileError{ref.file, before.line(ref.index),
                                 QStringLiteral("Another program has removed this request from the file, so it was not "
                                                "written. Nothing is lost: save it as a new request to keep it.")});
    const auto was = before.draft(ref.index);
    const auto is = onDisk.draft(index);
    const bool same = was && is ? *was == *is : before.face(ref.index).content == onDisk.face(index).content;
    if (!same)
        return Failure(FileError{ref.file, onDisk.line(index),
                                 QStringLiteral("Another program has changed this request in the meantime, so it was "
                                                "not written over. Choose which of the two counts, then save again.")});
    return Found{std::move(onDisk), index};
}

Result<RequestRef, FileError> Workspace::save(const RequestRef& ref, const RequestDraft& draft) {
    auto found = find(ref);
    if (!found)
        return Failure(found.error());
    const QByteArray before = found->file.bytes();
    if (auto changed = found->file.setDraft(found->index, draft); !changed)
        return Failure(in(ref.file, changed.error()));
    if (auto written = write(ref.file, before, found->file); !written)
        return Failure(written.error());
    return RequestRef{ref.file, found->index};
}

Result<RequestRef, FileError> Workspace::create(const QString& name, const RequestDraft& draft) {
    const QString file = QDir::cleanPath(name);
    if (file.startsWith(QLatin1String("..")) || QDir::isAbsolutePath(file))
        return Failure(FileError{name, 0, QStringLiteral("A request's file lies inside the workspace's folder.")});
    QByteArray before;
    if (QFileInfo::exists(pathOf(file))) {
        auto bytes = readAll(pathOf(file), file);
        if (!bytes)
            return Failure(bytes.error());
        before = *bytes;
    }
    HttpFile content(before);
    if (auto added = content.append(draft); !added)
        return Failure(in(file, added.error()));
    QDir().mkpath(QFileInfo(pathOf(file)).absolutePath());
    if (auto written = write(file, before, content); !written)
        return Failure(written.error());
    return RequestRef{file, content.count() - 1};
}

Outcome<FileError> Workspace::remove(const RequestRef& ref) {
    auto found = find(ref);
    if (!found)
        return Failure(found.error());
    const QByteArray before = found->file.bytes();
    found->file.remove(found->index);
    return write(ref.file, before, found->file);
}

Outcome<FileError> Workspace::write(const QString& file, const QByteArray& before, const HttpFile& content) {
    const QByteArray bytes = content.bytes();
    if (bytes != before || !QFileInfo::exists(pathOf(file))) {
        QSaveFile out(pathOf(file));
        const bool prepared = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
        // The last look before the new file takes the place of the old one.
        if (prepared && QFileInfo::exists(pathOf(file))) {
            const auto now = readAll(pathOf(file), file);
            if (now && *now != before)
                return Failure(FileError{file, 0,
                                         QStringLiteral("Another program is writing this file just now, so nothing was "
                                                        "written over. Save again.")});
        }
        if (!prepared || !out.commit())
            return Failure(FileError{
                file, 0,
                QStringLiteral("The file cannot be written: %1. Nothing was changed.").arg(out.errorString())});
    }
    m_files[file] = content;
    return Done{};
}

QStringList Workspace::environmentNames() const {
    QStringList names;
    QStringList folders{m_folder};
    for (const auto& [file, content] : m_files)
        folders << folderOf(file);
    folders.removeDuplicates();
    for (const QString& folder : folders) {
        if (const auto files = EnvironmentFiles::read(folder, m_folder))
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
