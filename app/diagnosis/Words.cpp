// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Words.h"

#include "app/diagnosis/Match.h"

#include <QStringList>

#include <cmath>

namespace knockback::diagnosis {
namespace {

// With and without a vendor's name.
struct Phrase {
    QString by;
    QString alone;
};

Phrase phraseFor(Cause cause) {
    switch (cause) {
    case Cause::RateLimit:
        return {QStringLiteral("Rate limited by %1"), QStringLiteral("Rate limited")};
    case Cause::SuspiciousPattern:
        return {QStringLiteral("Taken for an attack or a bot by %1"), QStringLiteral("Taken for an attack or a bot")};
    case Cause::GeoLock:
        return {QStringLiteral("Refused for your location by %1"), QStringLiteral("Refused for your location")};
    case Cause::Credential:
        return {QStringLiteral("Credential refused by %1"), QStringLiteral("Credential refused")};
    case Cause::Overload:
        return {QStringLiteral("%1 could not serve the request"),
                QStringLiteral("The server could not serve the request")};
    case Cause::Network:
        return {QStringLiteral("Stopped on the network by %1"), QStringLiteral("Stopped on the network")};
    case Cause::ClientError:
        return {QStringLiteral("%1 wants a different request"), QStringLiteral("The request has to change")};
    case Cause::None:
        break;
    }
    return {QStringLiteral("Not a block"), QStringLiteral("Not a block")};
}

QString listed(const std::vector<QByteArray>& words, const QString& with) {
    QStringList texts;
    for (const auto& word : words)
        texts << QString::fromUtf8(word);
    return texts.join(with);
}

// "the scopes read, write and a login of level mfa that is at most 60 s old"
QString wordsFor(const http::SignInDemand& demand) {
    if (demand.isEmpty())
        return QStringLiteral("the access or the login that the answer asks for");
    QStringList parts;
    if (!demand.scopes.empty())
        parts << (demand.scopes.size() == 1 ? QStringLiteral("the scope ") : QStringLiteral("the scopes ")) +
                     listed(demand.scopes, QStringLiteral(", "));
    if (!demand.acrValues.empty() || demand.maxAge) {
        QString login = QStringLiteral("a login");
        if (!demand.acrValues.empty())
            login += QStringLiteral(" of level ") + listed(demand.acrValues, QStringLiteral(" or "));
        if (demand.maxAge)
            login += QStringLiteral(" that is at most %1 old")
                         .arg(durationText(static_cast<double>(demand.maxAge->count())));
        parts << login;
    }
    return parts.join(QStringLiteral(" and "));
}

QString fill(QString text, const Names& names) {
    const QString wait = names.retryAfterSeconds ? durationText(*names.retryAfterSeconds)
                                                 : QStringLiteral("a little (the server does not say how long)");
    text.replace(QStringLiteral("{wait}"), wait);
    text.replace(QStringLiteral("{vendor}"), names.vendor.isEmpty() ? QStringLiteral("the provider") : names.vendor);
    text.replace(QStringLiteral("{host}"), names.host);
    text.replace(QStringLiteral("{demand}"), wordsFor(names.demand));
    return text.replace(QStringLiteral("{status}"), QString::number(names.status));
}

} // namespace

QString titleFor(Cause cause, const QString& subcauseTitle, const Names& names) {
    const Phrase phrase = phraseFor(cause);
    const QString head = names.vendor.isEmpty() ? phrase.alone : phrase.by.arg(names.vendor);
    return subcauseTitle.isEmpty() ? head : head + QStringLiteral(": ") + fill(subcauseTitle, names);
}

std::vector<NextStep> fillIn(std::vector<NextStep> steps, const Names& names) {
    for (auto& step : steps)
        step.text = fill(step.text, names);
    return steps;
}

QString durationText(double seconds) {
    if (seconds < 10)
        return QStringLiteral("%1 s").arg(std::ceil(seconds * 10) / 10);
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    if (whole < 120)
        return QStringLiteral("%1 s").arg(whole);
    const qint64 minutes = (whole + 59) / 60;
    if (minutes < 120)
        return QStringLiteral("%1 min").arg(minutes);
    const qint64 hours = minutes / 60;
    return minutes % 60 == 0 ? QStringLiteral("%1 h").arg(hours)
                             : QStringLiteral("%1 h %2 min").arg(hours).arg(minutes % 60);
}

Evidence evidenceFrom(const QString& says, const std::vector<Seen>& seen, double weight) {
    QStringList places;
    QStringList words;
    for (const auto& one : seen) {
        if (!places.contains(one.where))
            places << one.where;
        if (!one.text.isEmpty() && one.where != QStringLiteral("host"))
            words << QStringLiteral("“%1”").arg(QString::fromUtf8(one.text));
    }
    words.removeDuplicates();
    const QString sentence =
        words.isEmpty() ? says : says + QStringLiteral(" [") + words.join(QStringLiteral(", ")) + QLatin1Char(']');
    return {places.join(QStringLiteral(", ")), sentence, weight};
}

} // namespace knockback::diagnosis
