// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QByteArray>

#include <vector>

// A draft's body as the Body panel shows it. The text of RequestDraft::body stays what counts: these functions are
// views of it. Reading never fails; writing what was read changes no byte, and a changed row rewrites that row alone.
// Every text may hold {{variables}}.
namespace knockback::workspace {

enum class BodyKind { None, Json, Xml, Text, Form, Multipart, File, GraphQl };

// GraphQl: the method GRAPHQL (JetBrains) or an `X-REQUEST-TYPE: GraphQL` header (REST Client). File: one `< ./path`
// line. Then what the enabled Content-Type row says; without one, or when JSON stands under a form's type, what the
// text looks like.
[[nodiscard]] BodyKind bodyKind(const RequestDraft& draft);
// Makes bodyKind() answer `kind`: changes the Content-Type row and the GraphQL mark, and the text only where it has to:
// None empties it, and a text that would read as another kind is emptied as well. A GET becomes a POST for GraphQl.
void setBodyKind(RequestDraft& draft, BodyKind kind);
// "application/json" and so on; empty for None and File.
[[nodiscard]] QByteArray contentTypeOf(BodyKind kind);

// One name=value of application/x-www-form-urlencoded. Decoded; variables stay in their braces.
struct FormRow {
    QByteArray name;
    QByteArray value;
    bool enabled = true; // off: kept in RequestDraft::bodyOff
    bool operator==(const FormRow&) const = default;
};
[[nodiscard]] std::vector<FormRow> formRows(const RequestDraft& draft);
void setFormRows(RequestDraft& draft, const std::vector<FormRow>& rows);

// One part of multipart/form-data (RFC 7578): `text`, or the bytes of `file`.
struct FormPart {
    QByteArray name;
    QByteArray filename;    // empty = none; a part with a file is sent with one
    QByteArray contentType; // empty = none is written
    QByteArray text;
    QByteArray file; // the path of `< path`, relative to the .http file's folder; empty = `text` counts
    bool enabled = true;
    std::vector<QByteArray> otherHeaders = {}; // whole lines: kept
    bool operator==(const FormPart&) const = default;
};
[[nodiscard]] std::vector<FormPart> formParts(const RequestDraft& draft);
// Chooses a boundary that no part contains when there is none, and writes it into the Content-Type row.
void setFormParts(RequestDraft& draft, const std::vector<FormPart>& parts);

// The query, an empty line, the variables: how JetBrains and REST Client keep them.
struct GraphQlBody {
    QByteArray query;
    QByteArray variables;     // JSON object, or empty
    QByteArray operationName; // empty = the query has only one
    bool operator==(const GraphQlBody&) const = default;
};
[[nodiscard]] GraphQlBody graphQlBody(const RequestDraft& draft);
void setGraphQlBody(RequestDraft& draft, const GraphQlBody& body);

// File: the path after `< `, and whether {{variables}} in the file count (`<@ `).
struct FileBody {
    QByteArray path;
    bool variables = false;
    bool operator==(const FileBody&) const = default;
};
[[nodiscard]] FileBody fileBody(const RequestDraft& draft);
void setFileBody(RequestDraft& draft, const FileBody& file);

} // namespace knockback::workspace
