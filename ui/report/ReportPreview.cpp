// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/ReportPreview.h"

#include "ui/theme/Fonts.h"
#include "ui/theme/ThemeManager.h"

#include <QUrl>

namespace knockback::ui {

namespace {

const QString pictureName = QStringLiteral("timeline.png");
constexpr int pictureWidth = 600;

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString heading(const QString& text) {
    return QStringLiteral("<p style='margin-top:14px;margin-bottom:4px'><b>%1</b></p>").arg(escaped(text));
}

QString list(const QStringList& lines) {
    QString html = QStringLiteral("<ul style='margin-top:0;margin-bottom:0;-qt-list-indent:0;margin-left:14px'>");
    for (const auto& line : lines)
        html += QStringLiteral("<li>%1</li>").arg(escaped(line));
    return html + QStringLiteral("</ul>");
}

QString factTable(const std::vector<report::Fact>& facts, const Theme& theme) {
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='3'>");
    for (const auto& fact : facts)
        html +=
            QStringLiteral("<tr><td width='130' style='color:%1'>%2</td><td style=\"font-family:'%3'\">%4</td></tr>")
                .arg(theme.textMuted.name(), escaped(fact.label), monoFontFamily(), escaped(fact.value));
    return html + QStringLiteral("</table>");
}

QString attemptTable(const report::EscalationReport& report, const Theme& theme) {
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='3'><tr style='color:%1'><td>#</td><td>Time</td>"
                                  "<td>Answer</td><td>Took</td><td>Cause</td></tr>")
                       .arg(theme.textMuted.name());
    for (const auto& row : report.attempts) {
        const QString cells =
            QStringLiteral("<td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td>")
                .arg(row.number)
                .arg(escaped(row.time), escaped(row.answer), escaped(row.duration), escaped(row.cause));
        html += row.isFocus ? QStringLiteral("<tr bgcolor='%1'>%2</tr>").arg(theme.accentSoft.name(), cells)
                            : QStringLiteral("<tr>%1</tr>").arg(cells);
    }
    return html + QStringLiteral("</table>");
}

QString readingTable(const report::EscalationReport& report, const Theme& theme) {
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='3'>");
    for (const auto& row : report.readings)
        html +=
            QStringLiteral("<tr><td style='color:%1'>%2</td><td>%3</td><td>%4</td><td style='color:%1'>%5</td></tr>")
                .arg(theme.textMuted.name(), escaped(row.time), escaped(row.bucket), escaped(row.remaining),
                     escaped(row.source));
    return html + QStringLiteral("</table>");
}

} // namespace

QString previewHtml(const report::EscalationReport& report, const Theme& theme, bool picture) {
    QString html =
        QStringLiteral(
            "<p style='font-size:%1px;margin-bottom:2px'><b>%2</b></p><p style='color:%3;margin-top:0'>%4</p>")
            .arg(theme.type.title)
            .arg(escaped(report.title), theme.textMuted.name(), escaped(report.summary));
    if (!report.reason.isEmpty())
        html += heading(QStringLiteral("Why we think it is an error")) +
                QStringLiteral("<p style='margin-top:0'>%1</p>").arg(escaped(report.reason));
    if (!report.fingerprint.empty())
        html += heading(QStringLiteral("Fingerprint")) + factTable(report.fingerprint, theme);
    if (picture)
        html += heading(QStringLiteral("Timeline")) +
                QStringLiteral("<p style='margin-top:0'><img src='%1' /></p>").arg(pictureName);
    if (!report.attempts.empty())
        html += heading(QStringLiteral("Attempts")) + attemptTable(report, theme);
    if (!report.readings.empty())
        html += heading(QStringLiteral("Announced limits")) + readingTable(report, theme);
    if (!report.diagnosis.isEmpty())
        html += heading(report.diagnosis) + list(report.evidence);
    if (!report.reproduction.isEmpty())
        html += heading(QStringLiteral("Reproduce")) +
                QStringLiteral("<table width='100%' cellpadding='8' bgcolor='%1'><tr><td><pre style=\"font-family:'%2';"
                               "font-size:%3px;margin:0;white-space:pre-wrap\">%4</pre></td></tr></table>")
                    .arg(theme.field.name(), monoFontFamily())
                    .arg(theme.type.mono)
                    .arg(escaped(QString::fromUtf8(report.reproduction)));
    return html;
}

ReportPreview::ReportPreview(ThemeManager& themes, QWidget* parent) : QTextBrowser(parent), m_themes(themes) {
    setOpenLinks(false);
    setAccessibleName(QStringLiteral("Preview of the report"));
    document()->setDocumentMargin(16);
}

void ReportPreview::show(const report::EscalationReport& report, const QByteArray& picture) {
    // Reading on at the same place while options are switched.
    const int scrolled = verticalScrollBar()->value();
    document()->clear();
    if (!picture.isEmpty()) {
        // The picture is painted for print; a text document would shrink it roughly.
        const auto image = QImage::fromData(picture).scaledToWidth(pictureWidth, Qt::SmoothTransformation);
        document()->addResource(QTextDocument::ImageResource, QUrl(pictureName), image);
    }
    setHtml(previewHtml(report, m_themes.theme(), !picture.isEmpty()));
    verticalScrollBar()->setValue(scrolled);
}

} // namespace knockback::ui
