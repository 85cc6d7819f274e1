// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison as a page of the window that comes and goes.
#include "ui/compare/ComparePage.h"
#include "ui/models/HistorySource.h"
#include "ui/response/ResponsePanel.h"
#include "ui/shell/CompareDesk.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabs.h"

#include <QStackedWidget>

namespace knockback::ui {

void MainWindow::buildCompare() {
    m_compare = new ComparePage(m_themes);
    m_stack->addWidget(m_compare);
    m_compareDesk = new CompareDesk(m_backend, *m_compare, *m_palette);
    connect(m_compareDesk, &CompareDesk::opened, this, [this] {
        if (m_stack->currentWidget() != m_compare)
            m_beforeCompare = m_stack->currentWidget();
        m_stack->setCurrentWidget(m_compare);
        m_compare->setFocus();
    });
    connect(m_compareDesk, &CompareDesk::historyWanted, this, [this] { showPage(PageId::History); });
    connect(m_compare, &ComparePage::closeRequested, this, [this] {
        for (const auto& [id, page] : m_pages) {
            if (page == m_beforeCompare)
                return showPage(id);
        }
    });
    connect(m_tabs, &RequestTabs::partnerWanted, m_compareDesk, &CompareDesk::choosePartner);
    connect(m_tabs, &RequestTabs::compareRequested, m_compareDesk, &CompareDesk::compareDrafts);
    m_actions.add(QStringLiteral("compare"), tr("Compare the answer with…"),
                  {QKeySequence(QStringLiteral("Ctrl+Shift+C"))},
                  onPage([this](RequestPage& page) { m_compareDesk->choosePartner(page.response().shownAttempt()); }));
    const auto step = [this](int by) {
        return [this, by] {
            if (m_stack->currentWidget() == m_compare)
                m_compare->step(by);
        };
    };
    m_actions.add(QStringLiteral("compare.next"), tr("Next difference"), {QKeySequence(Qt::Key_F7)}, step(1));
    m_actions.add(QStringLiteral("compare.previous"), tr("Previous difference"), {QKeySequence(Qt::SHIFT | Qt::Key_F7)},
                  step(-1));
}

void MainWindow::compare(const journal::AttemptPtr& left, const journal::AttemptPtr& right) {
    m_compareDesk->compare(left, right);
}

void MainWindow::setHistory(std::unique_ptr<HistorySource> history) {
    m_history = std::move(history);
    m_compareDesk->setHistory(m_history.get());
}

} // namespace knockback::ui
