// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/FailedBody.h"

#include "app/diagnosis/Pattern.h"

#include <algorithm>
#include <array>

namespace knockback::diagnosis {
namespace {

using Value = JsonTree::Value;
using Kind = JsonTree::Kind;

template <std::size_t N>
bool isOneOf(QByteArrayView text, const std::array<QByteArrayView, N>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](QByteArrayView name) { return name.compare(text, Qt::CaseInsensitive) == 0; });
}

constexpr std::array<QByteArrayView, 6> successFlags{"ok",         "success",   "succeeded",
                                                     "successful", "isSuccess", "is_success"};
constexpr std::array<QByteArrayView, 5> stateNames{"status", "stat", "result", "state", "response"};
constexpr std::array<QByteArrayView, 9> failedStates{"error", "err",   "fail",   "failed",      "failure",
                                                     "nok",   "notok", "denied", "unauthorized"};
constexpr std::array<QByteArrayView, 8> codeNames{"code",       "statusCode", "status_code", "retCode",
                                                  "resultCode", "returnCode", "status",      "estado"};
constexpr std::array<QByteArrayView, 6> errorNumbers{"errcode", "errno", "error_code", "errorCode", "errNum", "err_no"};
constexpr std::array<QByteArrayView, 19> errorNames{
    "error_response", "error",  "errors", "fault",      "exception", "error_message", "errorMessage",
    "error_msg",      "errmsg", "errMsg", "error_text", "err",       "Error Message", "Note",
    "Information",    "erreur", "erro",   "errore",     "fehler"};
constexpr std::array<QByteArrayView, 12> messageNames{"message",     "msg",      "sub_msg",   "detail",
                                                      "description", "reason",   "mensaje",   "descripcion",
                                                      "meldung",     "mensagem", "messaggio", "mesaj"};
constexpr std::array<QByteArrayView, 9> dataNames{"data",  "result", "results", "items",  "records",
                                                  "value", "values", "content", "payload"};
constexpr std::array<QByteArrayView, 7> nothings{"", "0", "false", "null", "none", "ok", "success"};

bool isNothing(const Value& value) {
    return isOneOf(value.text, nothings);
}

bool isNested(const Value& value) {
    return value.kind == Kind::Object || value.kind == Kind::Array;
}

// {"data": {"user": null}} has none: what was asked for is not there.
bool holdsData(const JsonTree& tree, std::size_t index) {
    if (!isNested(tree.at(index)))
        return !isNothing(tree.at(index));
    for (std::size_t i = index + 1; i < tree.at(index).end; ++i)
        if (!isNested(tree.at(i)) && tree.at(i).text != "null")
            return true;
    return false;
}

bool holdsName(const JsonTree& tree, std::size_t index, QByteArrayView name) {
    for (std::size_t i = index + 1; i < tree.at(index).end; ++i)
        if (tree.at(i).name == name)
            return true;
    return false;
}

// "40006", "rate_limited", "InvalidToken": not the state of a thing ("active"), and not the code of a country or
// coupon.
bool isErrorCode(const Value& value) {
    static const Pattern code = *Pattern::make(
        R"(^-?\d{3,}$|error|err_|invalid|denied|forbidden|unauthori[sz]ed|exceed|limit|throttl|too_?many|expired|failed|missing|quota|not_?(found|allowed|supported|available)|restrict|block(ed|_)|unavailable|unsupported|required|revoked|suspended|disabled|geo_)");
    return value.kind == Kind::String && value.name != "status" && value.text != "200" && code.matches(value.text);
}

bool holdsErrorNumber(const JsonTree& tree, std::size_t index) {
    for (std::size_t i = index + 1; i < tree.at(index).end; i = tree.at(i).end)
        if (isOneOf(tree.at(i).name, errorNumbers) && !isNested(tree.at(i)) && !isNothing(tree.at(i)))
            return true;
    return false;
}

// Many names with a plain sentence each, as in a file of translations, and none of those that an error's parts have.
bool isCatalogue(const JsonTree& tree, std::size_t index) {
    constexpr std::size_t many = 3;
    static const Pattern part =
        *Pattern::make("^(error|code|message|msg|detail|reason|type|status|request)|_(code|id|message)$");
    if (tree.at(index).kind != Kind::Object || tree.at(index).end - index - 1 < many)
        return false;
    for (std::size_t i = index + 1; i < tree.at(index).end; ++i)
        if (tree.at(i).kind != Kind::String || part.matches(tree.at(i).name))
            return false;
    return true;
}

// What the members of a JSON object say together.
struct Signs {
    bool failed = false;  // says so
    bool error = false;   // has an error, which may be one beside data
    bool code = false;    // has a code that is not that of a success
    bool message = false; // has words
    bool data = false;
    bool thing = false; // has an id: its state and words are not the answer's

    void look(const JsonTree& tree, std::size_t index) {
        const Value& value = tree.at(index);
        const auto name = value.name;
        const double number = value.kind == Kind::Literal ? value.text.toByteArray().toDouble() : 0;
        if (isOneOf(name, successFlags))
            failed = failed || value.text == "false" || value.text == "0";
        if (isOneOf(name, stateNames))
            failed = failed || isOneOf(value.text, failedStates);
        if (name == "status" && isNested(value)) // {"status": {"message": …}} and nothing else
            failed = failed || (value.end == tree.at(0).end && index == 1 && holdsName(tree, index, "message"));
        if (isOneOf(name, codeNames))
            code = code || number < 0 || (number >= 100 && !(number >= 200 && number < 300)) || isErrorCode(value);
        if (isOneOf(name, errorNumbers))
            failed = failed || !(isNested(value) || isNothing(value));
        if (isOneOf(name, errorNames))
            error = error || (isNested(value) ? value.end > index + 1 && !isCatalogue(tree, index) : !isNothing(value));
        if (isOneOf(name, messageNames)) {
            message = message || value.kind == Kind::String;
            failed = failed || isOneOf(value.text, failedStates);
        }
        if (isOneOf(name, dataNames))
            data = data || holdsData(tree, index);
        thing = thing || (name == "id" && !isNothing(value));
        if (name == "infocode" || name == "error-type")
            failed = failed || !(isNothing(value) || value.text == "10000");
        if (name == "data" && isNested(value))
            failed = failed || holdsErrorNumber(tree, index);
    }
};

bool jsonFailed(const JsonTree& tree) {
    if (tree.at(0).kind != Kind::Object)
        return false;
    Signs signs;
    for (std::size_t i = 1; i < tree.at(0).end; i = tree.at(i).end)
        signs.look(tree, i);
    return signs.failed || (!signs.data && (signs.error || (signs.code && signs.message && !signs.thing)));
}

// The title without the site's name is a refusal's and nothing else.
bool isRefusalTitle(QByteArrayView title) {
    static const Pattern refusal = *Pattern::make(
        R"(^(.{1,30} [^a-z0-9 ]{1,3} )?((http )?(error|status)?:? ?[45]\d\d\b[ :-]*[a-z ]{0,24}|(an? )?(error|forbidden|blocked|denied|unauthori[sz]ed|restricted|unavailable)( (occurred|page))?|(web ?site|web ?page|web page|site|page|url|access|request|connection|content|service|your request|ip|your ip)( (is|was|has been|temporarily))? ?(denied|blocked|rejected|forbidden|restricted|refused|not allowed|not permitted|unavailable|unsuccessful|limited|suspended)!?|too many requests|rate limit(ed)?( exceeded)?|not available in your (country|region)|(security|human|browser|robot|bot|site|access|captcha)( access)? (check|verification|alert|violation)|captcha|ddos[- ]?protection|(client|browser|bot) challenge|condition intercepted|request rejected|download limit|are you (a )?(human|robot)\??|(please )?verify (that )?you are (a )?human|attention required!?|(one|just a) moment(, please)?\W{0,5}|please wait\W{0,4}|checking your browser.{0,30}|establishing a secure connection\W{0,5}|robot or human\??|we.{1,3}re sorry|restricted access|erişim engel.{0,20}|avviso|вы не робот\??|доступ.{1,40}(ограничен|заблокирован|запрещ).{0,10}|(сайт|ресурс).{0,20}заблокирован|滑动验证.{0,12}|安全验证|人机验证|访问验证|访问.{0,12}(拦截|阻止|禁止|拒绝)|verifica..o( de seguran.{1,3}a| humana)?|sicherheits.{1,3}pr.{1,3}fung|v.{1,2}rification( de s.{1,2}curit.{1,2}| en cours)?)( ?[^a-z0-9 ]{1,3} .{1,40})?$)");
    return refusal.matches(title);
}

// Little more than a sentence that turns its reader away.
bool isRefusalSentence(QByteArrayView words) {
    constexpr qsizetype longest = 400;
    static const Pattern refusal = *Pattern::make(
        R"(((our|this|the) (web ?site|site|service|content|video|program(me)?|app|stream)( is)? (currently |temporarily |no longer )?(not |un)|(isn.{1,3}t|is not) )(available|accessible|supported) (in|to|for|from) (your|most european|european)|(not in your (region|country)|region not supported)|only works in (the )?[a-z]|discontinued operating this|reached your [a-z ]{0,20}limit (for|of)|you have made too many requests|url solicitad. (foi|ha sido) |(non|nicht|niet|inte) .{0,40}(al di fuori d|utanf..?r|buiten|au..?erhalb)|pare-feu)");
    return words.size() <= longest && refusal.matches(words);
}

bool pageFailed(QByteArrayView title, QByteArrayView words) {
    constexpr qsizetype longestNotice = 1500;
    return (words.size() <= longestNotice && isRefusalTitle(title.trimmed())) || isRefusalSentence(words);
}

bool markupFailed(QByteArrayView body) {
    static const Pattern fault = *Pattern::make(
        R"re(<(\w+:)?(fault|error|errors|errorresponse|serviceexceptionreport|exceptionreport|exception)\b|\bstat="(fail|error)")re");
    return fault.matches(body.first(std::min<qsizetype>(body.size(), 1024)));
}

bool textFailed(QByteArrayView text) {
    constexpr qsizetype longest = 300;
    static const Pattern refusal = *Pattern::make(
        R"(^\W{0,3}(error|err\b|fail|denied|forbidden|unauthori[sz]ed|access denied|blocked|invalid|too many|rate.?limit|.{0,40}(limit|quota|allowance) (exceeded|reached)))");
    return text.size() <= longest && refusal.matches(text);
}

} // namespace

bool saysItFailed(const http::Response& response, const JsonBody& json, QByteArrayView body, QByteArrayView title,
                  QByteArrayView words) {
    const auto grpc = response.headers().value("grpc-status");
    if (grpc && grpc->trimmed() != "0")
        return true;
    if (json.isValid())
        return jsonFailed(json.tree());
    const auto start = body.trimmed();
    if (start.isEmpty())
        return false;
    if (start.front() != '<')
        return textFailed(start);
    return title.isEmpty() ? markupFailed(body) : pageFailed(title, words);
}

} // namespace knockback::diagnosis
