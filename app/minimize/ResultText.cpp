// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/minimize/Result.h"

#include <QStringList>

#include <algorithm>

namespace knockback::minimize {

namespace {

constexpr qsizetype longestValue = 48;

QString quoted(const QByteArray& value) {
    const QString text = QString::fromUtf8(value).simplified();
    return QStringLiteral("“%1”").arg(text.size() > longestValue ? text.left(longestValue - 1) + u'…' : text);
}

QString listed(const QStringList& items) {
    if (items.size() < 2)
        return items.join(QString());
    return QStringLiteral("%1 and %2").arg(items.mid(0, items.size() - 1).join(QStringLiteral(", ")), items.last());
}

// "header X-Debug is present", "header User-Agent is “a” (not “b”)"
QString condition(const Difference& difference) {
    const QString what = difference.text();
    if (!difference.blocked)
        return QStringLiteral("%1 is absent").arg(what);
    if (!difference.other)
        return QStringLiteral("%1 is present").arg(what);
    if (isSecret(difference.kind, difference.name))
        return QStringLiteral("%1 is the blocked request's own").arg(what);
    return QStringLiteral("%1 is %2 (not %3)").arg(what, quoted(*difference.blocked), quoted(*difference.other));
}

struct Sides {
    QStringList decide; // conditions: it passes as soon as one of them does not hold
    QStringList needed; // parts without which the answer is another one
    QString otherwise;  // that answer
    QStringList untried;
};

Sides sidesOf(const Result& result) {
    Sides sides;
    for (const auto& finding : result.needed) {
        if (!finding.without) {
            sides.untried << finding.difference.text();
        } else if (finding.without == Verdict::Passed) {
            sides.decide << condition(finding.difference);
        } else {
            sides.needed << finding.difference.text();
            sides.otherwise = finding.note;
        }
    }
    if (result.missing.size() == 1)
        sides.decide << condition(result.missing.front());
    return sides;
}

QString mainSentence(const Result& result, const Sides& sides) {
    if (!sides.decide.isEmpty()) {
        const QString when = listed(sides.decide);
        if (result.only.value_or(true))
            return QStringLiteral("Blocked only when %1.").arg(when);
        return QStringLiteral("Blocked as soon as %1; but the rest of the request is blocked without that, too.")
            .arg(when);
    }
    if (result.missing.size() > 1) {
        QStringList names;
        for (const auto& one : result.missing)
            names << one.text();
        return QStringLiteral("Blocked unless %1 are all sent.").arg(listed(names));
    }
    if (!sides.needed.isEmpty())
        return QStringLiteral("Blocked in this way only with %1.").arg(listed(sides.needed));
    if (!sides.untried.isEmpty())
        return QStringLiteral("Blocked with nothing but %1.").arg(listed(sides.untried));
    return QStringLiteral("Nothing that was left out matters: the bare request is blocked as well. What decides is its "
                          "path, the address it comes from, or how the connection is made.");
}

QString found(const Result& result) {
    const Sides sides = sidesOf(result);
    QStringList sentences{mainSentence(result, sides)};
    const bool decided = !sides.decide.isEmpty() || result.missing.size() > 1;
    if (decided && !sides.needed.isEmpty())
        sentences << QStringLiteral("Without %1 the answer is another one%2.")
                         .arg(listed(sides.needed),
                              sides.otherwise.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(sides.otherwise));
    if (!result.minimal)
        sentences << QStringLiteral("After %1 probes more might still be left out.").arg(result.probes);
    return sentences.join(u' ');
}

} // namespace

QString sentenceFor(const Result& result) {
    QStringList sentences;
    switch (result.end) {
    case End::Found:
        sentences << found(result);
        break;
    case End::NotReproduced:
        sentences << QStringLiteral("The same request is not blocked in this way any more (%1), so its content is not "
                                    "what decides.")
                         .arg(result.note);
        break;
    case End::WorkingFails:
        sentences << QStringLiteral("The working request does not pass now (%1), so there is nothing to compare with.")
                         .arg(result.note);
        break;
    case End::Stopped:
        sentences << result.stopped;
        if (!result.needed.empty() || !result.missing.empty())
            sentences << QStringLiteral("So far: %1").arg(found(result));
    }
    if (result.flaky)
        sentences << QStringLiteral("The same request was answered in two ways, so time or chance plays a part: do not "
                                    "rely on this.");
    return sentences.join(u' ');
}

} // namespace knockback::minimize
