// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/FileError.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace knockback::workspace {

// One variable of one environment as it stands in a file: what the environment editor shows as a row.
struct EnvironmentRow {
    QString environment; // "$shared" = part of every environment
    QByteArray name;
    QByteArray value;
    bool secret = false; // stands in http-client.private.env.json, which only its owner may read
    bool operator==(const EnvironmentRow&) const = default;
};

// The environment files of one folder, edited: http-client.env.json and http-client.private.env.json. Every change is
// on disk when the function returns; it touches the one member and keeps the order, indentation and line ends of the
// rest. A file that another program changed in the meantime is read again first. Any thread, one at a time.
class EnvironmentEdit {
public:
    explicit EnvironmentEdit(QString folder) : m_folder(std::move(folder)) {}

    // The environments in the files' order, "$shared" among them when it is there.
    [[nodiscard]] base::Result<QStringList, FileError> names() const;
    // Rows in the files' order; of a name that stands in both files the secret one comes first, it is the one that
    // counts.
    [[nodiscard]] base::Result<std::vector<EnvironmentRow>, FileError> rows() const;

    // Adds the variable, or changes its value. A changed `secret` moves it to the other file.
    base::Outcome<FileError> set(const EnvironmentRow& row);
    base::Outcome<FileError> renameVariable(const QString& environment, const QByteArray& from, const QByteArray& to);
    base::Outcome<FileError> removeVariable(const QString& environment, const QByteArray& name);

    base::Outcome<FileError> addEnvironment(const QString& name);
    base::Outcome<FileError> renameEnvironment(const QString& from, const QString& to);
    base::Outcome<FileError> removeEnvironment(const QString& name);

private:
    QString m_folder;
};

} // namespace knockback::workspace
