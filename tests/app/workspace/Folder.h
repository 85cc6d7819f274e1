// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace knockback::test {

// A temporary folder with files, gone at the end of the test.
class Folder {
public:
    [[nodiscard]] QString path(const char* name = "") const {
        return QDir::cleanPath(m_dir.filePath(QString::fromUtf8(name)));
    }

    void write(const char* name, const QByteArray& bytes) const {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test's file");
    }

    [[nodiscard]] QByteArray read(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
    }

private:
    QTemporaryDir m_dir;
};

} // namespace knockback::test
