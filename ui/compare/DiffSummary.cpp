// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/DiffSummary.h"

#include "ui/compare/ComparePicks.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr qsizetype longestQuote = 60;

QString tr(const char* text) {
    return QCoreApplication::translate("Compare", text);
}

QString quoted(const QByteArray& value) {
    QString text = QString::fromUtf8(value).simplified();
    if (text.size() > longestQuote)
        text = text.left(longestQuote) + u'…';
    return u'“' + text + u'”';
}

QString troubleName(const journal::AttemptRecord& record) {
    return diagnosis::isBlock(record.diagnosis.cause) ? tr("the blocked one") : tr("the failed one");
}

// Headers that tell servers who is asking come first; those that are new every time come last.
int weightOfHeader(const QByteArray& name) {
    static const std::vector<std::pair<const char*, int>> weights{
        {"Authorization", 95}, {"User-Agent", 90},     {"Cookie", 88},       {"X-Api-Key", 94},
        {"Host", 87},          {"Accept", 82},         {"Origin", 82},       {"Referer", 82},
        {"Content-Type", 86},  {"Content-Length", 45}, {"Date", 20},         {"Idempotency-Key", 30},
        {"X-Request-Id", 20},  {"Traceparent", 20},    {"If-None-Match", 60}};
    for (const auto& [known, weight] : weights) {
        if (name.compare(known, Qt::CaseInsensitive) == 0)
            return weight;
    }
    return 80;
}

// What a server says about its limits and its defence.
bool isTelling(const QByteArray& responseHeader) {
    const auto name = responseHeader.toLower();
    for (const char* known : {"retry-after", "ratelimit", "rate-limit", "www-authenticate", "location", "content-type",
                              "server", "cf-mitigated", "x-cache"}) {
        if (name.contains(known))
            return true;
    }
    return false;
}

class Summary {
public:
    explicit Summary(SideNames names) : m_names(std::move(names)) {}

    void add(int weight, const QString& sentence) { m_sentences.emplace_back(weight, sentence); }

    void addFacts(const std::vector<FactChange>& facts, int weight) {
        for (const auto& fact : facts) {
            if (!fact.differs)
                continue;
            const auto value = [](const QString& text) { return text.isEmpty() ? tr("none") : text; };
            add(weight--, tr("%1: %2 in %3, %4 in %5.")
                              .arg(fact.name, value(fact.left), m_names.left, value(fact.right), m_names.right));
        }
    }

    void addField(const QString& what, const FieldChange& change, int weight) {
        switch (change.kind) {
        case FieldChange::LeftOnly:
            return add(weight, tr("%1 is sent only by %2: %3.").arg(what, m_names.left, quoted(change.left.value)));
        case FieldChange::RightOnly:
            return add(weight, tr("%1 is sent only by %2: %3.").arg(what, m_names.right, quoted(change.right.value)));
        case FieldChange::Changed:
            return add(weight, tr("%1 is %2 in %3, and %4 in %5.")
                                   .arg(what, quoted(change.left.value), m_names.left, quoted(change.right.value),
                                        m_names.right));
        case FieldChange::Respelled:
            return add(weight - 10,
                       tr("%1 is spelled %2 by %3.").arg(what, QString::fromUtf8(change.right.name), m_names.right));
        case FieldChange::Moved:
            m_moved << what;
            return;
        case FieldChange::Same:
            return;
        }
    }

    void addHeaders(const std::vector<FieldChange>& changes) {
        for (const auto& change : changes) {
            const auto& name = change.left.name.isEmpty() ? change.right.name : change.left.name;
            addField(QString::fromUtf8(name), change, weightOfHeader(name));
        }
        if (!m_moved.isEmpty())
            add(70, tr("Headers go out in another order: %1.").arg(m_moved.join(QStringLiteral(", "))));
        m_moved.clear();
    }

    void addQuery(const std::vector<FieldChange>& changes) {
        for (const auto& change : changes) {
            const auto& name = change.left.name.isEmpty() ? change.right.name : change.left.name;
            addField(tr("The parameter %1").arg(QString::fromUtf8(name)), change, 92);
        }
        if (!m_moved.isEmpty())
            add(69, tr("The parameters stand in another order."));
        m_moved.clear();
    }

    void addBody(const BodyChange& body, const QString& what, int weight) {
        if (!body.differs)
            return;
        if (body.leftSize == 0 || body.rightSize == 0) {
            const auto& owner = body.leftSize == 0 ? m_names.right : m_names.left;
            return add(weight, tr("Only %1 has a %2.").arg(owner, what));
        }
        const auto lines =
            std::count_if(body.lines.begin(), body.lines.end(), [](const auto& row) { return row.isDifference(); });
        if (lines == 0)
            return add(
                weight,
                tr("The two are different as a %1: %2 and %3 bytes.").arg(what).arg(body.leftSize).arg(body.rightSize));
        add(weight, lines == 1 ? tr("The %1 differs in one line.").arg(what)
                               : tr("The %1 differs in %2 lines.").arg(what).arg(lines));
    }

    void addResponseHeaders(const std::vector<FieldChange>& changes) {
        int others = 0;
        for (const auto& change : changes) {
            const auto& name = change.left.name.isEmpty() ? change.right.name : change.left.name;
            if (change.kind == FieldChange::Same || change.kind == FieldChange::Moved)
                continue;
            if (isTelling(name))
                addAnswerField(QString::fromUtf8(name), change);
            else
                ++others;
        }
        if (others > 0)
            add(10, others == 1 ? tr("One other response header differs.")
                                : tr("%1 other response headers differ.").arg(others));
    }

    [[nodiscard]] bool isEmpty() const { return m_sentences.empty(); }

    [[nodiscard]] QStringList take() {
        std::stable_sort(m_sentences.begin(), m_sentences.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        QStringList result;
        for (const auto& [weight, sentence] : m_sentences)
            result << sentence;
        return result;
    }

private:
    void addAnswerField(const QString& name, const FieldChange& change) {
        if (change.kind == FieldChange::LeftOnly || change.kind == FieldChange::RightOnly) {
            const bool left = change.kind == FieldChange::LeftOnly;
            return add(35, tr("%1 came only to %2: %3.")
                               .arg(name, left ? m_names.left : m_names.right,
                                    quoted(left ? change.left.value : change.right.value)));
        }
        add(34, tr("%1 came as %2 to %3, and as %4 to %5.")
                    .arg(name, quoted(change.left.value), m_names.left, quoted(change.right.value), m_names.right));
    }

    SideNames m_names;
    QStringList m_moved;
    std::vector<std::pair<int, QString>> m_sentences;
};

} // namespace

SideNames sideNames(const journal::AttemptRecord& left, const journal::AttemptRecord& right) {
    if (isWorking(left) != isWorking(right))
        return isWorking(left) ? SideNames{tr("the working one"), troubleName(right)}
                               : SideNames{troubleName(left), tr("the working one")};
    if (left.call == right.call && !left.call.isNull() && left.number != right.number)
        return {tr("attempt %1").arg(left.number), tr("attempt %1").arg(right.number)};
    const bool leftFirst = left.exchange.attempt().startedAt <= right.exchange.attempt().startedAt;
    return leftFirst ? SideNames{tr("the earlier one"), tr("the later one")}
                     : SideNames{tr("the later one"), tr("the earlier one")};
}

QStringList summaryOf(const ExchangeDiff& diff, const SideNames& names) {
    Summary summary(names);
    summary.addFacts(diff.request, 99);
    summary.addQuery(diff.query);
    summary.addHeaders(diff.requestHeaders);
    summary.addBody(diff.requestBody, tr("request body"), 89);
    summary.addFacts(diff.connection, 68);
    summary.addFacts(diff.answer, 50);
    summary.addResponseHeaders(diff.responseHeaders);
    summary.addBody(diff.responseBody, tr("response body"), 30);
    for (const auto& fact : diff.timing) {
        if (fact.differs && fact.name == tr("Total"))
            summary.add(25, tr("It took %1 in %2, and %3 in %4.").arg(fact.left, names.left, fact.right, names.right));
    }
    if (summary.isEmpty())
        summary.add(100, tr("Both are the same, in what was sent and in what came back."));
    else if (diff.sameRequest())
        summary.add(100, tr("Both sent the same request, in the same words and order: what differs is around it."));
    return summary.take();
}

} // namespace knockback::ui
