// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/SequenceDiff.h"

#include <QHash>

#include <algorithm>

namespace knockback::ui {

namespace {

using Ids = std::vector<int>; // equal elements have equal numbers

struct Range {
    qsizetype left, leftEnd, right, rightEnd;
};

class Diff {
public:
    Diff(Ids left, Ids right, int effort) : m_left(std::move(left)), m_right(std::move(right)), m_effort(effort) {}

    std::vector<DiffRun> run() {
        compare({0, std::ssize(m_left), 0, std::ssize(m_right)});
        return gathered();
    }

private:
    [[nodiscard]] bool same(qsizetype l, qsizetype r) const {
        return m_left[static_cast<std::size_t>(l)] == m_right[static_cast<std::size_t>(r)];
    }

    // Between two equal runs first everything that goes, then everything that comes.
    [[nodiscard]] std::vector<DiffRun> gathered() const {
        std::vector<DiffRun> result;
        DiffRun removed{DiffRun::Removed, 0, 0, 0};
        DiffRun added{DiffRun::Added, 0, 0, 0};
        const auto flush = [&](const DiffRun& equal) {
            added.left += removed.count;
            for (const DiffRun* run : std::initializer_list<const DiffRun*>{&removed, &added, &equal}) {
                if (run->count > 0)
                    result.push_back(*run);
            }
            removed = {DiffRun::Removed, equal.left + equal.count, equal.right + equal.count, 0};
            added = {DiffRun::Added, removed.left, removed.right, 0};
        };
        for (const auto& run : m_runs) {
            if (run.kind == DiffRun::Equal)
                flush(run);
            else
                (run.kind == DiffRun::Removed ? removed : added).count += run.count;
        }
        flush({DiffRun::Equal, std::ssize(m_left), std::ssize(m_right), 0});
        return result;
    }

    void emitRun(DiffRun::Kind kind, qsizetype left, qsizetype right, qsizetype count) {
        if (count == 0)
            return;
        if (!m_runs.empty() && m_runs.back().kind == kind)
            m_runs.back().count += count;
        else
            m_runs.push_back({kind, left, right, count});
    }

    void compare(Range range) {
        qsizetype head = 0;
        while (range.left + head < range.leftEnd && range.right + head < range.rightEnd &&
               same(range.left + head, range.right + head))
            ++head;
        emitRun(DiffRun::Equal, range.left, range.right, head);
        range.left += head;
        range.right += head;
        qsizetype tail = 0;
        while (range.leftEnd - tail > range.left && range.rightEnd - tail > range.right &&
               same(range.leftEnd - tail - 1, range.rightEnd - tail - 1))
            ++tail;
        range.leftEnd -= tail;
        range.rightEnd -= tail;
        compareMiddle(range);
        emitRun(DiffRun::Equal, range.leftEnd, range.rightEnd, tail);
    }

    void compareMiddle(const Range& range) {
        if (range.left == range.leftEnd || range.right == range.rightEnd)
            return replace(range);
        if (!myers(range) && !patience(range))
            replace(range);
    }

    void replace(const Range& range) {
        emitRun(DiffRun::Removed, range.left, range.right, range.leftEnd - range.left);
        emitRun(DiffRun::Added, range.leftEnd, range.right, range.rightEnd - range.right);
    }

    // Furthest reaching paths for 0, 1, 2 … differences; every step's ends are kept to walk back. False = gave up.
    bool myers(const Range& range) {
        const qsizetype n = range.leftEnd - range.left;
        const qsizetype m = range.rightEnd - range.right;
        const auto most = std::min<qsizetype>(n + m, m_effort);
        std::vector<qsizetype> ends(static_cast<std::size_t>(2 * most + 3), 0);
        const auto at = [&](qsizetype k) -> qsizetype& { return ends[static_cast<std::size_t>(k + most + 1)]; };
        std::vector<std::vector<qsizetype>> trace;
        for (qsizetype d = 0; d <= most; ++d) {
            trace.emplace_back(&at(-d - 1), &at(d + 1) + 1);
            for (qsizetype k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
                qsizetype x = down ? at(k + 1) : at(k - 1) + 1;
                while (x < n && x - k < m && same(range.left + x, range.right + x - k))
                    ++x;
                at(k) = x;
                if (x >= n && x - k >= m) {
                    walkBack(range, trace, d);
                    return true;
                }
            }
        }
        return false;
    }

    void walkBack(const Range& range, const std::vector<std::vector<qsizetype>>& trace, qsizetype last) {
        std::vector<DiffRun> runs;
        qsizetype x = range.leftEnd - range.left;
        qsizetype y = range.rightEnd - range.right;
        for (qsizetype d = last; d >= 0; --d) {
            const auto& ends = trace[static_cast<std::size_t>(d)];
            const auto at = [&](qsizetype k) { return ends[static_cast<std::size_t>(k + d + 1)]; };
            const qsizetype k = x - y;
            const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
            const qsizetype fromX = d == 0 ? 0 : (down ? at(k + 1) : at(k - 1));
            const qsizetype fromY = d == 0 ? 0 : fromX - (down ? k + 1 : k - 1);
            const qsizetype startX = d == 0 ? 0 : (down ? fromX : fromX + 1);
            const qsizetype startY = d == 0 ? 0 : (down ? fromY + 1 : fromY);
            runs.push_back({DiffRun::Equal, startX, startY, x - startX});
            if (d > 0)
                runs.push_back({down ? DiffRun::Added : DiffRun::Removed, fromX, fromY, 1});
            x = fromX;
            y = fromY;
        }
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            emitRun(run->kind, range.left + run->left, range.right + run->right, run->count);
    }

    // Elements that are there exactly once on each side, in the longest order that both share, cut the range in pieces.
    bool patience(const Range& range) {
        const auto anchors = anchorsOf(range);
        if (anchors.empty())
            return false;
        Range piece{range.left, 0, range.right, 0};
        for (const auto& [left, right] : anchors) {
            piece.leftEnd = left;
            piece.rightEnd = right;
            compare(piece);
            emitRun(DiffRun::Equal, left, right, 1);
            piece.left = left + 1;
            piece.right = right + 1;
        }
        piece.leftEnd = range.leftEnd;
        piece.rightEnd = range.rightEnd;
        compare(piece);
        return true;
    }

    struct Seen {
        int left = 0;
        int right = 0;
        qsizetype rightAt = 0;
    };
    using Pairs = std::vector<std::pair<qsizetype, qsizetype>>;

    [[nodiscard]] Pairs anchorsOf(const Range& range) const {
        QHash<int, Seen> seen;
        for (auto i = range.left; i < range.leftEnd; ++i)
            ++seen[m_left[static_cast<std::size_t>(i)]].left;
        for (auto i = range.right; i < range.rightEnd; ++i) {
            auto& element = seen[m_right[static_cast<std::size_t>(i)]];
            ++element.right;
            element.rightAt = i;
        }
        Pairs unique;
        for (auto i = range.left; i < range.leftEnd; ++i) {
            const auto& element = seen[m_left[static_cast<std::size_t>(i)]];
            if (element.left == 1 && element.right == 1)
                unique.emplace_back(i, element.rightAt);
        }
        return longestRising(unique);
    }

    static Pairs longestRising(const Pairs& pairs) {
        std::vector<std::size_t> piles; // the top card of each: an index of `pairs`
        std::vector<std::ptrdiff_t> before(pairs.size(), -1);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const auto pile = std::lower_bound(piles.begin(), piles.end(), pairs[i].second,
                                               [&](auto top, auto value) { return pairs[top].second < value; });
            if (pile != piles.begin())
                before[i] = static_cast<std::ptrdiff_t>(*(pile - 1));
            if (pile == piles.end())
                piles.push_back(i);
            else
                *pile = i;
        }
        Pairs rising;
        for (auto i = piles.empty() ? -1 : static_cast<std::ptrdiff_t>(piles.back()); i >= 0;
             i = before[static_cast<std::size_t>(i)])
            rising.push_back(pairs[static_cast<std::size_t>(i)]);
        std::reverse(rising.begin(), rising.end());
        return rising;
    }

    Ids m_left;
    Ids m_right;
    int m_effort;
    std::vector<DiffRun> m_runs;
};

} // namespace

std::vector<DiffRun> diffSequences(const std::vector<QByteArrayView>& left, const std::vector<QByteArrayView>& right,
                                   int effort) {
    QHash<QByteArrayView, int> numbers;
    const auto numbered = [&numbers](const std::vector<QByteArrayView>& elements) {
        Ids ids;
        ids.reserve(elements.size());
        for (const auto& element : elements) {
            auto known = numbers.constFind(element);
            if (known == numbers.constEnd())
                known = numbers.insert(element, static_cast<int>(numbers.size()));
            ids.push_back(*known);
        }
        return ids;
    };
    auto leftIds = numbered(left);
    return Diff(std::move(leftIds), numbered(right), effort).run();
}

} // namespace knockback::ui
