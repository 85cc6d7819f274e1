// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/real/support/RunningServer.h"

#include <QTemporaryDir>

namespace knockback::bench {

// Debian's nginx on loopback with a configuration of its own: one worker, no log, kept connections. Serves the files of
// a temporary folder; both are gone with this object. Needs a QCoreApplication.
class Nginx {
public:
    // Starts it; ends the program with a sentence when that fails.
    Nginx();

    // A file of `size` zero bytes (a hole: it costs no disk), or one of `bytes`.
    void addFile(const char* name, qint64 size);
    void addFile(const char* name, const QByteArray& bytes);

    [[nodiscard]] QByteArray url(const char* path) const { return m_server.url(path).toUtf8(); }

private:
    QTemporaryDir m_folder;
    test::RunningServer m_server;
};

} // namespace knockback::bench
