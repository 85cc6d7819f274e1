// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/CombinedFields.h"

#include "app/http/StructuredFields.h"
#include "app/ratelimit/Policies.h"
#include "app/ratelimit/ResetTime.h"

#include <algorithm>

namespace knockback::ratelimit {

namespace {

// The two fields of one dialect.
struct FieldNames {
    QByteArray state;
    QByteArray policy;
};

// A parameter or member that counts something; below 0 is as good as not there.
std::optional<double> positive(std::optional<double> number) {
    return number && *number >= 0 ? number : std::nullopt;
}

// The members of draft 07's dictionary.
class Members {
public:
    Members(const http::SfDictionary& dictionary, const QByteArray& field, const QByteArray& text,
            ReadingContext& context)
        : m_dictionary(dictionary)
        , m_field(field)
        , m_text(text)
        , m_context(context) {}

    // A member that is there and counts nothing is a problem.
    std::optional<double> number(QByteArrayView key) const {
        for (const http::SfEntry& entry : m_dictionary) {
            if (entry.key != key)
                continue;
            const auto* item = std::get_if<http::SfItem>(&entry.member);
            const auto found = item ? positive(http::sfNumber(item->value)) : std::nullopt;
            if (!found)
                m_context.problem(m_field, m_text,
                                  QStringLiteral("has a %1 that is not a count").arg(QString::fromLatin1(key)));
            return found;
        }
        return std::nullopt;
    }

private:
    const http::SfDictionary& m_dictionary;
    const QByteArray& m_field;
    const QByteArray& m_text;
    ReadingContext& m_context;
};

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
void joinNamed(const std::vector<NamedMember>& states, std::vector<NamedMember> policies, const FieldNames& names,
               ReadingContext& context) {
    const QString stateSource = context.asWritten(names.state);
    const QString policySource = context.asWritten(names.policy);
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
bool readDictionary(const QByteArray& text, const std::vector<Count>& policies, const FieldNames& names,
                    ReadingContext& context) {
    const auto dictionary = http::parseSfDictionary(text);
    const auto isKnown = [](const http::SfEntry& entry) {
        return entry.key == "limit" || entry.key == "remaining" || entry.key == "reset";
    };
    if (!dictionary || std::none_of(dictionary->begin(), dictionary->end(), isKnown))
        return false;
    const Members members(*dictionary, names.state, text, context);
    QuotaWindow window;
    window.bucket = unnamedBucket;
    window.limit = members.number("limit");
    window.remaining = members.number("remaining");
    const auto reset = members.number("reset");
    if (!window.limit && !window.remaining && !reset)
        return true; // it was one, and says nothing that can be read
    setReset(window, resetFrom(reset, context, std::nullopt));
    window.source = context.asWritten(names.state);
    if (!policies.empty())
        window.source += QStringLiteral(", ") + context.asWritten(names.policy);
    addWithPolicies(std::move(window), policies, context.asWritten(names.policy), context);
    return true;
}

} // namespace

void readCombinedFields(ReadingContext& context, const QByteArray& stateField, const QByteArray& policyField) {
    const FieldNames names{stateField, policyField};
    const auto state = context.take(stateField);
    const bool unnamedPolicies = context.headers().contains(policyField) &&
                                 parseCounts(context.headers().combined(policyField).value_or(QByteArray()));
    if (!state && unnamedPolicies)
        return; // drafts 04 to 06: they belong to RateLimit-Limit
    const auto policyText = context.take(policyField);
    const auto counts = policyText ? parseCounts(*policyText) : std::nullopt;
    if (state && readDictionary(*state, counts.value_or(std::vector<Count>()), names, context))
        return;

    const auto read = [&](const QByteArray& field, const std::optional<QByteArray>& text) {
        return text ? membersOf(field, *text, context) : std::vector<NamedMember>();
    };
    joinNamed(read(stateField, state), read(policyField, policyText), names, context);
}

} // namespace knockback::ratelimit
