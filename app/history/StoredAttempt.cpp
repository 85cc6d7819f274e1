// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/StoredAttempt.h"

#include "app/history/Cbor.h"
#include "app/history/StoredParts.h"

namespace knockback::history {

QByteArray encodeFacts(const journal::AttemptRecord& record) {
    const http::Attempt& exchange = record.exchange.attempt();
    CborWriter out;
    out.bytes("method", exchange.request.method);
    out.bytes("url", exchange.request.url);
    out.value("headers", encode(exchange.request.headers));
    out.bytes("sentHead", exchange.sentHead);
    if (exchange.response)
        out.value("response", encode(*exchange.response));
    if (exchange.failure)
        out.value("failure", encode(*exchange.failure));
    out.value("timing", encode(exchange.timing));
    out.value("connection", encode(exchange.connection));
    out.value("startedAt", static_cast<qint64>(exchange.startedAt.time_since_epoch().count()));
    out.value("diagnosis", encode(record.diagnosis));
    out.value("quota", encode(record.quota));
    out.bytes("provider", record.provider);
    out.text("lane", record.lane);
    out.text("decision", record.decision);
    return QCborValue(out.map()).toCbor();
}

std::optional<StoredFacts> decodeFacts(const QByteArray& cbor) {
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(cbor, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return {};
    const CborReader in(value);
    StoredFacts facts;
    facts.exchange.request.method = in.bytes("method");
    facts.exchange.request.url = in.bytes("url");
    facts.exchange.request.headers = decodeHeaders(in.value("headers"));
    facts.exchange.sentHead = in.bytes("sentHead");
    if (in.value("response").isMap())
        facts.exchange.response = decodeResponse(in.value("response"));
    if (in.value("failure").isMap())
        facts.exchange.failure = decodeFailure(in.value("failure"));
    facts.exchange.timing = decodeTiming(in.value("timing"));
    facts.exchange.connection = decodeConnection(in.value("connection"));
    facts.exchange.startedAt = base::WallTime(base::Microseconds(in.integer("startedAt")));
    facts.diagnosis = decodeDiagnosis(in.value("diagnosis"));
    facts.quota = decodeQuota(in.value("quota"));
    facts.provider = in.bytes("provider");
    facts.lane = in.text("lane");
    facts.decision = in.text("decision");
    return facts;
}

} // namespace knockback::history
