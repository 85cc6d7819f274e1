// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace knockback::http {

// The parts of an absolute http(s) URL as they stand in the text; nothing is decoded or normalised (RFC 3986).
struct UrlParts {
    QByteArray scheme; // lower case
    QByteArray userInfo;
    QByteArray host; // lower case, without the brackets of an IPv6 address
    int port = 0;    // the scheme's default when none is written
    bool portWritten = false;
    QByteArray path; // "/" when empty
    QByteArray query;
    QByteArray fragment;

    // "https://host" or "https://host:8443"
    [[nodiscard]] QByteArray origin() const;
    // "host" or "host:8443" when the port is not the scheme's own
    [[nodiscard]] QByteArray authority() const;
};

[[nodiscard]] std::optional<UrlParts> parseUrl(QByteArrayView url);

// The absolute URL that `reference` means where `base` was asked for (RFC 3986 5.2, dot segments removed). Nothing when
// the result is no http(s) URL.
[[nodiscard]] std::optional<QByteArray> resolveReference(const QByteArray& base, const QByteArray& reference);

// One name=value of a query, as written and decoded.
struct QueryParam {
    QByteArray name;  // percent-decoded, '+' as space
    QByteArray value; // percent-decoded
    QByteArray raw;   // "name=value" as in the text
};
[[nodiscard]] std::vector<QueryParam> parseQuery(QByteArrayView query);

} // namespace knockback::http
