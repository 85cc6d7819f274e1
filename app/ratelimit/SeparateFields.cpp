// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/SeparateFields.h"

#include "app/http/PlainNumber.h"
#include "app/ratelimit/LimitFieldName.h"
#include "app/ratelimit/Policies.h"
#include "app/ratelimit/ResetTime.h"

#include <QByteArrayList>

#include <algorithm>
#include <map>

namespace knockback::ratelimit {

namespace {

// The fields of one family and bucket.
struct FieldSet {
    LimitFieldName name;
    std::map<LimitRole, QByteArray> fields; // role -> the field's name
};

std::vector<FieldSet> collect(const ReadingContext& context) {
    std::vector<FieldSet> sets;
    for (const http::HeaderField& field : context.headers()) {
        const auto name = context.isTaken(field.name) ? std::nullopt : parseLimitFieldName(field.name);
        if (!name)
            continue;
        auto set = std::find_if(sets.begin(), sets.end(), [&](const FieldSet& s) {
            return s.name.family == name->family && s.name.bucket == name->bucket;
        });
        if (set == sets.end())
            set = sets.insert(sets.end(), {*name, {}});
        set->fields.emplace(name->role, field.name); // the first one counts: Reset before ResetTime
    }
    return sets;
}

class SetReader {
public:
    SetReader(const FieldSet& set, ReadingContext& context) : m_set(set), m_context(context) {}

    void read() {
        m_limits = counts(LimitRole::Limit);
        m_remaining = counts(LimitRole::Remaining);
        m_used = counts(LimitRole::Used);
        m_policies = counts(LimitRole::Policy);
        m_period = period();
        m_resetText = take(LimitRole::ResetAfter);
        if (!m_resetText)
            m_resetText = take(LimitRole::Reset);
        if (const auto name = take(LimitRole::Name))
            m_name = QString::fromLatin1(*name);

        const std::size_t windows = std::max(m_remaining.size(), m_used.size());
        const bool parallel = windows > 1 && (m_limits.empty() || m_limits.size() == windows);
        if (parallel)
            readParallel(windows);
        else
            readSingle();
    }

private:
    std::optional<QByteArray> take(LimitRole role) {
        const auto field = m_set.fields.find(role);
        auto value = field == m_set.fields.end() ? std::nullopt : m_context.take(field->second);
        if (value)
            m_sources.append(m_context.asWritten(field->second));
        return value;
    }

    void complain(LimitRole role, const QByteArray& value, const QString& why) {
        m_context.problem(m_set.fields.at(role), value, why);
    }

    LimitRole resetRole() const {
        return m_set.fields.contains(LimitRole::ResetAfter) ? LimitRole::ResetAfter : LimitRole::Reset;
    }

    std::vector<Count> counts(LimitRole role) {
        const auto value = take(role);
        auto found = value ? parseCounts(*value) : std::nullopt;
        if (value && !found)
            complain(role, *value, QStringLiteral("is not a count"));
        return found.value_or(std::vector<Count>());
    }

    std::optional<double> period() {
        for (const LimitRole role : {LimitRole::PeriodSeconds, LimitRole::PeriodMilliseconds}) {
            const auto value = take(role);
            const auto number = value ? http::parsePlainNumber(*value) : std::nullopt;
            if (value && !number)
                complain(role, *value, QStringLiteral("is not a number"));
            if (number && *number > 0)
                return role == LimitRole::PeriodSeconds ? *number : *number / 1000;
        }
        return windowOfBucket(m_set.name.bucket);
    }

    QuotaWindow newWindow() const {
        QuotaWindow window;
        window.bucket = !m_set.name.bucket.isEmpty() ? QString::fromLatin1(m_set.name.bucket)
                        : !m_name.isEmpty()          ? m_name
                                                     : unnamedBucket;
        window.unit = QString::fromLatin1(unitOfBucket(m_set.name.bucket));
        window.windowSeconds = m_period;
        window.source = m_sources.join(QStringLiteral(", "));
        return window;
    }

    void setResetFrom(QuotaWindow& window, const QByteArray& text) {
        const auto reset = guessReset(text, m_context.clock(), window.windowSeconds);
        if (!reset)
            complain(resetRole(), text, QStringLiteral("is not a time that makes sense"));
        setReset(window, reset);
    }

    static void setCount(QuotaWindow& window, std::optional<double>& target, const Count& count) {
        target = count.value;
        if (!window.windowSeconds)
            window.windowSeconds = count.windowSeconds;
    }

    // "5, 5" is a field that somebody sent twice.
    static QByteArray onceOf(const QByteArray& text) {
        const QByteArrayList entries = text.split(',');
        const QByteArray first = entries.front().trimmed();
        const bool same =
            std::all_of(entries.begin(), entries.end(), [&](const QByteArray& e) { return e.trimmed() == first; });
        return same ? first : text;
    }

    void readSingle() {
        QuotaWindow window = newWindow();
        if (!m_limits.empty())
            setCount(window, window.limit, m_limits.front());
        if (!m_remaining.empty())
            setCount(window, window.remaining, m_remaining.front());
        else if (window.limit && !m_used.empty())
            window.remaining = std::max(0.0, *window.limit - m_used.front().value);
        if (m_limits.size() > 1) // drafts 00 to 03 put the policies behind the limit
            m_policies.insert(m_policies.end(), m_limits.begin() + 1, m_limits.end());
        lengthFromPolicy(window);
        if (m_resetText)
            setResetFrom(window, onceOf(*m_resetText));
        if (window.limit || window.remaining || window.resetSeconds)
            addWithPolicies(std::move(window), std::move(m_policies), policySource(), m_context);
    }

    // The length must be known before the reset is read: it can tell milliseconds from seconds.
    void lengthFromPolicy(QuotaWindow& window) const {
        for (const Count& policy : m_policies)
            if (!window.windowSeconds && window.limit == policy.value)
                window.windowSeconds = policy.windowSeconds;
    }

    QString policySource() const {
        const bool own = m_set.fields.contains(LimitRole::Policy);
        const auto field = m_set.fields.find(own ? LimitRole::Policy : LimitRole::Limit);
        return field == m_set.fields.end() ? QString() : m_context.asWritten(field->second);
    }

    void readParallel(std::size_t windows) {
        QByteArrayList resets;
        if (m_resetText)
            resets = m_resetText->split(',');
        for (std::size_t i = 0; i < windows; ++i) {
            QuotaWindow window = newWindow();
            if (!m_limits.empty())
                setCount(window, window.limit, m_limits[i]);
            if (!m_remaining.empty())
                setCount(window, window.remaining, m_remaining[i]);
            else if (window.limit)
                window.remaining = std::max(0.0, *window.limit - m_used[i].value);
            if (m_policies.size() == windows)
                window.windowSeconds = m_policies[i].windowSeconds;
            if (static_cast<std::size_t>(resets.size()) == windows)
                setResetFrom(window, resets[static_cast<qsizetype>(i)]);
            if (m_policies.size() == windows)
                window.bucket = QString::fromLatin1(m_policies[i].text);
            else if (i > 0 && !isRepeated(i))
                window.bucket += QStringLiteral(" %1").arg(i + 1);
            if (i == 0 || !isRepeated(i))
                m_context.add(std::move(window));
        }
        if (!resets.isEmpty() && static_cast<std::size_t>(resets.size()) != windows)
            complain(resetRole(), *m_resetText, QStringLiteral("has not as many entries as there are windows"));
    }

    // A proxy that sends every field twice makes lists of equal entries.
    bool isRepeated(std::size_t i) const {
        const auto same = [i](const std::vector<Count>& list) { return list.empty() || list[i] == list[0]; };
        return same(m_limits) && same(m_remaining) && m_policies.empty();
    }

    const FieldSet& m_set;
    ReadingContext& m_context;
    std::vector<Count> m_limits;
    std::vector<Count> m_remaining;
    std::vector<Count> m_used;
    std::vector<Count> m_policies;
    std::optional<double> m_period;
    std::optional<QByteArray> m_resetText;
    QString m_name;
    QStringList m_sources;
};

} // namespace

void readSeparateFields(ReadingContext& context) {
    for (const FieldSet& set : collect(context))
        SetReader(set, context).read();
}

} // namespace knockback::ratelimit
