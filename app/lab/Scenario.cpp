// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/Scenario.h"

#include <QDir>
#include <QFile>

namespace knockback::lab {

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;

QString builtInFolder() {
    return QStringLiteral(":/knockback/scenarios/");
}

} // namespace

QStringList Scenario::builtInNames() {
    QStringList names;
    const QStringList files = QDir(builtInFolder()).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& file : files)
        names << file.chopped(5);
    return names;
}

base::Result<Scenario, LabError> Scenario::loadBuiltIn(const QString& name) {
    const QStringList names = builtInNames();
    if (!names.contains(name))
        return base::Failure(LabError{LabErrorKind::UnknownScenario,
                                      QStringLiteral("There is no scenario \"%1\"; there are: %2. A scenario of your "
                                                     "own is given as a file that ends in .json.")
                                          .arg(name, names.join(QStringLiteral(", ")))});
    return loadFile(builtInFolder() + name + QStringLiteral(".json"));
}

base::Result<Scenario, LabError> Scenario::loadFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Failure(
            LabError{LabErrorKind::Unreadable,
                     QStringLiteral("The scenario file %1 cannot be read: %2.").arg(path, file.errorString())});
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return base::Failure(
            LabError{LabErrorKind::Unreadable,
                     QStringLiteral("The scenario file %1 is larger than 4 MiB; that is not a scenario.").arg(path)});
    return parse(bytes, path);
}

} // namespace knockback::lab
