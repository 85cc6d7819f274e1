// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <unordered_map>
#include <vector>

namespace knockback::providers {

// Which provider a host or a header field belongs to, without the providers' files being read.
class HostIndex {
public:
    // Lines of three words: "host *.github.com github", "sign x-kong-request-id kong" or "name lab lab", as the build
    // writes them from the files.
    [[nodiscard]] static HostIndex parse(QByteArrayView text);

    void add(const QByteArray& id, const std::vector<QByteArray>& hosts, const std::vector<QByteArray>& signs);

    // The id whose host pattern fits best; empty when none does.
    [[nodiscard]] QByteArray forHost(QByteArrayView host) const;
    [[nodiscard]] const std::vector<QByteArray>& forSign(QByteArrayView field) const;
    [[nodiscard]] bool knows(QByteArrayView id) const;
    [[nodiscard]] const std::vector<QByteArray>& ids() const { return m_ids; }

private:
    void addId(const QByteArray& id);

    std::vector<QByteArray> m_ids; // in order
    std::unordered_map<QByteArray, QByteArray> m_exact;
    std::unordered_map<QByteArray, QByteArray> m_below; // ".example.com" for "*.example.com"
    std::unordered_map<QByteArray, std::vector<QByteArray>> m_signs;
};

// "*.example.com" fits "a.example.com" and "a.b.example.com", not "example.com".
[[nodiscard]] bool hostMatches(QByteArrayView pattern, QByteArrayView host);

} // namespace knockback::providers
