// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/PartReader.h"

#include "app/http/PercentCoding.h"
#include "app/workspace/BodyForm.h"
#include "app/workspace/BodyToSend.h"
#include "app/workspace/FormPartText.h"
#include "app/workspace/MediaType.h"

#include <algorithm>

namespace knockback::minimize {

namespace {

class PartReader {
public:
    PartReader(const workspace::RequestDraft& draft, const http::HeaderList& automatic)
        : m_draft(draft)
        , m_automatic(automatic) {}

    void url() {
        const UrlFrame frame = splitUrl(m_draft.url);
        add({PartKind::Path, {}, 0, frame.path, frame.path});
        pairs(PartKind::Query, frame.query);
    }

    void headers() {
        for (const auto& row : m_draft.headers)
            if (workspace::isSent(row))
                add({PartKind::Header, row.name.trimmed(), 0, row.value, row.value});
        for (const auto& field : m_automatic)
            if (!has(field.name))
                add({PartKind::Header, field.name, 0, field.value, field.value, true});
    }

    void body(BodyShape shape) {
        switch (shape) {
        case BodyShape::None:
            break;
        case BodyShape::Form:
            pairs(PartKind::FormField, m_draft.body.trimmed());
            break;
        case BodyShape::Multipart:
            for (const auto& section : sectionsOf(m_draft).sections) {
                const auto part = workspace::parseFormPart(section.content);
                const QByteArray shown = part.file.isEmpty() ? part.text : "file " + part.file;
                add({PartKind::FormField, part.name, 0, section.content, shown});
            }
            break;
        case BodyShape::GraphQl: {
            const auto graphQl = workspace::graphQlBody(m_draft);
            if (!m_draft.body.trimmed().isEmpty())
                add({PartKind::GraphQlQuery, {}, 0, graphQl.query + '\n' + graphQl.operationName, graphQl.query});
            leaves(graphQl.variables);
            break;
        }
        case BodyShape::Json:
            leaves(m_draft.body);
            break;
        case BodyShape::Whole:
            if (!m_draft.body.isEmpty())
                add({PartKind::Body,
                     {},
                     0,
                     m_draft.body + '\n' + m_draft.graphQlOperation,
                     QByteArray::number(m_draft.body.size()) + " bytes"});
        }
    }

    void rest() {
        const auto& auth = m_draft.auth;
        if (auth.kind != workspace::AuthKind::None && auth.kind != workspace::AuthKind::Inherited)
            add({PartKind::Auth, {}, 0, authText(auth), "as in the Auth tab"});
        if (m_draft.settings.cookies)
            add({PartKind::Cookies, {}, 0, "on", "on"});
        const auto version = m_draft.settings.version;
        const QByteArray text = version == http::HttpVersionChoice::Http11  ? "HTTP/1.1"
                                : version == http::HttpVersionChoice::Http2 ? "HTTP/2"
                                                                            : "chosen with the server";
        add({PartKind::Version, {}, 0, text, text});
    }

    std::vector<Part> parts;

private:
    void add(Part part) {
        part.occurrence = int(std::count_if(parts.begin(), parts.end(), [&part](Part other) {
            other.occurrence = part.occurrence;
            return other.sameSlot(part);
        }));
        parts.push_back(std::move(part));
    }

    // name=value&…, each with its own bytes.
    void pairs(PartKind kind, const QByteArray& text) {
        for (const QByteArray& raw : text.split('&')) {
            const QByteArray pair = raw.trimmed();
            if (pair.isEmpty())
                continue;
            const qsizetype equals = pair.indexOf('=');
            const QByteArray name = equals < 0 ? pair : pair.first(equals);
            const QByteArray value = equals < 0 ? QByteArray() : pair.sliced(equals + 1);
            add({kind, http::percentDecode(name, http::PlusSign::Space), 0, pair,
                 http::percentDecode(value, http::PlusSign::Space)});
        }
    }

    void leaves(const QByteArray& json) {
        for (const JsonLeaf& leaf : jsonLeaves(json).value_or(std::vector<JsonLeaf>()))
            add({PartKind::JsonLeaf, leaf.pointer(), 0, leaf.raw, leaf.raw, false, leaf.path});
    }

    [[nodiscard]] bool has(const QByteArray& name) const {
        return std::any_of(parts.begin(), parts.end(), [&name](const Part& part) {
            return part.kind == PartKind::Header && http::sameFieldName(part.name, name);
        });
    }

    // Tells two settings apart; never shown.
    static QByteArray authText(const workspace::AuthDraft& auth) {
        const QByteArray none("\n", 1);
        return QByteArray::number(int(auth.kind)) + none + auth.user + none + auth.password + none + auth.token + none +
               auth.keyName + none + auth.keyValue + none + QByteArray::number(int(auth.keyPlace)) + none +
               auth.credential + none + auth.certificateFile + none + auth.keyFile + none + auth.keyPassphrase;
    }

    const workspace::RequestDraft& m_draft;
    const http::HeaderList& m_automatic;
};

} // namespace

UrlFrame splitUrl(const QByteArray& url) {
    UrlFrame frame;
    const qsizetype hash = url.indexOf('#');
    const QByteArray rest = hash < 0 ? url : url.first(hash);
    frame.fragment = hash < 0 ? QByteArray() : url.sliced(hash);
    const qsizetype mark = rest.indexOf('?');
    frame.path = mark < 0 ? rest : rest.first(mark);
    frame.query = mark < 0 ? QByteArray() : rest.sliced(mark + 1);
    return frame;
}

workspace::MultipartText sectionsOf(const workspace::RequestDraft& draft) {
    const QByteArray type = workspace::contentTypeValue(draft).value_or(QByteArray());
    return workspace::splitMultipart(draft.body, workspace::mediaParameter(type, "boundary"));
}

BodyShape bodyShape(const workspace::RequestDraft& draft) {
    if (draft.body.trimmed().isEmpty())
        return BodyShape::None;
    switch (workspace::bodyKind(draft)) {
    case workspace::BodyKind::Form:
        return BodyShape::Form;
    case workspace::BodyKind::Json:
        return jsonLeaves(draft.body) ? BodyShape::Json : BodyShape::Whole;
    case workspace::BodyKind::Multipart:
        return sectionsOf(draft).sections.empty() ? BodyShape::Whole : BodyShape::Multipart;
    case workspace::BodyKind::GraphQl: {
        const QByteArray variables = workspace::graphQlBody(draft).variables;
        return variables.isEmpty() || jsonLeaves(variables) ? BodyShape::GraphQl : BodyShape::Whole;
    }
    default:
        return BodyShape::Whole;
    }
}

namespace {

bool fit(const QByteArray& a, const QByteArray& b) {
    const std::vector<JsonLeaf> none;
    return fitTogether(jsonLeaves(a).value_or(none), jsonLeaves(b).value_or(none));
}

// Whether the parts of both can stand in one body of the shape, which both have.
bool fitInOne(BodyShape shape, const workspace::RequestDraft& a, const workspace::RequestDraft& b) {
    switch (shape) {
    case BodyShape::Multipart: // the boundary stands in a header
        return sectionsOf(a).boundary == sectionsOf(b).boundary;
    case BodyShape::GraphQl:
        return fit(workspace::graphQlBody(a).variables, workspace::graphQlBody(b).variables);
    case BodyShape::Json:
        return a.body.trimmed().startsWith('[') == b.body.trimmed().startsWith('[') && fit(a.body, b.body);
    default:
        return true;
    }
}

} // namespace

BodyShape commonShape(const workspace::RequestDraft& a, const workspace::RequestDraft& b) {
    const BodyShape ofA = bodyShape(a);
    const BodyShape ofB = bodyShape(b);
    // Beside an empty body, or in one that changes nothing, any shape will do; JSON cannot become nothing, only {}.
    const auto canBeNothing = [](BodyShape shape) {
        return shape == BodyShape::Form || shape == BodyShape::Multipart || shape == BodyShape::GraphQl;
    };
    if (ofB == BodyShape::None && canBeNothing(ofA))
        return ofA;
    if (ofA == BodyShape::None && canBeNothing(ofB))
        return ofB;
    return ofA == ofB && fitInOne(ofA, a, b) ? ofA : BodyShape::Whole;
}

std::vector<Part> partsOf(const workspace::RequestDraft& draft, BodyShape shape, const http::HeaderList& automatic) {
    PartReader reader(draft, automatic);
    reader.url();
    reader.headers();
    reader.body(shape);
    reader.rest();
    return std::move(reader.parts);
}

} // namespace knockback::minimize
