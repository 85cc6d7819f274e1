// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/http/Cookie.h"

#include <optional>
#include <vector>

namespace knockback::vault {

// What is kept of a workspace's cookie jar, and whether anything is to be kept.
struct KeptCookies {
    bool keep = true;
    bool sessionToo = false; // also those that are meant to end with the program
    std::vector<http::Cookie> cookies;
    bool operator==(const KeptCookies&) const = default;
};

// As bytes for a SealedFile and back; padded so that the sealed size says little.
[[nodiscard]] base::Secret encodeCookies(const KeptCookies& kept);
// Nothing when the bytes are not exactly what encodeCookies() writes.
[[nodiscard]] std::optional<KeptCookies> decodeCookies(const base::Secret& bytes);

} // namespace knockback::vault
