// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/PasteDiagnosisPage.h"

#include "ui/diagnosis/DiagnosisView.h"
#include "ui/diagnosis/PasteDiagnosisDelegate.h"
#include "ui/diagnosis/PasteDiagnosisModel.h"
#include "ui/models/Backend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr int listWidth = 360;

} // namespace

PasteDiagnosisPage::PasteDiagnosisPage(const Backend& backend, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_themes(themes)
    , m_model(new PasteDiagnosisModel(this))
    , m_summary(new QLabel)
    , m_notes(new QLabel)
    , m_reopen(new QPushButton(tr("Open in composer")))
    , m_escalate(new QPushButton(tr("Escalation report…")))
    , m_stack(new QStackedWidget)
    , m_empty(
          new EmptyState(themes, QStringLiteral("copy"),
                         tr("Copy an answer, the output of curl -v, wget or HTTPie, or a HAR, and press Ctrl+V here. "
                            "A .har or .txt file can be dropped anywhere on the window.")))
    , m_busy(new EmptyState(themes, QStringLiteral("refresh"), tr("Reading…")))
    , m_problem(new EmptyState(themes, QStringLiteral("warning"), {}))
    , m_list(new QListView)
    , m_view(new DiagnosisView(themes))
    , m_result(new QSplitter) {
    setObjectName(QStringLiteral("pasteDiagnosisPage"));
    setAccessibleName(tr("Diagnosis of pasted text"));
    setFocusPolicy(Qt::StrongFocus);
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setContentsMargins(18, 0, 18, 10);
    m_notes->setObjectName(QStringLiteral("pasteNotes"));
    setRole(m_notes, "muted");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_notes);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_busy);
    m_stack->addWidget(m_problem);
    m_stack->addWidget(buildResult());
    display({});
}

QWidget* PasteDiagnosisPage::buildHead() {
    auto* title = new QLabel(tr("Diagnosis of pasted text"));
    setRole(title, "title");
    setRole(m_summary, "muted");
    m_summary->setObjectName(QStringLiteral("pasteSummary"));
    m_reopen->setObjectName(QStringLiteral("pasteReopen"));
    m_escalate->setObjectName(QStringLiteral("pasteEscalate"));
    auto* again = new QPushButton(tr("Paste"));
    again->setToolTip(tr("Diagnose what the clipboard holds (Ctrl+V)"));
    auto* close = new QPushButton(tr("Close"));
    close->setToolTip(tr("Back to where you were (Esc)"));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(18, 14, 12, 10);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_summary);
    row->addStretch(1);
    for (QPushButton* button : {again, m_reopen, m_escalate, close}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(again, &QPushButton::clicked, this, &PasteDiagnosisPage::pasteClipboard);
    connect(m_reopen, &QPushButton::clicked, this, [this] {
        if (const auto attempt = current())
            Q_EMIT reopenRequested(attempt);
    });
    connect(m_escalate, &QPushButton::clicked, this, &PasteDiagnosisPage::escalate);
    connect(close, &QPushButton::clicked, this, &PasteDiagnosisPage::closeRequested);
    return head;
}

QWidget* PasteDiagnosisPage::buildResult() {
    m_list->setObjectName(QStringLiteral("pasteList"));
    m_list->setAccessibleName(tr("Exchanges in the text"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PasteDiagnosisDelegate(m_themes, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(200);
    m_result->addWidget(m_list);
    m_result->addWidget(m_view);
    m_result->setStretchFactor(1, 1);
    m_result->setChildrenCollapsible(false);
    m_result->setSizes({listWidth, 2 * listWidth});
    m_view->offerProbes(false);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PasteDiagnosisPage::showAttempt);
    connect(m_view, &DiagnosisView::stepChosen, this, &PasteDiagnosisPage::take);
    connect(&m_themes, &ThemeManager::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    return m_result;
}

void PasteDiagnosisPage::paste(const QByteArray& text) {
    work([text, &catalogue = m_backend.catalogue()] { return diagnosePasted(text, catalogue); });
}

void PasteDiagnosisPage::open(const QString& path) {
    work([path, &catalogue = m_backend.catalogue()] { return diagnoseFile(path, catalogue); });
}

void PasteDiagnosisPage::pasteClipboard() {
    const QByteArray text = QGuiApplication::clipboard()->text().toUtf8();
    if (text.trimmed().isEmpty())
        return display({});
    paste(text);
}

void PasteDiagnosisPage::work(std::function<PasteDiagnosis()> read) {
    m_stack->setCurrentWidget(m_busy);
    m_background.run(std::move(read), [this](PasteDiagnosis result) { display(std::move(result)); });
}

void PasteDiagnosisPage::display(PasteDiagnosis result) {
    const auto count = result.attempts.size();
    const auto blocked = std::count_if(result.attempts.begin(), result.attempts.end(),
                                       [](const auto& attempt) { return isBlock(attempt->diagnosis.cause); });
    m_summary->setText(count == 0   ? QString()
                       : count == 1 ? result.kind
                                    : tr("%1 · %2 exchanges, %3 blocked").arg(result.kind).arg(count).arg(blocked));
    m_notes->setText(result.notes.join(u'\n'));
    m_notes->setVisible(!result.notes.isEmpty());
    m_problem->setSentence(result.problem);
    m_model->setAttempts(std::move(result.attempts));
    m_list->setVisible(count > 1);
    m_result->setContentsMargins(count > 1 ? 0 : 6, 0, 0, 0); // in line with the title
    m_stack->setCurrentWidget(count > 0                   ? m_result
                              : !result.problem.isEmpty() ? static_cast<QWidget*>(m_problem)
                                                          : m_empty);
    m_list->setCurrentIndex(m_model->index(m_model->firstOfInterest()));
    showAttempt();
    const bool focused = isAncestorOf(QApplication::focusWidget()) || hasFocus();
    setFocusProxy(count > 1 ? static_cast<QWidget*>(m_list) : count == 1 ? m_view : nullptr);
    if (focused)
        setFocus();
    Q_EMIT shown();
}

journal::AttemptPtr PasteDiagnosisPage::current() const {
    const int row = m_list->currentIndex().row();
    return row < 0 ? nullptr : m_model->attempts()[static_cast<std::size_t>(row)];
}

void PasteDiagnosisPage::showAttempt() {
    const auto attempt = current();
    if (attempt)
        m_view->show(*attempt, m_backend.catalogue());
    else
        m_view->clear();
    const bool known = attempt && !attempt->exchange.attempt().request.url.isEmpty();
    m_reopen->setEnabled(known);
    m_reopen->setToolTip(attempt && !known ? tr("The text does not say what was asked for") : QString());
    m_escalate->setEnabled(attempt != nullptr);
}

// What a step does with a past exchange of somebody's: what would change the request is done in the composer.
void PasteDiagnosisPage::take(diagnosis::NextAction step) {
    using diagnosis::NextAction;
    const auto attempt = current();
    if (!attempt)
        return;
    if (step == NextAction::Escalate)
        return escalate();
    if (step == NextAction::Rehearse)
        return Q_EMIT rehearseRequested(attempt->diagnosis.cause);
    if (step == NextAction::OpenDocs) {
        QDesktopServices::openUrl(QUrl(attempt->diagnosis.docsUrl));
        return;
    }
    if (m_reopen->isEnabled())
        Q_EMIT reopenRequested(attempt);
}

void PasteDiagnosisPage::escalate() {
    const int row = m_list->currentIndex().row();
    if (row >= 0)
        Q_EMIT escalateRequested(report::inputFromCapture(m_model->attempts(), static_cast<std::size_t>(row)));
}

void PasteDiagnosisPage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste))
        return pasteClipboard();
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closeRequested();
    QWidget::keyPressEvent(event);
}

// The list needs less where there is little room.
void PasteDiagnosisPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int list = std::min(listWidth, width() * 2 / 5);
    m_result->setSizes({list, width() - list});
}

} // namespace knockback::ui
