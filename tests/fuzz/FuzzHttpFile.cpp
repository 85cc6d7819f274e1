// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"
#include "tests/fuzz/FuzzTarget.h"

using namespace knockback;

FUZZ_TARGET(HttpFile) {
    workspace::HttpFile file(input.toByteArray());
    fuzz::require(file.bytes() == input, "a file that nobody changed stays as it is");
    for (std::size_t i = 0; i < file.count(); ++i) {
        const auto draft = file.draft(i);
        (void)file.face(i);
        (void)file.notes(i);
        if (!draft)
            continue;
        // Writing back what was read changes nothing of what is read.
        if (file.setDraft(i, *draft)) {
            const auto again = file.draft(i);
            fuzz::require(again && normalised(*again) == normalised(*draft), "a draft that was set is read again");
        }
    }
    (void)file.variables();
    (void)file.inheritedAuth();
}
