// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CompareText.h"

#include <QCoreApplication>
#include <QDateTime>

namespace knockback::ui {

QString titleOf(const journal::AttemptRecord& record) {
    const auto& attempt = record.exchange.attempt();
    const auto& url = attempt.request.url;
    const auto local = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(attempt.startedAt));
    const QString answer =
        attempt.response ? QString::number(attempt.status()) : QCoreApplication::translate("Compare", "no answer");
    return QStringLiteral("%1 %2 · %3 · %4")
        .arg(QString::fromUtf8(attempt.request.method), QString::fromUtf8(url.mid(url.indexOf("://") + 3)), answer,
             local.toString(QStringLiteral("d MMM HH:mm:ss")));
}

QString compareText(const QString& leftTitle, const QString& rightTitle, const Comparison& comparison) {
    QString text = QStringLiteral("--- %1\n+++ %2\n").arg(leftTitle, rightTitle);
    for (const auto& sentence : comparison.summary)
        text += QStringLiteral("# ") + sentence + u'\n';
    for (const auto& row : comparison.rows) {
        switch (row.kind) {
        case RowKind::Heading:
            text += QStringLiteral("\n@@ ") + row.left + QStringLiteral(" @@\n");
            break;
        case RowKind::Same:
            text += QStringLiteral("  ") + row.left + u'\n';
            break;
        case RowKind::Moved:
            text += QStringLiteral("~ ") + row.left + u'\n';
            break;
        case RowKind::Changed:
        case RowKind::LeftOnly:
        case RowKind::RightOnly:
            if (row.kind != RowKind::RightOnly)
                text += QStringLiteral("- ") + row.left + u'\n';
            if (row.kind != RowKind::LeftOnly)
                text += QStringLiteral("+ ") + row.right + u'\n';
            break;
        }
    }
    return text;
}

} // namespace knockback::ui
