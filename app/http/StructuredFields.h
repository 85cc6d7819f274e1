// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <utility>
#include <variant>
#include <vector>

// Structured field values (RFC 9651, which contains RFC 8941): what the RateLimit fields, Idempotency-Key and others
// are written in. A field that was sent in several lines is parsed after joining them with ", " (HeaderList::combined).
namespace knockback::http {

struct SfString { // printable ASCII
    QByteArray text;
    bool operator==(const SfString&) const = default;
};
struct SfToken {
    QByteArray text;
    bool operator==(const SfToken&) const = default;
};
struct SfBytes {
    QByteArray bytes;
    bool operator==(const SfBytes&) const = default;
};
struct SfDate { // seconds since 1970
    qint64 seconds = 0;
    bool operator==(const SfDate&) const = default;
};
struct SfDisplayString { // any Unicode text
    QString text;
    bool operator==(const SfDisplayString&) const = default;
};

// Integer (15 digits), decimal (12 digits and 3 behind the point), boolean, or one of the above.
using SfBare = std::variant<qint64, double, bool, SfString, SfToken, SfBytes, SfDate, SfDisplayString>;

struct SfParameter {
    QByteArray key;
    SfBare value;
    bool operator==(const SfParameter&) const = default;
};

// In order, each key once.
class SfParameters {
public:
    [[nodiscard]] const SfBare* find(QByteArrayView key) const;
    // The parameter as a number (integer or decimal), or as the text of a string or token; nothing when it is of
    // another kind.
    [[nodiscard]] std::optional<double> number(QByteArrayView key) const;
    [[nodiscard]] std::optional<QByteArray> text(QByteArrayView key) const;
    // Adds it, or gives the key that is there already its new value.
    void set(QByteArray key, SfBare value);

    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }
    bool operator==(const SfParameters&) const = default;

private:
    std::vector<SfParameter> m_entries;
};

struct SfItem {
    SfBare value;
    SfParameters parameters;
    bool operator==(const SfItem&) const = default;
};
struct SfInnerList {
    std::vector<SfItem> items;
    SfParameters parameters;
    bool operator==(const SfInnerList&) const = default;
};
using SfMember = std::variant<SfItem, SfInnerList>;
using SfList = std::vector<SfMember>;

struct SfEntry {
    QByteArray key;
    SfMember member;
    bool operator==(const SfEntry&) const = default;
};
// In order, each key once: of duplicates the last value stays, at the first one's place.
using SfDictionary = std::vector<SfEntry>;

struct SfError {
    qsizetype position = 0; // of the byte that does not fit, from 0
    QString reason;         // "a quote that closes the string is missing"
    [[nodiscard]] QString sentence() const;
};

[[nodiscard]] base::Result<SfItem, SfError> parseSfItem(QByteArrayView text);
[[nodiscard]] base::Result<SfList, SfError> parseSfList(QByteArrayView text);
[[nodiscard]] base::Result<SfDictionary, SfError> parseSfDictionary(QByteArrayView text);

// The canonical text, or what cannot be written: an integer of 16 digits, a string with a line break, a bad key. An
// empty list or dictionary is an empty text, which means that the field is not sent. The error's position is 0.
[[nodiscard]] base::Result<QByteArray, SfError> serializeSf(const SfItem& item);
[[nodiscard]] base::Result<QByteArray, SfError> serializeSf(const SfList& list);
[[nodiscard]] base::Result<QByteArray, SfError> serializeSf(const SfDictionary& dictionary);

// A number out of an item's value: integer or decimal.
[[nodiscard]] std::optional<double> sfNumber(const SfBare& value);
// The text of a string or token.
[[nodiscard]] std::optional<QByteArray> sfText(const SfBare& value);

} // namespace knockback::http
