// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace knockback::ui {

// What header fields and status codes mean, in a sentence each, from resources/http. Read when it is first asked for.
class HttpMeanings {
public:
    // From the compiled-in resources.
    HttpMeanings();
    HttpMeanings(const QByteArray& headersJson, const QByteArray& statusesJson);

    // Of a field in any case; empty when nothing is known of it.
    [[nodiscard]] QString ofHeader(const QString& name) const;
    // Of a code; of its class when the code itself is not known.
    [[nodiscard]] QString ofStatus(int status) const;
    [[nodiscard]] qsizetype headerCount() const { return m_headers.size(); }

private:
    QHash<QString, QString> m_headers; // lower case; a name may end with '*'
    QHash<QString, QString> m_statuses;
};

// One for the process.
[[nodiscard]] const HttpMeanings& httpMeanings();

} // namespace knockback::ui
