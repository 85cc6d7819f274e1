// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/HttpDate.h"

#include <array>

namespace knockback::http {

namespace {

constexpr std::array<const char*, 7> dayNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> monthNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Reads a date from left to right; the first thing that does not fit makes everything fail.
class DateScanner {
public:
    explicit DateScanner(QByteArrayView text) : m_rest(text) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    void fail() { m_ok = false; }

    bool accept(QByteArrayView literal) {
        if (m_rest.size() < literal.size() || m_rest.first(literal.size()).compare(literal, Qt::CaseInsensitive) != 0)
            return false;
        m_rest = m_rest.sliced(literal.size());
        return true;
    }
    void expect(QByteArrayView literal) { m_ok = accept(literal) && m_ok; }

    int number(qsizetype digits) {
        if (m_rest.size() < digits) {
            fail();
            return 0;
        }
        int value = 0;
        for (const char c : m_rest.first(digits)) {
            m_ok = m_ok && c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        m_rest = m_rest.sliced(digits);
        return value;
    }

    unsigned month() {
        for (unsigned i = 0; i < monthNames.size(); ++i)
            if (accept(monthNames[i]))
                return i + 1;
        fail();
        return 1;
    }

private:
    QByteArrayView m_rest;
    bool m_ok = true;
};

struct Fields {
    int year = 0;
    unsigned month = 1;
    unsigned day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

void readTime(DateScanner& in, Fields& f) {
    f.hour = in.number(2);
    in.expect(":");
    f.minute = in.number(2);
    in.expect(":");
    f.second = in.number(2);
}

std::optional<base::WallTime> toTime(const Fields& f) {
    using namespace std::chrono;
    const year_month_day date{year(f.year), month(f.month), day(f.day)};
    if (!date.ok() || f.hour > 23 || f.minute > 59 || f.second > 60)
        return std::nullopt;
    return base::WallTime(sys_days(date)) + hours(f.hour) + minutes(f.minute) + seconds(f.second);
}

// "06 Nov 1994 08:49:37 GMT"
std::optional<base::WallTime> readImfFixdate(DateScanner in) {
    Fields f;
    f.day = static_cast<unsigned>(in.number(2));
    in.expect(" ");
    f.month = in.month();
    in.expect(" ");
    f.year = in.number(4);
    in.expect(" ");
    readTime(in, f);
    in.expect(" GMT");
    return in.ok() && in.atEnd() ? toTime(f) : std::nullopt;
}

// "06-Nov-94 08:49:37 GMT"
std::optional<base::WallTime> readRfc850(DateScanner in, base::WallTime now) {
    using namespace std::chrono;
    Fields f;
    f.day = static_cast<unsigned>(in.number(2));
    in.expect("-");
    f.month = in.month();
    in.expect("-");
    const int lastTwo = in.number(2);
    in.expect(" ");
    readTime(in, f);
    in.expect(" GMT");
    if (!in.ok() || !in.atEnd())
        return std::nullopt;

    const year_month_day today(floor<days>(now));
    const base::WallTime horizon =
        now - sys_days(today) + sys_days(year_month_day_last(today.year() + years(50), month_day_last(today.month())));
    const int century = static_cast<int>(today.year()) / 100 * 100;
    for (f.year = century + 100 + lastTwo; f.year > century - 200; f.year -= 100) {
        const auto time = toTime(f); // 29 February does not exist in every year
        if (time && *time <= horizon)
            return time;
    }
    return std::nullopt;
}

// " Nov  6 08:49:37 1994"
std::optional<base::WallTime> readAsctime(DateScanner in) {
    Fields f;
    in.expect(" ");
    f.month = in.month();
    in.expect(" ");
    f.day = static_cast<unsigned>(in.accept(" ") ? in.number(1) : in.number(2));
    in.expect(" ");
    readTime(in, f);
    in.expect(" ");
    f.year = in.number(4);
    return in.ok() && in.atEnd() ? toTime(f) : std::nullopt;
}

} // namespace

std::optional<base::WallTime> parseHttpDate(QByteArrayView text, base::WallTime now) {
    text = text.trimmed();
    for (const QByteArrayView day : dayNames) {
        DateScanner whole(text);
        if (whole.accept(day) && whole.accept(", "))
            return readRfc850(whole, now);
        DateScanner brief(text);
        if (!brief.accept(day.first(3)))
            continue;
        DateScanner fixdate = brief;
        return fixdate.accept(", ") ? readImfFixdate(fixdate) : readAsctime(brief);
    }
    return std::nullopt;
}

QByteArray formatHttpDate(base::WallTime time) {
    using namespace std::chrono;
    const auto second = floor<seconds>(time);
    const auto midnight = floor<days>(second);
    const year_month_day date(midnight);
    const hh_mm_ss clock(second - midnight);
    const auto pad = [](auto number, int width) { return QByteArray::number(number).rightJustified(width, '0'); };
    return QByteArray(dayNames[weekday(midnight).c_encoding()], 3) + ", " + pad(static_cast<unsigned>(date.day()), 2) +
           ' ' + monthNames[static_cast<unsigned>(date.month()) - 1] + ' ' + pad(static_cast<int>(date.year()), 4) +
           ' ' + pad(clock.hours().count(), 2) + ':' + pad(clock.minutes().count(), 2) + ':' +
           pad(clock.seconds().count(), 2) + " GMT";
}

} // namespace knockback::http
