// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/minimize/JsonLeaves.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::minimize {

// FormField: of a form, or a part of a multipart body. JsonLeaf: of a JSON body, or of a GraphQL request's variables.
enum class PartKind { Path, Query, Header, FormField, JsonLeaf, GraphQlQuery, Body, Auth, Cookies, Version };

// One separable piece of a request. Two requests are compared part by part.
struct Part {
    PartKind kind = PartKind::Body;
    QByteArray name;                 // "User-Agent", "q", "/filter/0/name"; empty where there is only one of the kind
    int occurrence = 0;              // among those of the same kind and name
    QByteArray raw;                  // as it is written in the request
    QByteArray value;                // for people; may be a secret
    bool automatic = false;          // a header that the program adds, not a row of the draft
    std::vector<JsonStep> path = {}; // of a JsonLeaf

    // Whether both stand at the same place of their requests.
    [[nodiscard]] bool sameSlot(const Part& other) const;
    [[nodiscard]] bool sameContent(const Part& other) const { return raw == other.raw; }
};

// "header User-Agent", "query parameter q", "the HTTP version".
[[nodiscard]] QString partText(PartKind kind, const QByteArray& name);
// Whether its value must not be repeated to anybody.
[[nodiscard]] bool isSecret(PartKind kind, const QByteArray& name);

} // namespace knockback::minimize
