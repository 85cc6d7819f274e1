// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/DnsMessage.h"

#include <QList>

#include <array>

#include <arpa/inet.h>

namespace knockback::connectivity {

namespace {

constexpr std::uint16_t internet = 1;
constexpr int mostJumps = 32;

void put16(QByteArray& to, std::uint16_t value) {
    to += char(value >> 8);
    to += char(value & 0xff);
}

// Reads a message and remembers whether it ran over its end.
class Reader {
public:
    explicit Reader(const QByteArray& message) : m_message(message) {}

    std::uint16_t read16() {
        const auto high = read8();
        return std::uint16_t(high << 8 | read8());
    }
    void skip(qsizetype count) {
        m_at += count;
        m_good = m_good && m_at <= m_message.size();
    }
    // Lower case, labels joined by dots; compression pointers are followed.
    QByteArray name() {
        QByteArray text;
        qsizetype back = -1; // where the name ends in the message
        for (int jumps = 0; m_good;) {
            const auto length = read8();
            if (length == 0)
                break;
            if ((length & 0xc0) == 0xc0) {
                const qsizetype target = (length & 0x3f) << 8 | read8();
                back = back < 0 ? m_at : back;
                m_good = m_good && ++jumps <= mostJumps && target < m_message.size();
                m_at = target;
            } else if ((length & 0xc0) != 0 || m_at + length > m_message.size()) {
                m_good = false;
            } else {
                text += (text.isEmpty() ? "" : ".") + m_message.sliced(m_at, length).toLower();
                m_at += length;
            }
        }
        if (back >= 0)
            m_at = back;
        return text;
    }
    QByteArray bytes(qsizetype count) {
        const qsizetype from = m_at;
        skip(count);
        return m_good ? m_message.sliced(from, count) : QByteArray();
    }
    [[nodiscard]] bool good() const { return m_good; }

private:
    std::uint8_t read8() {
        if (m_at >= m_message.size()) {
            m_good = false;
            return 0;
        }
        return std::uint8_t(m_message[m_at++]);
    }

    const QByteArray& m_message;
    qsizetype m_at = 0;
    bool m_good = true;
};

QByteArray addressOf(const QByteArray& data, DnsType type) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool v6 = type == DnsType::Aaaa;
    if (data.size() != (v6 ? 16 : 4))
        return {};
    return ::inet_ntop(v6 ? AF_INET6 : AF_INET, data.constData(), text.data(), text.size());
}

} // namespace

QByteArray dnsQuery(std::uint16_t id, const QByteArray& name, DnsType type) {
    if (name.isEmpty() || name.size() > 253)
        return {};
    QByteArray query;
    put16(query, id);
    put16(query, 0x0100); // recursion desired
    put16(query, 1);      // one question
    query += QByteArray(6, '\0');
    for (const QByteArray& label : name.split('.')) {
        if (label.isEmpty() || label.size() > 63)
            return {};
        query += char(label.size());
        query += label;
    }
    query += '\0';
    put16(query, std::uint16_t(type));
    put16(query, internet);
    return query;
}

std::optional<DnsReply> parseDnsReply(const QByteArray& message, std::uint16_t id, const QByteArray& name,
                                      DnsType type) {
    Reader reader(message);
    const auto gotId = reader.read16();
    const auto flags = reader.read16();
    const auto questions = reader.read16();
    const auto answers = reader.read16();
    reader.skip(4);
    if (!reader.good() || gotId != id || !(flags & 0x8000) || questions != 1)
        return std::nullopt;
    const QByteArray asked = reader.name();
    const auto askedType = reader.read16();
    reader.skip(2);
    if (!reader.good() || asked != name.toLower() || askedType != std::uint16_t(type))
        return std::nullopt;
    DnsReply reply;
    reply.code = flags & 0x000f;
    reply.truncated = flags & 0x0200;
    for (int i = 0; i < answers && reader.good(); ++i) {
        // The owner is not compared: a resolver only adds the records of the aliases that it followed.
        static_cast<void>(reader.name());
        const auto recordType = reader.read16();
        const auto recordClass = reader.read16();
        reader.skip(4);
        const QByteArray data = reader.bytes(reader.read16());
        if (recordType != std::uint16_t(type) || recordClass != internet)
            continue;
        if (const QByteArray address = addressOf(data, type); !address.isEmpty())
            reply.addresses.push_back(address);
    }
    if (!reader.good() && !reply.truncated)
        return std::nullopt;
    return reply;
}

} // namespace knockback::connectivity
