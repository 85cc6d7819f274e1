// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/SecretShape.h"
#include "app/workspace/RequestDraft.h"

#include <vector>

namespace knockback::ui {

// A secret that stands in the clear in a request that is being written.
struct DraftSecret {
    enum class Place { Url, Header, Body, AuthPassword, AuthToken, AuthKey, AuthPassphrase };
    Place place = Place::Url;
    std::size_t row = 0; // of Header
    vault::Suspect suspect;
};

// All of them: headers, auth, URL, body. Ones of under eight letters are not asked about: they are still being typed.
[[nodiscard]] std::vector<DraftSecret> secretsIn(const workspace::RequestDraft& draft);
// The text it stands in.
[[nodiscard]] QByteArray& placeOf(workspace::RequestDraft& draft, const DraftSecret& secret);
// The bytes themselves.
[[nodiscard]] QByteArray bytesOf(const workspace::RequestDraft& draft, const DraftSecret& secret);

} // namespace knockback::ui
