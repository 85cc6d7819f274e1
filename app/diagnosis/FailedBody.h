// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/JsonPath.h"
#include "app/http/Response.h"

#include <QByteArrayView>

namespace knockback::diagnosis {

// Whether an answer says in another place than its status that the request failed: {"ok": false}, {"errors": [...]}
// without data, a JSON-RPC error, a SOAP fault, a gRPC status, a short page that is nothing but "Access denied". Asked
// of answers whose status says nothing of it: 2xx, and 500 for a SOAP fault, whose status is the same for every fault.
// `words` are the visible words of a page or text.
[[nodiscard]] bool saysItFailed(const http::Response& response, const JsonBody& json, QByteArrayView body,
                                QByteArrayView title, QByteArrayView words);

} // namespace knockback::diagnosis
