// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/UserProviders.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace knockback::providers {
namespace {

constexpr qint64 largestFile = 1024 * 1024; // ours have a few kilobytes

base::Result<Provider, CatalogueError> readFile(const QString& path, const QString& name) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Failure(
            CatalogueError{QStringLiteral("The provider file %1 cannot be read: %2.").arg(name, file.errorString())});
    if (file.size() > largestFile)
        return base::Failure(CatalogueError{QStringLiteral("The provider file %1 is larger than 1 MiB.").arg(name)});
    return Catalogue::parse(file.read(largestFile), name);
}

} // namespace

UserProviders readUserProviders(const QString& folder, const Catalogue& under) {
    UserProviders read;
    std::vector<Provider> own;
    const auto leaveOut = [&](const QString& why) {
        read.problems.push_back({why + QStringLiteral(" It is left out until it is mended.")});
    };
    const QDir files(folder);
    for (const QString& name : files.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        auto provider = readFile(files.filePath(name), name);
        if (!provider) {
            leaveOut(provider.error().sentence);
            continue;
        }
        const auto same =
            std::find_if(own.begin(), own.end(), [&](const Provider& other) { return other.id == provider->id; });
        if (same != own.end())
            leaveOut(QStringLiteral("The provider file %1 cannot be used: another file has the id \"%2\" too.")
                         .arg(name, QString::fromLatin1(provider->id)));
        else
            own.push_back(std::move(*provider));
    }
    read.catalogue = std::make_unique<const Catalogue>(std::move(own), under);
    return read;
}

} // namespace knockback::providers
