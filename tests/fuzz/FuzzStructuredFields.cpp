// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/StructuredFields.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback::http;
using knockback::fuzz::require;

namespace {

// What was parsed can be written, and what was written is parsed to the same (RFC 9651 4.1, 4.2).
template <typename Parse>
void roundTrip(QByteArrayView input, Parse parse) {
    const auto value = parse(input);
    if (!value) {
        require(value.error().position >= 0 && value.error().position <= input.size(), "an error is inside the text");
        return;
    }
    const auto written = serializeSf(*value);
    require(written.ok(), "what was parsed can be written");
    if (written->isEmpty()) // an empty list or dictionary has no text
        return;
    const auto again = parse(*written);
    require(again.ok(), "what was written can be parsed");
    require(serializeSf(*again).value() == *written, "what was written stays the same");
}

} // namespace

FUZZ_TARGET(StructuredFields) {
    roundTrip(input, parseSfItem);
    roundTrip(input, parseSfList);
    roundTrip(input, parseSfDictionary);
}
