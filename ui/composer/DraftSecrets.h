// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/SecretShape.h"
#include "app/workspace/RequestDraft.h"

#include <optional>

namespace knockback::ui {

// A secret that stands in the clear in a request that is being written.
struct DraftSecret {
    enum class Place { Url, Header, Body, AuthPassword, AuthToken, AuthKey };
    Place place = Place::Url;
    std::size_t row = 0; // of Header
    vault::Suspect suspect;
};

// The first one: headers, auth, URL, body. Ones of under eight letters are not asked about: they are still being typed.
[[nodiscard]] std::optional<DraftSecret> secretIn(const workspace::RequestDraft& draft);
// The text it stands in.
[[nodiscard]] QByteArray& placeOf(workspace::RequestDraft& draft, const DraftSecret& secret);
// The bytes themselves.
[[nodiscard]] QByteArray bytesOf(const workspace::RequestDraft& draft, const DraftSecret& secret);

} // namespace knockback::ui
