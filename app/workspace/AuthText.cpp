// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/AuthText.h"

#include "app/http/Variables.h"
#include "app/workspace/SettingWords.h"

namespace knockback::workspace {
namespace {

using base::Failure;
using Parsed = base::Result<std::optional<AuthDraft>, QString>;

// The first byte of `text` that `is` holds for and that stands outside variables; the size when there is none.
template <typename Is>
qsizetype findOutside(const QByteArray& text, Is is) {
    const auto variables = http::findVariables(text);
    auto next = variables.begin();
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (next != variables.end() && next->start == at) {
            at += next->length - 1;
            ++next;
        } else if (is(text.at(at))) {
            return at;
        }
    }
    return text.size();
}

bool isSpace(char c) {
    return c == ' ' || c == '\t';
}

AuthDraft ofKind(AuthKind kind) {
    AuthDraft auth;
    auth.kind = kind;
    return auth;
}

AuthDraft withPassword(AuthKind kind, const QByteArray& user, const QByteArray& password) {
    AuthDraft auth = ofKind(kind);
    auth.user = user;
    auth.password = password;
    return auth;
}

AuthDraft bearer(const QByteArray& token) {
    AuthDraft auth = ofKind(AuthKind::Bearer);
    auth.token = token;
    return auth;
}

std::optional<AuthDraft> parseBasic(const QByteArray& text) {
    qsizetype end = findOutside(text, isSpace);
    if (end == text.size())
        end = findOutside(text, [](char c) { return c == ':'; });
    const QByteArray user = text.left(end);
    const bool colon = findOutside(user, [](char c) { return c == ':'; }) < user.size();
    if (user.isEmpty() || end >= text.size() || colon)
        return std::nullopt;
    return withPassword(AuthKind::Basic, user, text.mid(end + 1).trimmed());
}

std::optional<AuthDraft> parseDigest(const QByteArray& text) {
    const qsizetype end = findOutside(text, isSpace);
    if (end == text.size() || text.contains("=\""))
        return std::nullopt;
    return withPassword(AuthKind::Digest, text.left(end), text.mid(end + 1).trimmed());
}

QByteArray wordFor(AuthKind kind) {
    switch (kind) {
    case AuthKind::None:
        return "none";
    case AuthKind::Basic:
        return "basic";
    case AuthKind::Digest:
        return "digest";
    case AuthKind::Bearer:
        return "bearer";
    case AuthKind::ApiKey:
        return "api-key";
    case AuthKind::ClientCertificate:
        return "certificate";
    case AuthKind::Inherited:
    case AuthKind::Credential:
        break;
    }
    return {};
}

Parsed parseApiKey(const std::vector<QByteArray>& words) {
    if (words.size() < 3 || (words[1] != "header" && words[1] != "query"))
        return Failure(QStringLiteral("is written as: api-key header NAME VALUE, or api-key query NAME VALUE"));
    AuthDraft auth = ofKind(AuthKind::ApiKey);
    auth.keyPlace = words[1] == "query" ? KeyPlace::Query : KeyPlace::Header;
    auth.keyName = words[2];
    if (words.size() > 3)
        auth.keyValue = words[3];
    return std::optional(auth);
}

} // namespace

std::optional<AuthDraft> parseAuthHeader(const QByteArray& value) {
    if (value.contains('\n') || value.contains('\r'))
        return std::nullopt;
    const QByteArray text = value.trimmed();
    const qsizetype space = findOutside(text, isSpace);
    const QByteArray scheme = text.left(space).toLower();
    const QByteArray rest = text.mid(space).trimmed();
    if (rest.isEmpty())
        return std::nullopt;
    if (scheme == "basic")
        return parseBasic(rest);
    if (scheme == "digest")
        return parseDigest(rest);
    if (scheme == "bearer" && findOutside(rest, isSpace) == rest.size())
        return bearer(rest);
    return std::nullopt;
}

std::optional<QByteArray> authHeader(const AuthDraft& auth) {
    QByteArray value;
    if (auth.kind == AuthKind::Basic)
        value = "Basic " + auth.user + ' ' + auth.password;
    else if (auth.kind == AuthKind::Digest)
        value = "Digest " + auth.user + ' ' + auth.password;
    else if (auth.kind == AuthKind::Bearer)
        value = "Bearer " + auth.token;
    return parseAuthHeader(value) == auth ? std::optional(value) : std::nullopt;
}

Parsed parseAuthSetting(const QByteArray& text) {
    const auto words = splitWords(text);
    const QByteArray kind = words.empty() ? QByteArray() : words.front();
    const auto word = [&](std::size_t i) { return i < words.size() ? words[i] : QByteArray(); };
    if (kind == "inherited")
        return std::optional(AuthDraft{});
    if (kind == "none")
        return std::optional(ofKind(AuthKind::None));
    if (kind == "bearer")
        return std::optional(bearer(word(1)));
    if (kind == "basic" || kind == "digest")
        return std::optional(withPassword(kind == "basic" ? AuthKind::Basic : AuthKind::Digest, word(1), word(2)));
    if (kind == "api-key")
        return parseApiKey(words);
    if (kind == "certificate") {
        AuthDraft auth = ofKind(AuthKind::ClientCertificate);
        auth.certificateFile = word(1);
        auth.keyFile = word(2);
        auth.keyPassphrase = word(3);
        return std::optional(auth);
    }
    return std::optional<AuthDraft>();
}

QByteArray authSetting(const AuthDraft& auth, const QByteArray& prefix) {
    std::vector<QByteArray> words{wordFor(auth.kind)};
    switch (auth.kind) {
    case AuthKind::Inherited:
        return {};
    case AuthKind::Credential:
        return prefix + "credential " + auth.credential;
    case AuthKind::None:
        break;
    case AuthKind::Basic:
    case AuthKind::Digest:
        words.insert(words.end(), {auth.user, auth.password});
        break;
    case AuthKind::Bearer:
        words.push_back(auth.token);
        break;
    case AuthKind::ApiKey:
        words.insert(words.end(), {auth.keyPlace == KeyPlace::Query ? "query" : "header", auth.keyName, auth.keyValue});
        break;
    case AuthKind::ClientCertificate:
        words.insert(words.end(), {auth.certificateFile, auth.keyFile, auth.keyPassphrase});
        while (words.size() > 2 && words.back().isEmpty())
            words.pop_back();
        break;
    }
    return prefix + "auth " + joinWords(words);
}

AuthDraft normalised(AuthDraft auth) {
    AuthDraft kept = ofKind(auth.kind);
    switch (auth.kind) {
    case AuthKind::Inherited:
    case AuthKind::None:
        break;
    case AuthKind::Basic:
    case AuthKind::Digest:
        kept.user = auth.user;
        kept.password = auth.password;
        break;
    case AuthKind::Bearer:
        kept.token = auth.token;
        break;
    case AuthKind::ApiKey:
        kept.keyName = auth.keyName;
        kept.keyValue = auth.keyValue;
        kept.keyPlace = auth.keyPlace;
        break;
    case AuthKind::Credential:
        kept.credential = auth.credential.trimmed();
        if (kept.credential.isEmpty())
            kept.kind = AuthKind::Inherited;
        break;
    case AuthKind::ClientCertificate:
        kept.certificateFile = auth.certificateFile;
        kept.keyFile = auth.keyFile;
        kept.keyPassphrase = auth.keyPassphrase;
        break;
    }
    return kept;
}

} // namespace knockback::workspace
