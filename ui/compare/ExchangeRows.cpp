// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ExchangeDiff.h"
#include "ui/compare/LineDiff.h"

#include <QCoreApplication>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Compare", text);
}

class Rows {
public:
    void heading(const QString& text) { m_heading = text; }

    void facts(const std::vector<FactChange>& facts) {
        for (const auto& fact : facts) {
            const auto line = [&fact](const QString& value) {
                return value.isEmpty() ? QString() : QString(fact.name + QStringLiteral(": ") + value);
            };
            add(row(fact.differs, line(fact.left), line(fact.right)));
        }
    }

    void fields(const std::vector<FieldChange>& changes, const QString& separator) {
        const auto line = [&separator](const Field& field) {
            return field.name.isEmpty()
                       ? QString()
                       : QString(QString::fromUtf8(field.name) + separator + QString::fromUtf8(field.value));
        };
        for (const auto& change : changes) {
            auto added = row(change.kind != FieldChange::Same, line(change.left), line(change.right));
            if (change.kind == FieldChange::Moved)
                added.kind = RowKind::Moved;
            add(std::move(added));
        }
    }

    void body(const BodyChange& body) {
        for (const auto& line : body.lines)
            add(line);
        if (body.lines.empty() && body.leftSize + body.rightSize > 0)
            add(row(body.differs, sizeWords(body.leftSize), sizeWords(body.rightSize)));
        if (body.cut)
            add({RowKind::Same,
                 tr("… only the first 2 MiB are compared"),
                 tr("… only the first 2 MiB are compared"),
                 {},
                 {}});
    }

    [[nodiscard]] std::vector<CompareRow> take() { return std::move(m_rows); }

private:
    static QString sizeWords(qint64 size) { return size == 0 ? QString() : tr("no text, %1 bytes").arg(size); }

    static CompareRow row(bool differs, const QString& left, const QString& right) {
        if (!differs)
            return {RowKind::Same, left, right, {}, {}};
        if (left.isEmpty() || right.isEmpty())
            return {left.isEmpty() ? RowKind::RightOnly : RowKind::LeftOnly, left, right, {}, {}};
        auto changed = diffLine(left, right);
        changed.kind = RowKind::Changed; // two binary bodies of one size look alike
        return changed;
    }

    // A section without lines has no heading.
    void add(CompareRow row) {
        if (!m_heading.isEmpty())
            m_rows.push_back({RowKind::Heading, std::exchange(m_heading, {}), {}, {}, {}});
        m_rows.push_back(std::move(row));
    }

    QString m_heading;
    std::vector<CompareRow> m_rows;
};

} // namespace

std::vector<CompareRow> rowsOf(const ExchangeDiff& diff) {
    Rows rows;
    rows.heading(tr("Request"));
    rows.facts(diff.request);
    rows.heading(tr("Query parameters"));
    rows.fields(diff.query, QStringLiteral(" = "));
    rows.heading(tr("Request headers"));
    rows.fields(diff.requestHeaders, QStringLiteral(": "));
    rows.heading(tr("Request body"));
    rows.body(diff.requestBody);
    rows.heading(tr("Answer"));
    rows.facts(diff.answer);
    rows.heading(tr("Response headers"));
    rows.fields(diff.responseHeaders, QStringLiteral(": "));
    rows.heading(tr("Response body"));
    rows.body(diff.responseBody);
    rows.heading(tr("Connection"));
    rows.facts(diff.connection);
    rows.heading(tr("Timing"));
    rows.facts(diff.timing);
    return rows.take();
}

} // namespace knockback::ui
