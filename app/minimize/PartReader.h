// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/HeaderList.h"
#include "app/minimize/Part.h"
#include "app/workspace/MultipartText.h"
#include "app/workspace/RequestDraft.h"

#include <vector>

namespace knockback::minimize {

// How a body is taken apart. GraphQl: into the query and the leaves of its variables. Whole: as one part.
enum class BodyShape { None, Form, Multipart, GraphQl, Json, Whole };
[[nodiscard]] BodyShape bodyShape(const workspace::RequestDraft& draft);

// The shape in which both bodies can be taken apart together.
[[nodiscard]] BodyShape commonShape(const workspace::RequestDraft& a, const workspace::RequestDraft& b);

// Everything of a draft that can be changed without changing what is asked of whom: rows that are switched off are not
// part of it. `automatic` is what the program adds.
[[nodiscard]] std::vector<Part> partsOf(const workspace::RequestDraft& draft, BodyShape shape,
                                        const http::HeaderList& automatic);

// A multipart body's text in pieces; no sections when it cannot be read as one.
[[nodiscard]] workspace::MultipartText sectionsOf(const workspace::RequestDraft& draft);

// The text before the query, and the fragment with its '#'.
struct UrlFrame {
    QByteArray path;
    QByteArray query;
    QByteArray fragment;
};
[[nodiscard]] UrlFrame splitUrl(const QByteArray& url);

} // namespace knockback::minimize
