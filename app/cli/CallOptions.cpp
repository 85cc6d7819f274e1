// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallOptions.h"

#include "app/http/HeaderList.h"
#include "app/http/Url.h"
#include "app/workspace/Policies.h"

#include <QFile>

namespace knockback::cli {
namespace {

using base::Failure;
using workspace::HeaderRow;
using workspace::RequestDraft;

// "Name: value"; "Name:" leaves a field out that would be sent otherwise, "Name;" sends an empty one (as curl reads
// them).
QString addHeader(RequestDraft& draft, const QByteArray& text) {
    if (text.contains('\n') || text.contains('\r'))
        return QStringLiteral("The header “%1” holds a line break; a header is one line, Name: value.")
            .arg(QString::fromUtf8(text.left(text.indexOf('\n')).trimmed()));
    const qsizetype colon = text.indexOf(':');
    if (colon < 0 && text.endsWith(';') && text.size() > 1) {
        draft.headers.push_back({text.chopped(1).trimmed(), {}});
        return {};
    }
    const QByteArray name = text.left(std::max<qsizetype>(colon, 0)).trimmed();
    if (name.isEmpty())
        return QStringLiteral("“%1” is not a header: write it as 'Name: value'.").arg(QString::fromUtf8(text));
    const QByteArray value = text.mid(colon + 1).trimmed();
    // As with curl, a name without a value leaves out the header that would be added.
    if (value.isEmpty())
        draft.settings.omittedHeaders.push_back(name);
    draft.headers.push_back({name, value, !value.isEmpty()});
    return {};
}

base::Result<QByteArray, QString> dataFrom(const QByteArray& data) {
    if (!data.startsWith('@'))
        return data;
    QFile file(QString::fromUtf8(data.mid(1)));
    if (!file.open(QIODevice::ReadOnly))
        return Failure(
            QStringLiteral("The body's file %1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
    return file.readAll();
}

QString setPolicy(RequestDraft& draft, const CallOptions& options) {
    if (!options.policy.empty()) {
        const auto policy = workspace::loadPolicy(QString::fromStdString(options.policy));
        if (!policy)
            return policy.error().sentence();
        draft.policy = *policy;
    }
    if (options.retries)
        draft.policy.maxAttempts = *options.retries + 1;
    return {};
}

} // namespace

base::Result<RequestDraft, QString> draftFrom(const CallOptions& options) {
    RequestDraft draft;
    draft.url = QByteArray::fromStdString(options.url);
    if (!draft.url.contains("{{") && !http::parseUrl(draft.url))
        return Failure(
            QStringLiteral("“%1” is not a full URL: write it as https://host/path.").arg(QString::fromUtf8(draft.url)));
    for (const std::string& header : options.headers) {
        if (const QString problem = addHeader(draft, QByteArray::fromStdString(header)); !problem.isEmpty())
            return Failure(problem);
    }
    if (options.data) {
        auto data = dataFrom(QByteArray::fromStdString(*options.data));
        if (!data)
            return Failure(data.error());
        draft.body = *data;
        draft.method = "POST";
    }
    if (!options.method.empty())
        draft.method = QByteArray::fromStdString(options.method);
    if (!options.credential.empty()) {
        draft.auth.kind = workspace::AuthKind::Credential;
        draft.auth.credential = QByteArray::fromStdString(options.credential);
    }
    if (const QString problem = setPolicy(draft, options); !problem.isEmpty())
        return Failure(problem);
    return draft;
}

bool usesVault(const RequestDraft& draft, const workspace::Environment& environment) {
    const auto names = [](const QByteArray& text) { return text.contains("vault:"); };
    const workspace::AuthDraft& auth = draft.auth;
    if (auth.kind == workspace::AuthKind::Credential || names(draft.url) || names(draft.body) ||
        names(draft.settings.proxyUrl))
        return true;
    for (const QByteArray& text :
         {auth.user, auth.password, auth.token, auth.keyName, auth.keyValue, auth.keyPassphrase}) {
        if (names(text))
            return true;
    }
    return std::any_of(draft.headers.begin(), draft.headers.end(),
                       [&](const HeaderRow& row) { return names(row.value) || names(row.name); }) ||
           std::any_of(environment.begin(), environment.end(),
                       [&](const auto& variable) { return names(variable.second); });
}

} // namespace knockback::cli
