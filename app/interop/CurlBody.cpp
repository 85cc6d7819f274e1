// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CurlBody.h"

namespace knockback::interop {
namespace {

using workspace::FormPart;

QByteArray percentEncoded(const QByteArray& text) {
    return text.toPercentEncoding({}, "-._~");
}

bool hasRow(const workspace::RequestDraft& draft, QByteArrayView name) {
    return std::any_of(draft.headers.begin(), draft.headers.end(),
                       [&](const auto& row) { return http::sameFieldName(row.name, name); });
}

bool isOmitted(const workspace::RequestDraft& draft, QByteArrayView name) {
    const auto& omitted = draft.settings.omittedHeaders;
    return std::any_of(omitted.begin(), omitted.end(), [&](const auto& one) { return http::sameFieldName(one, name); });
}

void addRow(workspace::RequestDraft& draft, const QByteArray& name, const QByteArray& value) {
    if (!hasRow(draft, name) && !isOmitted(draft, name))
        draft.headers.push_back({name, value});
}

QByteArray fileNameOf(const QByteArray& path) {
    return path.mid(std::max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

// The next ";name=value" of a -F argument; quotes hold semicolons.
QByteArrayList splitPart(const QByteArray& text) {
    QByteArrayList pieces{QByteArray()};
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (c == '\\' && quoted && i + 1 < text.size())
            pieces.back() += text.at(++i);
        else if (c == '"' && (quoted || pieces.back().isEmpty() || pieces.back().endsWith('=') ||
                              pieces.back().endsWith('@') || pieces.back().endsWith('<')))
            quoted = !quoted;
        else if (c == ';' && !quoted)
            pieces << QByteArray();
        else
            pieces.back() += c;
    }
    return pieces;
}

} // namespace

bool CurlBody::take(const CurlOption& option, QStringList& notes) {
    const QByteArray& value = option.argument;
    switch (option.meaning) {
    case CurlMeaning::DataRaw:
        addData(value);
        return true;
    case CurlMeaning::Json:
        m_json = true;
        [[fallthrough]];
    case CurlMeaning::Data:
    case CurlMeaning::DataBinary:
        if (value.startsWith('@'))
            addFile(value.mid(1), notes);
        else if (m_json && m_hasData)
            m_data += value; // --json joins without a separator
        else
            addData(value);
        return true;
    case CurlMeaning::DataUrlEncode:
        addEncoded(value, notes);
        return true;
    case CurlMeaning::Form:
        addPart(value, false, notes);
        return true;
    case CurlMeaning::FormString:
        addPart(value, true, notes);
        return true;
    case CurlMeaning::Upload:
        if (value == "-" || value == ".") {
            m_hasData = true;
            m_data = m_input.value_or(QByteArray());
        }
        m_upload = value;
        return true;
    default:
        return false;
    }
}

void CurlBody::addData(const QByteArray& data) {
    m_data += (m_hasData ? "&" : "") + data;
    m_hasData = true;
}

void CurlBody::addFile(const QByteArray& path, QStringList& notes) {
    if (path == "-") {
        if (!m_input)
            notes << QStringLiteral(
                "The body comes from standard input, which is not part of the command: paste it in the "
                "Body tab.");
        return addData(m_input.value_or(QByteArray()));
    }
    if (m_hasData)
        notes << QStringLiteral("The file %1 was left out: it was one of several pieces of data.")
                     .arg(QString::fromUtf8(path));
    else
        m_file = path;
    m_hasData = true;
}

void CurlBody::addEncoded(const QByteArray& argument, QStringList& notes) {
    const qsizetype equals = argument.indexOf('=');
    const qsizetype at = argument.indexOf('@');
    if (equals < 0 && at >= 0) {
        notes << QStringLiteral("The file %1 was left out: a draft cannot encode a file's text.")
                     .arg(QString::fromUtf8(argument.mid(at + 1)));
        return;
    }
    if (equals < 0)
        addData(percentEncoded(argument));
    else if (equals == 0)
        addData(percentEncoded(argument.mid(1)));
    else
        addData(argument.left(equals + 1) + percentEncoded(argument.mid(equals + 1)));
}

void CurlBody::addPart(const QByteArray& argument, bool literal, QStringList& notes) {
    const qsizetype equals = argument.indexOf('=');
    FormPart part;
    part.name = argument.left(std::max<qsizetype>(equals, 0));
    const QByteArray value = argument.mid(equals + 1);
    if (literal) {
        part.text = value;
        m_parts.push_back(part);
        return;
    }
    const QByteArrayList pieces = splitPart(value);
    QByteArray content = pieces.front();
    for (qsizetype i = 1; i < pieces.size(); ++i) {
        const QByteArray piece = pieces.at(i).trimmed();
        if (piece.startsWith("type="))
            part.contentType = piece.mid(5);
        else if (piece.startsWith("filename="))
            part.filename = piece.mid(9);
        else if (piece.startsWith("headers=") || piece.startsWith("encoder="))
            notes << QStringLiteral("\"%1\" of the part \"%2\" was left out.")
                         .arg(QString::fromUtf8(piece), QString::fromUtf8(part.name));
        else
            content += ';' + pieces.at(i);
    }
    if (content.startsWith('@')) {
        part.file = content.mid(1);
        if (part.filename.isEmpty())
            part.filename = fileNameOf(part.file);
    } else if (content.startsWith('<')) {
        part.text = "< " + content.mid(1); // the file's text without a file's name
    } else {
        part.text = content;
    }
    m_parts.push_back(part);
}

void CurlBody::writeTo(workspace::RequestDraft& draft) const {
    if (!m_parts.empty()) {
        workspace::setBodyKind(draft, workspace::BodyKind::Multipart);
        return workspace::setFormParts(draft, m_parts);
    }
    if (m_json) {
        addRow(draft, "Content-Type", "application/json");
        addRow(draft, "Accept", "application/json");
    } else if (m_hasData && m_upload.isEmpty()) {
        addRow(draft, "Content-Type", "application/x-www-form-urlencoded");
    }
    if (!m_upload.isEmpty() && !m_hasData)
        draft.body = "< " + m_upload;
    else
        draft.body = m_file.isEmpty() ? m_data : "< " + m_file;
}

} // namespace knockback::interop
