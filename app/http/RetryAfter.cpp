// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RetryAfter.h"

#include "app/http/GoDuration.h"
#include "app/http/HttpDate.h"
#include "app/http/PlainNumber.h"

#include <QList>

#include <algorithm>
#include <chrono>

namespace knockback::http {

namespace {

double secondsBetween(base::WallTime from, base::WallTime to) {
    return std::chrono::duration<double>(to - from).count();
}

// Docker Hub and some others send the time itself: a number within a year of now can only be that.
bool isUnixTime(double number, base::WallTime now) {
    constexpr double year = 366 * 86'400.0;
    const double present = std::chrono::duration<double>(now.time_since_epoch()).count();
    return number > present - year && number < present + year;
}

std::optional<double> readOne(QByteArrayView value, base::WallTime madeAt) {
    if (const auto number = parsePlainNumber(value)) {
        if (!isUnixTime(*number, madeAt))
            return number;
        return std::max(0.0, *number - std::chrono::duration<double>(madeAt.time_since_epoch()).count());
    }
    if (const auto date = parseHttpDate(value, madeAt))
        return std::max(0.0, secondsBetween(madeAt, *date));
    return parseGoDuration(value);
}

bool startsWithDayName(QByteArrayView text) {
    constexpr QByteArrayView names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return std::any_of(std::begin(names), std::end(names), [&](QByteArrayView name) {
        return text.size() >= 3 && text.first(3).compare(name, Qt::CaseInsensitive) == 0;
    });
}

// The values of a joined field: a comma parts them, but not the one after the day's name of a date.
std::vector<QByteArray> valuesOf(const QByteArray& field) {
    std::vector<QByteArray> values;
    bool afterDayName = false;
    for (const QByteArray& piece : field.split(',')) {
        if (afterDayName)
            values.back() += ',' + piece;
        else
            values.push_back(piece);
        afterDayName = !afterDayName && startsWithDayName(piece.trimmed());
    }
    return values;
}

class Reader {
public:
    Reader(const HeaderList& headers, base::WallTime receivedAt) : m_headers(headers), m_madeAt(receivedAt) {
        if (const auto date = headers.value("Date"))
            m_madeAt = parseHttpDate(*date, receivedAt).value_or(receivedAt);
    }

    std::optional<double> seconds(const char* name) {
        std::optional<double> longest;
        for (const QByteArray& line : m_headers.values(name)) {
            for (const QByteArray& value : valuesOf(line)) {
                const auto read = readOne(QByteArrayView(value).trimmed(), m_madeAt);
                if (!read)
                    addProblem(name, line);
                else
                    longest = std::max(longest.value_or(0), *read);
            }
        }
        return longest;
    }

    std::optional<double> fromMilliseconds() {
        for (const char* name : {"retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after"}) {
            const auto value = m_headers.value(name);
            if (!value)
                continue;
            if (const auto milliseconds = parsePlainNumber(QByteArrayView(*value).trimmed()))
                return *milliseconds / 1000;
            addProblem(name, *value);
        }
        return std::nullopt;
    }

    std::vector<QString> takeProblems() { return std::move(m_problems); }

private:
    void addProblem(const char* name, const QByteArray& value) {
        m_problems.push_back(QStringLiteral("%1: \"%2\" is neither a number of seconds nor a date, so it says nothing.")
                                 .arg(QString::fromLatin1(name), QString::fromLatin1(value.left(60))));
    }

    const HeaderList& m_headers;
    base::WallTime m_madeAt;
    std::vector<QString> m_problems;
};

} // namespace

RetryAfter readRetryAfter(const HeaderList& headers, base::WallTime receivedAt) {
    Reader reader(headers, receivedAt);
    RetryAfter result;
    result.seconds = reader.seconds("Retry-After");
    const auto precise = reader.fromMilliseconds();
    // Whole seconds are the precise value rounded up.
    if (precise && (!result.seconds || *result.seconds - *precise < 1))
        result.seconds = precise;
    result.problems = reader.takeProblems();
    return result;
}

} // namespace knockback::http
