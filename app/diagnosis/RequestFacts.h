// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Facts.h"
#include "app/diagnosis/Pattern.h"
#include "app/http/Request.h"
#include "app/http/Url.h"

#include <optional>
#include <vector>

namespace knockback::diagnosis {

// A fact about the request that is data: what a library's User-Agent, an attack tool's, an injection looks like.
struct RequestPattern {
    enum class In { UserAgent, Content }; // the URL and the first bytes of the body, percent-decoded
    Fact fact = Fact::AttackPayload;
    In in = In::Content;
    Pattern pattern;
};

// What the request itself says. `url` is empty when the request's URL cannot be read.
[[nodiscard]] FactSet requestFacts(const http::Request& request, const std::optional<http::UrlParts>& url,
                                   const std::vector<RequestPattern>& patterns);

} // namespace knockback::diagnosis
