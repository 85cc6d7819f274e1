// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WindowHost.h"

#include "app/session/DraftFromRecord.h"
#include "ui/CredentialDesk.h"
#include "ui/history/HistoryLookup.h"
#include "ui/history/HistoryPage.h"
#include "ui/lab/LabPage.h"
#include "ui/report/EscalateDialog.h"
#include "ui/report/ReportsPage.h"
#include "ui/settings/CookiesPage.h"
#include "ui/settings/EnvironmentPage.h"
#include "ui/settings/SettingsPage.h"
#include "ui/shell/CircuitDesk.h"
#include "ui/timeline/TimelineView.h"
#include "ui/vault/LockDesk.h"
#include "ui/vault/VaultPage.h"
#include "ui/widgets/Scrim.h"

#include <QDir>

#include <limits>

namespace knockback::ui {

WindowHost::WindowHost(session::Services& services, base::Scheduler& scheduler, ThemeManager& themes,
                       report::TimelinePainter painter)
    : m_services(services)
    , m_themes(themes)
    , m_painter(std::move(painter))
    , m_backend(services, scheduler)
    , m_window(std::make_unique<MainWindow>(m_backend, themes)) {
    addPages();
    m_probes = std::make_unique<ProbeDesk>(services, m_backend, *m_window, themes);
    auto* timeline = new TimelineView(services.journal(), scheduler, themes);
    timeline->setPlaces([this] { return m_backend.placesInLine(); });
    connect(timeline, &TimelineView::attemptSelected, m_window.get(),
            [this](base::CallId call, base::AttemptId) { m_window->showCall(call); });
    m_window->setTimeline(timeline);
    m_window->setLimits(newLimits(LimitsPanel::Place::Side));
    connect(m_window.get(), &MainWindow::escalateRequested, this, &WindowHost::escalate);
    m_pastes = std::make_unique<PasteDesk>(m_backend, *m_window, themes);
    connect(m_pastes.get(), &PasteDesk::reopenRequested, this, &WindowHost::reopen);
    connect(m_pastes.get(), &PasteDesk::escalateRequested, this, &WindowHost::openReport);
}

void WindowHost::addPages() {
    auto* history = new HistoryPage(m_backend, m_services.history(), m_services.historyProblem(), m_themes);
    connect(history, &HistoryPage::reopenRequested, this, &WindowHost::reopen);
    connect(history, &HistoryPage::escalateRequested, this, &WindowHost::openReport);
    connect(history, &HistoryPage::compareRequested, m_window.get(), &MainWindow::compare);
    connect(m_window.get(), &MainWindow::historyChosen, history, [this, history](qint64 id) {
        m_window->showPage(PageId::History);
        history->choose(id);
    });
    m_window->setHistory(std::make_unique<HistoryLookup>(m_services.history()));
    m_window->addPage(PageId::History, QStringLiteral("history"), MainWindow::tr("History"), history);
    auto* vault = new VaultPage(m_backend, m_services.vault(), m_themes);
    vault->lock().watchDesktop();
    vault->readPast([services = &m_services] { return services->pastUses(); });
    m_window->actions().add(QStringLiteral("vault.lock"), MainWindow::tr("Lock the vault"),
                            {QKeySequence(QStringLiteral("Ctrl+Alt+L"))}, [vault] { vault->lock().lockNow(); });
    const auto onVault = [this, vault](const QString& id, const QString& text, void (VaultPage::*act)()) {
        m_window->actions().add(id, text, {}, [this, vault, act] {
            m_window->showPage(PageId::Vault);
            (vault->*act)();
        });
    };
    onVault(QStringLiteral("vault.add"), MainWindow::tr("Add a credential…"), &VaultPage::beginAdding);
    onVault(QStringLiteral("vault.edit"), MainWindow::tr("Edit the chosen credential… (F2 in the vault)"),
            &VaultPage::beginEditing);
    onVault(QStringLiteral("vault.replace"), MainWindow::tr("Replace its secret… (Ctrl+R in the vault)"),
            &VaultPage::beginReplacing);
    onVault(QStringLiteral("vault.ways"), MainWindow::tr("Ways to unlock the vault…"), &VaultPage::showWays);
    connect(m_window.get(), &MainWindow::credentialChosen, vault, &VaultPage::select);
    connect(m_window.get(), &MainWindow::credentialEditWanted, vault, &VaultPage::beginEditing);
    auto* desk = new CredentialDesk(m_services, *vault, this);
    connect(m_window.get(), &MainWindow::signInWanted, desk, &CredentialDesk::signInFor);
    m_window->addPage(PageId::Vault, QStringLiteral("vault"), MainWindow::tr("Vault"), vault);
    auto* lab = new LabPage(m_backend, m_themes);
    connect(lab, &LabPage::requestsWanted, this, [this] { m_window->showPage(PageId::Requests); });
    m_window->addPage(PageId::Lab, QStringLiteral("lab"), MainWindow::tr("Lab"), lab);
    m_reports = new ReportsPage(m_services.dataDir() + QStringLiteral("/reports"), m_themes);
    connect(m_reports, &ReportsPage::escalateWanted, this, [this] { escalate(m_window->tracker().latestBlocked()); });
    m_window->addPage(PageId::Reports, QStringLiteral("reports"), MainWindow::tr("Reports"), m_reports);
    m_window->addPage(PageId::Limits, QStringLiteral("limits"), MainWindow::tr("Limits"),
                      newLimits(LimitsPanel::Place::Page));
    m_window->addPage(PageId::Cookies, QStringLiteral("cookies"), MainWindow::tr("Cookies"),
                      new CookiesPage(m_backend, m_themes));
    auto* environments = new EnvironmentPage(m_backend, m_themes);
    connect(environments, &EnvironmentPage::closeRequested, this, [this] { m_window->showPage(PageId::Requests); });
    m_window->addPage(PageId::Environments, QStringLiteral("environments"), MainWindow::tr("Environments"),
                      environments);
    m_window->addPage(PageId::Settings, QStringLiteral("settings"), MainWindow::tr("Settings"),
                      new SettingsPage(*m_window, m_themes, m_services.dataDir()));
}

LimitsPanel* WindowHost::newLimits(LimitsPanel::Place place) {
    const LimitsSource source{[this] { return m_backend.limits(); },
                              [this] { return m_window->tracker().waitingForQuota(); }};
    auto* panel = new LimitsPanel(source, m_backend.scheduler(), m_themes, place);
    connect(panel, &LimitsPanel::openCircuitWanted, &m_window->circuits(), &CircuitDesk::open);
    connect(panel, &LimitsPanel::closeCircuitWanted, &m_window->circuits(), &CircuitDesk::close);
    connect(panel, &LimitsPanel::pageWanted, m_window.get(), [this] { m_window->showPage(PageId::Limits); });
    connect(m_window.get(), &MainWindow::scarcestLimitWanted, panel, [panel] {
        if (panel->isVisible())
            panel->goToTop();
    });
    return panel;
}

void WindowHost::open(const QString& workspace) {
    m_window->start(workspace);
}

void WindowHost::escalate(base::CallId call) {
    m_background.run([events = m_services.journal().since(0, std::numeric_limits<std::size_t>::max()),
                      call] { return report::inputFromJournal(events, call); },
                     [this](report::ReportInput input) { openReport(std::move(input)); });
}

void WindowHost::openReport(report::ReportInput input) {
    if (input.attempts.empty())
        return Q_EMIT m_backend.noticed(MainWindow::tr("There is nothing to report yet: this call got no answer."));
    QDir().mkpath(m_reports->folder());
    auto* dialog = new EscalateDialog(std::move(input), m_services.catalogue(), m_painter, m_themes,
                                      m_reports->folder(), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    Scrim::cover(*m_window, *dialog);
    connect(dialog, &EscalateDialog::saved, m_reports, &ReportsPage::refresh);
    dialog->open();
}

void WindowHost::reopen(const journal::AttemptPtr& attempt) {
    m_window->openDraft(session::draftFromRecord(*attempt, m_services.vault().list()));
}

} // namespace knockback::ui
