// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ContentCoding.h"
#include "tests/fuzz/FuzzTarget.h"

#include <algorithm>
#include <array>

using namespace knockback;

// The first byte chooses the codings and the size of the pieces; the rest is the body.
FUZZ_TARGET(ContentCoding) {
    constexpr std::array codings{"gzip",     "deflate",    "br",       "zstd",
                                 "gzip, br", "zstd, gzip", "identity", "deflate, deflate"};
    constexpr qint64 most = 1 << 20;
    if (input.isEmpty())
        return;
    const auto choice = static_cast<unsigned char>(input.front());
    const QByteArrayView body = input.sliced(1);
    const auto decoder = http::ContentDecoder::create(codings.at(choice % codings.size()), most);
    fuzz::require(decoder != nullptr, "the codings are known");
    const qsizetype piece = choice < 128 ? std::max<qsizetype>(body.size(), 1) : 1 + choice % 7;
    http::BodyWriter out;
    for (qsizetype at = 0; at < body.size(); at += piece) {
        if (!decoder->feed(body.sliced(at, std::min(piece, body.size() - at)), out)) {
            fuzz::require(!decoder->problem(false).isEmpty(), "a refusal has a reason");
            break;
        }
    }
    fuzz::require(out.body().size() <= most, "a bomb stays small");
}
