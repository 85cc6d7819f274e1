// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/HttpMeanings.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::ui {

namespace {

QByteArray resource(const QString& name) {
    QFile file(QStringLiteral(":/knockback/http/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QHash<QString, QString> sentences(const QByteArray& json) {
    QHash<QString, QString> out;
    const auto object = QJsonDocument::fromJson(json).object();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        out.insert(entry.key().toLower(), entry.value().toString());
    return out;
}

} // namespace

HttpMeanings::HttpMeanings()
    : HttpMeanings(resource(QStringLiteral("headers.json")), resource(QStringLiteral("statuses.json"))) {}

HttpMeanings::HttpMeanings(const QByteArray& headersJson, const QByteArray& statusesJson)
    : m_headers(sentences(headersJson))
    , m_statuses(sentences(statusesJson)) {}

QString HttpMeanings::ofHeader(const QString& name) const {
    const QString lower = name.toLower();
    if (const auto known = m_headers.find(lower); known != m_headers.end())
        return *known;
    // A family of names: "x-ratelimit-limit-requests" is told by "x-ratelimit-limit-*".
    for (auto dash = lower.lastIndexOf(u'-'); dash > 0; dash = lower.lastIndexOf(u'-', dash - 1)) {
        if (const auto family = m_headers.find(lower.left(dash + 1) + u'*'); family != m_headers.end())
            return *family;
    }
    return {};
}

QString HttpMeanings::ofStatus(int status) const {
    const auto known = m_statuses.find(QString::number(status));
    return known != m_statuses.end() ? *known : m_statuses.value(QString::number(status / 100) + QStringLiteral("xx"));
}

const HttpMeanings& httpMeanings() {
    static const HttpMeanings meanings;
    return meanings;
}

} // namespace knockback::ui
