// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/DraftWriter.h"

#include "app/workspace/BodyToSend.h"

#include <algorithm>

namespace knockback::minimize {

namespace {

QByteArray joined(const std::vector<QByteArray>& pieces) {
    QByteArray text;
    for (const auto& piece : pieces)
        text += (text.isEmpty() ? "" : "&") + piece;
    return text;
}

bool holds(const std::vector<QByteArray>& names, const QByteArray& name) {
    return std::any_of(names.begin(), names.end(),
                       [&name](const QByteArray& other) { return http::sameFieldName(other, name); });
}

} // namespace

DraftWriter::DraftWriter(const workspace::RequestDraft& blocked, const workspace::RequestDraft& other, BodyShape shape)
    : m_blocked(blocked)
    , m_other(other)
    , m_shape(shape)
    , m_draft(blocked) {
    // Rows that mark how the request is sent (GraphQL) are no part of what is compared.
    std::erase_if(m_draft.headers, [](const auto& row) { return !row.enabled || workspace::isSent(row); });
    m_draft.parametersOff.clear();
    m_draft.bodyOff.clear();
    m_draft.body.clear();
    m_draft.auth = {workspace::AuthKind::None};
    m_draft.settings.cookies = false;
}

void DraftWriter::add(const Part& part, bool ofBlocked) {
    const auto& from = ofBlocked ? m_blocked : m_other;
    switch (part.kind) {
    case PartKind::Path:
        m_path = part.raw;
        if (!ofBlocked)
            m_draft.pathNames = from.pathNames;
        break;
    case PartKind::Query:
        m_query.push_back(part.raw);
        break;
    case PartKind::Header:
        addHeader(part);
        break;
    case PartKind::FormField:
        m_fields.push_back(part.raw);
        break;
    case PartKind::JsonLeaf:
        m_leaves.push_back({part.path, part.raw});
        break;
    case PartKind::GraphQlQuery:
        m_graphQl = workspace::graphQlBody(from);
        break;
    case PartKind::Body:
        m_draft.body = from.body;
        m_draft.bodyOff = from.bodyOff;
        m_draft.graphQlOperation = from.graphQlOperation;
        break;
    case PartKind::Auth:
        m_draft.auth = from.auth;
        break;
    case PartKind::Cookies:
        m_draft.settings.cookies = true;
        break;
    case PartKind::Version:
        m_draft.settings.version = from.settings.version;
        break;
    }
}

void DraftWriter::addHeader(const Part& part) {
    if (part.automatic)
        m_automatic.push_back(part.name);
    else
        m_draft.headers.push_back({part.name, part.raw});
}

// With the delimiters of the blocked one, or of the other where that has no body; nothing when both have none.
QByteArray DraftWriter::multipartBody() const {
    auto text = sectionsOf(m_blocked.body.trimmed().isEmpty() ? m_other : m_blocked);
    const bool mayBeEmpty = m_blocked.body.trimmed().isEmpty() || m_other.body.trimmed().isEmpty();
    if (text.sections.empty() || (m_fields.empty() && mayBeEmpty))
        return {};
    const QByteArray delimiter = text.sections.front().delimiter;
    text.sections.clear();
    for (const QByteArray& field : m_fields)
        text.sections.push_back({delimiter, field});
    return text.joined();
}

void DraftWriter::writeGraphQl() {
    const auto graphQl = m_graphQl.value_or(workspace::GraphQlBody());
    const QByteArray none = workspace::graphQlBody(m_other).variables;
    const bool othersAreNone = none.isEmpty() || jsonLeaves(none).value_or(std::vector<JsonLeaf>()).empty();
    const QByteArray variables = !m_leaves.empty() ? jsonText(m_leaves, false) : othersAreNone ? none : QByteArray();
    m_draft.body = graphQl.query + (variables.isEmpty() ? "" : "\n\n" + variables);
    m_draft.graphQlOperation = graphQl.operationName;
}

workspace::RequestDraft DraftWriter::finish(const std::vector<QByteArray>& automaticNames) {
    m_draft.url = m_path + (m_query.empty() ? "" : '?' + joined(m_query)) + splitUrl(m_blocked.url).fragment;
    if (m_shape == BodyShape::Form)
        m_draft.body = joined(m_fields);
    if (m_shape == BodyShape::Multipart)
        m_draft.body = multipartBody();
    if (m_shape == BodyShape::GraphQl)
        writeGraphQl();
    if (m_shape == BodyShape::Json)
        m_draft.body = jsonText(m_leaves, m_blocked.body.trimmed().startsWith('['));
    auto& omitted = m_draft.settings.omittedHeaders;
    std::erase_if(omitted, [this](const QByteArray& name) { return holds(m_automatic, name); });
    for (const auto& name : automaticNames)
        if (!holds(m_automatic, name) && !hasRow(name) && !holds(omitted, name))
            omitted.push_back(name);
    return std::move(m_draft);
}

bool DraftWriter::hasRow(const QByteArray& name) const {
    return std::any_of(m_draft.headers.begin(), m_draft.headers.end(),
                       [&name](const auto& row) { return http::sameFieldName(row.name.trimmed(), name); });
}

} // namespace knockback::minimize
