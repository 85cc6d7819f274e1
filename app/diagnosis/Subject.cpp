// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Subject.h"

#include "app/diagnosis/Address.h"
#include "app/diagnosis/FailedBody.h"
#include "app/diagnosis/Markup.h"
#include "app/diagnosis/Pattern.h"
#include "app/http/PercentCoding.h"
#include "app/http/Url.h"

#include <algorithm>
#include <cmath>

namespace knockback::diagnosis {
namespace {

constexpr qsizetype longestNotice = 3000; // visible words of a page that is only a notice
constexpr auto tolerableSkew = std::chrono::minutes(5);

bool looksLikeHtml(QByteArrayView body) {
    const QByteArray start =
        body.trimmed().first(std::min<qsizetype>(body.trimmed().size(), 256)).toByteArray().toLower();
    return start.startsWith('<') && !start.startsWith("<?xml") && !start.startsWith("<error>");
}

// Tarpits hold an answer for a round number of seconds: 4 at least, so that ordinary slowness seldom fits.
bool isRoundWait(const http::Timing& timing) {
    const auto waited = timing.wait.value_or(timing.total);
    const double seconds = std::chrono::duration<double>(waited).count();
    return seconds >= 3.9 && seconds <= 65 && std::abs(seconds - std::round(seconds)) < 0.06;
}

QByteArray cookieName(QByteArrayView setCookie) {
    const qsizetype end = setCookie.indexOf('=');
    return end < 0 ? QByteArray() : setCookie.first(end).trimmed().toByteArray();
}

// The value of "addr=" in a failure's detail.
QByteArray addressIn(const QString& detail) {
    const QByteArray text = detail.toUtf8();
    const qsizetype at = text.indexOf("addr=");
    if (at < 0)
        return {};
    const qsizetype end = text.indexOf(';', at);
    return text.mid(at + 5, end < 0 ? -1 : end - at - 5).trimmed();
}

bool acceptsOnlyJson(const http::Request& request) {
    const auto accept = request.headers.combined("Accept").value_or(QByteArray()).toLower();
    return accept.contains("json") && !accept.contains("html") && !accept.contains("*/*");
}

// Whether a page speaks about refusals to somebody who reads up on them: by its title or by how it begins to explain.
bool explains(QByteArrayView page) {
    static const Pattern title = *Pattern::make(
        R"(\b(understanding|explain(ed|s)?|how (to|owners|you|it)|what (is|are|does|this)|why (is|does|do|are)|troubleshoot(ing)?|faqs?|guide|tutorial|documentation|docs|knowledge ?base|kb ?\d+|rules|tips|blog|forum|thread|wiki|means)\b)");
    static const Pattern words = *Pattern::make(
        R"(\b(this (article|thread|guide|page (explains|describes|lists))|here is what (that|this|it) means|what this (message|page|error) (from [a-z]+ )?means|(users|you) (may|might|will|can) see\b|users see\b|the api answers|asks? how to))");
    return title.matches(titleOf(page)) || words.matches(page);
}

// Nothing of an answer that was served and is more than a notice: an article may use any words.
QByteArray lookedAt(const http::Attempt& attempt) {
    if (!attempt.response)
        return {};
    const auto& body = attempt.response->body;
    const bool served = attempt.status() >= 200 && attempt.status() < 300;
    if (served && body.size() > Subject::shortBody)
        return {};
    QByteArray start = body.prefix(Subject::bodyLookedAt);
    if (served && !acceptsOnlyJson(attempt.request) &&
        (isReadingMatter(start) || (looksLikeHtml(start) && explains(start))))
        return {};
    return start;
}

} // namespace

Subject::Subject(const http::Attempt& a, const ratelimit::QuotaReading& q,
                 const std::vector<RequestPattern>& requestPatterns, const History& before)
    : attempt(a)
    , quota(q)
    , history(before)
    , body(lookedAt(a))
    , json(body) {
    const auto url = http::parseUrl(a.request.url);
    if (url) {
        host = url->host;
        pathQuery = url->query.isEmpty() ? url->path : url->path + '?' + url->query;
    }
    facts = requestFacts(a.request, url, requestPatterns);
    facts.set(Fact::HistoryKnown, !history.isEmpty());
    lookAtLimits();
    lookAtConnection();
    if (a.response)
        lookAtAnswer();
}

void Subject::lookAtAnswer() {
    const auto& response = *attempt.response;
    facts.set(Fact::Success, status() >= 200 && status() < 300);
    facts.set(Fact::EmptyBody, response.body.isEmpty());
    facts.set(Fact::ShortBody, response.body.size() <= shortBody);
    const bool html = !json.isValid() && looksLikeHtml(body);
    facts.set(Fact::JsonBody, json.isValid());
    facts.set(Fact::HtmlBody, html);
    facts.set(Fact::TextBody, !body.isEmpty() && !json.isValid() && !html);
    facts.set(Fact::TimedLikeATarpit, status() >= 400 && isRoundWait(attempt.timing));
    if (html)
        title = titleOf(body);
    codes = errorCodes(json, body, response.headers());
    statement = oneSentenceALine(findStatement());
    const bool soapFault = status() == 500 && QByteArrayView(body).contains("Fault>");
    if ((facts.has(Fact::Success) && !body.isEmpty()) || soapFault || response.headers().contains("grpc-status"))
        facts.set(Fact::FailedInBody, saysItFailed(response, json, body, title, statement));
    facts.set(Fact::HtmlForJson, html && acceptsOnlyJson(attempt.request));
    facts.set(Fact::NoWords, html && body.size() <= shortBody && !hasWords(body));
    for (const auto& line : response.headers().values("Set-Cookie"))
        if (auto name = cookieName(line); !name.isEmpty())
            cookies.push_back(std::move(name));
    QByteArray sentTo;
    if (status() >= 300 && status() < 400)
        sentTo = response.headers().value("Location").value_or(QByteArray());
    else if (html && body.size() <= shortBody)
        sentTo = refreshTargetOf(body);
    const auto target = http::parseUrl(sentTo);
    facts.set(Fact::PortalRedirect, target && isPublicName(host) && isPrivateAddress(target->host));
}

QByteArray Subject::findStatement() const {
    const auto& response = *attempt.response;
    QByteArray said;
    if (response.head.reason.compare(http::reasonPhrase(status()), Qt::CaseInsensitive) != 0)
        said = response.head.reason + '\n'; // a phrase of its own is somebody's word: "Blocked", "Filtered"
    if (const auto words = response.headers().value("grpc-message"))
        said += http::percentDecode(*words, http::PlusSign::Plus) + '\n';
    if (json.isValid()) {
        for (const auto& seen : codes)
            said += seen.words + '\n';
        const QByteArray messages = errorMessages(json);
        return said + (messages.isEmpty() && status() >= 400 ? shortStrings(json) : messages);
    }
    if (response.body.size() > shortBody)
        return said + title;
    const bool markup = QByteArrayView(body).trimmed().startsWith('<');
    const QByteArray words = markup ? visibleText(body, longestNotice + 1) : body.left(longestNotice + 1);
    return said + (words.size() > longestNotice ? title : words);
}

void Subject::lookAtLimits() {
    facts.set(Fact::RetryAfter, quota.retryAfterSeconds.has_value());
    const auto& windows = quota.windows;
    const bool announced =
        std::any_of(windows.begin(), windows.end(), [](const auto& w) { return w.remaining.has_value(); });
    const bool exhausted =
        std::any_of(windows.begin(), windows.end(), [](const auto& w) { return w.remaining && *w.remaining <= 0; });
    facts.set(Fact::LimitsAnnounced, !windows.empty());
    facts.set(Fact::QuotaExhausted, exhausted);
    facts.set(Fact::QuotaLeft, announced && !exhausted);
}

void Subject::lookAtConnection() {
    if (quota.clockSkew)
        facts.set(Fact::ClockSkewed, *quota.clockSkew > tolerableSkew || *quota.clockSkew < -tolerableSkew);
    QByteArray address = attempt.connection.remoteAddress;
    if (address.isEmpty() && attempt.failure)
        address = addressIn(attempt.failure->detail);
    facts.set(Fact::PrivateAddress, isPublicName(host) && isPrivateAddress(address));
}

} // namespace knockback::diagnosis
