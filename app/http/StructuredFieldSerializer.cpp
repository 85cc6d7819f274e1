// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SfCharacters.h"
#include "app/http/StructuredFields.h"

#include <algorithm>
#include <cmath>

namespace knockback::http {

namespace {

using namespace sf;

constexpr qint64 largestInteger = 999'999'999'999'999;
constexpr double largestThousandths = 999'999'999'999'999.0; // 12 digits and 3 behind the point

// The algorithms of RFC 9651 4.1. The first thing that cannot be written is kept; what follows does not matter.
class Writer {
public:
    void item(const SfItem& item) {
        bare(item.value);
        parameters(item.parameters);
    }

    void member(const SfMember& member) {
        if (const auto* single = std::get_if<SfItem>(&member)) {
            item(*single);
            return;
        }
        const auto& list = std::get<SfInnerList>(member);
        m_text += '(';
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            if (i > 0)
                m_text += ' ';
            item(list.items[i]);
        }
        m_text += ')';
        parameters(list.parameters);
    }

    void key(const QByteArray& key) {
        if (key.isEmpty() || !startsKey(key[0]) || !std::all_of(key.begin(), key.end(), continuesKey))
            fail("a key has small letters, digits, '_', '-', '.' and '*', and starts with a letter or '*'");
        m_text += key;
    }

    void entry(const SfEntry& entry) {
        key(entry.key);
        const auto* single = std::get_if<SfItem>(&entry.member);
        if (single && single->value == SfBare(true)) {
            parameters(single->parameters);
            return;
        }
        m_text += '=';
        member(entry.member);
    }

    void separator() {
        if (!m_text.isEmpty())
            m_text += ", ";
    }

    base::Result<QByteArray, SfError> take() {
        if (m_problem)
            return base::Failure(SfError{0, QString::fromLatin1(m_problem)});
        return std::move(m_text);
    }

private:
    void fail(const char* problem) {
        if (!m_problem)
            m_problem = problem;
    }

    void parameters(const SfParameters& parameters) {
        for (const SfParameter& parameter : parameters) {
            m_text += ';';
            key(parameter.key);
            if (parameter.value != SfBare(true)) {
                m_text += '=';
                bare(parameter.value);
            }
        }
    }

    void bare(const SfBare& value) {
        std::visit([this](const auto& v) { write(v); }, value);
    }

    void write(qint64 value) {
        if (value > largestInteger || value < -largestInteger)
            fail("an integer has at most 15 digits");
        m_text += QByteArray::number(value);
    }
    void write(double value) {
        const double thousandths = std::nearbyint(value * 1000); // a tie goes to the even digit
        if (!(std::abs(thousandths) <= largestThousandths)) {
            fail("a decimal has at most 12 digits before its point");
            return;
        }
        const auto whole = static_cast<qint64>(std::abs(thousandths));
        QByteArray fraction = QByteArray::number(whole % 1000).rightJustified(3, '0');
        while (fraction.size() > 1 && fraction.endsWith('0'))
            fraction.chop(1);
        m_text += (thousandths < 0 ? "-" : "") + QByteArray::number(whole / 1000) + '.' + fraction;
    }
    void write(bool value) { m_text += value ? "?1" : "?0"; }
    void write(const SfString& value) {
        m_text += '"';
        for (const char c : value.text) {
            if (!isPrintable(c))
                fail("a string holds printable ASCII only");
            if (c == '"' || c == '\\')
                m_text += '\\';
            m_text += c;
        }
        m_text += '"';
    }
    void write(const SfToken& value) {
        const QByteArray& text = value.text;
        if (text.isEmpty() || !startsToken(text[0]) || !std::all_of(text.begin(), text.end(), continuesToken))
            fail("a token starts with a letter or '*' and has no blanks, quotes or brackets");
        m_text += text;
    }
    void write(const SfBytes& value) { m_text += ':' + value.bytes.toBase64() + ':'; }
    void write(const SfDate& value) {
        m_text += '@';
        write(value.seconds);
    }
    void write(const SfDisplayString& value) {
        m_text += "%\"";
        for (const char c : value.text.toUtf8()) {
            if (isPrintable(c) && c != '%' && c != '"')
                m_text += c;
            else
                m_text += '%' + QByteArray(1, c).toHex();
        }
        m_text += '"';
    }

    QByteArray m_text;
    const char* m_problem = nullptr;
};

} // namespace

base::Result<QByteArray, SfError> serializeSf(const SfItem& item) {
    Writer writer;
    writer.item(item);
    return writer.take();
}

base::Result<QByteArray, SfError> serializeSf(const SfList& list) {
    Writer writer;
    for (const SfMember& member : list) {
        writer.separator();
        writer.member(member);
    }
    return writer.take();
}

base::Result<QByteArray, SfError> serializeSf(const SfDictionary& dictionary) {
    Writer writer;
    for (const SfEntry& entry : dictionary) {
        writer.separator();
        writer.entry(entry);
    }
    return writer.take();
}

} // namespace knockback::http
