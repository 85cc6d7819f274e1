// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <arpa/inet.h>

#include <array>

namespace knockback::test {

// Writes the reply to a DNS query, record by record, by hand: what the reader is tested with is not written by its own
// code.
class DnsAnswer {
public:
    explicit DnsAnswer(QByteArray query) : m_message(std::move(query)) {
        m_message[2] = char(0x81);
        m_message[3] = char(0x80);
    }
    DnsAnswer& a(const char* address) { return record(1, packed(AF_INET, address)); }
    DnsAnswer& aaaa(const char* address) { return record(28, packed(AF_INET6, address)); }
    DnsAnswer& alias(const QByteArray& name) {
        QByteArray data;
        for (const QByteArray& label : name.split('.'))
            data += char(label.size()) + label;
        return record(5, data + '\0');
    }
    DnsAnswer& code(int code) {
        m_message[3] = char((m_message[3] & 0xf0) | code);
        return *this;
    }
    DnsAnswer& truncated() {
        m_message[2] = char(m_message[2] | 0x02);
        return *this;
    }
    [[nodiscard]] QByteArray bytes() const { return m_message; }

private:
    static QByteArray packed(int family, const char* address) {
        std::array<char, 16> bytes{};
        ::inet_pton(family, address, bytes.data());
        return QByteArray(bytes.data(), family == AF_INET ? 4 : 16);
    }
    DnsAnswer& record(int type, const QByteArray& data) {
        m_message[7] = char(m_message[7] + 1);
        m_message += QByteArray::fromHex("c00c") + '\0' + char(type) + QByteArray::fromHex("00010000003c") +
                     char(data.size() >> 8) + char(data.size() & 0xff) + data;
        return *this;
    }

    QByteArray m_message;
};

} // namespace knockback::test
