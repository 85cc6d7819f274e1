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
    QString problem;   // why the request cannot be loaded; empty = it can
    int line = 0;      // of the request line, from 1
    QStringList notes; // what this version leaves alone, a sentence each
};

// A folder of .http and .rest files. Reads everything at once when it is opened; writes one file at a time, whole or
// not at all, and never over what another program wrote in the meantime. One thread at a time.
class Workspace {
public:
    // A folder, or one file (then the workspace is that file alone). Hidden folders and node_modules are skipped.
    [[nodiscard]] static base::Result<Workspace, FileError> open(const QString& folderOrFile);

    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] std::vector<RequestEntry> requests() const;

    // What tells the requests apart, in the order of requests().
    [[nodiscard]] std::vector<RequestFace> faces() const;
    // Files that could not be read when the workspace was; the others are there.
    [[nodiscard]] const std::vector<FileError>& problems() const { return m_problems; }
    // The file's default for requests that inherit.
    [[nodiscard]] AuthDraft inheritedAuth(const QString& file) const;

    [[nodiscard]] base::Result<RequestDraft, FileError> load(const RequestRef& ref) const;
    // Writes one request into its file as it stands on disk now: what others changed elsewhere in it stays. Says where
    // the request is then. Fails, and writes nothing, when the same request was changed, renamed or removed by others.
    base::Result<RequestRef, FileError> save(const RequestRef& ref, const RequestDraft& draft);
    // Adds a request at the end of `file`, which is made when it is not there.
    base::Result<RequestRef, FileError> create(const QString& file, const RequestDraft& draft);
    base::Outcome<FileError> remove(const RequestRef& ref);
    // Reads everything again; fails when the folder itself is gone.
    base::Outcome<FileError> reload();

    // Names over all folders of the workspace.
    [[nodiscard]] QStringList environmentNames() const;
    // What a request of `file` sees: shared and named environment, and over them the file's own variables.
    [[nodiscard]] base::Result<Environment, FileError> environment(const QString& name, const QString& file) const;
    // The folder that a request's `< ./path` lines start from.
    [[nodiscard]] QString folderOf(const QString& file) const;

private:
    // A file as it stands on disk, and where one of its requests is in it now.
    struct Found {
        HttpFile file;
        std::size_t index = 0;
    };
    [[nodiscard]] QString pathOf(const QString& file) const;
    // With the request as it was read, or why it is not there.
    [[nodiscard]] base::Result<Found, FileError> find(const RequestRef& ref) const;
    // Fails when the file no longer is what `before` says.
    base::Outcome<FileError> write(const QString& file, const QByteArray& before, const HttpFile& content);

    QString m_folder;
    QString m_onlyFile; // when opened on one file
    std::map<QString, HttpFile> m_files;
    std::vector<FileError> m_problems;
};

} // namespace knockback::workspace
