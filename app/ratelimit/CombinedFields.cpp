// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/CombinedFields.h"

#include "app/http/StructuredFields.h"
#include "app/ratelimit/Policies.h"
#include "app/ratelimit/ResetTime.h"

#include <algorithm>

namespace knockback::ratelimit {

namespace {

constexpr QByteArrayView stateField = "RateLimit";
constexpr QByteArrayView policyField = "RateLimit-Policy";

// A parameter or member that counts something; below 0 is as good as not there.
std::optional<double> positive(std::optional<double> number) {
    return number && *number >= 0 ? number : std::nullopt;
}

std::optional<double> memberNumber(const http::SfDictionary& dictionary, QByteArrayView key) {
    for (const http::SfEntry& entry : dictionary)
        if (const auto* item = std::get_if<http::SfItem>(&entry.member); item && entry.key == key)
            return positive(http::sfNumber(item->value));
    return std::nullopt;
}

std::optional<ResetTime> resetFrom(std::optional<double> number, const ReadingContext& context,
                                   std::optional<double> windowSeconds) {
    return number ? guessReset(QByteArray::number(*number, 'f', 3), context.clock(), windowSeconds) : std::nullopt;
}

// A partition key is any bytes; most are text.
QString partitionText(const http::SfParameters& parameters) {
    const http::SfBare* key = parameters.find("pk");
    if (!key)
        return {};
    if (const auto text = http::sfText(*key))
        return QString::fromLatin1(*text);
    const auto* bytes = std::get_if<http::SfBytes>(key);
    if (!bytes)
        return {};
    const bool printable =
        std::all_of(bytes->bytes.begin(), bytes->bytes.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    return QString::fromLatin1(printable ? bytes->bytes : bytes->bytes.toBase64());
}

// The unit's name in the newest draft: what was "bytes" in draft 08 is "content-bytes" since.
QString unitText(const http::SfParameters& parameters) {
    const QByteArray unit = parameters.text("qu").value_or("requests");
    return QString::fromLatin1(unit == "bytes" ? QByteArray("content-bytes") : unit);
}

// One member of either field of draft 08 and later.
struct NamedMember {
    QString name;
    QString partition;
    http::SfParameters parameters;
    bool joined = false; // a policy whose state is known
};

std::vector<NamedMember> membersOf(QByteArrayView field, const QByteArray& text, ReadingContext& context) {
    std::vector<NamedMember> members;
    const auto list = http::parseSfList(text);
    if (!list) {
        context.problem(field, text, QStringLiteral("cannot be read: ") + list.error().sentence());
        return members;
    }
    for (const http::SfMember& member : *list) {
        const auto* item = std::get_if<http::SfItem>(&member);
        const auto name = item ? http::sfText(item->value) : std::nullopt;
        if (name)
            members.push_back({QString::fromLatin1(*name), partitionText(item->parameters), item->parameters});
        else
            context.problem(field, text, QStringLiteral("has a member that names no policy"));
    }
    return members;
}

// The policy that a state belongs to; one without a partition key holds for every partition of its name.
NamedMember* policyOf(const NamedMember& state, std::vector<NamedMember>& policies) {
    const auto found = std::find_if(policies.begin(), policies.end(), [&](const NamedMember& policy) {
        const bool fits =
            policy.partition == state.partition || policy.partition.isEmpty() || state.partition.isEmpty();
        return policy.name == state.name && fits;
    });
    return found == policies.end() ? nullptr : &*found;
}

QuotaWindow windowOf(const NamedMember& member) {
    QuotaWindow window;
    window.bucket = member.name;
    window.partitionKey = member.partition;
    return window;
}

void setPolicy(QuotaWindow& window, const NamedMember& policy) {
    window.limit = positive(policy.parameters.number("q"));
    window.windowSeconds = positive(policy.parameters.number("w"));
    window.unit = unitText(policy.parameters);
    if (window.partitionKey.isEmpty())
        window.partitionKey = policy.partition;
}

// Draft 08 and later: states with their policies, then policies without a state.
void joinNamed(const std::vector<NamedMember>& states, std::vector<NamedMember> policies, ReadingContext& context) {
    const QString stateSource = context.asWritten(stateField);
    const QString policySource = context.asWritten(policyField);
    for (const NamedMember& state : states) {
        QuotaWindow window = windowOf(state);
        window.source = stateSource;
        if (NamedMember* policy = policyOf(state, policies)) {
            setPolicy(window, *policy);
            policy->joined = true;
            window.source += QStringLiteral(", ") + policySource;
        }
        window.remaining = positive(state.parameters.number("r"));
        setReset(window, resetFrom(positive(state.parameters.number("t")), context, window.windowSeconds));
        if (window.limit || window.remaining || window.resetSeconds)
            context.add(std::move(window));
    }
    for (const NamedMember& policy : policies) {
        QuotaWindow window = windowOf(policy);
        setPolicy(window, policy);
        window.source = policySource;
        if (!policy.joined && window.limit)
            context.add(std::move(window));
    }
}

// Draft 07. Returns false when the text is no such dictionary.
bool readDictionary(const QByteArray& text, const std::vector<Count>& policies, ReadingContext& context) {
    const auto dictionary = http::parseSfDictionary(text);
    if (!dictionary)
        return false;
    QuotaWindow window;
    window.bucket = unnamedBucket;
    window.limit = memberNumber(*dictionary, "limit");
    window.remaining = memberNumber(*dictionary, "remaining");
    const auto reset = memberNumber(*dictionary, "reset");
    if (!window.limit && !window.remaining && !reset)
        return false;
    setReset(window, resetFrom(reset, context, std::nullopt));
    window.source = context.asWritten(stateField);
    if (!policies.empty())
        window.source += QStringLiteral(", ") + context.asWritten(policyField);
    addWithPolicies(std::move(window), policies, context.asWritten(policyField), context);
    return true;
}

} // namespace

void readCombinedFields(ReadingContext& context) {
    const auto state = context.take(stateField);
    const bool unnamedPolicies = context.headers().contains(policyField) &&
                                 parseCounts(context.headers().combined(policyField).value_or(QByteArray()));
    if (!state && unnamedPolicies)
        return; // drafts 04 to 06: they belong to RateLimit-Limit
    const auto policyText = context.take(policyField);
    const auto counts = policyText ? parseCounts(*policyText) : std::nullopt;
    if (state && readDictionary(*state, counts.value_or(std::vector<Count>()), context))
        return;

    const auto read = [&](QByteArrayView field, const std::optional<QByteArray>& text) {
        return text ? membersOf(field, *text, context) : std::vector<NamedMember>();
    };
    joinNamed(read(stateField, state), read(policyField, policyText), context);
}

} // namespace knockback::ratelimit
