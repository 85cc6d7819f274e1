// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/HtmlWriter.h"

namespace knockback::report {
namespace {

constexpr const char* style = R"(
:root { color-scheme: light dark; --ink: #1a2233; --dim: #5a6578; --line: #d9dee7; --panel: #f6f8fa; --page: #fff; --mark: #fdf3dc; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8f0; --dim: #9aa5b8; --line: #343c4c; --panel: #1d2430; --page: #141923; --mark: #3a3120; }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .25rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
.dim, th { color: var(--dim); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; }
th { text-align: left; font-weight: normal; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr.focus td { background: var(--mark); }
code, pre { font: 13px/1.5 ui-monospace, "JetBrains Mono", monospace; overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; overflow-x: auto; white-space: pre; }
img { max-width: 100%; border: 1px solid var(--line); border-radius: 6px; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); white-space: pre-wrap; }
)";

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString code(const QString& text) {
    return QStringLiteral("<code>") + escaped(text) + QStringLiteral("</code>");
}

// Only web links become links; anything else stays text.
QString link(const QString& url) {
    if (!url.startsWith(QLatin1String("https://")) && !url.startsWith(QLatin1String("http://")))
        return escaped(url);
    return QStringLiteral("<a href=\"%1\">%1</a>").arg(escaped(url));
}

class Html {
public:
    void heading(const QString& text) { element(QStringLiteral("h2"), escaped(text)); }
    void element(const QString& tag, const QString& inner) {
        m_text += QStringLiteral("<%1>%2</%1>\n").arg(tag, inner);
    }
    void raw(const QString& html) { m_text += html + u'\n'; }
    void beginTable(const QStringList& heads) {
        m_text += QStringLiteral("<table>\n");
        if (heads.isEmpty())
            return;
        m_text += QStringLiteral("<tr>");
        for (const QString& head : heads)
            m_text += QStringLiteral("<th>") + escaped(head) + QStringLiteral("</th>");
        m_text += QStringLiteral("</tr>\n");
    }
    void row(const QStringList& cells, bool focus = false) {
        m_text += focus ? QStringLiteral("<tr class=\"focus\">") : QStringLiteral("<tr>");
        for (const QString& cell : cells)
            m_text += QStringLiteral("<td>") + cell + QStringLiteral("</td>");
        m_text += QStringLiteral("</tr>\n");
    }
    void endTable() { m_text += QStringLiteral("</table>\n"); }
    void items(const QStringList& items) {
        m_text += QStringLiteral("<ul>\n");
        for (const QString& item : items)
            element(QStringLiteral("li"), item);
        m_text += QStringLiteral("</ul>\n");
    }
    [[nodiscard]] const QString& text() const { return m_text; }

private:
    QString m_text;
};

QStringList escapedAll(const QStringList& texts) {
    QStringList all;
    for (const QString& text : texts)
        all << escaped(text);
    return all;
}

void addHead(Html& html, const EscalationReport& report) {
    html.element(QStringLiteral("h1"), escaped(report.title));
    html.raw(QStringLiteral("<p class=\"dim\">%1</p>").arg(escaped(report.summary)));
    if (!report.reason.isEmpty()) {
        html.heading(QStringLiteral("Why we think this is a mistake"));
        html.element(QStringLiteral("blockquote"), escaped(report.reason));
    }
    if (!report.fingerprint.empty()) {
        html.heading(QStringLiteral("Fingerprint"));
        html.beginTable({});
        for (const Fact& fact : report.fingerprint)
            html.row({QStringLiteral("<span class=\"dim\">%1</span>").arg(escaped(fact.label)), code(fact.value)});
        html.endTable();
    }
    if (report.diagnosis.isEmpty())
        return;
    html.heading(QStringLiteral("Diagnosis"));
    html.element(QStringLiteral("p"), escaped(report.diagnosis));
    html.items(escapedAll(report.evidence));
    if (!report.nextSteps.isEmpty()) {
        html.heading(QStringLiteral("Next steps"));
        html.items(escapedAll(report.nextSteps));
    }
}

void addAttempts(Html& html, const EscalationReport& report, const QByteArray& picture) {
    if (report.attempts.empty())
        return;
    html.heading(QStringLiteral("Attempts and waits"));
    if (picture.isEmpty())
        html.raw(
            QStringLiteral("<p class=\"dim\">There is no picture of the timeline: this report was written without the "
                           "window.</p>"));
    else
        html.raw(QStringLiteral("<p><img alt=\"Timeline of the attempts\" src=\"data:image/png;base64,%1\"></p>")
                     .arg(QString::fromLatin1(picture.toBase64())));
    html.beginTable({QStringLiteral("#"), QStringLiteral("Time (UTC)"), QStringLiteral("Request"),
                     QStringLiteral("Answer"), QStringLiteral("Took"), QStringLiteral("Cause"),
                     QStringLiteral("Then")});
    for (const AttemptRow& row : report.attempts)
        html.row({QString::number(row.number), escaped(row.time), code(row.request), escaped(row.answer),
                  escaped(row.duration), escaped(row.cause), escaped(row.decision)},
                 row.isFocus);
    html.endTable();
    if (report.waits.empty())
        return;
    html.beginTable(
        {QStringLiteral("Waited from (UTC)"), QStringLiteral("For"), QStringLiteral("Reason"), QStringLiteral("Why")});
    for (const WaitRow& row : report.waits)
        html.row(escapedAll({row.from, row.length, row.reason, row.sentence}));
    html.endTable();
}

void addReadings(Html& html, const EscalationReport& report) {
    if (report.readings.empty())
        return;
    html.heading(QStringLiteral("Limits that the server announced"));
    html.beginTable({QStringLiteral("Time (UTC)"), QStringLiteral("Bucket"), QStringLiteral("Remaining"),
                     QStringLiteral("Reset"), QStringLiteral("Read from")});
    for (const ReadingRow& row : report.readings)
        html.row(
            {escaped(row.time), escaped(row.bucket), escaped(row.remaining), escaped(row.reset), code(row.source)});
    html.endTable();
}

void addTail(Html& html, const EscalationReport& report) {
    if (!report.reproduction.isEmpty()) {
        html.heading(QStringLiteral("Reproduce"));
        if (!report.reproduceWith.isEmpty())
            html.element(QStringLiteral("p"),
                         QStringLiteral("The script reads secrets from %1.").arg(code(report.reproduceWith)));
        html.element(QStringLiteral("pre"), escaped(QString::fromUtf8(report.reproduction)));
    }
    html.heading(QStringLiteral("Hidden in this report"));
    QStringList hidden;
    for (const http::Redaction& redaction : report.redactions)
        hidden << QStringLiteral("%1 × %2").arg(code(redaction.place)).arg(redaction.count);
    if (hidden.isEmpty())
        html.element(QStringLiteral("p"), QStringLiteral("Nothing had to be hidden."));
    else
        html.items(hidden);
    QStringList links;
    if (!report.supportUrl.isEmpty())
        links << QStringLiteral("Support: ") + link(report.supportUrl);
    if (!report.docsUrl.isEmpty())
        links << QStringLiteral("Documentation: ") + link(report.docsUrl);
    if (!links.isEmpty()) {
        html.heading(report.provider.isEmpty() ? QStringLiteral("Where to send it") : report.provider);
        html.items(links);
    }
}

} // namespace

QByteArray writeHtml(const EscalationReport& report, const QByteArray& picture) {
    Html html;
    html.raw(QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width\">"));
    html.element(QStringLiteral("title"), escaped(report.title));
    html.element(QStringLiteral("style"), QString::fromLatin1(style));
    html.raw(QStringLiteral("</head>\n<body>"));
    addHead(html, report);
    addAttempts(html, report, picture);
    addReadings(html, report);
    addTail(html, report);
    html.raw(QStringLiteral("</body>\n</html>"));
    return html.text().toUtf8();
}

} // namespace knockback::report
