// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace knockback::http {

// What this program can undo, as it announces it: "gzip, deflate, br, zstd".
[[nodiscard]] QByteArray acceptedCodings();

// Undoes the codings of one body piece by piece (RFC 9110 8.4), the last one applied first: gzip and x-gzip (RFC 1952),
// deflate with or without zlib frame (RFC 1950, 1951), br (RFC 7932), zstd (RFC 8878), identity.
class ContentDecoder {
public:
    // `encoding`: the Content-Encoding field's value, empty = identity. Null when it names a coding that is not known,
    // or more than five.
    [[nodiscard]] static std::unique_ptr<ContentDecoder> create(const QByteArray& encoding, qint64 most = 1LL << 32);
    virtual ~ContentDecoder() = default;

    // Appends what can be decoded by now to `out`, and stops at `most` bytes in all. False when the bytes are damaged
    // or too many; what came before stays good.
    [[nodiscard]] virtual bool feed(QByteArrayView bytes, BodyWriter& out) = 0;
    // Why feed() refused, in one sentence; also that the body ends too early, asked after its last byte.
    [[nodiscard]] virtual QString problem(bool atEnd) const = 0;
};

struct DecodedBody {
    Body body;       // what could be decoded
    QString problem; // a sentence; empty when all is well
};
// The whole body at once, on the calling thread. A decoded body is cut at `most` bytes (a bomb stays small); one with a
// coding that is not known stays as it is.
[[nodiscard]] DecodedBody decodeBody(const Body& body, const QByteArray& encoding, qint64 most = 1LL << 32);

} // namespace knockback::http
