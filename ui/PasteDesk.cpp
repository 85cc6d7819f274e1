// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/PasteDesk.h"

#include "ui/diagnosis/PasteDiagnosisEars.h"
#include "ui/diagnosis/PasteDiagnosisPage.h"
#include "ui/diagnosis/StepWords.h"
#include "ui/shell/MainWindow.h"

namespace knockback::ui {

PasteDesk::PasteDesk(Backend& backend, MainWindow& window, ThemeManager& themes)
    : m_backend(backend)
    , m_window(window)
    , m_page(new PasteDiagnosisPage(backend, themes, &window)) {
    m_page->hide();
    m_action = window.actions().add(QStringLiteral("diagnose.paste"), tr("Diagnose pasted text…"),
                                    {QKeySequence(QStringLiteral("Ctrl+Shift+V"))}, [this] { take(); });
    connect(m_page, &PasteDiagnosisPage::closeRequested, &window, &MainWindow::leaveVisit);
    connect(m_page, &PasteDiagnosisPage::reopenRequested, this, &PasteDesk::reopenRequested);
    connect(m_page, &PasteDiagnosisPage::escalateRequested, this, &PasteDesk::escalateRequested);
    connect(m_page, &PasteDiagnosisPage::rehearseRequested, this, &PasteDesk::rehearse);
    hear();
}

void PasteDesk::hear() {
    auto* ears = new PasteDiagnosisEars(m_window);
    connect(ears, &PasteDiagnosisEars::pasted, this, &PasteDesk::paste);
    connect(ears, &PasteDiagnosisEars::textDropped, this, &PasteDesk::diagnose);
    connect(ears, &PasteDiagnosisEars::fileDropped, this, [this](const QString& path) {
        m_window.visit(m_page);
        m_page->open(path);
    });
}

// Who triggers the action may have put the text into its data: the clipboard can hold something else by then.
void PasteDesk::take() {
    const QByteArray text = m_action->data().toByteArray();
    m_action->setData({});
    if (text.isEmpty())
        paste();
    else
        diagnose(text);
}

void PasteDesk::diagnose(const QByteArray& text) {
    m_window.visit(m_page);
    m_page->paste(text);
}

void PasteDesk::paste() {
    m_window.visit(m_page);
    m_page->pasteClipboard();
}

void PasteDesk::rehearse(diagnosis::Cause cause) {
    if (const QByteArray scenario = scenarioFor(cause); !scenario.isEmpty())
        m_backend.startScenario(scenario);
    m_window.showPage(PageId::Lab);
}

} // namespace knockback::ui
