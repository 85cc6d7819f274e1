// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/Exchanges.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback;

FUZZ_TARGET(Pasted) {
    const auto read = interop::readExchanges(input.toByteArray());
    if (!read) {
        fuzz::require(!read.error().isEmpty(), "an error is a sentence");
        return;
    }
    fuzz::require(!read->attempts.empty(), "what is read holds an exchange");
    for (const http::Attempt& attempt : read->attempts)
        fuzz::require(attempt.response || attempt.failure, "an exchange has an answer or a failure");
}
