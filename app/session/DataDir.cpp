// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/DataDir.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace knockback::session {

base::Result<QString, QString> makeDataDir(const QString& wanted) {
    const QString path = wanted.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                                QStringLiteral("/knockback")
                                          : QDir(wanted).absolutePath();
    const bool fresh = !QFileInfo::exists(path);
    if (!QDir().mkpath(path))
        return base::Failure(QStringLiteral("The data folder %1 cannot be made: choose another with --data-dir.")
                                 .arg(QDir::toNativeSeparators(path)));
    // Only a folder of our own making is closed to others; one that the user chose keeps its rights.
    if (fresh)
        QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const QFileInfo info(path);
    if (!info.isDir() || !info.isWritable())
        return base::Failure(
            QStringLiteral("The data folder %1 is not a folder that can be written: choose another with --data-dir.")
                .arg(path));
    return path;
}

} // namespace knockback::session
