// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/HostIndex.h"

#include <algorithm>

namespace knockback::providers {

namespace {

constexpr QByteArrayView wildcard = "*.";

QByteArrayView withoutFinalDot(QByteArrayView host) {
    return host.endsWith('.') ? host.chopped(1) : host;
}

} // namespace

bool hostMatches(QByteArrayView pattern, QByteArrayView host) {
    host = withoutFinalDot(host);
    if (!pattern.startsWith(wildcard))
        return pattern.compare(host, Qt::CaseInsensitive) == 0;
    const QByteArrayView suffix = pattern.sliced(1); // ".example.com"
    return host.size() > suffix.size() && host.last(suffix.size()).compare(suffix, Qt::CaseInsensitive) == 0;
}

HostIndex HostIndex::parse(QByteArrayView text) {
    HostIndex index;
    for (const QByteArray& line : text.toByteArray().split('\n')) {
        const auto words = line.split(' ');
        if (words.size() != 3)
            continue;
        const bool isHost = words[0] == "host";
        const bool isSign = words[0] == "sign";
        index.add(words[2], isHost ? std::vector{words[1]} : std::vector<QByteArray>(),
                  isSign ? std::vector{words[1]} : std::vector<QByteArray>());
    }
    return index;
}

void HostIndex::add(const QByteArray& id, const std::vector<QByteArray>& hosts, const std::vector<QByteArray>& signs) {
    addId(id);
    for (const QByteArray& host : hosts)
        (host.startsWith(wildcard) ? m_below[host.mid(1)] : m_exact[host]) = id;
    for (const QByteArray& sign : signs)
        m_signs[sign].push_back(id);
}

void HostIndex::addId(const QByteArray& id) {
    const auto at = std::lower_bound(m_ids.begin(), m_ids.end(), id);
    if (at == m_ids.end() || *at != id)
        m_ids.insert(at, id);
}

QByteArray HostIndex::forHost(QByteArrayView host) const {
    const QByteArray name = withoutFinalDot(host).toByteArray().toLower();
    if (const auto exact = m_exact.find(name); exact != m_exact.end())
        return exact->second;
    for (qsizetype dot = name.indexOf('.', 1); dot >= 0; dot = name.indexOf('.', dot + 1))
        if (const auto below = m_below.find(name.mid(dot)); below != m_below.end())
            return below->second;
    return {};
}

const std::vector<QByteArray>& HostIndex::forSign(QByteArrayView field) const {
    static const std::vector<QByteArray> none;
    const auto found = m_signs.find(field.toByteArray().toLower());
    return found == m_signs.end() ? none : found->second;
}

bool HostIndex::knows(QByteArrayView id) const {
    return std::binary_search(m_ids.begin(), m_ids.end(), id);
}

} // namespace knockback::providers
