// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConvertFormats.h"

#include "app/http/Url.h"
#include "app/http/Variables.h"
#include "app/interop/CurlCommandWriter.h"
#include "app/interop/ShellWords.h"
#include "app/workspace/BodyInclude.h"
#include "app/workspace/Workspace.h"

#include <QFileInfo>

namespace knockback::cli {
namespace {

using base::Failure;

// ‹name›, as a Redactor writes a hidden value, becomes {{NAME}}.
QByteArray withVariables(const QByteArray& text) {
    constexpr QByteArrayView open = "\xE2\x80\xB9";
    constexpr QByteArrayView close = "\xE2\x80\xBA";
    QByteArray result;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
        const qsizetype end = text.indexOf(close, at);
        if (end < 0)
            break;
        const QByteArray name = text.mid(at + open.size(), end - at - open.size());
        result += text.mid(from, at - from) + "{{" + interop::variableName(name) + "}}";
        from = end + close.size();
    }
    return result + text.mid(from);
}

// What the client adds by itself when it sends.
bool isAutomatic(QByteArrayView name) {
    for (const QByteArrayView own :
         {QByteArrayView("Host"), QByteArrayView("Content-Length"), QByteArrayView("Connection")}) {
        if (http::sameFieldName(name, own))
            return true;
    }
    return name.startsWith(':');
}

workspace::RequestDraft draftOf(const http::RedactedAttempt& entry) {
    const http::Request& request = entry.attempt().request;
    workspace::RequestDraft draft;
    const auto url = http::parseUrl(request.url);
    draft.name = QString::fromUtf8(request.method + ' ' + (url ? url->path : request.url));
    draft.method = request.method;
    draft.url = withVariables(request.url);
    for (const auto& field : request.headers) {
        if (!isAutomatic(field.name))
            draft.headers.push_back({field.name, withVariables(field.value)});
    }
    draft.body = withVariables(request.body.bytes());
    return draft;
}

QString fill(QByteArray& text, const workspace::Environment& variables) {
    const auto result = http::substitute(text, [&](const QByteArray& name) -> std::optional<QByteArray> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    });
    text = result.text;
    QStringList missing;
    for (const QByteArray& name : result.unresolved)
        missing << QString::fromUtf8(name);
    return missing.join(QStringLiteral(", "));
}

} // namespace

Format formatOf(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("http") || suffix == QLatin1String("rest"))
        return Format::HttpFile;
    if (suffix == QLatin1String("har"))
        return Format::Har;
    if (suffix == QLatin1String("sh") || suffix == QLatin1String("curl") || path == QLatin1String("-"))
        return Format::Curl;
    return Format::Unknown;
}

QString formatName(Format format) {
    switch (format) {
    case Format::HttpFile:
        return QStringLiteral(".http");
    case Format::Har:
        return QStringLiteral("HAR");
    case Format::Curl:
        return QStringLiteral("curl");
    case Format::Unknown:
        break;
    }
    return QStringLiteral("this format");
}

Converted harToCurl(const std::vector<http::RedactedAttempt>& entries) {
    Converted converted;
    for (const auto& entry : entries)
        converted.text += (converted.text.isEmpty() ? "" : "\n") + interop::curlCommand(entry);
    return converted;
}

Converted harToHttpFile(const std::vector<http::RedactedAttempt>& entries) {
    Converted converted;
    workspace::HttpFile file;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        workspace::RequestDraft draft = draftOf(entries[i]);
        auto added = file.append(draft);
        if (!added && !draft.body.isEmpty()) {
            draft.body.clear();
            added = file.append(draft);
            converted.notes << QStringLiteral("Entry %1: the body was left out, a .http file cannot hold it.").arg(i);
        }
        if (!added)
            converted.notes << QStringLiteral("Entry %1 was left out: %2").arg(i).arg(added.error().text);
    }
    converted.text = file.bytes();
    return converted;
}

base::Result<Converted, QString> httpFileToCurl(const QString& path) {
    const auto space = workspace::Workspace::open(path);
    if (!space)
        return Failure(space.error().sentence());
    Converted converted;
    const http::Redactor redactor;
    for (const auto& entry : space->requests()) {
        auto draft = space->load(entry.ref);
        if (!draft)
            return Failure(draft.error().sentence());
        const auto body = workspace::includeFiles(draft->body, space->folderOf(entry.ref.file));
        const auto variables = space->environment({}, entry.ref.file);
        if (!body || !variables)
            return Failure((body ? variables.error() : body.error()).sentence());
        http::Attempt attempt;
        attempt.request.method = draft->method;
        attempt.request.url = draft->url;
        QString missing = fill(attempt.request.url, *variables);
        for (const auto& row : draft->headers) {
            QByteArray value = row.value;
            missing += fill(value, *variables);
            if (row.enabled)
                attempt.request.headers.append(row.name, value);
        }
        QByteArray bytes = *body;
        missing += fill(bytes, *variables);
        attempt.request.body = bytes;
        if (!missing.isEmpty())
            converted.notes
                << QStringLiteral("%1: variables without a value stay as they are.").arg(QString::fromUtf8(draft->url));
        if (draft->auth.kind == workspace::AuthKind::Credential)
            converted.notes << QStringLiteral("%1: the credential %2 was left out, secrets stay in the vault.")
                                   .arg(QString::fromUtf8(draft->url), QString::fromUtf8(draft->auth.credential));
        converted.text += (converted.text.isEmpty() ? "" : "\n") + interop::curlCommand(redactor.redact(attempt));
    }
    return converted;
}

} // namespace knockback::cli
