// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/EnvironmentFiles.h"
#include "app/workspace/FileError.h"
#include "app/workspace/HttpFile.h"
#include "app/workspace/RequestDraft.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace knockback::workspace {

// Where a request stands: a file below the workspace's folder, and which request of it, from 0.
struct RequestRef {
    QString file;
    std::size_t index = 0;
    bool operator==(const RequestRef&) const = default;
};

// A request as the sidebar lists it.
struct RequestEntry {
    RequestRef ref;
    QString name; // may be empty
    QByteArray method;
    QByteArray url;
    QString problem; // why the request cannot be loaded; empty = it can
};

// A folder of .http and .rest files. Reads everything at once when it is opened; writes one file at a time, whole or
// not at all. One thread.
class Workspace {
public:
    // A folder, or one file (then the workspace is that file alone). Hidden folders and node_modules are skipped.
    [[nodiscard]] static base::Result<Workspace, FileError> open(const QString& folderOrFile);

    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] std::vector<RequestEntry> requests() const;

    [[nodiscard]] base::Result<RequestDraft, FileError> load(const RequestRef& ref) const;
    // Fails when the file was changed by somebody else in the meantime so that the request is not where it was.
    base::Outcome<FileError> save(const RequestRef& ref, const RequestDraft& draft);
    // Adds a request at the end of `file`, which is made when it is not there.
    base::Result<RequestRef, FileError> create(const QString& file, const RequestDraft& draft);
    base::Outcome<FileError> remove(const RequestRef& ref);
    // Reads everything again.
    base::Outcome<FileError> reload();

    // Names over all folders of the workspace.
    [[nodiscard]] QStringList environmentNames() const;
    // What a request of `file` sees: shared and named environment, and over them the file's own variables.
    [[nodiscard]] base::Result<Environment, FileError> environment(const QString& name, const QString& file) const;
    // The folder that a request's `< ./path` lines start from.
    [[nodiscard]] QString folderOf(const QString& file) const;

private:
    [[nodiscard]] QString pathOf(const QString& file) const;
    base::Outcome<FileError> readFile(const QString& file);
    base::Outcome<FileError> write(const QString& file, const HttpFile& content);
    // The file as it stands on disk now, when the request is still the same there.
    [[nodiscard]] base::Result<HttpFile, FileError> current(const RequestRef& ref) const;

    QString m_folder;
    QString m_onlyFile; // when opened on one file
    std::map<QString, HttpFile> m_files;
};

} // namespace knockback::workspace
