// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/Nginx.h"

#include <QDir>
#include <QFile>

namespace knockback::bench {

namespace {

constexpr const char* configuration = R"(
daemon off;
master_process off;
worker_processes 1;
pid PREFIX/nginx.pid;
error_log stderr error;
events { worker_connections 512; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 1000000000;
  keepalive_timeout 600;
  open_file_cache max=16;
  client_body_temp_path PREFIX/body;
  proxy_temp_path PREFIX/proxy;
  fastcgi_temp_path PREFIX/fastcgi;
  uwsgi_temp_path PREFIX/uwsgi;
  scgi_temp_path PREFIX/scgi;
  default_type application/json;
  server {
    listen 127.0.0.1:PORT;
    root PREFIX/files;
  }
}
)";

void write(const QString& path, const QByteArray& bytes, qint64 size) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.resize(size))
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

Nginx::Nginx() {
    const quint16 port = test::freePort();
    QDir().mkpath(m_folder.filePath(QStringLiteral("files")));
    QByteArray text(configuration);
    text.replace("PORT", QByteArray::number(port)).replace("PREFIX", m_folder.path().toUtf8());
    const QString file = m_folder.filePath(QStringLiteral("nginx.conf"));
    write(file, text, text.size());
    if (!m_server.start(QStringLiteral("nginx"),
                        {QStringLiteral("-p"), m_folder.path() + u'/', QStringLiteral("-c"), file}, port))
        qFatal("nginx is needed: %s", qPrintable(m_server.problem()));
}

void Nginx::addFile(const char* name, qint64 size) {
    write(m_folder.filePath(QStringLiteral("files/") + QString::fromUtf8(name)), {}, size);
}

void Nginx::addFile(const char* name, const QByteArray& bytes) {
    write(m_folder.filePath(QStringLiteral("files/") + QString::fromUtf8(name)), bytes, bytes.size());
}

} // namespace knockback::bench
