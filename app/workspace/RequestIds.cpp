// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/RequestIds.h"

#include <algorithm>

namespace knockback::workspace {
namespace {

class Matcher {
public:
    Matcher(const std::vector<RequestFace>& before, const std::vector<RequestFace>& now)
        : m_before(before)
        , m_now(now)
        , m_taken(before.size(), false)
        , m_match(now.size()) {}

    template <typename Same>
    void pass(Same same) {
        for (std::size_t i = 0; i < m_now.size(); ++i) {
            for (std::size_t j = 0; j < m_before.size() && !m_match[i]; ++j) {
                if (!m_taken[j] && same(m_before[j], m_now[i]))
                    take(j, i);
            }
        }
    }

    // As many new ones as old ones between the same neighbours: they changed in place.
    void passInPlace() {
        for (std::size_t i = 0; i < m_now.size();) {
            if (m_match[i]) {
                ++i;
                continue;
            }
            std::size_t end = i;
            while (end < m_now.size() && !m_match[end] && m_now[end].file == m_now[i].file)
                ++end;
            const auto gap = gapBefore(i, end);
            if (gap.size() == end - i) {
                for (std::size_t k = 0; k < gap.size(); ++k)
                    take(gap[k], i + k);
            }
            i = end;
        }
    }

    [[nodiscard]] std::vector<std::optional<std::size_t>> result() && { return std::move(m_match); }
    [[nodiscard]] bool had(const QString& file) const { return holds(m_before, file); }
    [[nodiscard]] bool has(const QString& file) const { return holds(m_now, file); }

private:
    static bool holds(const std::vector<RequestFace>& faces, const QString& file) {
        return std::any_of(faces.begin(), faces.end(), [&](const auto& face) { return face.file == file; });
    }

    void take(std::size_t before, std::size_t now) {
        m_match[now] = before;
        m_taken[before] = true;
    }

    // The old requests of the file that nobody took, between the matches around [from, to).
    [[nodiscard]] std::vector<std::size_t> gapBefore(std::size_t from, std::size_t to) const {
        const QString& file = m_now[from].file;
        std::size_t first = 0;
        std::size_t last = m_before.size();
        if (from > 0 && m_now[from - 1].file == file && m_match[from - 1])
            first = *m_match[from - 1] + 1;
        if (to < m_now.size() && m_now[to].file == file && m_match[to])
            last = *m_match[to];
        std::vector<std::size_t> gap;
        for (std::size_t j = first; j < last; ++j) {
            if (!m_taken[j] && m_before[j].file == file)
                gap.push_back(j);
        }
        return gap;
    }

    const std::vector<RequestFace>& m_before;
    const std::vector<RequestFace>& m_now;
    std::vector<bool> m_taken;
    std::vector<std::optional<std::size_t>> m_match;
};

} // namespace

std::vector<std::optional<std::size_t>> matchRequests(const std::vector<RequestFace>& before,
                                                      const std::vector<RequestFace>& now) {
    Matcher matcher(before, now);
    matcher.pass([](const RequestFace& a, const RequestFace& b) { return a == b; });
    matcher.pass(
        [](const auto& a, const auto& b) { return a.file == b.file && !a.name.isEmpty() && a.name == b.name; });
    matcher.pass([](const auto& a, const auto& b) { return a.file == b.file && a.content == b.content; });
    matcher.pass([](const auto& a, const auto& b) { return a.file == b.file && a.target == b.target; });
    matcher.passInPlace();
    matcher.pass([&](const auto& a, const auto& b) {
        return a.name == b.name && a.content == b.content && !matcher.has(a.file) && !matcher.had(b.file);
    });
    return std::move(matcher).result();
}

std::vector<QString> RequestIds::update(const std::vector<RequestFace>& now) {
    std::vector<RequestFace> before;
    for (const Known& known : m_known)
        before.push_back(known.face);
    const auto match = matchRequests(before, now);
    std::vector<QString> ids(now.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (match[i])
            ids[i] = m_known[*match[i]].id;
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (ids[i].isEmpty())
            ids[i] = freshId(now[i], ids);
    }
    m_known.clear();
    for (std::size_t i = 0; i < now.size(); ++i)
        m_known.push_back({ids[i], now[i]});
    return ids;
}

void RequestIds::expect(const QString& id, const RequestFace& face) {
    const auto known = std::find_if(m_known.begin(), m_known.end(), [&](const Known& one) { return one.id == id; });
    if (known != m_known.end())
        known->face = face;
    else
        m_known.push_back({id, face});
}

QString RequestIds::freshId(const RequestFace& face, const std::vector<QString>& taken) const {
    const QString start = face.file + u'#' + (face.name.isEmpty() ? QString::fromUtf8(face.target) : face.name);
    QString id = start;
    for (int n = 2; std::find(taken.begin(), taken.end(), id) != taken.end(); ++n)
        id = start + u'~' + QString::number(n);
    return id;
}

} // namespace knockback::workspace
