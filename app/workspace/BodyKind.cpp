// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "app/workspace/BodyInclude.h"
#include "app/workspace/BodyToSend.h"
#include "app/workspace/MediaType.h"

namespace knockback::workspace {
namespace {

bool isGraphQlMark(const HeaderRow& row) {
    return http::sameFieldName(row.name.trimmed(), "X-REQUEST-TYPE") && row.value.trimmed().toLower() == "graphql";
}

bool isGraphQl(const RequestDraft& draft) {
    return draft.method == "GRAPHQL" || std::any_of(draft.headers.begin(), draft.headers.end(),
                                                    [](const auto& row) { return row.enabled && isGraphQlMark(row); });
}

bool isOneInclude(const QByteArray& body) {
    return !body.contains('\n') && parseInclude(body).has_value();
}

BodyKind kindOfType(const QByteArray& type) {
    if (isJsonType(type))
        return BodyKind::Json;
    if (isXmlType(type))
        return BodyKind::Xml;
    if (type == "application/x-www-form-urlencoded")
        return BodyKind::Form;
    return type == "multipart/form-data" ? BodyKind::Multipart : BodyKind::Text;
}

BodyKind kindOfText(const QByteArray& body) {
    const QByteArray text = body.trimmed();
    if (text.startsWith('[') || (text.startsWith('{') && !text.startsWith("{{")))
        return BodyKind::Json;
    return text.startsWith('<') ? BodyKind::Xml : BodyKind::Text;
}

bool isPlainText(BodyKind kind) {
    return kind == BodyKind::Json || kind == BodyKind::Xml || kind == BodyKind::Text;
}

void markGraphQl(RequestDraft& draft, bool on) {
    if (!on) {
        std::erase_if(draft.headers, isGraphQlMark);
        draft.graphQlOperation.clear();
        if (draft.method == "GRAPHQL")
            draft.method = "POST";
        return;
    }
    if (draft.method == "GET")
        draft.method = "POST";
    if (!isGraphQl(draft))
        draft.headers.push_back({"X-REQUEST-TYPE", "GraphQL"});
}

} // namespace

BodyKind bodyKind(const RequestDraft& draft) {
    if (isGraphQl(draft))
        return BodyKind::GraphQl;
    if (isOneInclude(draft.body))
        return BodyKind::File;
    if (const auto type = contentTypeValue(draft)) {
        const BodyKind kind = kindOfType(mediaType(*type));
        if (kind == BodyKind::Form && kindOfText(draft.body) != BodyKind::Text)
            return kindOfText(draft.body); // JSON under the type that curl adds: no rows, and sent as it is
        return kind == BodyKind::Text && draft.body.isEmpty() && mediaType(*type) != "text/plain" ? BodyKind::None
                                                                                                  : kind;
    }
    return draft.body.isEmpty() ? BodyKind::None : kindOfText(draft.body);
}

QByteArray contentTypeOf(BodyKind kind) {
    switch (kind) {
    case BodyKind::Json:
    case BodyKind::GraphQl:
        return "application/json";
    case BodyKind::Xml:
        return "application/xml";
    case BodyKind::Text:
        return "text/plain";
    case BodyKind::Form:
        return "application/x-www-form-urlencoded";
    case BodyKind::Multipart:
        return "multipart/form-data";
    case BodyKind::None:
    case BodyKind::File:
        break;
    }
    return {};
}

void setBodyKind(RequestDraft& draft, BodyKind kind) {
    const BodyKind before = bodyKind(draft);
    if (before == kind)
        return;
    const bool tables = (before == BodyKind::Form || before == BodyKind::Multipart) &&
                        (kind == BodyKind::Form || kind == BodyKind::Multipart);
    std::vector<FormRow> rows = tables && kind == BodyKind::Multipart ? formRows(draft) : std::vector<FormRow>();
    const std::vector<FormPart> parts = tables && kind == BodyKind::Form ? formParts(draft) : std::vector<FormPart>();
    if (!isPlainText(before) || !isPlainText(kind)) {
        draft.body.clear();
        draft.bodyOff.clear();
    }
    markGraphQl(draft, kind == BodyKind::GraphQl);
    // A file is sent under the type that it had as text; that of a form would be wrong.
    if (kind != BodyKind::File || !isPlainText(before))
        setContentType(draft, contentTypeOf(kind));
    if (kind == BodyKind::File)
        setFileBody(draft, {});
    if (!tables)
        return;
    if (kind == BodyKind::Form) {
        for (const FormPart& part : parts)
            rows.push_back({part.name, part.file.isEmpty() ? part.text : part.file, part.enabled});
        setFormRows(draft, rows);
        return;
    }
    std::vector<FormPart> made;
    for (const FormRow& row : rows)
        made.push_back({row.name, {}, {}, row.value, {}, row.enabled});
    setFormParts(draft, made);
}

FileBody fileBody(const RequestDraft& draft) {
    const auto include = isOneInclude(draft.body) ? parseInclude(draft.body) : std::nullopt;
    return include ? FileBody{include->path, include->variables} : FileBody{};
}

void setFileBody(RequestDraft& draft, const FileBody& file) {
    if (isOneInclude(draft.body) && fileBody(draft) == file)
        return;
    draft.body = (file.variables ? "<@ " : "< ") + file.path.trimmed();
}

QByteArray methodToSend(const RequestDraft& draft) {
    return draft.method == "GRAPHQL" ? QByteArray("POST") : draft.method;
}

bool isSent(const HeaderRow& row) {
    return row.enabled && !row.name.trimmed().isEmpty() && !isGraphQlMark(row);
}

} // namespace knockback::workspace
