// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/JsonLeaves.h"

#include <QJsonDocument>

#include <algorithm>
#include <map>
#include <set>

namespace knockback::minimize {

namespace {

constexpr std::size_t deepest = 64;

// Reads a text that is known to be valid JSON.
class LeafReader {
public:
    explicit LeafReader(const QByteArray& text) : m_text(text) {}

    bool run() {
        value();
        return m_good;
    }
    std::vector<JsonLeaf> leaves;

private:
    void value() {
        skipSpace();
        const char open = m_text.at(m_at);
        if (open != '{' && open != '[')
            return scalar();
        const qsizetype start = m_at++;
        skipSpace();
        if (m_text.at(m_at) == '}' || m_text.at(m_at) == ']') {
            ++m_at;
            if (!m_path.empty())
                leaves.push_back({m_path, m_text.sliced(start, 1) + m_text.at(m_at - 1)});
            return;
        }
        if (m_path.size() >= deepest) {
            m_good = false;
            return;
        }
        open == '{' ? members() : elements();
    }

    void members() {
        std::set<QByteArray> seen;
        do {
            skipSpace();
            const qsizetype start = m_at;
            skipString();
            const QByteArray key = m_text.sliced(start, m_at - start);
            m_good = m_good && seen.insert(key).second;
            skipSpace();
            ++m_at; // ':'
            step({false, key});
        } while (m_good && more());
    }

    void elements() {
        int index = 0;
        do
            step({true, QByteArray::number(index++)});
        while (m_good && more());
    }

    void step(JsonStep into) {
        m_path.push_back(std::move(into));
        value();
        m_path.pop_back();
    }

    // Past a comma, or past the closing bracket.
    bool more() {
        skipSpace();
        return m_text.at(m_at++) == ',';
    }

    void scalar() {
        const qsizetype start = m_at;
        if (m_text.at(m_at) == '"') {
            skipString();
        } else {
            while (m_at < m_text.size() && !QByteArrayView(",]} \t\r\n").contains(m_text.at(m_at)))
                ++m_at;
        }
        leaves.push_back({m_path, m_text.sliced(start, m_at - start)});
    }

    void skipString() {
        for (++m_at; m_text.at(m_at) != '"'; ++m_at)
            if (m_text.at(m_at) == '\\')
                ++m_at;
        ++m_at;
    }

    void skipSpace() {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text.at(m_at)))
            ++m_at;
    }

    const QByteArray& m_text;
    qsizetype m_at = 0;
    bool m_good = true;
    std::vector<JsonStep> m_path;
};

// Writes the value that `leaves`, which share their first `depth` steps, make together.
void write(const std::vector<const JsonLeaf*>& leaves, std::size_t depth, QByteArray& to) {
    if (leaves.front()->path.size() == depth) {
        to += leaves.front()->raw;
        return;
    }
    std::vector<std::vector<const JsonLeaf*>> children; // in the order in which they come first
    std::map<QByteArray, std::size_t> places;
    for (const JsonLeaf* leaf : leaves) {
        const auto [place, isNew] = places.emplace(leaf->path[depth].key, children.size());
        if (isNew)
            children.emplace_back();
        children[place->second].push_back(leaf);
    }
    const bool array = leaves.front()->path[depth].inArray;
    to += array ? '[' : '{';
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (i > 0)
            to += ',';
        if (!array)
            to += children[i].front()->path[depth].key + ':';
        write(children[i], depth + 1, to);
    }
    to += array ? ']' : '}';
}

enum class Place { Leaf, Object, Array };

// False when `leaf` takes a place of another kind than what is there already.
bool settle(const JsonLeaf& leaf, std::map<QByteArray, Place>& places) {
    JsonLeaf above;
    for (const auto& step : leaf.path) {
        const Place kind = step.inArray ? Place::Array : Place::Object;
        if (places.emplace(above.pointer(), kind).first->second != kind)
            return false;
        above.path.push_back(step);
    }
    return places.emplace(above.pointer(), Place::Leaf).first->second == Place::Leaf;
}

} // namespace

QByteArray JsonLeaf::pointer() const {
    QByteArray text;
    for (const auto& step : path) {
        QByteArray name = step.inArray ? step.key : step.key.sliced(1, step.key.size() - 2);
        text += '/' + name.replace("~", "~0").replace("/", "~1");
    }
    return text;
}

std::optional<std::vector<JsonLeaf>> jsonLeaves(const QByteArray& text) {
    const auto document = QJsonDocument::fromJson(text);
    if (!document.isObject() && !document.isArray())
        return std::nullopt;
    LeafReader reader(text);
    if (!reader.run())
        return std::nullopt;
    return std::move(reader.leaves);
}

QByteArray jsonText(const std::vector<JsonLeaf>& leaves, bool rootIsArray) {
    if (leaves.empty())
        return rootIsArray ? "[]" : "{}";
    std::vector<const JsonLeaf*> all;
    for (const JsonLeaf& leaf : leaves)
        all.push_back(&leaf);
    QByteArray text;
    write(all, 0, text);
    return text;
}

bool fitTogether(const std::vector<JsonLeaf>& a, const std::vector<JsonLeaf>& b) {
    std::map<QByteArray, Place> places;
    return std::all_of(a.begin(), a.end(), [&](const JsonLeaf& leaf) { return settle(leaf, places); }) &&
           std::all_of(b.begin(), b.end(), [&](const JsonLeaf& leaf) { return settle(leaf, places); });
}

} // namespace knockback::minimize
