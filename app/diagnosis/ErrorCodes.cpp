// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ErrorCodes.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

using Paths = std::vector<JsonPath>;

Paths paths(std::initializer_list<const char*> texts) {
    Paths parsed;
    for (const char* text : texts)
        parsed.push_back(*JsonPath::parse(text));
    return parsed;
}

const Paths& codePaths() {
    static const Paths known = paths({"error",
                                      "error.code",
                                      "error.type",
                                      "error.status",
                                      "error.reason",
                                      "error.name",
                                      "error.error_subcode",
                                      "error.error_code",
                                      "error.errors.*.reason",
                                      "error.details.*.reason",
                                      "error.details.*.errorCode",
                                      "code",
                                      "errorCode",
                                      "error_code",
                                      "errorType",
                                      "error_type",
                                      "error_name",
                                      "errno",
                                      "err",
                                      "type",
                                      "reason",
                                      "status",
                                      "name",
                                      "__type",
                                      "Code",
                                      "category",
                                      "policyName",
                                      "errors.*.code",
                                      "errors.*.type",
                                      "errors.*.reason",
                                      "errors.*.status",
                                      "errors.*.extensions.code",
                                      "errors.*.extensions.classification",
                                      "errors.*.errorType",
                                      "fault.code",
                                      "fault.type",
                                      "fault.detail.errorcode",
                                      "*.errorCode",
                                      "*.code",
                                      "error.innerError.code",
                                      "error.innererror.code",
                                      "detail.code",
                                      "detail.type",
                                      "result.code",
                                      "meta.code",
                                      "meta.error_type",
                                      "response.error.code",
                                      "data.code",
                                      "data.error",
                                      "Error.Code"});
    return known;
}

const Paths& messagePaths() {
    static const Paths known = paths({"message",
                                      "Message",
                                      "msg",
                                      "error",
                                      "error.message",
                                      "error.msg",
                                      "error.description",
                                      "error.title",
                                      "error.detail",
                                      "error.error_user_msg",
                                      "error_description",
                                      "error_message",
                                      "errorMessage",
                                      "error_msg",
                                      "errorSummary",
                                      "detail",
                                      "detail.message",
                                      "detail.msg",
                                      "details",
                                      "description",
                                      "title",
                                      "reason",
                                      "status",
                                      "info",
                                      "Information",
                                      "Note",
                                      "errors",
                                      "errors.*",
                                      "errors.*.message",
                                      "errors.*.detail",
                                      "errors.*.title",
                                      "errors.*.description",
                                      "errors.*.msg",
                                      "error.errors.*.message",
                                      "fault.faultstring",
                                      "fault.message",
                                      "fault.description",
                                      "*.message",
                                      "response.message",
                                      "result.message",
                                      "meta.message",
                                      "meta.error_message",
                                      "data.message",
                                      "status.message",
                                      "status_message",
                                      "Error.Message",
                                      "Fault.faultstring",
                                      "developerMessage",
                                      "userMessage",
                                      "exception",
                                      "hint"});
    return known;
}

// "com.amazonaws.x#Name", "Name:http://…" and "arn:…/Name" to "name".
QByteArray plainCode(QByteArray code) {
    if (const auto hash = code.lastIndexOf('#'); hash >= 0)
        code = code.mid(hash + 1);
    if (const auto colon = code.indexOf(":http"); colon > 0)
        code.truncate(colon);
    return code.trimmed().toLower();
}

void add(std::vector<SeenCode>& codes, const QByteArray& code, const QString& where) {
    constexpr qsizetype longestCode = 120; // longer ones are sentences
    const auto plain = plainCode(code);
    if (plain.isEmpty() || plain.size() > longestCode)
        return;
    if (std::none_of(codes.begin(), codes.end(), [&](const SeenCode& seen) { return seen.code == plain; }))
        codes.push_back({plain, where});
}

// <Code>SlowDown</Code>, <errorCode>…
void addXml(std::vector<SeenCode>& codes, QByteArrayView body) {
    constexpr qsizetype longest = 4096; // an XML error is short, a page is not searched
    body = body.first(std::min(body.size(), longest));
    if (!body.trimmed().startsWith('<') || !body.contains("ode>"))
        return;
    constexpr std::array<QByteArrayView, 6> elements{"Code>",      "code>",      "ErrorCode>",
                                                     "errorCode>", "errorcode>", "ams:code>"};
    for (const auto element : elements) {
        const QByteArray open = '<' + element.toByteArray();
        const qsizetype start = body.indexOf(open);
        const qsizetype end = start < 0 ? -1 : body.indexOf("</", start);
        if (end >= 0)
            add(codes, body.sliced(start + open.size(), end - start - open.size()).toByteArray(),
                QStringLiteral("body at %1").arg(start));
    }
}

void addChallenge(std::vector<SeenCode>& codes, const http::HeaderList& headers) {
    for (const auto& challenge : headers.values("WWW-Authenticate")) {
        const QByteArrayView parameter = "error=\"";
        const qsizetype start = challenge.indexOf(parameter);
        const qsizetype end = start < 0 ? -1 : challenge.indexOf('"', start + parameter.size());
        if (end >= 0)
            add(codes, challenge.mid(start + parameter.size(), end - start - parameter.size()),
                QStringLiteral("header WWW-Authenticate"));
    }
}

} // namespace

std::vector<SeenCode> errorCodes(const JsonBody& json, QByteArrayView body, const http::HeaderList& headers) {
    std::vector<SeenCode> codes;
    for (const auto& path : codePaths())
        for (const auto& value : json.values(path))
            add(codes, value, QStringLiteral("body ") + QString::fromUtf8(path.text));
    if (!json.isValid())
        addXml(codes, body);
    constexpr std::array<QByteArrayView, 6> fields{"x-amzn-ErrorType", "x-ms-error-code", "X-Vercel-Error",
                                                   "X-Error-Code",     "X-Error-Type",    "x-goog-error-code"};
    for (const auto field : fields)
        if (const auto value = headers.value(field))
            add(codes, *value, QStringLiteral("header ") + QString::fromUtf8(field.toByteArray()));
    addChallenge(codes, headers);
    return codes;
}

QByteArray errorMessages(const JsonBody& json) {
    QByteArray messages;
    for (const auto& path : messagePaths()) {
        for (const auto& value : json.values(path)) {
            if (!messages.contains(value))
                messages += value + '\n';
        }
    }
    return messages;
}

} // namespace knockback::diagnosis
