// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/oauth/FormBody.h"

namespace knockback::oauth {

// Why nothing that is secret may be sent there, as the end of a sentence, or empty: not an absolute URL, with a
// fragment or a user in it, or without TLS to another machine.
[[nodiscard]] QString problemWithEndpoint(QByteArrayView url);

// A form posted to an endpoint that answers in JSON: 15 s, no proxy, no cookies.
[[nodiscard]] http::Request formPost(const QByteArray& url, const FormBody& form);

// A GET of a JSON document, under the same terms.
[[nodiscard]] http::Request documentGet(const QByteArray& url);

} // namespace knockback::oauth
