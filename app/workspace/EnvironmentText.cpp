// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/EnvironmentText.h"

#include "app/workspace/JsonText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace knockback::workspace {
namespace {

// What a scalar's JSON says as a variable's value; nothing for objects, lists and null.
std::optional<QByteArray> scalarText(const QByteArray& json) {
    if (json.startsWith('"'))
        return QJsonDocument::fromJson('[' + json + ']').array().at(0).toString().toUtf8();
    if (json.startsWith('{') || json.startsWith('[') || json == "null")
        return std::nullopt;
    return json;
}

bool isBareScalar(const QByteArray& text) {
    const auto list = QJsonDocument::fromJson('[' + text + ']').array();
    return list.size() == 1 && (list.at(0).isDouble() || list.at(0).isBool()) && text == text.trimmed();
}

} // namespace

std::optional<JsonObjectSpan> EnvironmentText::all() const {
    const qsizetype open = m_json.indexOf('{');
    return open < 0 ? std::nullopt : std::optional(objectAt(m_json, open));
}

std::optional<JsonObjectSpan> EnvironmentText::one(const QByteArray& environment) const {
    const auto object = all();
    const auto at = object ? object->find(environment) : std::nullopt;
    if (!at || m_json.at(object->members[*at].valueStart) != '{')
        return std::nullopt;
    return objectAt(m_json, object->members[*at].valueStart);
}

QByteArrayList EnvironmentText::environments() const {
    QByteArrayList names;
    if (const auto object = all()) {
        for (const JsonMember& member : object->members) {
            if (!names.contains(member.key))
                names << member.key;
        }
    }
    return names;
}

std::vector<std::pair<QByteArray, QByteArray>> EnvironmentText::variables(const QByteArray& environment) const {
    std::vector<std::pair<QByteArray, QByteArray>> found;
    if (const auto object = one(environment)) {
        for (const JsonMember& member : object->members) {
            if (auto text = scalarText(m_json.mid(member.valueStart, member.valueEnd - member.valueStart)))
                found.emplace_back(member.key, std::move(*text));
        }
    }
    return found;
}

bool EnvironmentText::has(const QByteArray& environment) const {
    return one(environment).has_value();
}

bool EnvironmentText::has(const QByteArray& environment, const QByteArray& name) const {
    const auto object = one(environment);
    return object && object->find(name);
}

void EnvironmentText::set(const QByteArray& environment, const QByteArray& name, const QByteArray& value) {
    if (!has(environment))
        add(environment);
    const auto object = one(environment);
    if (!object)
        return;
    QByteArray json = jsonString(value);
    if (const auto at = object->find(name)) {
        const JsonMember& member = object->members[*at];
        const QByteArray old = m_json.mid(member.valueStart, member.valueEnd - member.valueStart);
        if (scalarText(old) == value)
            return;
        if (isBareScalar(old) && isBareScalar(value))
            json = value;
    }
    m_json = withMember(m_json, *object, name, json);
}

void EnvironmentText::rename(const QByteArray& environment, const QByteArray& from, const QByteArray& to) {
    const auto object = one(environment);
    if (const auto at = object ? object->find(from) : std::nullopt)
        m_json = withKey(m_json, object->members[*at], to);
}

void EnvironmentText::remove(const QByteArray& environment, const QByteArray& name) {
    for (auto object = one(environment); object; object = one(environment)) {
        const auto at = object->find(name);
        if (!at)
            return;
        m_json = withoutMember(m_json, *object, *at);
    }
}

void EnvironmentText::add(const QByteArray& environment) {
    if (has(environment))
        return;
    if (!all())
        m_json = "{\n}\n";
    m_json = withMember(m_json, *all(), environment, "{}");
}

void EnvironmentText::renameEnvironment(const QByteArray& from, const QByteArray& to) {
    const auto object = all();
    if (const auto at = object ? object->find(from) : std::nullopt)
        m_json = withKey(m_json, object->members[*at], to);
}

void EnvironmentText::removeEnvironment(const QByteArray& environment) {
    for (auto object = all(); object; object = all()) {
        const auto at = object->find(environment);
        if (!at)
            return;
        m_json = withoutMember(m_json, *object, *at);
    }
}

} // namespace knockback::workspace
