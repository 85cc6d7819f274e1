// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/StoredParts.h"

#include "app/history/Cbor.h"

namespace knockback::history {

QCborArray encode(const http::HeaderList& headers) {
    QCborArray flat; // name, value, name, value …
    for (const http::HeaderField& field : headers) {
        flat.append(field.name);
        flat.append(field.value);
    }
    return flat;
}

http::HeaderList decodeHeaders(const QCborValue& value) {
    http::HeaderList headers;
    const QCborArray flat = value.toArray();
    for (qsizetype i = 0; i + 1 < flat.size(); i += 2)
        headers.append(flat.at(i).toByteArray(), flat.at(i + 1).toByteArray());
    return headers;
}

QCborMap encode(const http::ResponseHead& head) {
    CborWriter out;
    out.bytes("version", head.version);
    out.integer("status", head.status);
    out.bytes("reason", head.reason);
    out.value("headers", encode(head.headers));
    out.bytes("raw", head.raw);
    return out.map();
}

http::ResponseHead decodeHead(const QCborValue& value) {
    const CborReader in(value);
    return {in.bytes("version"), static_cast<int>(in.integer("status")), in.bytes("reason"),
            decodeHeaders(in.value("headers")), in.bytes("raw")};
}

QCborMap encode(const http::NetworkFailure& failure) {
    CborWriter out;
    out.bytes("kind", http::failureName(failure.kind));
    out.bytes("phase", http::phaseName(failure.phase));
    out.text("detail", failure.detail);
    return out.map();
}

http::NetworkFailure decodeFailure(const QCborValue& value) {
    using http::Phase;
    const CborReader in(value);
    http::NetworkFailure failure{http::failureFromName(in.bytes("kind")), Phase::None, in.text("detail")};
    for (const Phase phase :
         {Phase::Dns, Phase::Connect, Phase::Tls, Phase::Proxy, Phase::Send, Phase::Read, Phase::Body})
        if (http::phaseName(phase) == in.bytes("phase"))
            failure.phase = phase;
    return failure;
}

QCborMap encode(const http::Response& response) {
    CborWriter out;
    out.value("head", encode(response.head));
    QCborArray informational;
    for (const http::ResponseHead& head : response.informational)
        informational.append(encode(head));
    out.value("informational", informational);
    out.value("trailers", encode(response.trailers));
    if (response.decoded)
        out.integer("encodedSize", response.encodedSize);
    return out.map();
}

http::Response decodeResponse(const QCborValue& value) {
    const CborReader in(value);
    http::Response response;
    response.head = decodeHead(in.value("head"));
    const QCborArray informational = in.value("informational").toArray();
    for (const QCborValue head : informational)
        response.informational.push_back(decodeHead(head));
    response.trailers = decodeHeaders(in.value("trailers"));
    response.decoded = in.value("encodedSize").isInteger();
    response.encodedSize = response.decoded ? in.integer("encodedSize") : 0;
    return response;
}

} // namespace knockback::history
