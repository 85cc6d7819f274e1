// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarReader.h"
#include "tests/fuzz/FuzzTarget.h"

#include <QBuffer>

using namespace knockback;

FUZZ_TARGET(Har) {
    QBuffer buffer;
    buffer.setData(input.toByteArray());
    buffer.open(QIODevice::ReadOnly);
    interop::HarReader reader(buffer);
    // An entry takes two bytes at least, so a reader that never ends is caught.
    for (qsizetype entry = 0;; ++entry) {
        fuzz::require(entry <= input.size(), "the reader comes to an end");
        const auto next = reader.next();
        if (next ? !next->has_value() : next.error().fatal)
            break;
    }
    const auto after = reader.next();
    fuzz::require(after && !after->has_value(), "nothing comes after the end");
}
