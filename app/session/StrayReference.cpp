// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/StrayReference.h"

#include "app/http/Placeholder.h"
#include "app/http/Variables.h"

namespace knockback::session {

namespace {

bool startsLikeVault(const QByteArray& name) {
    return name.first(std::min<qsizetype>(name.size(), 5)).toLower() == "vault" &&
           name.mid(5).trimmed().startsWith(':');
}

QString misspelt(const QByteArray& written, const QByteArray& name, const QString& place) {
    const QByteArray meant = name.mid(name.indexOf(':') + 1).trimmed();
    if (meant.isEmpty())
        return QStringLiteral("%1 in the %2 names no credential: write {{vault:name}}.")
            .arg(QString::fromUtf8(written), place);
    return QStringLiteral("%1 in the %2 stands for no secret as it is written: write {{vault:%3}}.")
        .arg(QString::fromUtf8(written), place, QString::fromUtf8(meant));
}

// ‹hidden 1f9c›: the value itself was never kept.
std::optional<QByteArray> hiddenIn(const QByteArray& text) {
    static const QByteArray start = http::placeholderFor("hidden ").chopped(3);
    for (qsizetype at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
        if (const qsizetype end = http::placeholderEnd(text, at); end == at + start.size() + 7)
            return text.mid(at, end - at);
    return std::nullopt;
}

} // namespace

QString strayReference(const QByteArray& text, const QString& place) {
    QByteArray outside; // of variables
    qsizetype done = 0;
    for (const auto& span : http::findVariables(text)) {
        if (startsLikeVault(span.name) && (!span.isVault() || span.vaultName().isEmpty()))
            return misspelt(text.mid(span.start, span.length), span.name, place);
        outside += text.mid(done, span.start - done) + ' ';
        done = span.start + span.length;
    }
    outside += text.mid(done);
    const QByteArray lower = outside.toLower();
    if (lower.contains("{{vault:"))
        return QStringLiteral("A {{vault: in the %1 is not closed: write {{vault:name}}.").arg(place);
    if (lower.contains("%7b%7bvault:") || lower.contains("%7b%7bvault%3a"))
        return QStringLiteral("The braces of a {{vault:…}} in the %1 are percent-encoded, so no secret takes its "
                              "place: write {{vault:name}} as it is.")
            .arg(place);
    if (const auto hidden = hiddenIn(outside))
        return QStringLiteral("The %1 holds %2, which stands in records for a value that was not kept: write the value "
                              "or {{vault:name}} in its place.")
            .arg(place, QString::fromUtf8(*hidden));
    return {};
}

} // namespace knockback::session
