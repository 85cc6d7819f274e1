// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/FileError.h"
#include "app/workspace/RequestDraft.h"

#include <QStringList>

#include <map>

namespace knockback::workspace {

// Named sets of variables, as they stand in http-client.env.json and, over those, in http-client.private.env.json.
// "$shared" belongs to every environment. Members that are objects or lists are other programs' settings and are left
// out.
class EnvironmentFiles {
public:
    // Reads the files of `folder` and of its parents up to `root`; the nearer file wins. No file is no error.
    [[nodiscard]] static base::Result<EnvironmentFiles, FileError> read(const QString& folder, const QString& root);
    // One file's bytes over what is there already.
    base::Outcome<FileError> merge(const QByteArray& json, const QString& fileName);

    [[nodiscard]] QStringList names() const;
    [[nodiscard]] bool contains(const QString& name) const;
    // The variables of `name` with the shared ones below; only the shared ones when there is no such environment.
    [[nodiscard]] Environment environment(const QString& name) const;

private:
    std::map<QString, Environment> m_environments;
};

} // namespace knockback::workspace
