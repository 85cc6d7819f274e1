// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/real/support/Program.h"
#include "tests/real/support/RunningServer.h"

namespace knockback::test {

// nginx in the foreground, one process, with its files in the folder of `program`.
class NginxServer {
public:
    struct Configuration {
        QByteArray modules; // load_module lines
        QByteArray http;    // lines of the http block
        QByteArray server;  // lines of its one server, whose root is the folder `files`
        QByteArray files{}; // names below `files`, separated by blanks, which hold {"items": []}
    };
    // False when it does not come up; problem() says why.
    [[nodiscard]] bool start(const Program& program, const Configuration& configuration);
    [[nodiscard]] QString url(const char* path) const { return m_server.url(path); }
    [[nodiscard]] std::string problem() const { return m_server.problem().toStdString(); }

private:
    RunningServer m_server;
};

} // namespace knockback::test
