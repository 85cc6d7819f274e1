// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ProxyScript.h"

#include "tests/support/LoopbackConnection.h"

#include <QList>

#include <array>

#include <arpa/inet.h>

namespace knockback::test {

namespace {

int byteAt(const QByteArray& bytes, qsizetype at) {
    return static_cast<unsigned char>(bytes[at]);
}

QByteArray basicCredentials(const QByteArray& head) {
    const qsizetype field = head.toLower().indexOf("\r\nproxy-authorization: basic ");
    if (field < 0)
        return {};
    const qsizetype start = field + 29;
    return QByteArray::fromBase64(head.mid(start, head.indexOf('\r', start) - start));
}

// The method that the server picks: 0 = none needed, 2 = user name and password.
bool agree(LoopbackConnection& c, const ProxyRules& rules, ProxyAsked& asked) {
    const QByteArray greeting = c.readBytes(2);
    if (greeting.size() < 2 || greeting[0] != 5)
        return false;
    const QByteArray methods = c.readBytes(byteAt(greeting, 1));
    const char wanted = rules.credentials.isEmpty() ? '\0' : '\2';
    if (!methods.contains(wanted)) {
        static_cast<void>(c.send(QByteArray::fromHex("05ff")));
        return false;
    }
    if (!c.send(QByteArray("\5") + wanted))
        return false;
    if (wanted == 0)
        return true;
    const QByteArray user = c.readBytes(byteAt(c.readBytes(2).rightJustified(2, '\0'), 1));
    const QByteArray password = c.readBytes(byteAt(c.readBytes(1).rightJustified(1, '\0'), 0));
    asked.credentials = user + ':' + password;
    const bool welcome = asked.credentials == rules.credentials;
    return c.send(QByteArray("\1") + (welcome ? '\0' : '\1')) && welcome;
}

bool readTarget(LoopbackConnection& c, ProxyAsked& asked) {
    const QByteArray request = c.readBytes(4);
    if (request.size() < 4)
        return false;
    asked.byName = request[3] == 3;
    if (asked.byName) {
        asked.host = c.readBytes(byteAt(c.readBytes(1).rightJustified(1, '\0'), 0));
    } else {
        const bool v4 = request[3] == 1;
        const QByteArray address = c.readBytes(v4 ? 4 : 16);
        std::array<char, INET6_ADDRSTRLEN> text{};
        ::inet_ntop(v4 ? AF_INET : AF_INET6, address.constData(), text.data(), text.size());
        asked.host = text.data();
    }
    const QByteArray port = c.readBytes(2);
    if (port.size() < 2)
        return false;
    asked.port = byteAt(port, 0) * 256 + byteAt(port, 1);
    return true;
}

} // namespace

ServerScript tunnelProxy(const ProxyRules& rules, std::shared_ptr<ProxyLog> log) {
    return ServerScript().then([rules, log = std::move(log)](LoopbackConnection& c) {
        const QByteArray head = c.readHead();
        const QByteArray target = head.split(' ').value(1);
        const qsizetype colon = target.lastIndexOf(':');
        ProxyAsked asked{target.left(colon), target.mid(colon + 1).toInt(), true, basicCredentials(head)};
        log->add(asked);
        if (asked.credentials != rules.credentials)
            return c.send("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                          "Content-Length: 0\r\n\r\n");
        if (rules.refusal != 0)
            return c.send("HTTP/1.1 " + QByteArray::number(rules.refusal) + " No\r\nContent-Length: 0\r\n\r\n");
        if (c.send("HTTP/1.1 200 Connection established\r\n\r\n"))
            c.relayTo(rules.port);
        return false;
    });
}

ServerScript socksProxy(const ProxyRules& rules, std::shared_ptr<ProxyLog> log) {
    return ServerScript().then([rules, log = std::move(log)](LoopbackConnection& c) {
        ProxyAsked asked;
        const bool agreed = agree(c, rules, asked);
        const bool known = agreed && readTarget(c, asked);
        log->add(asked);
        if (!known)
            return false;
        const QByteArray reply = QByteArray("\5") + static_cast<char>(rules.refusal) + QByteArray::fromHex("0001") +
                                 QByteArray::fromHex("7f0000010000");
        if (c.send(reply) && rules.refusal == 0)
            c.relayTo(rules.port);
        return false;
    });
}

} // namespace knockback::test
