// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/CsvRows.h"

#include "app/runs/TextPlace.h"

#include <optional>
#include <set>

namespace knockback::runs {

namespace {

using base::Failure;

struct Field {
    QByteArray value;
    qsizetype at = 0; // where it begins
};
using Record = std::vector<Field>;

bool endsLine(char c) {
    return c == '\n' || c == '\r';
}

// What the first line has most of outside quotation marks; spreadsheets write what their country does.
char separatorOf(const QByteArray& text) {
    int counts[] = {0, 0, 0};
    constexpr char candidates[] = {',', ';', '\t'};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        if (!quoted && endsLine(c))
            break;
        for (std::size_t i = 0; i < 3; ++i)
            counts[i] += !quoted && c == candidates[i] ? 1 : 0;
    }
    return candidates[std::max_element(std::begin(counts), std::end(counts)) - std::begin(counts)];
}

class CsvReader {
public:
    explicit CsvReader(const QByteArray& text) : m_text(text), m_separator(separatorOf(text)) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] const std::optional<DataError>& error() const { return m_error; }
    // The next line that is not empty; none at the end, or after an error.
    std::optional<Record> next();

private:
    [[nodiscard]] char here() const { return m_text.at(m_at); }
    [[nodiscard]] QByteArray plain();
    [[nodiscard]] QByteArray quoted();
    void endLine();

    const QByteArray& m_text;
    const char m_separator;
    qsizetype m_at = 0;
    std::optional<DataError> m_error;
};

QByteArray CsvReader::plain() {
    const qsizetype from = m_at;
    while (!atEnd() && here() != m_separator && !endsLine(here()))
        ++m_at;
    return m_text.sliced(from, m_at - from);
}

QByteArray CsvReader::quoted() {
    const qsizetype opened = m_at++;
    QByteArray value;
    for (;;) {
        const qsizetype mark = m_text.indexOf('"', m_at);
        if (mark < 0) {
            m_error = errorAt(m_text, opened, QStringLiteral("the quotation mark that opens here is never closed"));
            m_at = m_text.size();
            return value;
        }
        value += QByteArrayView(m_text).sliced(m_at, mark - m_at);
        m_at = mark + 1;
        if (atEnd() || here() != '"')
            break;
        value += '"';
        ++m_at;
    }
    if (!atEnd() && here() != m_separator && !endsLine(here()))
        m_error = errorAt(m_text, m_at,
                          QStringLiteral("text follows a closing quotation mark; a quotation mark inside a value is "
                                         "written twice"));
    return value;
}

void CsvReader::endLine() {
    if (!atEnd() && here() == '\r')
        ++m_at;
    if (!atEnd() && here() == '\n')
        ++m_at;
}

std::optional<Record> CsvReader::next() {
    while (!atEnd() && endsLine(here()))
        ++m_at;
    if (atEnd() || m_error)
        return std::nullopt;
    Record record;
    for (;;) {
        const qsizetype from = m_at;
        record.push_back({!atEnd() && here() == '"' ? quoted() : plain(), from});
        if (m_error)
            return std::nullopt;
        if (atEnd() || endsLine(here()))
            break;
        ++m_at;
    }
    endLine();
    return record;
}

QString valueCount(std::size_t count) {
    return count == 1 ? QStringLiteral("1 value") : QStringLiteral("%1 values").arg(count);
}

std::optional<DataError> readNames(const QByteArray& text, const Record& record, DataTable& table) {
    std::set<QByteArray> seen;
    for (const Field& field : record) {
        const QByteArray name = field.value.trimmed();
        if (name.isEmpty())
            return errorAt(text, field.at,
                           QStringLiteral("a variable has no name here; the first line names them all"));
        if (!seen.insert(name).second)
            return errorAt(text, field.at,
                           QStringLiteral("the variable “%1” is named twice").arg(QString::fromUtf8(name)));
        table.names.push_back(name);
    }
    return std::nullopt;
}

} // namespace

DataResult csvRows(const QByteArray& text) {
    CsvReader reader(text);
    DataTable table;
    if (const auto names = reader.next()) {
        if (auto error = readNames(text, *names, table))
            return Failure(*std::move(error));
    }
    int line = 1; // counted along, since a file may be long
    qsizetype counted = 0;
    while (const auto record = reader.next()) {
        const qsizetype at = record->front().at;
        line += static_cast<int>(QByteArrayView(text).sliced(counted, at - counted).count('\n'));
        counted = at;
        if (record->size() != table.names.size()) {
            // At the first value that is too many, or behind the last one.
            const Field& last = record->back();
            const qsizetype place =
                record->size() > table.names.size() ? (*record)[table.names.size()].at : last.at + last.value.size();
            return Failure(errorAt(text, place,
                                   QStringLiteral("this row has %1, but the first line names %2")
                                       .arg(valueCount(record->size()))
                                       .arg(table.names.size())));
        }
        DataTable::Row row{line, {}};
        for (std::size_t i = 0; i < record->size(); ++i)
            row.values[table.names[i]] = (*record)[i].value;
        table.rows.push_back(std::move(row));
    }
    if (reader.error())
        return Failure(*reader.error());
    return table;
}

} // namespace knockback::runs
