// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/EscalateDialog.h"

#include "app/report/MarkdownWriter.h"
#include "ui/report/ReportPreview.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

using report::ReportOptions;

namespace {

QLabel* section(const QString& text) {
    auto* label = new QLabel(text.toUpper());
    setRole(label, "section");
    return label;
}

QFrame* rule() {
    auto* line = new QFrame;
    setRole(line, "rule");
    return line;
}

} // namespace

EscalateDialog::EscalateDialog(report::ReportInput input, const providers::Catalogue& catalogue,
                               report::TimelinePainter painter, ThemeManager& themes, QString folder, QWidget* parent)
    : QDialog(parent)
    , m_input(std::move(input))
    , m_catalogue(catalogue)
    , m_painter(std::move(painter))
    , m_themes(themes)
    , m_folder(std::move(folder))
    , m_title(new QLabel)
    , m_subtitle(new QLabel)
    , m_redacted(new Badge(themes))
    , m_redactions(new QVBoxLayout)
    , m_reason(new QPlainTextEdit)
    , m_preview(new ReportPreview(themes))
    , m_files(new QLabel)
    , m_support(new QPushButton(QStringLiteral("Open support page")))
    , m_save(new QPushButton(QStringLiteral("Save report…"))) {
    setWindowTitle(QStringLiteral("Escalate"));
    setObjectName(QStringLiteral("escalate"));
    setModal(true);
    // A frame of its own: not every desktop draws one around a dialog.
    setRole(this, "dialog");
    setSizeGripEnabled(true);
    // Never larger than the window it stands over: the buttons are at its foot.
    resize(QSize(1040, 720).boundedTo(parent ? parent->size() - QSize(48, 48) : QSize(1040, 720)));
    setMinimumSize(720, 480);
    if (m_painter)
        m_picture = m_painter(m_input.attempts, m_input.waits);

    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, 1, 1, 1);
    whole->setSpacing(0);
    whole->addWidget(buildHead());
    whole->addWidget(rule());
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* options = new QScrollArea;
    options->setWidget(buildOptions());
    options->setWidgetResizable(true);
    options->setFrameShape(QFrame::NoFrame);
    options->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    options->setFixedWidth(320);
    middle->addWidget(options);
    auto* page = new QVBoxLayout;
    page->setContentsMargins(20, 16, 20, 16);
    page->addWidget(m_preview);
    middle->addLayout(page, 1);
    whole->addLayout(middle, 1);
    whole->addWidget(rule());
    whole->addWidget(buildFoot());
    rebuild();
    m_save->setFocus();
}

QWidget* EscalateDialog::buildHead() {
    auto* head = new QFrame;
    setRole(head, "panel");
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(20, 14, 20, 14);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(4);
    setRole(m_title, "title");
    setRole(m_subtitle, "muted");
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    row->addLayout(titles, 1);
    row->addWidget(m_redacted);
    return head;
}

QCheckBox* EscalateDialog::addOption(QVBoxLayout& column, const QString& text, bool ReportOptions::*option) {
    auto* box = new QCheckBox(text);
    box->setChecked(m_options.*option);
    connect(box, &QCheckBox::toggled, this, [this, option](bool on) {
        m_options.*option = on;
        rebuild();
    });
    column.addWidget(box);
    return box;
}

QWidget* EscalateDialog::buildOptions() {
    auto* options = new QFrame;
    setRole(options, "panel");
    auto* column = new QVBoxLayout(options);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(9);
    column->addWidget(section(QStringLiteral("Include")));
    addOption(*column, QStringLiteral("Request fingerprint"), &ReportOptions::fingerprint);
    addOption(*column, QStringLiteral("Attempts and waits (timeline picture)"), &ReportOptions::attempts);
    addOption(*column, QStringLiteral("Rate-limit readings over time"), &ReportOptions::limits);
    addOption(*column, QStringLiteral("Diagnosis with evidence"), &ReportOptions::diagnosis);
    addOption(*column, QStringLiteral("Reproduction: curl"), &ReportOptions::reproduction);
    const auto attempts = m_input.attempts.size();
    addOption(*column,
              attempts == 1 ? QStringLiteral("HAR of the attempt") : QStringLiteral("HAR of %1 attempts").arg(attempts),
              &ReportOptions::har);
    addOption(*column, QStringLiteral("Response bodies over 64 KiB"), &ReportOptions::largeBodies);
    addOption(*column, QStringLiteral("IP addresses"), &ReportOptions::addresses);
    column->addSpacing(8);
    column->addWidget(section(QStringLiteral("Redacted")));
    m_redactions->setSpacing(4);
    column->addLayout(m_redactions);
    column->addSpacing(8);
    column->addWidget(section(QStringLiteral("Why you think it is an error")));
    m_reason->setPlaceholderText(QStringLiteral("We stay at 1 request per 2 s, below the documented limit…"));
    m_reason->setAccessibleName(QStringLiteral("Why you think it is an error"));
    m_reason->setFixedHeight(84);
    m_reason->setTabChangesFocus(true);
    connect(m_reason, &QPlainTextEdit::textChanged, this, [this] {
        m_options.reason = m_reason->toPlainText().trimmed();
        rebuild();
    });
    column->addWidget(m_reason);
    column->addStretch();
    return options;
}

QWidget* EscalateDialog::buildFoot() {
    auto* foot = new QFrame;
    setRole(foot, "panel");
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(20, 12, 20, 12);
    row->setSpacing(8);
    setRole(m_files, "muted");
    m_files->setWordWrap(true);
    row->addWidget(m_files, 1);
    auto* copy = new QPushButton(QStringLiteral("Copy as Markdown"));
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(report::writeMarkdown(m_report, false)));
        m_files->setText(QStringLiteral("Copied as Markdown."));
    });
    row->addWidget(copy);
    connect(m_support, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_report.supportUrl)); });
    row->addWidget(m_support);
    setRole(m_save, "primary");
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &EscalateDialog::chooseFile);
    row->addWidget(m_save);
    auto* close = new QPushButton(QStringLiteral("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(close);
    return foot;
}

void EscalateDialog::rebuild() {
    m_report = report::buildReport(m_input, m_options, m_catalogue);
    m_title->setText(m_report.provider.isEmpty() ? QStringLiteral("Escalate to the provider's support")
                                                 : QStringLiteral("Escalate to %1 support").arg(m_report.provider));
    m_subtitle->setText(QStringLiteral("built from attempt %1 of %2 · nothing leaves this machine until you send it")
                            .arg(m_input.focus + 1)
                            .arg(m_input.attempts.size()));
    const int hidden = m_report.redactionCount();
    m_redacted->setBadge(diagnosis::Cause::None, hidden == 1 ? QStringLiteral("1 secret redacted")
                                                             : QStringLiteral("%1 secrets redacted").arg(hidden));
    while (auto* item = m_redactions->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& redaction : m_report.redactions) {
        auto* line = new QLabel(QStringLiteral("✓ %1 × %2").arg(redaction.place).arg(redaction.count));
        setRole(line, "mono");
        m_redactions->addWidget(line);
    }
    if (m_report.redactions.empty()) {
        auto* none = new QLabel(QStringLiteral("No secret was found in these attempts."));
        setRole(none, "muted");
        none->setWordWrap(true);
        m_redactions->addWidget(none);
    }
    m_support->setVisible(!m_report.supportUrl.isEmpty());
    QStringList names{QStringLiteral("report.md"), QStringLiteral("report.html")};
    if (m_options.har)
        names << QStringLiteral("exchanges.har");
    if (m_options.reproduction)
        names << QStringLiteral("reproduce.sh");
    if (m_options.attempts && !m_picture.isEmpty())
        names << QStringLiteral("timeline.png");
    m_files->setText(QStringLiteral("report.zip: %1").arg(names.join(QStringLiteral(", "))));
    m_preview->show(m_report, m_options.attempts ? m_picture : QByteArray());
}

QString EscalateDialog::suggestedName() const {
    const auto at = m_input.attempts[m_input.focus]->exchange.attempt().startedAt;
    const auto time = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(at)).toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return QStringLiteral("%1/knockback-report-%2.zip").arg(m_folder, time);
}

void EscalateDialog::chooseFile() {
    auto* dialog =
        new QFileDialog(this, QStringLiteral("Save report"), suggestedName(), QStringLiteral("Zip archive (*.zip)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("zip"));
    connect(dialog, &QFileDialog::fileSelected, this, &EscalateDialog::saveTo);
    dialog->open();
}

void EscalateDialog::saveTo(const QString& path) {
    m_save->setEnabled(false);
    m_files->setText(QStringLiteral("Saving…"));
    // The picture is there already, and painting is for this thread.
    auto painter = [picture = m_picture](const auto&, const auto&) { return picture; };
    m_background.run(
        [path, report = m_report, painter]() -> QString {
            const auto written = report::writeBundle(path, report, painter);
            return written ? QString() : written.error().sentence;
        },
        [this, path](const QString& problem) {
            m_save->setEnabled(true);
            m_files->setText(problem.isEmpty() ? QStringLiteral("Saved as %1").arg(path) : problem);
            if (problem.isEmpty())
                Q_EMIT saved(path);
        });
}

} // namespace knockback::ui
