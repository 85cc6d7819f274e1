// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LiveCheck.h"

#include "app/lab/LimitHeaders.h"
#include "app/lab/TokenOffice.h"
#include "app/ratelimit/FixedWindow.h"
#include "app/ratelimit/SlidingWindow.h"
#include "app/ratelimit/TokenBucket.h"

namespace knockback::lab {

namespace {

std::unique_ptr<ratelimit::Limiter> makeLimiter(const LimitCheck& check) {
    switch (check.algorithm) {
    case Algorithm::FixedWindow:
        return std::make_unique<ratelimit::FixedWindow>(check.limit, check.window);
    case Algorithm::SlidingWindow:
        return std::make_unique<ratelimit::SlidingWindow>(check.limit, check.window);
    case Algorithm::TokenBucket:
        return std::make_unique<ratelimit::TokenBucket>(check.limit, base::Nanoseconds(check.window) / check.limit);
    }
    return {};
}

std::optional<LabReply> apply(const UserAgentCheck& check, const Passage& passage) {
    const QString agent =
        QString::fromUtf8(passage.request.headers.value("User-Agent").value_or(QByteArray()).trimmed());
    const bool denied = agent.isEmpty() ? check.denyMissing
                                        : std::any_of(check.deny.begin(), check.deny.end(), [&](const auto& pattern) {
                                              return pattern.match(agent).hasMatch();
                                          });
    return denied ? std::optional(passage.fill(check.answer)) : std::nullopt;
}

std::optional<LabReply> apply(const GeoCheck& check, const Passage& passage) {
    const bool denied = std::any_of(check.deny.begin(), check.deny.end(), [&](const GeoCheck::Network& network) {
        return passage.request.address.isInSubnet(network.address, network.prefix);
    });
    return denied ? std::optional(passage.fill(check.answer)) : std::nullopt;
}

std::optional<LabReply> apply(const TokenCheck& check, const Passage& passage) {
    Q_ASSERT(passage.tokens); // the scenario reader refuses a token check without a token endpoint
    auto refused = passage.tokens->refuse(passage.request, check, passage.now);
    return refused ? std::optional(passage.finish(*std::move(refused))) : std::nullopt;
}

} // namespace

LabReply Passage::fill(const AnswerSpec& spec) const {
    const std::pair<QByteArray, QByteArray> values[] = {
        {"{{requestId}}", requestId},
        {"{{supportId}}", supportId},
        {"{{ip}}", request.address.toString().toLatin1()},
        {"{{limit}}", QByteArray::number(verdict.limit)},
        {"{{retryAfter}}", QByteArray::number(wholeSeconds(verdict.retryAfter))},
    };
    const auto filled = [&values](QByteArray text) {
        for (const auto& [name, value] : values)
            text.replace(name, value);
        return text;
    };
    LabReply reply;
    reply.status = spec.status;
    for (const http::HeaderField& field : spec.headers)
        reply.headers.append(field.name, filled(field.value));
    reply.body = filled(spec.body);
    return finish(std::move(reply));
}

LabReply Passage::finish(LabReply reply) const {
    LabReply whole = delivery;
    whole.status = reply.status;
    whole.headers = headers;
    for (const http::HeaderField& field : reply.headers)
        whole.headers.append(field.name, field.value);
    whole.body = std::move(reply.body);
    whole.close = delivery.close || reply.close;
    return whole;
}

LiveCheck::LiveCheck(Check check) : m_check(std::move(check)) {
    if (const auto* limit = std::get_if<LimitCheck>(&m_check))
        m_limiter = makeLimiter(*limit);
}

std::optional<LabReply> LiveCheck::apply(Passage& passage) {
    if (const auto* limit = std::get_if<LimitCheck>(&m_check))
        return apply(*limit, passage);
    if (const auto* fault = std::get_if<Fault>(&m_check))
        return apply(*fault, passage);
    if (const auto* agent = std::get_if<UserAgentCheck>(&m_check))
        return lab::apply(*agent, passage);
    if (const auto* geo = std::get_if<GeoCheck>(&m_check))
        return lab::apply(*geo, passage);
    return lab::apply(std::get<TokenCheck>(m_check), passage);
}

std::optional<LabReply> LiveCheck::apply(const LimitCheck& check, Passage& passage) {
    const QByteArray key = check.keyHeader.isEmpty()
                               ? passage.request.address.toString().toLatin1()
                               : passage.request.headers.value(check.keyHeader).value_or(QByteArray());
    if (check.alreadyUsed > 0 && m_keys.insert(key).second)
        for (qint64 i = 0; i < check.alreadyUsed; ++i)
            m_limiter->take(passage.now, key);
    passage.verdict = m_limiter->take(passage.now, key);
    appendLimitHeaders(passage.headers, check, passage.verdict, passage.wall);
    return passage.verdict.allowed ? std::nullopt : std::optional(passage.fill(check.answer));
}

std::optional<LabReply> LiveCheck::apply(const Fault& fault, Passage& passage) {
    if (fault.times > 0 && ++m_seen > fault.times)
        return {};
    switch (fault.kind) {
    case FaultKind::Delay:
        passage.delivery.delay += fault.time;
        break;
    case FaultKind::Drip:
        passage.delivery.dripInterval = fault.time;
        passage.delivery.dripBytes = fault.bytes;
        break;
    case FaultKind::Truncate:
        passage.delivery.cutAfter = fault.bytes;
        break;
    case FaultKind::Reset:
        passage.delivery.reset = true;
        break;
    case FaultKind::Status:
        return passage.fill(fault.answer);
    }
    return {};
}

} // namespace knockback::lab
