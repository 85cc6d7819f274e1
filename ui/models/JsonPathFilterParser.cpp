// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPathParser.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace knockback::ui::jsonpath {

namespace {

constexpr int deepest = 200;

QString tr(const char* text) {
    return QCoreApplication::translate("JsonPath", text);
}

LogicalPtr logical(decltype(Logical::node) node) {
    return std::make_shared<const Logical>(Logical{std::move(node)});
}

bool isTest(Function function) {
    return function == Function::Match || function == Function::Search;
}

struct FunctionName {
    QStringView name;
    Function function;
    std::size_t arguments;
};
constexpr std::array<FunctionName, 5> functions{{{u"length", Function::Length, 1},
                                                 {u"count", Function::Count, 1},
                                                 {u"match", Function::Match, 2},
                                                 {u"search", Function::Search, 2},
                                                 {u"value", Function::Value, 1}}};

} // namespace

void Parser::deeper() {
    if (++m_depth > deepest)
        m_text.fail(tr("The filter is nested too deeply."));
}

LogicalPtr Parser::logicalOr() {
    deeper();
    Either either;
    do {
        m_text.skipSpace();
        either.any.push_back(logicalAnd());
        m_text.skipSpace();
    } while (m_text.take(u"||"));
    --m_depth;
    return either.any.size() == 1 ? either.any.front() : logical(std::move(either));
}

LogicalPtr Parser::logicalAnd() {
    Both both;
    do {
        m_text.skipSpace();
        both.all.push_back(basic());
        m_text.skipSpace();
    } while (m_text.take(u"&&"));
    return both.all.size() == 1 ? both.all.front() : logical(std::move(both));
}

LogicalPtr Parser::basic() {
    const auto begin = m_text.position();
    const bool negated = m_text.take(u"!");
    if (negated)
        m_text.skipSpace();
    if (m_text.take(u"(")) {
        auto inner = logicalOr();
        m_text.skipSpace();
        m_text.expect(u')');
        return negated ? logical(Not{inner}) : inner;
    }
    auto test = testOrComparison();
    if (!negated)
        return test;
    if (std::holds_alternative<Compare>(test->node))
        Text::failAt(begin, tr("! before a comparison needs parentheses around it."));
    return logical(Not{test});
}

LogicalPtr Parser::testOrComparison() {
    const auto begin = m_text.position();
    Operand left = operand();
    const auto after = m_text.position();
    m_text.skipSpace();
    if (const auto how = comparison()) {
        checkValue(left, begin);
        m_text.skipSpace();
        const auto rightAt = m_text.position();
        Operand right = operand();
        checkValue(right, rightAt);
        return logical(Compare{std::move(left), *how, std::move(right)});
    }
    m_text.rewind(after);
    if (auto* query = std::get_if<Query>(&left))
        return logical(Exists{std::move(*query)});
    if (const auto* function = std::get_if<FunctionPtr>(&left)) {
        if (isTest((*function)->function))
            return logical(Holds{*function});
        Text::failAt(begin, tr("The result of this function must be compared with something."));
    }
    Text::failAt(begin, tr("A literal must be compared with something."));
}

std::optional<Comparison> Parser::comparison() {
    static constexpr std::array<std::pair<QStringView, Comparison>, 6> operators{{{u"==", Comparison::Equal},
                                                                                  {u"!=", Comparison::NotEqual},
                                                                                  {u"<=", Comparison::LessOrEqual},
                                                                                  {u">=", Comparison::GreaterOrEqual},
                                                                                  {u"<", Comparison::Less},
                                                                                  {u">", Comparison::Greater}}};
    for (const auto& [sign, how] : operators) {
        if (m_text.take(sign))
            return how;
    }
    if (m_text.peek() == u'=')
        m_text.fail(tr("A comparison is written ==, !=, <, <=, > or >=."));
    return std::nullopt;
}

Operand Parser::operand() {
    if (m_text.take(u"@"))
        return segments(true);
    if (m_text.take(u"$"))
        return segments(false);
    if (auto value = literal())
        return std::move(*value);
    if (auto call = function())
        return std::move(*call);
    m_text.fail(tr("Expected @ or $ with a path, a literal or a function."));
}

std::optional<Literal> Parser::literal() {
    const QChar c = m_text.peek();
    if (c == u'\'' || c == u'"')
        return m_text.string();
    if (const auto number = m_text.number()) {
        Number value{number->toDouble(), std::nullopt};
        bool whole = false;
        const qint64 exact = number->toLongLong(&whole);
        if (whole)
            value.whole = exact;
        return value;
    }
    const auto begin = m_text.position();
    const QByteArray word = m_text.memberName();
    if (word == "true" || word == "false")
        return word == "true";
    if (word == "null")
        return Null{};
    m_text.rewind(begin);
    return std::nullopt;
}

std::optional<FunctionPtr> Parser::function() {
    const auto begin = m_text.position();
    const QString name = QString::fromUtf8(m_text.memberName());
    if (name.isEmpty())
        return std::nullopt;
    const auto* known =
        std::find_if(functions.begin(), functions.end(), [&name](const auto& f) { return f.name == name; });
    if (known == functions.end() || m_text.peek() != u'(')
        Text::failAt(begin,
                     tr("%1 is no function; there are length(), count(), match(), search() and value().").arg(name));
    deeper();
    m_text.skip();
    FunctionCall call{known->function, {}};
    m_text.skipSpace();
    if (!m_text.take(u")")) {
        do {
            m_text.skipSpace();
            call.arguments.push_back(operand());
            m_text.skipSpace();
        } while (m_text.take(u","));
        m_text.expect(u')');
    }
    --m_depth;
    if (call.arguments.size() != known->arguments)
        Text::failAt(begin, tr("%1() takes %2 arguments.").arg(name).arg(known->arguments));
    checkArguments(call, begin);
    return std::make_shared<const FunctionCall>(std::move(call));
}

void Parser::checkValue(const Operand& operand, qsizetype position) const {
    if (const auto* query = std::get_if<Query>(&operand); query && !query->isSingular())
        Text::failAt(position, tr("This path can find several values; here it must name exactly one."));
    if (const auto* function = std::get_if<FunctionPtr>(&operand); function && isTest((*function)->function))
        Text::failAt(position, tr("The result of this function is true or false and cannot be compared."));
}

void Parser::checkArguments(const FunctionCall& call, qsizetype position) const {
    const bool ofNodes = call.function == Function::Count || call.function == Function::Value;
    for (const auto& given : call.arguments) {
        if (!ofNodes)
            checkValue(given, position);
        else if (!std::holds_alternative<Query>(given))
            Text::failAt(position, tr("This function takes a path."));
    }
}

} // namespace knockback::ui::jsonpath
