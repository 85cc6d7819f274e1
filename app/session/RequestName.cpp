// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/RequestName.h"

#include "app/http/Url.h"

#include <QCryptographicHash>

#include <algorithm>

namespace knockback::session {

namespace {

// Every part is told apart from the next by its length.
class Digest {
public:
    void add(const QByteArray& part) {
        m_hash.addData(QByteArray::number(part.size()) + ':');
        m_hash.addData(part);
    }
    void add(const http::Request& request) {
        add(request.method);
        add(request.url);
        for (const auto& [name, value] : request.headers) {
            if (name.compare("User-Agent", Qt::CaseInsensitive) == 0)
                continue;
            add(name.toLower());
            add(value);
        }
        constexpr qint64 piece = 256 * 1024;
        for (qint64 at = 0; at < request.body.size(); at += piece)
            m_hash.addData(request.body.read(at, piece));
    }
    [[nodiscard]] QByteArray text() const { return m_hash.result().first(16).toHex(); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace

RequestName nameOf(const http::Request& request, const std::vector<QByteArray>& credentials,
                   const http::Redactor& redactor) {
    http::Attempt asked;
    asked.request = request;
    const auto redacted = redactor.redact(asked);
    auto names = credentials;
    std::sort(names.begin(), names.end());

    Digest written;
    written.add(redacted.attempt().request);
    for (const QByteArray& name : names)
        written.add(name);
    Digest whole;
    whole.add(written.text());
    if (names.empty())
        whole.add(request);

    RequestName name;
    name.inSession = whole.text();
    if ((redacted.redactions().empty() || !names.empty()) && !request.body.isSpilled())
        name.inHistory = written.text();
    const auto url = http::parseUrl(request.url);
    name.host = url ? url->authority() : QByteArray();
    return name;
}

void NamedRequest::set(const http::Request& request, const std::vector<QByteArray>& credentials) {
    if (!isNull())
        return;
    m_request = request;
    m_credentials = credentials;
}

const RequestName& NamedRequest::name(const http::Redactor& redactor) {
    if (!m_name)
        m_name = nameOf(m_request, m_credentials, redactor);
    return *m_name;
}

} // namespace knockback::session
