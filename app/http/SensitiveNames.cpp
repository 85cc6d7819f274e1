// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SensitiveNames.h"

#include <QByteArrayList>

#include <algorithm>
#include <set>

namespace knockback::http {

namespace {

// Small letters and digits only.
QByteArray normalized(QByteArrayView name) {
    QByteArray text;
    for (const char c : name.toByteArray().toLower())
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            text += c;
    return text;
}

QByteArrayList wordsOf(QByteArrayView name) {
    QByteArray text = name.toByteArray().toLower();
    text.replace('_', '-').replace('.', '-');
    return text.split('-');
}

// "next_page_token" leads to the next page, not into an account.
bool isPaging(const QByteArray& name) {
    for (const char* word : {"page", "next", "continuation", "sync"})
        if (name.contains(word))
            return true;
    return false;
}

bool endsLikeSecret(const QByteArray& name) {
    for (const char* ending : {"token", "secret", "password", "passwd", "passphrase", "apikey", "privatekey",
                               "secretkey", "accesskey", "signingkey", "clientassertion"})
        if (name.endsWith(ending))
            return !isPaging(name);
    return false;
}

bool isKeyOfSomething(const QByteArrayList& words) {
    static const std::set<QByteArray> owners{"api",      "auth",      "access", "subscription", "private",
                                             "secret",   "functions", "app",    "master",       "shared",
                                             "rapidapi", "account",   "license"};
    for (qsizetype i = 1; i < words.size(); ++i)
        if (words[i] == "key" && owners.contains(words[i - 1]))
            return true;
    return false;
}

} // namespace

bool isSensitiveHeader(QByteArrayView name) {
    static const std::set<QByteArray> telling{
        "authorization", "cookie", "cookie2", "token",   "secret",    "password",  "passwd",      "apikey",
        "signature",     "jwt",    "dpop",    "session", "sessionid", "assertion", "credentials", "accesskey"};
    const QByteArrayList words = wordsOf(name);
    const QByteArray whole = normalized(name);
    if (whole.contains("ratelimit") || whole.startsWith("accesscontrol") || isPaging(whole))
        return false;
    return isKeyOfSomething(words) ||
           std::any_of(words.begin(), words.end(), [](const QByteArray& word) { return telling.contains(word); });
}

bool isSensitiveParam(QByteArrayView name) {
    static const std::set<QByteArray> known{
        "key",       "code",         "sig",         "signature",     "xamzsignature", "xgoogsignature",
        "pwd",       "pass",         "auth",        "authorization", "sid",           "session",
        "jwt",       "otp",          "hmac",        "assertion",     "codeverifier",  "devicecode",
        "sessionid", "samlresponse", "credentials", "xamzcredential"};
    const QByteArray text = normalized(name);
    return known.contains(text) || endsLikeSecret(text);
}

bool isSensitiveMember(QByteArrayView name) {
    static const std::set<QByteArray> known{"pwd",        "jwt",          "assertion", "codeverifier",
                                            "devicecode", "samlresponse", "sessionid", "authorizationcode"};
    const QByteArray text = normalized(name);
    return known.contains(text) || endsLikeSecret(text);
}

} // namespace knockback::http
