// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/JsonPathText.h"
#include "ui/models/JsonPathTree.h"

namespace knockback::ui::jsonpath {

// A recursive descent over the grammar of RFC 9535. Every function takes what it is named after from the text and
// throws a JsonPathError when something else stands there.
class Parser {
public:
    explicit Parser(const QString& text) : m_text(text) {}
    Query wholeQuery();

private:
    Query segments(bool relative);
    std::optional<Segment> segment();
    void bracketed(Segment& segment);
    Selector selector();
    Selector indexOrSlice();

    LogicalPtr logicalOr();
    LogicalPtr logicalAnd();
    LogicalPtr basic();
    LogicalPtr testOrComparison();
    // A literal, a query or a function call.
    Operand operand();
    std::optional<Literal> literal();
    std::optional<FunctionPtr> function();
    std::optional<Comparison> comparison();

    void checkValue(const Operand& operand, qsizetype position) const;
    void checkArguments(const FunctionCall& call, qsizetype position) const;
    void deeper();

    Text m_text;
    int m_depth = 0;
};

} // namespace knockback::ui::jsonpath
