// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/JsonStrings.h"

#include "app/http/PercentCoding.h"

namespace knockback::vault {

namespace {

constexpr std::size_t deepest = 64;

class Walk {
public:
    Walk(QByteArrayView text, const std::function<void(const JsonPath&, base::Secret)>& take, JsonLeaves leaves)
        : m_text(text)
        , m_take(take)
        , m_leaves(leaves) {}

    bool whole() {
        const bool ok = value();
        skipBlanks();
        return ok && m_at == m_text.size();
    }

private:
    void skipBlanks() {
        while (m_at < m_text.size() &&
               (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }
    bool isNext(char c) {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool value() {
        skipBlanks();
        if (m_at >= m_text.size() || m_path.size() > deepest)
            return false;
        switch (m_text[m_at]) {
        case '{':
            return object();
        case '[':
            return list();
        case '"': {
            base::Secret text;
            if (!string(text))
                return false;
            m_take(m_path, std::move(text));
            return true;
        }
        default:
            return scalar();
        }
    }

    bool object() {
        ++m_at;
        if (isNext('}'))
            return true;
        do {
            skipBlanks();
            base::Secret name;
            if (m_at >= m_text.size() || m_text[m_at] != '"' || !string(name) || !isNext(':'))
                return false;
            m_path.push_back(name.reveal().toByteArray());
            const bool ok = value();
            m_path.pop_back();
            if (!ok)
                return false;
        } while (isNext(','));
        return isNext('}');
    }

    bool list() {
        ++m_at;
        if (isNext(']'))
            return true;
        int index = 0;
        do {
            m_path.push_back(QByteArray::number(index++));
            const bool ok = value();
            m_path.pop_back();
            if (!ok)
                return false;
        } while (isNext(','));
        return isNext(']');
    }

    // A number, true, false, null: not looked at closely.
    bool scalar() {
        const auto begin = m_at;
        while (m_at < m_text.size() && !QByteArrayView(",]} \t\r\n\"{[:").contains(m_text[m_at]))
            ++m_at;
        const auto text = m_text.sliced(begin, m_at - begin);
        const bool number = !text.isEmpty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9'));
        if (number && m_leaves == JsonLeaves::StringsAndNumbers)
            m_take(m_path, base::Secret::copyOf(text));
        return !text.isEmpty();
    }

    bool string(base::Secret& text) {
        const auto begin = ++m_at;
        auto end = begin;
        while (end < m_text.size() && m_text[end] != '"')
            end += m_text[end] == '\\' ? 2 : 1;
        if (end >= m_text.size())
            return false;
        base::Secret buffer = base::Secret::zeros(end - begin); // no escape is shorter than what it stands for
        qsizetype length = 0;
        for (; m_at < end; ++m_at) {
            if (m_text[m_at] != '\\')
                buffer.data()[length++] = static_cast<unsigned char>(m_text[m_at]);
            else if (!escape(end, buffer, length))
                return false;
        }
        ++m_at;
        text = base::Secret::copyOf(buffer.reveal().first(length));
        return true;
    }

    bool escape(qsizetype end, base::Secret& buffer, qsizetype& length) {
        constexpr QByteArrayView letters("\"\\/bfnrt");
        constexpr QByteArrayView meant("\"\\/\b\f\n\r\t");
        const char letter = m_text[++m_at];
        if (const auto known = letters.indexOf(letter); known >= 0) {
            buffer.data()[length++] = static_cast<unsigned char>(meant[known]);
            return true;
        }
        char32_t character = 0;
        if (letter != 'u' || !fourDigits(end, character))
            return false;
        const bool high = character >= 0xd800 && character < 0xdc00;
        if (high && m_at + 2 < end && m_text[m_at + 1] == '\\' && m_text[m_at + 2] == 'u') {
            char32_t low = 0;
            m_at += 2;
            if (!fourDigits(end, low) || low < 0xdc00 || low > 0xdfff)
                return false;
            character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
        } else if (character >= 0xd800 && character <= 0xdfff) {
            return false;
        }
        put(character, buffer, length);
        return true;
    }

    bool fourDigits(qsizetype end, char32_t& value) {
        for (int i = 0; i < 4; ++i) {
            const int digit = ++m_at < end ? http::hexDigit(m_text[m_at]) : -1;
            if (digit < 0)
                return false;
            value = value * 16 + static_cast<char32_t>(digit);
        }
        return true;
    }

    static void put(char32_t c, base::Secret& buffer, qsizetype& length) {
        const auto byte = [&](char32_t value) { buffer.data()[length++] = static_cast<unsigned char>(value); };
        if (c < 0x80) {
            byte(c);
        } else if (c < 0x800) {
            byte(0xc0 | (c >> 6));
            byte(0x80 | (c & 0x3f));
        } else if (c < 0x10000) {
            byte(0xe0 | (c >> 12));
            byte(0x80 | ((c >> 6) & 0x3f));
            byte(0x80 | (c & 0x3f));
        } else {
            byte(0xf0 | (c >> 18));
            byte(0x80 | ((c >> 12) & 0x3f));
            byte(0x80 | ((c >> 6) & 0x3f));
            byte(0x80 | (c & 0x3f));
        }
    }

    QByteArrayView m_text;
    const std::function<void(const JsonPath&, base::Secret)>& m_take;
    JsonLeaves m_leaves;
    qsizetype m_at = 0;
    JsonPath m_path;
};
} // namespace

bool walkJsonStrings(QByteArrayView text, const std::function<void(const JsonPath&, base::Secret)>& take,
                     JsonLeaves leaves) {
    return Walk(text, take, leaves).whole();
}

} // namespace knockback::vault
