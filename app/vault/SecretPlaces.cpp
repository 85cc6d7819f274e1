// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/PercentCoding.h"
#include "app/http/SensitiveNames.h"
#include "app/vault/SecretShape.h"

#include <algorithm>

namespace knockback::vault {

namespace {

bool isReference(QByteArrayView value) {
    return value.contains("{{");
}

bool overlaps(const std::vector<Suspect>& found, qsizetype at, qsizetype length) {
    return std::any_of(found.begin(), found.end(),
                       [&](const Suspect& other) { return at < other.at + other.length && other.at < at + length; });
}

// A value whose name says that it is secret: short and plain ones too, as passwords are.
void addNamed(std::vector<Suspect>& found, qsizetype at, QByteArrayView value, QByteArrayView name, bool anyValue) {
    if (value.isEmpty() || isReference(value) || overlaps(found, at, value.size()))
        return;
    if (!anyValue && !looksRandom(value))
        return;
    found.push_back({at, value.size(), QStringLiteral("a value of “%1”").arg(QString::fromUtf8(name)), "secret", {}});
}

void inOrder(std::vector<Suspect>& found) {
    std::sort(found.begin(), found.end(), [](const Suspect& a, const Suspect& b) { return a.at < b.at; });
}

bool meansPassword(QByteArrayView name) {
    const QByteArray lower = name.toByteArray().toLower();
    return lower.contains("passw") || lower.contains("secret") || lower == "pwd";
}

// name=value&name=value, from `from` in the text.
void addPairs(std::vector<Suspect>& found, QByteArrayView text, qsizetype from, qsizetype end) {
    for (qsizetype at = from; at < end;) {
        const auto ampersand = text.indexOf('&', at);
        const auto stop = ampersand < 0 || ampersand > end ? end : ampersand;
        const auto pair = text.sliced(at, stop - at);
        const auto equals = pair.indexOf('=');
        if (equals > 0) {
            const QByteArray name = http::percentDecode(pair.first(equals), http::PlusSign::Space);
            if (http::isSensitiveParam(name))
                addNamed(found, at + equals + 1, pair.sliced(equals + 1), name, meansPassword(name));
        }
        at = stop + 1;
    }
}

bool isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// The name without quotes before the string that opens at `open`, as GraphQL has it: password: "…".
QByteArrayView bareNameBefore(QByteArrayView text, qsizetype open) {
    qsizetype end = open;
    while (end > 0 && text[end - 1] == ' ')
        --end;
    if (end == 0 || text[end - 1] != ':')
        return {};
    qsizetype start = --end;
    while (start > 0 && isNameChar(text[start - 1]))
        --start;
    return text.sliced(start, end - start);
}

// The contents of parts with such names in a multipart body as it stands in a .http file.
void addParts(std::vector<Suspect>& found, QByteArrayView text) {
    static constexpr QByteArrayView mark = "name=\"";
    const QByteArray delimiter = "\n" + text.first(std::max<qsizetype>(text.indexOf('\n'), 0)).trimmed().toByteArray();
    if (!delimiter.startsWith("\n--"))
        return;
    for (qsizetype at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        const auto start = at + mark.size();
        const auto end = text.indexOf('"', start);
        const auto next = text.indexOf(delimiter, start);
        if (end < 0 || next < end)
            continue;
        const auto part = text.sliced(end, next - end);
        const auto blank = std::max(part.indexOf("\n\n") + 2, part.indexOf("\r\n\r\n") + 4);
        const auto name = text.sliced(start, end - start);
        if (blank < 4 && !part.contains("\n\n"))
            continue;
        const auto value = part.sliced(blank).trimmed();
        if (!value.isEmpty() && !value.startsWith("< ") && http::isSensitiveParam(name))
            addNamed(found, value.data() - text.data(), value, name, meansPassword(name));
    }
}

// "name" : "value" wherever it stands; the value without its quotes, and only when no escape is in it.
void addMembers(std::vector<Suspect>& found, QByteArrayView text) {
    const auto closing = [&text](qsizetype from) {
        for (auto at = from; at < text.size() && text[at] != '\n'; ++at)
            if (text[at] == '"' || text[at] == '\\')
                return text[at] == '"' ? at : qsizetype(-1);
        return qsizetype(-1);
    };
    for (qsizetype open = text.indexOf('"'); open >= 0;) {
        const auto close = closing(open + 1);
        if (close < 0) {
            open = text.indexOf('"', open + 1);
            continue;
        }
        auto at = close + 1;
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == ':'))
            ++at;
        const auto name = text.sliced(open + 1, close - open - 1);
        if (const auto bare = bareNameBefore(text, open); http::isSensitiveMember(bare))
            addNamed(found, open + 1, name, bare, meansPassword(bare));
        const bool member = at > close + 1 && text.sliced(close, at - close).contains(':');
        const auto end = member && at < text.size() && text[at] == '"' ? closing(at + 1) : qsizetype(-1);
        if (end > 0 && http::isSensitiveMember(name))
            addNamed(found, at + 1, text.sliced(at + 1, end - at - 1), name, meansPassword(name));
        open = text.indexOf('"', end > 0 ? end + 1 : close + 1);
    }
}
} // namespace

std::vector<Suspect> suspectsInHeader(QByteArrayView name, QByteArrayView value) {
    auto found = knownTokensIn(value);
    if (!http::isSensitiveHeader(name) || isReference(value) || !found.empty())
        return found;
    const auto space = value.indexOf(' ');
    const bool basic = value.first(std::max<qsizetype>(space, 0)).compare("Basic", Qt::CaseInsensitive) == 0;
    const auto from = space < 0 ? 0 : space + 1;
    const auto secret = value.sliced(from);
    if (basic && !secret.isEmpty())
        found.push_back({from, secret.size(), QStringLiteral("a user name and password"), "basic", {}});
    else
        addNamed(found, from, secret, name, false);
    return found;
}

std::vector<Suspect> suspectsInUrl(QByteArrayView url) {
    auto found = knownTokensIn(url);
    const auto hash = url.indexOf('#');
    const auto end = hash < 0 ? url.size() : hash;
    const auto question = url.first(end).indexOf('?');
    if (question >= 0)
        addPairs(found, url, question + 1, end);
    const auto beforeQuery = url.first(question >= 0 ? question : end);
    const auto scheme = beforeQuery.indexOf("://");
    if (scheme > 0) {
        const auto rest = beforeQuery.sliced(scheme + 3);
        const auto slash = rest.indexOf('/');
        const auto authority = slash < 0 ? rest : rest.first(slash);
        const auto at = authority.lastIndexOf('@');
        const auto colon = authority.first(std::max<qsizetype>(at, 0)).indexOf(':');
        if (colon >= 0)
            addNamed(found, scheme + 3 + colon + 1, authority.sliced(colon + 1, at - colon - 1), "password", true);
    }
    inOrder(found);
    return found;
}

std::vector<Suspect> suspectsInBody(QByteArrayView body) {
    constexpr qsizetype most = 256 * 1024; // what is typed or pasted by hand
    const auto text = body.first(std::min(body.size(), most));
    auto found = knownTokensIn(text);
    const auto start = text.trimmed();
    if (start.startsWith("--"))
        addParts(found, text);
    else if (text.contains('"')) // JSON, GraphQL and its variables
        addMembers(found, text);
    else if (!text.contains('\n') && text.contains('='))
        addPairs(found, text, 0, text.size());
    inOrder(found);
    return found;
}

QByteArray withReference(QByteArrayView text, const Suspect& suspect, const QByteArray& credential) {
    return text.first(suspect.at).toByteArray() + "{{vault:" + credential + "}}" +
           text.sliced(suspect.at + suspect.length).toByteArray();
}

} // namespace knockback::vault
