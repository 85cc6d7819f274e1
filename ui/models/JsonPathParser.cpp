// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPathParser.h"

#include <QCoreApplication>

namespace knockback::ui::jsonpath {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("JsonPath", text);
}

} // namespace

Query Parser::wholeQuery() {
    if (!m_text.take(u"$"))
        m_text.fail(tr("A path begins with $, which means the whole body."));
    Query query = segments(false);
    if (!m_text.atEnd())
        m_text.fail(tr("Nothing that belongs to a path: expected . or [ here."));
    return query;
}

Query Parser::segments(bool relative) {
    Query query;
    query.relative = relative;
    for (;;) {
        const auto before = m_text.position();
        m_text.skipSpace();
        auto next = segment();
        if (!next) {
            m_text.rewind(before);
            return query;
        }
        query.segments.push_back(std::move(*next));
    }
}

std::optional<Segment> Parser::segment() {
    Segment result;
    if (m_text.peek() == u'[') {
        bracketed(result);
        return result;
    }
    if (!m_text.take(u"."))
        return std::nullopt;
    result.descendant = m_text.take(u".");
    if (result.descendant && m_text.peek() == u'[') {
        bracketed(result);
        return result;
    }
    if (m_text.take(u"*")) {
        result.selectors.emplace_back(WildcardSelector{});
        return result;
    }
    QByteArray name = m_text.memberName();
    if (name.isEmpty())
        m_text.fail(tr("A name or * is expected after the dot; other names go into brackets, as in ['a-b']."));
    result.selectors.emplace_back(NameSelector{std::move(name)});
    return result;
}

void Parser::bracketed(Segment& segment) {
    m_text.expect(u'[');
    do {
        m_text.skipSpace();
        segment.selectors.push_back(selector());
        m_text.skipSpace();
    } while (m_text.take(u","));
    m_text.expect(u']');
}

Selector Parser::selector() {
    const QChar c = m_text.peek();
    if (c == u'\'' || c == u'"')
        return NameSelector{m_text.string()};
    if (m_text.take(u"*"))
        return WildcardSelector{};
    if (m_text.take(u"?")) {
        m_text.skipSpace();
        return FilterSelector{logicalOr()};
    }
    return indexOrSlice();
}

Selector Parser::indexOrSlice() {
    const auto start = m_text.integer();
    const auto afterStart = m_text.position();
    m_text.skipSpace();
    if (!m_text.take(u":")) {
        m_text.rewind(afterStart);
        if (!start)
            m_text.fail(tr("Expected a name in quotes, an index, a slice, * or a filter that begins with ?."));
        return IndexSelector{*start};
    }
    SliceSelector slice;
    slice.start = start;
    m_text.skipSpace();
    slice.end = m_text.integer();
    const auto afterEnd = m_text.position();
    m_text.skipSpace();
    if (m_text.take(u":")) {
        const auto afterColon = m_text.position();
        m_text.skipSpace();
        const auto step = m_text.integer();
        if (!step)
            m_text.rewind(afterColon);
        slice.step = step.value_or(1);
    } else {
        m_text.rewind(afterEnd);
    }
    return slice;
}

} // namespace knockback::ui::jsonpath
