// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlCommandReader.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback;

FUZZ_TARGET(CurlCommand) {
    const QByteArray text = input.toByteArray();
    for (const auto& import : interop::readCurlCommands(text))
        fuzz::require(!import.draft.url.isEmpty(), "a command without a URL is none");
    if (const auto one = interop::readCurlCommand(text); !one)
        fuzz::require(!one.error().isEmpty(), "an error is a sentence");
}
