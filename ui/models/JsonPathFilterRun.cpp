// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPathRun.h"

#include "ui/models/Overloaded.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>

namespace knockback::ui::jsonpath {

namespace {

// Arrays and objects are compared as a whole only up to this size.
constexpr qint64 largestCompared = 16 * 1024 * 1024;

QJsonDocument documentAt(ByteReader& text, qint64 node) {
    const qint64 end = skipJsonValue(text, node);
    if (end < 0 || end - node > largestCompared)
        return {};
    return QJsonDocument::fromJson(text.bytes(node, end));
}

Number numberOf(const QByteArray& written) {
    Number number{written.toDouble(), std::nullopt};
    bool whole = false;
    const qint64 exact = written.toLongLong(&whole);
    if (whole)
        number.whole = exact;
    return number;
}

// The dot of an I-Regexp (RFC 9485) means neither line feed nor carriage return.
QString dotsSpeltOut(const QString& expression) {
    QString out;
    bool inClass = false;
    for (qsizetype i = 0; i < expression.size(); ++i) {
        const QChar c = expression[i];
        if (c == u'\\' && i + 1 < expression.size()) {
            out += c;
            out += expression[++i];
        } else if (c == u'.' && !inClass) {
            out += QStringLiteral("[^\\n\\r]");
        } else {
            inClass = c == u'[' || (inClass && c != u']');
            out += c;
        }
    }
    return out;
}

Literal countValue(qint64 count) {
    return Number{static_cast<double>(count), count};
}

} // namespace

bool Run::holds(const Logical& logical, qint64 current) {
    const auto true_ = [&](const LogicalPtr& part) { return holds(*part, current); };
    return std::visit(Overloaded{
                          [&](const Either& e) { return std::any_of(e.any.begin(), e.any.end(), true_); },
                          [&](const Both& b) { return std::all_of(b.all.begin(), b.all.end(), true_); },
                          [&](const Not& n) { return !true_(n.inner); },
                          [&](const Compare& c) { return compare(c, current); },
                          [&](const Exists& e) {
                              bool any = false;
                              query(e.query, current, [&any](qint64) {
                                  any = true;
                                  return false;
                              });
                              return any;
                          },
                          [&](const Holds& h) { return matches(*h.function, current); },
                      },
                      logical.node);
}

bool Run::compare(const Compare& comparison, qint64 current) {
    const Value left = valueOf(comparison.left, current);
    const Value right = valueOf(comparison.right, current);
    switch (comparison.how) {
    case Comparison::Equal:
        return equal(left, right);
    case Comparison::NotEqual:
        return !equal(left, right);
    case Comparison::Less:
        return less(left, right);
    case Comparison::LessOrEqual:
        return less(left, right) || equal(left, right);
    case Comparison::Greater:
        return less(right, left);
    case Comparison::GreaterOrEqual:
        return less(right, left) || equal(left, right);
    }
    return false;
}

bool Run::equal(const Value& left, const Value& right) {
    if (left.index() != right.index())
        return false;
    if (std::holds_alternative<std::monostate>(left))
        return true;
    if (const auto* literal = std::get_if<Literal>(&left))
        return *literal == std::get<Literal>(right);
    const auto a = std::get<qint64>(left);
    const auto b = std::get<qint64>(right);
    if (a == b)
        return true;
    const auto first = documentAt(m_text, a);
    return !first.isNull() && first == documentAt(m_text, b);
}

bool Run::less(const Value& left, const Value& right) {
    const auto* a = std::get_if<Literal>(&left);
    const auto* b = std::get_if<Literal>(&right);
    if (!a || !b || a->index() != b->index())
        return false;
    if (const auto* number = std::get_if<Number>(a)) {
        const auto& other = std::get<Number>(*b);
        return number->whole && other.whole ? *number->whole < *other.whole : number->value < other.value;
    }
    // The order of UTF-8 bytes is that of the characters.
    if (const auto* text = std::get_if<QByteArray>(a))
        return *text < std::get<QByteArray>(*b);
    return false;
}

Run::Value Run::valueOf(const Operand& operand, qint64 current) {
    return std::visit(Overloaded{
                          [](const Literal& literal) { return Value(literal); },
                          [&](const Query& q) {
                              std::optional<qint64> node;
                              query(q, current, [&node](qint64 found) {
                                  node = found; // of several members with one name the last one counts
                                  return true;
                              });
                              return node ? valueAt(*node) : Value();
                          },
                          [&](const FunctionPtr& function) { return call(*function, current); },
                      },
                      operand);
}

Run::Value Run::valueAt(qint64 node) {
    switch (jsonTypeAt(m_text, node)) {
    case JsonType::Object:
    case JsonType::Array:
        return node;
    case JsonType::String:
        return Literal(unquotedJson(m_text.bytes(node, std::max(skipJsonString(m_text, node), node))).toUtf8());
    case JsonType::Number:
        return Literal(numberOf(m_text.bytes(node, std::max(skipJsonValue(m_text, node), node))));
    case JsonType::True:
        return Literal(true);
    case JsonType::False:
        return Literal(false);
    case JsonType::Null:
        return Literal(Null{});
    case JsonType::Broken:
        break;
    }
    return {};
}

Run::Value Run::call(const FunctionCall& function, qint64 current) {
    const auto& argument = function.arguments.front();
    if (function.function == Function::Length)
        return length(valueOf(argument, current));
    qint64 count = 0;
    qint64 last = 0;
    query(std::get<Query>(argument), current, [&](qint64 node) {
        last = node;
        return ++count > 0;
    });
    if (function.function == Function::Count)
        return countValue(count);
    return count == 1 ? valueAt(last) : Value();
}

Run::Value Run::length(const Value& of) {
    if (const auto* node = std::get_if<qint64>(&of))
        return countValue(childCount(*node));
    const auto* literal = std::get_if<Literal>(&of);
    const auto* text = literal ? std::get_if<QByteArray>(literal) : nullptr;
    if (!text)
        return {};
    return countValue(
        std::count_if(text->begin(), text->end(), [](char c) { return static_cast<signed char>(c) > -65; }));
}

bool Run::matches(const FunctionCall& function, qint64 current) {
    const auto textOf = [&](const Operand& operand) -> std::optional<QByteArray> {
        const Value value = valueOf(operand, current);
        const auto* literal = std::get_if<Literal>(&value);
        const auto* text = literal ? std::get_if<QByteArray>(literal) : nullptr;
        return text ? std::optional(*text) : std::nullopt;
    };
    const auto text = textOf(function.arguments[0]);
    const auto expression = textOf(function.arguments[1]);
    if (!text || !expression)
        return false;
    const bool whole = function.function == Function::Match;
    auto known = m_patterns.find({*expression, whole});
    if (known == m_patterns.end()) {
        const QString words = dotsSpeltOut(QString::fromUtf8(*expression));
        known = m_patterns
                    .emplace(std::pair(*expression, whole),
                             whole ? TextPattern::wholeText(words) : TextPattern::anywhere(words))
                    .first;
    }
    return known->second && known->second->fits(*text);
}

} // namespace knockback::ui::jsonpath
