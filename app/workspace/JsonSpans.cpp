// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/JsonSpans.h"

#include "app/workspace/JsonText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace knockback::workspace {
namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

qsizetype skipSpace(const QByteArray& json, qsizetype at) {
    while (at < json.size() && isSpace(json.at(at)))
        ++at;
    return at;
}

qsizetype endOfString(const QByteArray& json, qsizetype at) {
    for (++at; at < json.size() && json.at(at) != '"'; ++at) {
        if (json.at(at) == '\\')
            ++at;
    }
    return std::min(at + 1, json.size());
}

qsizetype endOfValue(const QByteArray& json, qsizetype at) {
    int depth = 0;
    while (at < json.size()) {
        const char c = json.at(at);
        if (c == '"') {
            at = endOfString(json, at);
            if (depth == 0)
                return at;
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']' || isSpace(c)))
            return at;
        if (c == '{' || c == '[')
            ++depth;
        ++at;
        if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return at;
}

QByteArray decoded(const QByteArray& string) {
    return QJsonDocument::fromJson('[' + string + ']').array().at(0).toString().toUtf8();
}

QByteArray lineEndOf(const QByteArray& json) {
    return json.contains("\r\n") ? "\r\n" : "\n";
}

// The spaces that the line of `at` begins with.
QByteArray indentAt(const QByteArray& json, qsizetype at) {
    const qsizetype line = at > 0 ? json.lastIndexOf('\n', at - 1) + 1 : 0;
    qsizetype end = line;
    while (end < at && (json.at(end) == ' ' || json.at(end) == '\t'))
        ++end;
    return json.mid(line, end - line);
}

// One step of indentation as the file has it.
QByteArray indentStep(const QByteArray& json) {
    for (qsizetype line = json.indexOf('\n'); line >= 0; line = json.indexOf('\n', line + 1)) {
        const QByteArray indent = indentAt(json, skipSpace(json, line + 1));
        if (!indent.isEmpty())
            return indent;
    }
    return "  ";
}

} // namespace

std::optional<std::size_t> JsonObjectSpan::find(const QByteArray& key) const {
    for (std::size_t i = members.size(); i-- > 0;) {
        if (members[i].key == key)
            return i;
    }
    return std::nullopt;
}

JsonObjectSpan objectAt(const QByteArray& json, qsizetype open) {
    JsonObjectSpan object{open, 0, {}};
    qsizetype at = skipSpace(json, open + 1);
    while (at < json.size() && json.at(at) == '"') {
        JsonMember member;
        member.keyStart = at;
        member.keyEnd = endOfString(json, at);
        member.key = decoded(json.mid(at, member.keyEnd - at));
        member.valueStart = skipSpace(json, skipSpace(json, member.keyEnd) + 1); // past the colon
        member.valueEnd = endOfValue(json, member.valueStart);
        at = skipSpace(json, member.valueEnd);
        if (at < json.size() && json.at(at) == ',')
            at = skipSpace(json, at + 1);
        object.members.push_back(std::move(member));
    }
    object.close = at;
    return object;
}

QByteArray withMember(const QByteArray& json, const JsonObjectSpan& object, const QByteArray& key,
                      const QByteArray& value) {
    QByteArray text = json;
    if (const auto at = object.find(key)) {
        const JsonMember& member = object.members[*at];
        return text.replace(member.valueStart, member.valueEnd - member.valueStart, value);
    }
    if (object.members.empty()) {
        const QByteArray indent = indentAt(json, object.open);
        const QByteArray end = lineEndOf(json);
        return text.replace(object.open + 1, object.close - object.open - 1,
                            end + indent + indentStep(json) + jsonString(key) + ": " + value + end + indent);
    }
    const JsonMember& last = object.members.back();
    qsizetype before = last.keyStart;
    while (isSpace(json.at(before - 1)))
        --before;
    QByteArray gap = json.mid(before, last.keyStart - before);
    if (gap.isEmpty() && object.members.size() == 1)
        gap = " ";
    const QByteArray colon = json.mid(last.keyEnd, last.valueStart - last.keyEnd);
    return text.insert(last.valueEnd, ',' + gap + jsonString(key) + colon + value);
}

QByteArray withoutMember(const QByteArray& json, const JsonObjectSpan& object, std::size_t member) {
    qsizetype from = object.open + 1;
    qsizetype to = object.close;
    if (member > 0) {
        from = object.members[member - 1].valueEnd;
        to = object.members[member].valueEnd;
    } else if (object.members.size() > 1) {
        from = object.members.front().keyStart;
        to = object.members[1].keyStart;
    }
    QByteArray text = json;
    return text.remove(from, to - from);
}

QByteArray withKey(const QByteArray& json, const JsonMember& member, const QByteArray& key) {
    QByteArray text = json;
    return text.replace(member.keyStart, member.keyEnd - member.keyStart, jsonString(key));
}

} // namespace knockback::workspace
