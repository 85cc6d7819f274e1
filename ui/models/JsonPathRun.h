// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/JsonPathTree.h"
#include "ui/models/JsonScan.h"
#include "ui/models/StopFlag.h"
#include "ui/models/TextPattern.h"

#include <functional>
#include <map>

namespace knockback::ui::jsonpath {

// Runs a query over a body without reading it into memory: a node is the offset where its value begins.
class Run {
public:
    // `root`: where the value begins that $ means. Returning false stops the run.
    using Found = std::function<bool(qint64 node)>;
    Run(ByteReader& text, qint64 root, StopFlag stop) : m_text(text), m_root(root), m_stop(std::move(stop)) {}

    // Hands over every node in the order of the RFC; false when it was stopped.
    bool query(const Query& query, qint64 current, const Found& found);

    // Values nested deeper than this are not descended into.
    static constexpr int deepest = 2000;

private:
    using Value = std::variant<std::monostate, Literal, qint64>; // nothing, a value, an array or object by its node

    bool segment(const Query& query, std::size_t index, qint64 node, const Found& found);
    bool descend(const Segment& segment, qint64 node, int depth, const Found& found);
    bool select(const Segment& segment, qint64 node, const Found& found);
    bool byName(const QByteArray& name, qint64 node, const Found& found);
    bool everyChild(qint64 node, const Found& found);
    bool byIndex(qint64 index, qint64 node, const Found& found);
    bool bySlice(const SliceSelector& slice, qint64 node, const Found& found);
    bool byFilter(const Logical& test, qint64 node, const Found& found);
    [[nodiscard]] bool hasName(const JsonChild& child, const QByteArray& name);
    [[nodiscard]] qint64 childCount(qint64 node);

    [[nodiscard]] bool holds(const Logical& logical, qint64 current);
    [[nodiscard]] bool compare(const Compare& comparison, qint64 current);
    [[nodiscard]] bool equal(const Value& left, const Value& right);
    [[nodiscard]] static bool less(const Value& left, const Value& right);
    [[nodiscard]] Value valueOf(const Operand& operand, qint64 current);
    [[nodiscard]] Value valueAt(qint64 node);
    [[nodiscard]] Value call(const FunctionCall& function, qint64 current);
    [[nodiscard]] Value length(const Value& of);
    [[nodiscard]] bool matches(const FunctionCall& function, qint64 current);

    ByteReader& m_text;
    qint64 m_root;
    StopFlag m_stop;
    std::map<std::pair<QByteArray, bool>, std::optional<TextPattern>> m_patterns; // expression, whole text
};

} // namespace knockback::ui::jsonpath
