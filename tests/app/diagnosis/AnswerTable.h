// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/diagnosis/Exchange.h"

#include <optional>
#include <vector>

namespace knockback::diagnosis::test {

// One answer and what is to be said about it. Empty vendor, reference and wait are not looked at.
struct AnswerCase {
    const char* name;
    const char* url;
    int status;
    std::vector<http::HeaderField> headers;
    QByteArray body;
    Cause cause;
    const char* subcause;
    const char* vendor = "";
    const char* reference = "";
    std::optional<double> wait = std::nullopt;
    std::vector<http::HeaderField> request = {}; // beside User-Agent and Accept: */*; one of the same name replaces it
};

// Diagnoses the answer and checks everything that its row says.
void check(const AnswerCase& row);

inline void PrintTo(const AnswerCase& row, std::ostream* out) {
    *out << row.name;
}
inline std::string rowName(const testing::TestParamInfo<AnswerCase>& info) {
    return info.param.name;
}

} // namespace knockback::diagnosis::test
