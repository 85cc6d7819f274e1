// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CookieDate.h"

#include <array>

namespace knockback::http {

namespace {

constexpr std::array<const char*, 12> monthNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                 "jul", "aug", "sep", "oct", "nov", "dec"};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isDelimiter(char c) {
    return c == 0x09 || (c >= 0x20 && c <= 0x2f) || (c >= 0x3b && c <= 0x40) || (c >= 0x5b && c <= 0x60) ||
           (c >= 0x7b && c <= 0x7e);
}

// Takes `least` to `most` digits off the front; nothing when there are fewer, or more follow.
std::optional<int> takeNumber(QByteArrayView& token, qsizetype least, qsizetype most) {
    qsizetype digits = 0;
    int value = 0;
    while (digits < token.size() && digits <= most && isDigit(token[digits]))
        value = value * 10 + (token[digits++] - '0');
    if (digits < least || digits > most)
        return std::nullopt;
    token = token.sliced(digits);
    return value;
}

struct TimeOfDay {
    int hour;
    int minute;
    int second;
};

// "8:49:37"; anything but a digit may follow.
std::optional<TimeOfDay> readTime(QByteArrayView token) {
    std::array<int, 3> fields{};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) {
            if (!token.startsWith(':'))
                return std::nullopt;
            token = token.sliced(1);
        }
        const auto number = takeNumber(token, 1, 2);
        if (!number)
            return std::nullopt;
        fields[i] = *number;
    }
    return TimeOfDay{fields[0], fields[1], fields[2]};
}

std::optional<unsigned> readMonth(QByteArrayView token) {
    for (unsigned i = 0; i < monthNames.size(); ++i)
        if (token.first(std::min<qsizetype>(3, token.size())).compare(monthNames[i], Qt::CaseInsensitive) == 0)
            return i + 1;
    return std::nullopt;
}

// What the tokens said so far; the first token that fits a part settles it.
struct Parts {
    std::optional<TimeOfDay> time;
    std::optional<int> day;
    std::optional<unsigned> month;
    std::optional<int> year;

    void read(QByteArrayView token) {
        if (!time && (time = readTime(token)))
            return;
        QByteArrayView rest = token;
        if (!day && (day = takeNumber(rest, 1, 2)))
            return;
        if (!month && (month = readMonth(token)))
            return;
        rest = token;
        if (!year)
            year = takeNumber(rest, 2, 4);
    }

    [[nodiscard]] std::optional<base::WallTime> value() const {
        if (!time || !day || !month || !year)
            return std::nullopt;
        int fullYear = *year;
        if (fullYear < 100)
            fullYear += fullYear >= 70 ? 1900 : 2000;
        using namespace std::chrono;
        const year_month_day date{std::chrono::year(fullYear), std::chrono::month(*month),
                                  std::chrono::day(static_cast<unsigned>(*day))};
        if (!date.ok() || fullYear < 1601 || time->hour > 23 || time->minute > 59 || time->second > 59)
            return std::nullopt;
        return base::WallTime(sys_days(date)) + hours(time->hour) + minutes(time->minute) + seconds(time->second);
    }
};

} // namespace

std::optional<base::WallTime> parseCookieDate(QByteArrayView text) {
    Parts parts;
    for (qsizetype at = 0; at < text.size();) {
        if (isDelimiter(text[at])) {
            ++at;
            continue;
        }
        const qsizetype begin = at;
        while (at < text.size() && !isDelimiter(text[at]))
            ++at;
        parts.read(text.sliced(begin, at - begin));
    }
    return parts.value();
}

} // namespace knockback::http
