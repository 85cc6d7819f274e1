// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <variant>

namespace knockback::oauth {

// What has come over a connection to the listener so far.
struct StillComing {};
struct BadRequest {
    int status = 400;
};
struct RedirectQuery {
    QByteArray query; // as written
};
using LoopbackRequest = std::variant<StillComing, BadRequest, RedirectQuery>;

// Reads one request head. Only a GET of exactly `path` counts, over HTTP/1, and only with the Host that the redirect
// address names, so that no other site's name can be pointed here (DNS rebinding). At most 8 KiB.
[[nodiscard]] LoopbackRequest readLoopbackRequest(QByteArrayView bytes, QByteArrayView host, QByteArrayView path);

// A page that says it in one sentence: no script, no referrer, kept nowhere, and nothing of the request in it.
[[nodiscard]] QByteArray loopbackPage(int status, const char* sentence);

} // namespace knockback::oauth
