// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonPathRun.h"

#include "ui/models/Overloaded.h"

#include <algorithm>

namespace knockback::ui::jsonpath {

namespace {

bool isContainer(JsonType type) {
    return type == JsonType::Object || type == JsonType::Array;
}

} // namespace

bool Run::query(const Query& query, qint64 current, const Found& found) {
    return segment(query, 0, query.relative ? current : m_root, found);
}

bool Run::segment(const Query& query, std::size_t index, qint64 node, const Found& found) {
    if (m_stop.raised())
        return false;
    if (index == query.segments.size())
        return found(node);
    const auto& step = query.segments[index];
    const Found next = [&](qint64 child) { return segment(query, index + 1, child, found); };
    return step.descendant ? descend(step, node, 0, next) : select(step, node, next);
}

bool Run::descend(const Segment& segment, qint64 node, int depth, const Found& found) {
    if (m_stop.raised())
        return false;
    if (depth > deepest || !isContainer(jsonTypeAt(m_text, node)))
        return true;
    if (!select(segment, node, found))
        return false;
    return everyChild(node, [&](qint64 child) { return descend(segment, child, depth + 1, found); });
}

bool Run::select(const Segment& segment, qint64 node, const Found& found) {
    const auto pick = Overloaded{
        [&](const NameSelector& s) { return byName(s.name, node, found); },
        [&](const WildcardSelector&) { return everyChild(node, found); },
        [&](const IndexSelector& s) { return byIndex(s.index, node, found); },
        [&](const SliceSelector& s) { return bySlice(s, node, found); },
        [&](const FilterSelector& s) { return byFilter(*s.test, node, found); },
    };
    return std::all_of(segment.selectors.begin(), segment.selectors.end(),
                       [&](const Selector& selector) { return std::visit(pick, selector); });
}

bool Run::hasName(const JsonChild& child, const QByteArray& name) {
    const qint64 begin = child.key + 1;
    const qint64 length = child.keyEnd - child.key - 2;
    // An escape makes a name longer, up to six bytes for one.
    if (length < name.size() || length > name.size() * 6)
        return false;
    auto view = m_text.from(begin);
    const QByteArray crossing = view.size() < length ? m_text.bytes(begin, begin + length) : QByteArray();
    if (!crossing.isEmpty())
        view = crossing;
    view = view.first(length);
    return view.contains('\\') ? unquotedJson(view).toUtf8() == name : view == name;
}

bool Run::byName(const QByteArray& name, qint64 node, const Found& found) {
    if (jsonTypeAt(m_text, node) != JsonType::Object)
        return true;
    JsonChildren children(m_text, node);
    JsonChild child;
    while (children.next(m_text, child) == JsonChildren::Step::Child) {
        if (m_stop.raised() || (hasName(child, name) && !found(child.value)))
            return false;
    }
    return true;
}

bool Run::everyChild(qint64 node, const Found& found) {
    if (!isContainer(jsonTypeAt(m_text, node)))
        return true;
    JsonChildren children(m_text, node);
    JsonChild child;
    while (children.next(m_text, child) == JsonChildren::Step::Child) {
        if (m_stop.raised() || !found(child.value))
            return false;
    }
    return true;
}

qint64 Run::childCount(qint64 node) {
    qint64 count = 0;
    everyChild(node, [&count](qint64) { return ++count > 0; });
    return count;
}

bool Run::byIndex(qint64 index, qint64 node, const Found& found) {
    if (jsonTypeAt(m_text, node) != JsonType::Array)
        return true;
    const qint64 wanted = index < 0 ? childCount(node) + index : index;
    if (wanted < 0)
        return !m_stop.raised();
    JsonChildren children(m_text, node);
    JsonChild child;
    for (qint64 i = 0; children.next(m_text, child) == JsonChildren::Step::Child; ++i) {
        if (m_stop.raised())
            return false;
        if (i == wanted)
            return found(child.value);
    }
    return true;
}

bool Run::bySlice(const SliceSelector& slice, qint64 node, const Found& found) {
    if (jsonTypeAt(m_text, node) != JsonType::Array || slice.step == 0)
        return true;
    std::vector<qint64> items;
    everyChild(node, [&items](qint64 item) {
        items.push_back(item);
        return true;
    });
    const auto length = static_cast<qint64>(items.size());
    const auto fromEnd = [length](qint64 i) { return i < 0 ? length + i : i; };
    if (slice.step > 0) {
        const qint64 lower = std::clamp<qint64>(fromEnd(slice.start.value_or(0)), 0, length);
        const qint64 upper = std::clamp<qint64>(fromEnd(slice.end.value_or(length)), 0, length);
        for (qint64 i = lower; i < upper; i += slice.step) {
            if (!found(items[static_cast<std::size_t>(i)]))
                return false;
        }
        return true;
    }
    const qint64 upper = std::clamp<qint64>(slice.start ? fromEnd(*slice.start) : length - 1, -1, length - 1);
    const qint64 lower = std::clamp<qint64>(slice.end ? fromEnd(*slice.end) : -1, -1, length - 1);
    for (qint64 i = upper; i > lower; i += slice.step) {
        if (!found(items[static_cast<std::size_t>(i)]))
            return false;
    }
    return true;
}

bool Run::byFilter(const Logical& test, qint64 node, const Found& found) {
    return everyChild(node, [&](qint64 child) { return !holds(test, child) || found(child); });
}

} // namespace knockback::ui::jsonpath
