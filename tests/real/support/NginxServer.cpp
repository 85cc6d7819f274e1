// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/NginxServer.h"

#include <QDir>
#include <QFileInfo>

namespace knockback::test {

namespace {

constexpr const char* frame = R"(
MODULES
daemon off;
master_process off;
pid PREFIX/nginx.pid;
error_log stderr error;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path PREFIX/body;
  proxy_temp_path PREFIX/proxy;
  fastcgi_temp_path PREFIX/fastcgi;
  uwsgi_temp_path PREFIX/uwsgi;
  scgi_temp_path PREFIX/scgi;
  default_type application/json;
  HTTP
  server {
    listen 127.0.0.1:PORT;
    root PREFIX/files;
    SERVER
  }
}
)";

} // namespace

bool NginxServer::start(const Program& program, const Configuration& configuration) {
    for (const QByteArray& name : configuration.files.split(' ')) {
        const QByteArray path = "files/" + name;
        if (name.isEmpty() || !QDir().mkpath(QFileInfo(program.path(path.constData())).path()))
            continue;
        static_cast<void>(program.write(path.constData(), "{\"items\": []}\n"));
    }
    const quint16 port = freePort();
    QByteArray text(frame);
    text.replace("MODULES", configuration.modules)
        .replace("HTTP", configuration.http)
        .replace("SERVER", configuration.server)
        .replace("PORT", QByteArray::number(port))
        .replace("PREFIX", program.path("").toUtf8());
    const QString file = program.write("nginx.conf", text);
    return m_server.start(QStringLiteral("nginx"), {QStringLiteral("-p"), program.path(""), QStringLiteral("-c"), file},
                          port);
}

} // namespace knockback::test
