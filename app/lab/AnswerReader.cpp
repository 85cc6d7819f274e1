// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/ScenarioReader.h"

#include <QJsonDocument>

namespace knockback::lab {

namespace {

// RFC 9110 5.6.2 and 5.5, so that a scenario cannot break the message it goes into.
bool isToken(QByteArrayView name) {
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isFieldValue(QByteArrayView value) {
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); });
}

// What the server writes itself.
bool isOurs(const QByteArray& name) {
    for (const char* ours : {"Date", "Content-Length", "Transfer-Encoding", "Connection", "X-Request-Id"})
        if (http::sameFieldName(name, ours))
            return true;
    return false;
}

void readHeaders(base::JsonObjectReader& json, http::HeaderList& headers) {
    const QStringList lines = json.lines("headers");
    for (const QString& line : lines) {
        const QByteArray bytes = line.toUtf8();
        const qsizetype colon = bytes.indexOf(':');
        const QByteArray name = bytes.left(std::max<qsizetype>(colon, 0));
        const QByteArray value = bytes.mid(colon + 1).trimmed();
        if (!isToken(name) || !isFieldValue(value))
            return json.fail("headers", QStringLiteral("must hold lines like \"Name: value\""));
        if (isOurs(name))
            return json.fail(
                "headers", QStringLiteral("must not hold %1: the lab writes it itself").arg(QString::fromLatin1(name)));
        headers.append(name, value);
    }
}

QByteArray jsonText(const QJsonValue& value) {
    return (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject())).toJson();
}

} // namespace

AnswerSpec readAnswer(base::JsonObjectReader& json) {
    AnswerSpec answer;
    answer.status = static_cast<int>(json.integer("status", 200, 599, 200));
    readHeaders(json, answer.headers);
    const QJsonValue value = json.value("json");
    const QStringList lines = json.lines("body");
    QByteArray type;
    if (json.has("json") && json.has("body"))
        json.fail("json", QStringLiteral("and \"body\" cannot both be there"));
    if (json.has("json")) {
        if (!value.isObject() && !value.isArray())
            json.fail("json", QStringLiteral("must be an object or a list"));
        answer.body = jsonText(value);
        type = "application/json";
    } else if (json.has("body")) {
        answer.body = lines.join(QLatin1Char('\n')).toUtf8();
        type = "text/plain; charset=utf-8";
    }
    if (!type.isEmpty() && !answer.headers.contains("Content-Type"))
        answer.headers.append("Content-Type", type);
    if ((answer.status == 204 || answer.status == 304) && !answer.body.isEmpty())
        json.fail("status", QStringLiteral("%1 cannot have a body").arg(answer.status));
    return answer;
}

} // namespace knockback::lab
