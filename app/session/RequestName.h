// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"
#include "app/http/Request.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace knockback::session {

// By what an earlier answer to the same request is found: digests of its method, URL, headers and body, and of whose
// credentials it carries. Renewed secrets of the vault change nothing; User-Agent does not count.
struct RequestName {
    QByteArray inSession; // also of secrets that were typed into the draft; stays in memory
    // Of what may be written down only. Empty when something is hidden that no credential stands for: two requests
    // that differ in it could not be told apart.
    QByteArray inHistory;
    QByteArray host;
};

// `request` as it was asked for, before cookies and what else the engine adds.
[[nodiscard]] RequestName nameOf(const http::Request& request, const std::vector<QByteArray>& credentials,
                                 const http::Redactor& redactor);

// What a call was asked for, as resolved at first, and its name once somebody needs it.
class NamedRequest {
public:
    // Only the first time counts: later ones are redirects.
    void set(const http::Request& request, const std::vector<QByteArray>& credentials);
    [[nodiscard]] bool isNull() const { return m_request.url.isEmpty(); }
    [[nodiscard]] const RequestName& name(const http::Redactor& redactor);

private:
    http::Request m_request;
    std::vector<QByteArray> m_credentials;
    std::optional<RequestName> m_name;
};

} // namespace knockback::session
