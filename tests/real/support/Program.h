// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

namespace knockback::test {

// The built `knockback`, run with a data folder of its own and no keychain.
class Program {
public:
    struct Result {
        int exitCode = -1; // -1 = it did not end in time
        QByteArray out;
        QByteArray err;
        [[nodiscard]] QJsonObject json() const;
    };

    // At most a minute.
    [[nodiscard]] Result run(const QStringList& arguments) const;
    [[nodiscard]] QString path(const char* name) const { return m_dir.filePath(QString::fromUtf8(name)); }
    QString write(const char* name, const QByteArray& bytes) const;

private:
    QTemporaryDir m_dir;
};

// The attempts and waits of `send --json`, checked for what always holds: one wait fewer than attempts, and no wait
// shorter than the Retry-After that it obeys, in the report as on the clock. Returns what is wrong, or an empty text.
[[nodiscard]] QString problemWithWaits(const QJsonObject& call);

} // namespace knockback::test
