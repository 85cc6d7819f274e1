// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabMessage.h"

#include "app/http/Response.h"

namespace knockback::lab {

QByteArray LabRequest::path() const {
    QByteArrayView path = target;
    if (!path.startsWith('/')) {
        const qsizetype authority = path.indexOf("://");
        if (authority < 0)
            return target;
        const qsizetype slash = path.sliced(authority + 3).indexOf('/');
        if (slash < 0)
            return "/";
        path = path.sliced(authority + 3 + slash);
    }
    const qsizetype query = path.indexOf('?');
    return (query < 0 ? path : path.first(query)).toByteArray();
}

WireReply toWire(const LabReply& reply, const LabRequest& request) {
    const bool bodiless = reply.status == 204 || reply.status == 304;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + http::reasonPhrase(reply.status) + "\r\n";
    for (const http::HeaderField& field : reply.headers)
        head += field.name + ": " + field.value + "\r\n";
    if (!bodiless)
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    if (reply.close || !request.keepAlive)
        head += "Connection: close\r\n";
    else if (request.http10)
        head += "Connection: keep-alive\r\n";
    head += "\r\n";
    const bool silent = bodiless || request.method == "HEAD";
    return {head, silent ? QByteArray() : reply.body.left(reply.cutAfter.value_or(reply.body.size()))};
}

} // namespace knockback::lab
