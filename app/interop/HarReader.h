// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Attempt.h"
#include "app/interop/HarEntryParser.h"
#include "app/interop/HarEntrySplitter.h"
#include "app/interop/HarError.h"

#include <QIODevice>

#include <optional>

namespace knockback::interop {

// Reads a HAR (1.1, 1.2, browsers' dialects) entry by entry; a file of any size needs memory for its largest entry
// only.
class HarReader {
public:
    // `device` is open for reading and outlives this object; standard input will do.
    explicit HarReader(QIODevice& device);

    // The next entry, or empty at the end. After an error that is not `fatal` the next call goes on with the next
    // entry; after one that is, it says end. A damaged file so yields everything before the damage.
    [[nodiscard]] base::Result<std::optional<http::Attempt>, HarError> next();

private:
    HarEntrySplitter m_splitter;
    HarEntryParser m_parser;
};

} // namespace knockback::interop
