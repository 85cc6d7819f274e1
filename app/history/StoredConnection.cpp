// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/StoredParts.h"

#include "app/history/Cbor.h"

namespace knockback::history {

QCborMap encode(const http::CertificateFacts& certificate) {
    CborWriter out;
    out.bytes("subject", certificate.subject);
    out.bytes("issuer", certificate.issuer);
    out.bytes("notBefore", certificate.notBefore);
    out.bytes("notAfter", certificate.notAfter);
    out.bytes("names", certificate.subjectAltNames);
    out.bytes("pem", certificate.pem);
    return out.map();
}

http::CertificateFacts decodeCertificate(const QCborValue& value) {
    const CborReader in(value);
    return {in.bytes("subject"),  in.bytes("issuer"), in.bytes("notBefore"),
            in.bytes("notAfter"), in.bytes("names"),  in.bytes("pem")};
}

QCborMap encode(const http::ConnectionFacts& connection) {
    CborWriter out;
    out.bytes("local", connection.localAddress);
    out.bytes("remote", connection.remoteAddress);
    out.bytes("http", connection.httpVersion);
    out.bytes("tls", connection.tlsVersion);
    out.bytes("cipher", connection.tlsCipher);
    QCborArray certificates;
    for (const http::CertificateFacts& certificate : connection.certificates)
        certificates.append(encode(certificate));
    out.value("certificates", certificates);
    out.flag("reused", connection.reused);
    out.integer("sent", connection.bytesSent);
    out.integer("received", connection.bytesReceived);
    out.integer("requests", connection.requestsOnWire);
    return out.map();
}

http::ConnectionFacts decodeConnection(const QCborValue& value) {
    const CborReader in(value);
    http::ConnectionFacts connection;
    connection.localAddress = in.bytes("local");
    connection.remoteAddress = in.bytes("remote");
    connection.httpVersion = in.bytes("http");
    connection.tlsVersion = in.bytes("tls");
    connection.tlsCipher = in.bytes("cipher");
    const QCborArray certificates = in.value("certificates").toArray();
    for (const QCborValue certificate : certificates)
        connection.certificates.push_back(decodeCertificate(certificate));
    connection.reused = in.flag("reused").value_or(false);
    connection.bytesSent = in.integer("sent");
    connection.bytesReceived = in.integer("received");
    connection.requestsOnWire = static_cast<int>(in.integer("requests"));
    return connection;
}

QCborMap encode(const http::Timing& timing) {
    CborWriter out;
    out.micros("dns", timing.dns);
    out.micros("connect", timing.connect);
    out.micros("tls", timing.tls);
    out.micros("send", timing.send);
    out.micros("wait", timing.wait);
    out.micros("receive", timing.receive);
    out.micros("total", timing.total);
    return out.map();
}

http::Timing decodeTiming(const QCborValue& value) {
    const CborReader in(value);
    http::Timing timing;
    timing.dns = in.micros("dns");
    timing.connect = in.micros("connect");
    timing.tls = in.micros("tls");
    timing.send = in.micros("send");
    timing.wait = in.micros("wait");
    timing.receive = in.micros("receive");
    timing.total = in.micros("total").value_or(base::Microseconds(0));
    return timing;
}

} // namespace knockback::history
