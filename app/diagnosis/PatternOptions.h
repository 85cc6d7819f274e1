// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <re2/re2.h>

namespace knockback::diagnosis {

// Every expression is read in the same way: bytes, no case, no logging of errors.
[[nodiscard]] inline re2::RE2::Options patternOptions() {
    re2::RE2::Options options(re2::RE2::Latin1);
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    return options;
}

[[nodiscard]] inline re2::StringPiece piece(QByteArrayView text) {
    return {text.data(), static_cast<std::size_t>(text.size())};
}

} // namespace knockback::diagnosis
