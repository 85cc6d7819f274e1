// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Facts.h"

#include <array>

namespace knockback::diagnosis {
namespace {

// In the order of the enumeration.
constexpr std::array<QByteArrayView, factCount> names{
    "user_agent_missing",  "user_agent_library", "user_agent_scanner", "attack_payload", "credential_sent",
    "bearer_sent",         "accepts_anything",   "token_request",      "success",        "empty_body",
    "short_body",          "json_body",          "html_body",          "text_body",      "no_words",
    "timed_like_a_tarpit", "portal_redirect",    "failed_in_body",     "html_for_json",  "retry_after",
    "limits_announced",    "quota_exhausted",    "quota_left",         "clock_skewed",   "private_address",
    "history_known",
};
static_assert(!names.back().isEmpty());

} // namespace

QByteArray factName(Fact fact) {
    return names.at(static_cast<std::size_t>(fact)).toByteArray();
}

std::optional<Fact> factFromName(QByteArrayView name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name)
            return static_cast<Fact>(i);
    return std::nullopt;
}

} // namespace knockback::diagnosis
