// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ConvertFormats.h"

#include "app/http/Url.h"
#include "app/http/Variables.h"
#include "app/interop/CurlCommandReader.h"
#include "app/interop/CurlCommandWriter.h"
#include "app/interop/ShellWords.h"
#include "app/workspace/BodyToSend.h"
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

void addAuth(http::Request& request, const workspace::AuthDraft& auth, const workspace::FillText& fill,
             const QString& place, QStringList& notes) {
    switch (auth.kind) {
    case workspace::AuthKind::Inherited:
    case workspace::AuthKind::None:
        return;
    case workspace::AuthKind::Basic:
        request.headers.append("Authorization", "Basic " + (fill(auth.user) + ':' + fill(auth.password)).toBase64());
        return;
    case workspace::AuthKind::Bearer:
        request.headers.append("Authorization", "Bearer " + fill(auth.token));
        return;
    case workspace::AuthKind::ApiKey:
        if (auth.keyPlace == workspace::KeyPlace::Header)
            request.headers.append(fill(auth.keyName), fill(auth.keyValue));
        else
            request.url += (request.url.contains('?') ? '&' : '?') + fill(auth.keyName) + '=' + fill(auth.keyValue);
        return;
    case workspace::AuthKind::Credential:
        notes << QStringLiteral("%1: the credential %2 was left out, secrets stay in the vault.")
                     .arg(place, QString::fromUtf8(auth.credential));
        return;
    case workspace::AuthKind::Digest:
    case workspace::AuthKind::ClientCertificate:
        notes << QStringLiteral("%1: the way to sign in was left out.").arg(place);
    }
}

http::SendOptions optionsOf(const workspace::RequestSettings& settings, const workspace::FillText& fill) {
    http::SendOptions options;
    options.verifyTls = settings.verifyTls;
    options.caFile = fill(settings.caFile);
    options.version = settings.version;
    if (settings.proxy == workspace::ProxyChoice::Manual)
        options.proxy = fill(settings.proxyUrl);
    for (const QByteArray& rule : settings.resolve)
        options.resolve.push_back(fill(rule));
    return options;
}

// The request that the draft stands for, with the variables that have a value in their place.
base::Result<http::Attempt, QString> attemptOf(const workspace::RequestDraft& draft, const QString& folder,
                                               const workspace::Environment& variables, QStringList& notes) {
    bool missing = false;
    const workspace::FillText fill = [&](const QByteArray& text) {
        const auto result = http::substitute(text, [&](const QByteArray& name) -> std::optional<QByteArray> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
        });
        missing = missing || !result.unresolved.empty();
        return result.text;
    };
    const auto body = workspace::bodyToSend(draft, folder, fill);
    if (!body)
        return Failure(body.error());
    http::Attempt attempt;
    http::Request& request = attempt.request;
    request.method = workspace::methodToSend(draft);
    request.url = fill(draft.url);
    for (const auto& row : draft.headers) {
        const bool type = http::sameFieldName(row.name, "Content-Type");
        if (workspace::isSent(row))
            request.headers.append(fill(row.name), type ? body->contentType : fill(row.value));
    }
    if (!body->contentType.isEmpty() && !request.headers.contains("Content-Type"))
        request.headers.append("Content-Type", body->contentType);
    request.body = body->body;
    request.options = optionsOf(draft.settings, fill);
    const QString place = QString::fromUtf8(draft.url);
    addAuth(request, draft.auth, fill, place, notes);
    if (missing)
        notes << QStringLiteral("%1: variables without a value stay as they are.").arg(place);
    return attempt;
}

// Where a request holds a secret in the clear that the file will hold, too.
QStringList secretPlaces(const workspace::RequestDraft& draft) {
    QStringList places;
    QStringList unused;
    if (const auto attempt = attemptOf(draft, {}, {}, unused)) {
        const http::RedactedAttempt redacted = http::Redactor().redact(*attempt);
        for (const http::Redaction& hidden : redacted.redactions())
            places << hidden.place;
    }
    if (draft.auth.kind == workspace::AuthKind::Digest && !draft.auth.password.isEmpty())
        places << QStringLiteral("the Digest password");
    if (draft.auth.kind == workspace::AuthKind::ClientCertificate && !draft.auth.keyPassphrase.isEmpty())
        places << QStringLiteral("the key's passphrase");
    return places;
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
        const auto variables = space->environment({}, entry.ref.file);
        if (!variables)
            return Failure(variables.error().sentence());
        if (draft->auth.kind == workspace::AuthKind::Inherited)
            draft->auth = space->inheritedAuth(entry.ref.file);
        const auto attempt = attemptOf(*draft, space->folderOf(entry.ref.file), *variables, converted.notes);
        if (!attempt)
            return Failure(attempt.error());
        converted.text += (converted.text.isEmpty() ? "" : "\n") + interop::curlCommand(redactor.redact(*attempt));
    }
    return converted;
}

base::Result<Converted, QString> curlToHttpFile(const QByteArray& commands) {
    Converted converted;
    workspace::HttpFile file;
    for (const auto& import : interop::readCurlCommands(commands)) {
        for (const QString& note : import.notes)
            converted.notes << QStringLiteral("%1: %2").arg(import.draft.name, note);
        if (const QStringList places = secretPlaces(import.draft); !places.isEmpty())
            converted.notes << QStringLiteral("%1: a secret stands in it in the clear (%2); move it to the vault and "
                                              "write {{vault:NAME}} in its place before you share the file.")
                                   .arg(import.draft.name, places.join(QStringLiteral(", ")));
        if (const auto added = file.append(import.draft); !added)
            converted.notes << QStringLiteral("%1 was left out: %2").arg(import.draft.name, added.error().text);
    }
    if (file.count() == 0)
        return Failure(QStringLiteral("There is no curl command with a URL in it that a .http file can hold."));
    converted.text = file.bytes();
    return converted;
}

} // namespace knockback::cli
