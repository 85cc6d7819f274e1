// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyToSend.h"

#include "app/http/Variables.h"
#include "app/workspace/BodyForm.h"
#include "app/workspace/BodyInclude.h"
#include "app/workspace/FormText.h"
#include "app/workspace/JsonText.h"
#include "app/workspace/MediaType.h"
#include "app/workspace/MultipartText.h"

#include <QFile>
#include <QJsonDocument>

namespace knockback::workspace {
namespace {

using base::Failure;
using BodyResult = base::Result<http::Body, QString>;

constexpr qint64 copyStep = 256 * 1024;

const QString diskFull =
    QStringLiteral("The body is too large for the temporary folder: free some space there, or set TMPDIR.");

// Makes a body of texts and files, piece by piece.
class BodyBuilder {
public:
    BodyBuilder(const QString& folder, const FillText& fill) : m_folder(folder), m_fill(fill) {}

    void text(const QByteArray& bytes) { put(m_fill(bytes)); }
    void bytes(QByteArrayView bytes) { put(bytes); }

    void file(const BodyInclude& include) {
        if (!m_problem.isEmpty())
            return;
        if (include.path.isEmpty()) {
            m_problem = QStringLiteral("No file is chosen for the body: choose one in the Body tab.");
            return;
        }
        QFile file(includedPath(m_fill(include.path), m_folder));
        m_problem = problemWithFile(file.fileName());
        if (!m_problem.isEmpty() || !file.open(QIODevice::ReadOnly))
            return;
        if (include.variables)
            return put(m_fill(file.readAll()));
        while (m_problem.isEmpty() && !file.atEnd()) {
            const QByteArray piece = file.read(copyStep);
            if (piece.isEmpty() && file.error() != QFile::NoError)
                m_problem =
                    QStringLiteral("The body's file %1 cannot be read: %2.").arg(file.fileName(), file.errorString());
            put(piece);
        }
    }

    [[nodiscard]] BodyResult take() const {
        if (!m_problem.isEmpty())
            return Failure(m_problem);
        return m_writer.body();
    }

private:
    void put(QByteArrayView bytes) {
        if (!m_writer.append(bytes))
            m_problem = diskFull;
    }

    const QString& m_folder;
    const FillText& m_fill;
    http::BodyWriter m_writer;
    QString m_problem;
};

// Text with `< path` lines. `lineEnd`, when it is not empty, replaces every line end of the text.
BodyResult textBody(const QByteArray& text, const QString& folder, const FillText& fill, const QByteArray& lineEnd) {
    if (lineEnd.isEmpty() && !text.contains('<'))
        return http::Body(fill(text));
    BodyBuilder builder(folder, fill);
    QByteArray run; // variables may not be cut in two, so text is filled in as long runs as there are
    for (qsizetype start = 0; start < text.size();) {
        const qsizetype newline = text.indexOf('\n', start);
        qsizetype end = newline < 0 ? text.size() : newline;
        const qsizetype next = newline < 0 ? text.size() : newline + 1;
        if (end > start && newline >= 0 && text.at(end - 1) == '\r')
            --end;
        const QByteArray line = text.mid(start, end - start);
        const QByteArray its = lineEnd.isEmpty() || newline < 0 ? text.mid(end, next - end) : lineEnd;
        if (const auto include = parseInclude(line)) {
            builder.text(run);
            builder.file(*include);
            run = its;
        } else {
            run += line + its;
        }
        start = next;
    }
    builder.text(run);
    return builder.take();
}

// JSON text with values in the place of variables, escaped where they stand in a string.
QByteArray filledJson(const QByteArray& json, const FillText& fill) {
    QByteArray text;
    qsizetype from = 0;
    bool inString = false;
    for (const auto& span : http::findVariables(json)) {
        for (qsizetype i = from; i < span.start; ++i) {
            if (json.at(i) == '\\')
                ++i;
            else if (json.at(i) == '"')
                inString = !inString;
        }
        text += json.mid(from, span.start - from);
        const QByteArray value = fill(json.mid(span.start, span.length));
        text += inString ? jsonEscaped(value) : value;
        from = span.start + span.length;
    }
    return text + json.mid(from);
}

// The text itself, or what its one `< path` line stands for.
base::Result<QByteArray, QString> textOrFile(const QByteArray& text, const QString& folder, const FillText& fill) {
    if (!parseInclude(text) || text.contains('\n'))
        return text;
    BodyBuilder builder(folder, fill);
    builder.file(*parseInclude(text));
    const auto body = builder.take();
    if (!body)
        return Failure(body.error());
    return body->bytes();
}

BodyResult graphQlOnTheWire(const RequestDraft& draft, const QString& folder, const FillText& fill) {
    const GraphQlBody parts = graphQlBody(draft);
    const auto query = textOrFile(parts.query, folder, fill);
    if (!query)
        return Failure(query.error());
    const auto given = textOrFile(parts.variables.trimmed(), folder, fill);
    if (!given)
        return Failure(given.error());
    const QByteArray variables = given->isEmpty() ? QByteArray("{}") : filledJson(*given, fill);
    QJsonParseError error;
    if (!QJsonDocument::fromJson(variables, &error).isObject())
        return Failure(
            QStringLiteral("The GraphQL variables are not a JSON object (%1): mend them in the Body tab.")
                .arg(error.error == QJsonParseError::NoError ? QStringLiteral("a list") : error.errorString()));
    QByteArray json = "{\"query\":" + jsonString(fill(*query)) + ",\"variables\":" + variables;
    if (const QByteArray name = fill(parts.operationName); !name.isEmpty())
        json += ",\"operationName\":" + jsonString(name);
    return http::Body(json + '}');
}

QByteArray automaticType(const RequestDraft& draft, BodyKind kind) {
    return kind == BodyKind::File ? mediaTypeOfFile(fileBody(draft).path) : contentTypeOf(kind);
}

} // namespace

base::Result<BodyToSend, QString> bodyToSend(const RequestDraft& draft, const QString& folder, const FillText& fill) {
    const BodyKind kind = bodyKind(draft);
    const auto row = contentTypeValue(draft);
    BodyToSend sent{{}, row ? fill(*row) : automaticType(draft, kind)};
    if (kind == BodyKind::None || draft.body.isEmpty())
        return draft.body.isEmpty() && !row ? BodyToSend{} : sent;

    BodyResult body = http::Body();
    if (kind == BodyKind::GraphQl) {
        body = graphQlOnTheWire(draft, folder, fill);
    } else if (kind == BodyKind::Form) {
        body = http::Body(formOnTheWire(draft.body, fill));
    } else if (kind == BodyKind::Multipart) {
        // Only now, so that the text is the one that the boundary is looked for in.
        if (mediaParameter(sent.contentType, "boundary").isEmpty()) {
            const QByteArray boundary = fill(splitMultipart(draft.body, {}).boundary);
            if (!boundary.isEmpty())
                sent.contentType = withMediaParameter(sent.contentType, "boundary", boundary);
        }
        body = textBody(draft.body, folder, fill, "\r\n");
    } else {
        body = textBody(draft.body, folder, fill, {});
    }
    if (!body)
        return Failure(body.error());
    sent.body = std::move(body).value();
    return sent;
}

} // namespace knockback::workspace
