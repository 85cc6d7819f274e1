// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Part.h"

#include "app/http/HeaderList.h"
#include "app/http/SensitiveNames.h"

namespace knockback::minimize {

bool Part::sameSlot(const Part& other) const {
    if (kind != other.kind || occurrence != other.occurrence)
        return false;
    return kind == PartKind::Header ? http::sameFieldName(name, other.name) : name == other.name;
}

QString partText(PartKind kind, const QByteArray& name) {
    const QString named = QString::fromUtf8(name);
    switch (kind) {
    case PartKind::Path:
        return QStringLiteral("the path");
    case PartKind::Query:
        return QStringLiteral("query parameter %1").arg(named);
    case PartKind::Header:
        return QStringLiteral("header %1").arg(named);
    case PartKind::FormField:
        return QStringLiteral("form field %1").arg(named);
    case PartKind::JsonLeaf:
        return QStringLiteral("JSON value %1").arg(named);
    case PartKind::GraphQlQuery:
        return QStringLiteral("the GraphQL query");
    case PartKind::Body:
        return QStringLiteral("the body");
    case PartKind::Auth:
        return QStringLiteral("the credential");
    case PartKind::Cookies:
        return QStringLiteral("the cookie jar");
    case PartKind::Version:
        return QStringLiteral("the HTTP version");
    }
    return {};
}

bool isSecret(PartKind kind, const QByteArray& name) {
    switch (kind) {
    case PartKind::Header:
        return http::isSensitiveHeader(name);
    case PartKind::Query:
    case PartKind::FormField:
        return http::isSensitiveParam(name);
    case PartKind::JsonLeaf:
        return http::isSensitiveMember(name.sliced(name.lastIndexOf('/') + 1));
    case PartKind::Auth:
    case PartKind::Cookies:
        return true;
    default:
        return false;
    }
}

} // namespace knockback::minimize
