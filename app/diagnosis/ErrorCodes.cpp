// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/ErrorCodes.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

// clang-format off
constexpr const char* codePathTexts[] = {
    "error", "error.code", "error.type", "error.status", "error.reason", "error.name", "error.id", "error.key",
    "error.data.code", "error.data.type", "error.errorCode", "error.error", "errcode", "err_code", "errCode",
    "errorcode", "ErrorCode", "error.Code", "errorKey", "error_key", "error_id", "errorId", "key", "slug",
    "sub_code", "subcode", "exception", "errors.*.errorCode", "errors.*.error_code", "errors.*.error",
    "errors.*.name", "errors.*.id", "errors.*", "error.error_subcode", "error.error_code", "error.errors.*.reason",
    "error.details.*.reason", "error.details.*.errorCode", "code", "errorCode", "error_code", "errorType",
    "error_type", "error_name", "errno", "err", "type", "reason", "Reason", "status", "name", "__type", "Code", "category",
    "policyName", "errors.*.code", "errors.*.type", "errors.*.reason", "errors.*.status",
    "errors.*.extensions.code", "errors.*.extensions.classification", "errors.*.errorType", "fault.code",
    "fault.type", "fault.detail.errorcode", "*.errorCode", "*.error_subcode", "*.code", "error.innerError.code",
    "error.innererror.code", "detail.code", "detail.type", "result.code", "meta.code", "meta.error_type",
    "response.error.code", "data.code", "data.error", "Error.Code", "innererror.code", "error-type", "codigo", "info",
    "sub_code", "error_response.sub_code", "data.error_code"};
// clang-format on

const std::vector<JsonPath>& codePaths() {
    static const auto known = JsonPath::parseAll(codePathTexts);
    return known;
}

// clang-format off
constexpr const char* messagePathTexts[] = {
    "message", "Message", "msg", "error", "error.message", "error.msg", "error.description", "error.title",
    "error.detail", "error.error_user_msg", "error_description", "error_message", "errorMessage", "error_msg",
    "errorSummary", "detail", "detail.message", "detail.msg", "details", "description", "title", "reason",
    "status", "info", "Information", "Note", "errors", "errors.*", "errors.*.message", "errors.*.detail",
    "errors.*.title", "errors.*.description", "errors.*.msg", "error.errors.*.message", "fault.faultstring",
    "fault.message", "fault.description", "*.message", "response.message", "result.message", "meta.message",
    "meta.error_message", "data.message", "status.message", "status_message", "Error.Message", "Fault.faultstring",
    "errmsg", "errMsg", "errorMsg", "error_text", "error_detail", "errorDescription", "ErrorMessage",
    "sub_msg", "mensaje", "mensagem", "descripcion", "meldung", "messaggio", "mesaj", "erreur", "erro",
    "error_response.sub_msg", "data.description",
    "Error Message", "statusMessage", "statusText", "resultMessage", "returnMsg", "resultMsg", "text", "cause",
    "summary", "result", "reasons.*", "messages.*", "messages.*.message", "message.*", "error.info", "error.text",
    "error.details", "error.user_message", "error.userMessage", "error.error_description", "error.errors.*.detail",
    "error.data.message", "error.data", "data.error", "data.errors.*", "data.error.message", "response.error",
    "response.error.message", "response.errors.*.message", "errorResponse.message", "errors.*.error",
    "errors.*.reason", "errors.*.text", "errors.error.message", "errors.error", "fault.detail",
    "fault.faultString", "Fault.Reason", "status.description", "status.errorMessage", "header.message",
    "head.message", "error.*", "error_response.*", "Fault.Error.*.Message", "details.*.message", "*.*.detail",
    "developerMessage", "userMessage", "exception", "hint"};
// clang-format on

const std::vector<JsonPath>& messagePaths() {
    static const auto known = JsonPath::parseAll(messagePathTexts);
    return known;
}

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

QByteArray wordsOf(const QByteArray& code) {
    QByteArray words;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const char c = code.at(i);
        const bool hump = i > 0 && isUpper(c) && isLower(code.at(i - 1));
        const bool joint = c == '_' || c == '-' || c == '.' || c == ':' || c == '/';
        if ((hump || joint) && !words.endsWith(' '))
            words += ' ';
        if (!joint)
            words += c;
    }
    return words;
}

// "com.amazonaws.x#Name", "Name:http://…" and "arn:…/Name" to "Name".
QByteArray bareCode(QByteArray code) {
    if (const auto hash = code.lastIndexOf('#'); hash >= 0)
        code = code.mid(hash + 1);
    if (const auto colon = code.indexOf(":http"); colon > 0)
        code.truncate(colon);
    return code.trimmed();
}

void add(std::vector<SeenCode>& codes, const QByteArray& code, const QString& where) {
    constexpr qsizetype longestCode = 120; // longer ones are sentences
    const auto bare = bareCode(code);
    const auto plain = bare.toLower();
    if (plain.isEmpty() || plain.size() > longestCode)
        return;
    if (std::none_of(codes.begin(), codes.end(), [&](const SeenCode& seen) { return seen.code == plain; }))
        codes.push_back({plain, where, wordsOf(bare)});
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

QByteArray shortStrings(const JsonBody& json) {
    constexpr std::size_t mostValues = 24; // more of them are data
    constexpr qsizetype longest = 600;
    const auto& tree = json.tree();
    QByteArray texts;
    if (tree.isEmpty() || tree.at(0).end > mostValues)
        return texts;
    for (std::size_t i = 0; i < tree.at(0).end && texts.size() < longest; ++i)
        if (tree.at(i).kind == JsonTree::Kind::String)
            texts += JsonTree::plain(tree.at(i)).left(longest) + '\n';
    return texts;
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
