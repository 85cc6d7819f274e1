// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/MarkdownWriter.h"

namespace knockback::report {
namespace {

// Text that an API sent stays text: what Markdown would read as its own is escaped, and it stays on its line.
QString plain(const QString& text) {
    QString escaped;
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\r') {
            escaped += u' ';
            continue;
        }
        if (QStringView(u"\\`*_[]<>|#").contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

QString code(const QString& text) {
    QString line = text;
    line.replace(u'\n', u' ').replace(u'|', QStringLiteral("\\|"));
    const QString fence = line.contains(u'`') ? QStringLiteral("``") : QStringLiteral("`");
    return fence + line + fence;
}

class Markdown {
public:
    void heading(int level, const QString& text) { paragraph(QString(level, u'#') + u' ' + text); }
    void paragraph(const QString& text) { m_text += text + QStringLiteral("\n\n"); }
    void items(const QStringList& texts) {
        for (const QString& text : texts)
            m_text += QStringLiteral("- ") + text + u'\n';
        m_text += u'\n';
    }
    void row(const QStringList& cells) {
        m_text += QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
    }
    void head(const QStringList& cells) {
        row(cells);
        QStringList rules;
        for (qsizetype i = 0; i < cells.size(); ++i)
            rules << QStringLiteral("---");
        row(rules);
    }
    void endTable() { m_text += u'\n'; }
    void block(const QByteArray& text) {
        // A fence that the text itself does not hold.
        QString fence = QStringLiteral("```");
        while (QString::fromUtf8(text).contains(fence))
            fence += u'`';
        m_text += fence + QStringLiteral("sh\n") + QString::fromUtf8(text) + fence + QStringLiteral("\n\n");
    }
    [[nodiscard]] QByteArray take() const { return m_text.trimmed().toUtf8() + '\n'; }

private:
    QString m_text;
};

void addAttempts(Markdown& md, const EscalationReport& report, bool withPicture) {
    if (report.attempts.empty())
        return;
    md.heading(2, QStringLiteral("Attempts and waits"));
    if (withPicture)
        md.paragraph(QStringLiteral("![Timeline of the attempts](timeline.png)"));
    else
        md.paragraph(
            QStringLiteral("There is no picture of the timeline: this report was written without the window."));
    md.head({QStringLiteral("#"), QStringLiteral("Time (UTC)"), QStringLiteral("Request"), QStringLiteral("Answer"),
             QStringLiteral("Took"), QStringLiteral("Cause"), QStringLiteral("Then")});
    for (const AttemptRow& row : report.attempts) {
        const QString number = QString::number(row.number);
        md.row({row.isFocus ? QStringLiteral("**%1**").arg(number) : number, row.time, code(row.request),
                plain(row.answer), row.duration, row.cause, plain(row.decision)});
    }
    md.endTable();
    if (report.waits.empty())
        return;
    md.head(
        {QStringLiteral("Waited from (UTC)"), QStringLiteral("For"), QStringLiteral("Reason"), QStringLiteral("Why")});
    for (const WaitRow& row : report.waits)
        md.row({row.from, row.length, row.reason, plain(row.sentence)});
    md.endTable();
}

void addReadings(Markdown& md, const EscalationReport& report) {
    if (report.readings.empty())
        return;
    md.heading(2, QStringLiteral("Limits that the server announced"));
    md.head({QStringLiteral("Time (UTC)"), QStringLiteral("Bucket"), QStringLiteral("Remaining"),
             QStringLiteral("Reset"), QStringLiteral("Read from")});
    for (const ReadingRow& row : report.readings)
        md.row({row.time, plain(row.bucket), plain(row.remaining), row.reset, code(row.source)});
    md.endTable();
}

void addDiagnosis(Markdown& md, const EscalationReport& report) {
    if (report.diagnosis.isEmpty())
        return;
    md.heading(2, QStringLiteral("Diagnosis"));
    md.paragraph(plain(report.diagnosis));
    QStringList evidence;
    for (const QString& one : report.evidence)
        evidence << plain(one);
    md.items(evidence);
    if (report.nextSteps.isEmpty())
        return;
    md.heading(2, QStringLiteral("Next steps"));
    QStringList steps;
    for (const QString& step : report.nextSteps)
        steps << plain(step);
    md.items(steps);
}

void addRedactions(Markdown& md, const EscalationReport& report) {
    md.heading(2, QStringLiteral("Hidden in this report"));
    if (report.redactions.empty()) {
        md.paragraph(QStringLiteral("Nothing had to be hidden."));
        return;
    }
    QStringList lines;
    for (const http::Redaction& redaction : report.redactions)
        lines << QStringLiteral("%1 × %2").arg(code(redaction.place)).arg(redaction.count);
    md.items(lines);
}

} // namespace

QByteArray writeMarkdown(const EscalationReport& report, bool withPicture) {
    Markdown md;
    md.heading(1, plain(report.title));
    md.paragraph(report.summary);
    if (!report.reason.isEmpty()) {
        md.heading(2, QStringLiteral("Why we think this is a mistake"));
        md.paragraph(plain(report.reason));
    }
    if (!report.fingerprint.empty()) {
        md.heading(2, QStringLiteral("Fingerprint"));
        md.head({QStringLiteral("What"), QStringLiteral("Value")});
        for (const Fact& fact : report.fingerprint)
            md.row({fact.label, code(fact.value)});
        md.endTable();
    }
    addDiagnosis(md, report);
    addAttempts(md, report, withPicture);
    addReadings(md, report);
    if (!report.reproduction.isEmpty()) {
        md.heading(2, QStringLiteral("Reproduce"));
        if (!report.reproduceWith.isEmpty())
            md.paragraph(QStringLiteral("The script reads secrets from %1.").arg(code(report.reproduceWith)));
        md.block(report.reproduction);
    }
    addRedactions(md, report);
    QStringList links;
    if (!report.supportUrl.isEmpty())
        links << QStringLiteral("Support: <%1>").arg(report.supportUrl);
    if (!report.docsUrl.isEmpty())
        links << QStringLiteral("Documentation: <%1>").arg(report.docsUrl);
    if (!links.isEmpty()) {
        md.heading(2, report.provider.isEmpty() ? QStringLiteral("Where to send it") : report.provider);
        md.items(links);
    }
    return md.take();
}

} // namespace knockback::report
