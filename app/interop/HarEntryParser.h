// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Attempt.h"

#include <QString>

#include <memory>
#include <string>

namespace knockback::interop {

// One HAR entry's text to the attempt it records. Keeps its buffers from entry to entry; one thread.
//
// Lenient about what browsers leave out or write differently (numbers as text, "h2", pseudo-header fields, postData as
// params), strict about what makes an entry: request with method and URL, and a response.
class HarEntryParser {
public:
    HarEntryParser();
    ~HarEntryParser();

    // The error says what is wrong with the entry, without its place in the file.
    [[nodiscard]] base::Result<http::Attempt, QString> parse(const std::string& entry);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace knockback::interop
