// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace knockback::ratelimit {

// The facts of one JSON text, by paths of member names with points between them; "*" is every member or entry.
class JsonFacts {
public:
    // Nothing when the text is no JSON object or array.
    [[nodiscard]] static std::optional<JsonFacts> parse(const QByteArray& json);

    // A place in the text that a path leads to, for value().
    struct Place {
        QByteArray pointer; // RFC 6901
        QByteArray first;   // what the path's first "*" stands for
    };
    // The places of `path`; one, the whole, for "".
    [[nodiscard]] std::vector<Place> places(const QByteArray& path) const;
    // The text of the string, or the number, below the place; nothing when there is neither.
    [[nodiscard]] std::optional<QByteArray> value(const Place& place, const QByteArray& path = {}) const;
    // The first such value anywhere the path leads to.
    [[nodiscard]] std::optional<QByteArray> firstValue(const QByteArray& path) const;

private:
    struct Document;
    explicit JsonFacts(std::shared_ptr<const Document> document);
    std::shared_ptr<const Document> m_document;
};

} // namespace knockback::ratelimit
