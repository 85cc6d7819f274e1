// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

// JSON edited as text: what a change does not touch keeps its bytes. Every text here is valid JSON (ask QJsonDocument
// first); objects are named by the place of their opening brace.
namespace knockback::workspace {

struct JsonMember {
    QByteArray key; // decoded
    qsizetype keyStart = 0;
    qsizetype keyEnd = 0;
    qsizetype valueStart = 0;
    qsizetype valueEnd = 0;
};

struct JsonObjectSpan {
    qsizetype open = 0;  // of '{'
    qsizetype close = 0; // of '}'
    std::vector<JsonMember> members;

    // The last of that name: the one that readers take.
    [[nodiscard]] std::optional<std::size_t> find(const QByteArray& key) const;
};

[[nodiscard]] JsonObjectSpan objectAt(const QByteArray& json, qsizetype open);

// Each returns the changed text. `value` is JSON.
[[nodiscard]] QByteArray withMember(const QByteArray& json, const JsonObjectSpan& object, const QByteArray& key,
                                    const QByteArray& value);
[[nodiscard]] QByteArray withoutMember(const QByteArray& json, const JsonObjectSpan& object, std::size_t member);
[[nodiscard]] QByteArray withKey(const QByteArray& json, const JsonMember& member, const QByteArray& key);

} // namespace knockback::workspace
