// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Suggestions.h"

#include <QCoreApplication>
#include <QMap>

namespace knockback::ui {

namespace {

struct Entry {
    const char* text;
    const char* detail;
};

// What each field is for, in a newcomer's words.
constexpr Entry fields[] = {
    {"Accept", QT_TRANSLATE_NOOP("Suggestions", "kinds of answer that are welcome")},
    {"Accept-Encoding", QT_TRANSLATE_NOOP("Suggestions", "compressions that are understood")},
    {"Accept-Language", QT_TRANSLATE_NOOP("Suggestions", "languages, best first")},
    {"Authorization", QT_TRANSLATE_NOOP("Suggestions", "who is asking; the Auth tab keeps it secret")},
    {"Cache-Control", QT_TRANSLATE_NOOP("Suggestions", "what caches may do")},
    {"Connection", QT_TRANSLATE_NOOP("Suggestions", "close = one request only")},
    {"Content-Encoding", QT_TRANSLATE_NOOP("Suggestions", "how the body is compressed")},
    {"Content-Language", QT_TRANSLATE_NOOP("Suggestions", "the body's language")},
    {"Content-Type", QT_TRANSLATE_NOOP("Suggestions", "what the body is")},
    {"Cookie", QT_TRANSLATE_NOOP("Suggestions", "cookies of your own, beside the jar's")},
    {"Expect", QT_TRANSLATE_NOOP("Suggestions", "100-continue = ask before the body")},
    {"From", QT_TRANSLATE_NOOP("Suggestions", "whom to write to about this client")},
    {"Idempotency-Key", QT_TRANSLATE_NOOP("Suggestions", "makes a POST safe to repeat")},
    {"If-Match", QT_TRANSLATE_NOOP("Suggestions", "only if it is still this version")},
    {"If-Modified-Since", QT_TRANSLATE_NOOP("Suggestions", "only if it changed after a date")},
    {"If-None-Match", QT_TRANSLATE_NOOP("Suggestions", "only if it is another version")},
    {"If-Unmodified-Since", QT_TRANSLATE_NOOP("Suggestions", "only if it did not change since")},
    {"Last-Event-ID", QT_TRANSLATE_NOOP("Suggestions", "where an event stream goes on")},
    {"Origin", QT_TRANSLATE_NOOP("Suggestions", "the page that asks (CORS)")},
    {"Prefer", QT_TRANSLATE_NOOP("Suggestions", "wishes, such as respond-async")},
    {"Proxy-Authorization", QT_TRANSLATE_NOOP("Suggestions", "who is asking the proxy")},
    {"Range", QT_TRANSLATE_NOOP("Suggestions", "a part only: bytes=0-1023")},
    {"Referer", QT_TRANSLATE_NOOP("Suggestions", "the page that led here")},
    {"Traceparent", QT_TRANSLATE_NOOP("Suggestions", "joins this request to a trace")},
    {"User-Agent", QT_TRANSLATE_NOOP("Suggestions", "the program that asks")},
    {"X-Api-Key", QT_TRANSLATE_NOOP("Suggestions", "an API key; the Auth tab keeps it secret")},
    {"X-Requested-With", QT_TRANSLATE_NOOP("Suggestions", "XMLHttpRequest = from a script")},
    {"X-Request-Id", QT_TRANSLATE_NOOP("Suggestions", "your own number for this request")},
};

const QMap<QString, QStringList>& values() {
    static const QStringList types{QStringLiteral("application/json"),
                                   QStringLiteral("application/xml"),
                                   QStringLiteral("application/x-www-form-urlencoded"),
                                   QStringLiteral("multipart/form-data"),
                                   QStringLiteral("application/octet-stream"),
                                   QStringLiteral("application/x-ndjson"),
                                   QStringLiteral("application/problem+json"),
                                   QStringLiteral("application/merge-patch+json"),
                                   QStringLiteral("application/json-patch+json"),
                                   QStringLiteral("application/vnd.api+json"),
                                   QStringLiteral("application/graphql-response+json"),
                                   QStringLiteral("text/plain; charset=utf-8"),
                                   QStringLiteral("text/csv"),
                                   QStringLiteral("text/html")};
    static const QStringList answers =
        types + QStringList{QStringLiteral("*/*"), QStringLiteral("application/vnd.github+json"),
                            QStringLiteral("text/event-stream"), QStringLiteral("image/*")};
    static const QMap<QString, QStringList> table{
        {QStringLiteral("content-type"), types},
        {QStringLiteral("accept"), answers},
        {QStringLiteral("accept-encoding"),
         {QStringLiteral("gzip, deflate, br"), QStringLiteral("gzip"), QStringLiteral("br"), QStringLiteral("zstd"),
          QStringLiteral("identity")}},
        {QStringLiteral("content-encoding"),
         {QStringLiteral("gzip"), QStringLiteral("br"), QStringLiteral("deflate"), QStringLiteral("zstd")}},
        {QStringLiteral("accept-language"),
         {QStringLiteral("en"), QStringLiteral("en-US,en;q=0.9"), QStringLiteral("de-DE,de;q=0.9,en;q=0.5")}},
        {QStringLiteral("authorization"),
         {QStringLiteral("Bearer {{vault:"), QStringLiteral("Basic {{vault:"), QStringLiteral("Token {{vault:")}},
        {QStringLiteral("cache-control"),
         {QStringLiteral("no-cache"), QStringLiteral("no-store"), QStringLiteral("max-age=0"),
          QStringLiteral("only-if-cached")}},
        {QStringLiteral("connection"), {QStringLiteral("keep-alive"), QStringLiteral("close")}},
        {QStringLiteral("expect"), {QStringLiteral("100-continue")}},
        {QStringLiteral("if-match"), {QStringLiteral("*"), QStringLiteral("\"etag\"")}},
        {QStringLiteral("if-none-match"), {QStringLiteral("*"), QStringLiteral("\"etag\"")}},
        {QStringLiteral("prefer"),
         {QStringLiteral("respond-async"), QStringLiteral("return=minimal"), QStringLiteral("return=representation"),
          QStringLiteral("wait=10")}},
        {QStringLiteral("range"), {QStringLiteral("bytes=0-1023"), QStringLiteral("bytes=-500")}},
        {QStringLiteral("x-requested-with"), {QStringLiteral("XMLHttpRequest")}},
    };
    return table;
}

} // namespace

const std::vector<Candidate>& requestHeaders() {
    static const std::vector<Candidate> all = [] {
        std::vector<Candidate> list;
        for (const auto& [text, detail] : fields)
            list.push_back({QLatin1String(text), QCoreApplication::translate("Suggestions", detail)});
        return list;
    }();
    return all;
}

std::vector<Candidate> headerValues(const QString& name) {
    std::vector<Candidate> list;
    for (const auto& value : values().value(name.trimmed().toLower()))
        list.push_back({value, {}});
    return list;
}

} // namespace knockback::ui
