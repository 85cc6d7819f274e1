// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

// A JSONPath query as parsed (RFC 9535).
namespace knockback::ui::jsonpath {

struct Logical;
using LogicalPtr = std::shared_ptr<const Logical>;

struct NameSelector {
    QByteArray name; // UTF-8
};
struct WildcardSelector {};
struct IndexSelector {
    qint64 index = 0;
};
struct SliceSelector {
    std::optional<qint64> start;
    std::optional<qint64> end;
    qint64 step = 1;
};
struct FilterSelector {
    LogicalPtr test;
};
using Selector = std::variant<NameSelector, WildcardSelector, IndexSelector, SliceSelector, FilterSelector>;

struct Segment {
    bool descendant = false;
    std::vector<Selector> selectors;
};

struct Query {
    bool relative = false; // begins with @
    std::vector<Segment> segments;
    // At most one node can come of it.
    [[nodiscard]] bool isSingular() const {
        for (const auto& segment : segments) {
            const bool one = !segment.descendant && segment.selectors.size() == 1 &&
                             (std::holds_alternative<NameSelector>(segment.selectors.front()) ||
                              std::holds_alternative<IndexSelector>(segment.selectors.front()));
            if (!one)
                return false;
        }
        return true;
    }
};

struct Null {
    bool operator==(const Null&) const = default;
};
struct Number {
    double value = 0;
    std::optional<qint64> whole; // exact, when it is an integer that fits
    bool operator==(const Number& other) const {
        return whole && other.whole ? *whole == *other.whole : value == other.value;
    }
};
// A value of a literal, or one that a function computed. Strings are UTF-8.
using Literal = std::variant<Null, bool, Number, QByteArray>;

enum class Function { Length, Count, Match, Search, Value };

struct FunctionCall;
using FunctionPtr = std::shared_ptr<const FunctionCall>;
using Operand = std::variant<Literal, Query, FunctionPtr>;

struct FunctionCall {
    Function function;
    std::vector<Operand> arguments;
};

enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Either {
    std::vector<LogicalPtr> any;
};
struct Both {
    std::vector<LogicalPtr> all;
};
struct Not {
    LogicalPtr inner;
};
struct Compare {
    Operand left;
    Comparison how;
    Operand right;
};
struct Exists {
    Query query;
};
struct Holds {
    FunctionPtr function; // Match or Search
};

struct Logical {
    std::variant<Either, Both, Not, Compare, Exists, Holds> node;
};

} // namespace knockback::ui::jsonpath
