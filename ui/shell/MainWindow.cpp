// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/models/HistorySource.h"
#include "ui/shell/CircuitDesk.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/Hairline.h"
#include "ui/shell/KeyPriority.h"
#include "ui/shell/Rail.h"
#include "ui/shell/RequestTabs.h"
#include "ui/shell/ScarceLimit.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/TopBar.h"
#include "ui/widgets/MessageBar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr QSize smallest{880, 560};
constexpr QSize usual{1440, 900};
constexpr int narrow = 1200; // below, the limits give way
constexpr int low = 760;     // below, the timeline gives way
constexpr base::Milliseconds beat{500};

QKeySequence pageKey(PageId id) {
    if (id == PageId::Environments)
        return QKeySequence(QStringLiteral("Ctrl+Alt+E"));
    return QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(id)));
}

} // namespace

MainWindow::MainWindow(Backend& backend, ThemeManager& themes)
    : m_backend(backend)
    , m_themes(themes)
    , m_tracker(backend)
    , m_sidebarModel(backend, m_tracker)
    , m_actions(*this, backend.dataDir())
    , m_settings(loadWindowSettings(backend.dataDir())) {
    setWindowTitle(QStringLiteral("Knockback"));
    setMinimumSize(smallest);
    resize(usual);
    m_themes.choose(m_settings.preferences.theme);
    m_themes.setZoom(m_settings.preferences.zoom);
    new KeyPriority(m_actions, *this);
    build();
    connectPanes();
    connectBackend();
    addRequestActions();
    addTabActions();
    addPlaceActions();
    addViewActions();
    addLimitActions();
    buildWorkspaceMenu();
}

// The panes use the members while they go, and QWidget would delete them only after those.
MainWindow::~MainWindow() {
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::build() {
    m_topBar = new TopBar(m_themes);
    m_rail = new Rail(m_themes);
    m_sidebar = new Sidebar(m_sidebarModel, m_themes);
    m_tabs = new RequestTabs(m_backend, m_tracker, m_themes);
    m_status = new StatusStrip(m_themes);
    m_stack = new QStackedWidget;
    m_centre = new QSplitter(Qt::Vertical);
    m_centre->setObjectName(QStringLiteral("centre"));
    m_centre->setChildrenCollapsible(false);
    m_centre->addWidget(m_tabs);
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->setObjectName(QStringLiteral("columns"));
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_centre);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    addPage(PageId::Requests, QStringLiteral("requests"), tr("Requests"), m_columns);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(new Hairline(m_themes, Qt::Vertical));
    middle->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(new Hairline(m_themes, Qt::Horizontal));
    layout->addLayout(middle, 1);
    m_undo = new MessageBar(m_themes);
    layout->addWidget(m_undo);
    layout->addWidget(new Hairline(m_themes, Qt::Horizontal));
    layout->addWidget(m_status);
    m_palette = new CommandPalette(m_themes, this);
    m_circuits = new CircuitDesk(m_backend, m_tracker, *m_undo, this);
    buildCompare();
}

void MainWindow::connectPanes() {
    connect(m_topBar, &TopBar::searchRequested, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::vaultRequested, this, [this] { showPage(PageId::Vault); });
    connect(m_topBar, &TopBar::escalateRequested, this, &MainWindow::escalate);
    connect(m_topBar, &TopBar::limitClicked, this, &MainWindow::goToLimits);
    connect(m_topBar, &TopBar::environmentChosen, this, [this](const QString& name) {
        m_settings.environment = name;
        followWorkspace();
    });
    connect(m_topBar, &TopBar::environmentsWanted, this, [this] { showPage(PageId::Environments); });
    connect(m_rail, &Rail::pageChosen, this, &MainWindow::showPage);
    connect(m_sidebar, &Sidebar::requestChosen, this, &MainWindow::openRequest);
    connect(m_sidebar, &Sidebar::deedRequested, this, &MainWindow::doInSidebar);
    connect(m_sidebar, &Sidebar::scenarioToggled, this, &MainWindow::toggleScenario);
    connect(m_sidebar, &Sidebar::newRequested, this, &MainWindow::newRequest);
    connect(m_sidebar, &Sidebar::newRequestedIn, this, &MainWindow::newRequestIn);
    connect(m_sidebar, &Sidebar::moveRequested, this,
            [this](const QString& id, const QString& file) { m_backend.moveRequest(id, file); });
    const auto showCredential = [this](const QByteArray& name) {
        showPage(PageId::Vault);
        Q_EMIT credentialChosen(name);
    };
    connect(m_sidebar, &Sidebar::credentialChosen, this, showCredential);
    connect(m_tabs, &RequestTabs::signInWanted, this,
            [this, showCredential](const QByteArray& name, const http::SignInDemand& demand) {
                showCredential(name);
                Q_EMIT signInWanted(name, demand);
            });
    connect(m_tabs, &RequestTabs::labRequested, this, [this] { showPage(PageId::Lab); });
    connect(m_tabs, &RequestTabs::newRequested, this, &MainWindow::newRequest);
    connect(m_tabs, &RequestTabs::saveRequested, this, &MainWindow::saveRequest);
    connect(m_tabs, &RequestTabs::escalateRequested, this, &MainWindow::escalateRequested);
    connect(m_tabs, &RequestTabs::vaultRequested, this, [this] { showPage(PageId::Vault); });
    connect(m_tabs, &RequestTabs::currentChanged, this, [this] {
        const auto* page = m_tabs->current();
        m_sidebar->select(SidebarKind::Request, page ? page->id() : QString());
        updateStatus();
    });
}

void MainWindow::connectBackend() {
    connect(&m_backend, &Backend::workspaceChanged, this, &MainWindow::followWorkspace);
    connect(&m_backend, &Backend::credentialsChanged, this, &MainWindow::updateScope);
    connect(&m_backend, &Backend::scenariosChanged, this, &MainWindow::updateScope);
    connect(&m_backend, &Backend::requestSaved, this, &MainWindow::noteSaved);
    connect(&m_backend, &Backend::noticed, m_status, &StatusStrip::setNotice);
    connect(&m_tracker, &CallTracker::pulled, this, &MainWindow::updateStatus);
}

void MainWindow::addPage(PageId id, const QString& icon, const QString& title, QWidget* page) {
    m_pages[id] = page;
    m_stack->addWidget(page);
    if (id != PageId::Environments)
        m_rail->addPage(id, icon, title);
    m_actions.add(QStringLiteral("page.") + icon, tr("Go to %1").arg(title), {pageKey(id)},
                  [this, id] { showPage(id); });
    if (id == PageId::Vault)
        m_topBar->showVaultButton();
}

void MainWindow::setPreferences(const Preferences& wanted) {
    m_themes.choose(wanted.theme);
    m_themes.setZoom(wanted.zoom);
    m_tabs->setSideBySide(wanted.sideBySide);
    m_settings.preferences = wanted;
    m_settings.preferences.zoom = m_themes.zoom();
    Q_EMIT preferencesChanged();
}

void MainWindow::showPage(PageId id) {
    const auto found = m_pages.find(id);
    if (found == m_pages.end())
        return;
    m_stack->setCurrentWidget(found->second);
    m_rail->select(id);
}

void MainWindow::goToLimits() {
    const auto page = m_pages.find(PageId::Limits);
    const bool onPage = page != m_pages.end() && m_stack->currentWidget() == page->second;
    if (!onPage && m_limits) {
        m_settings.limits = true;
        applyVisibility();
        showPage(m_limits->isHidden() ? PageId::Limits : PageId::Requests);
    }
    Q_EMIT scarcestLimitWanted();
}

void MainWindow::setTimeline(QWidget* timeline) {
    m_timeline = timeline;
    m_timeline->setMinimumHeight(96);
    m_centre->addWidget(timeline);
    m_centre->setStretchFactor(0, 1);
    m_centre->setStretchFactor(1, 0);
    m_centre->setSizes({630, 200});
}

void MainWindow::setLimits(QWidget* limits) {
    m_limits = limits;
    m_columns->addWidget(limits);
    m_columns->setStretchFactor(2, 0);
    m_columns->setSizes({248, 840, 300});
}

void MainWindow::start(const QString& workspace) {
    if (!m_settings.geometry.isEmpty())
        restoreGeometry(m_settings.geometry);
    for (auto* splitter : {m_columns, m_centre}) {
        if (const auto found = m_settings.splitters.find(splitter->objectName()); found != m_settings.splitters.end())
            splitter->restoreState(found->second);
    }
    m_tabs->setSideBySide(m_settings.preferences.sideBySide);
    applyVisibility();
    showPage(PageId::Requests);
    m_status->setNotice(m_backend.vaultNotice());
    m_tabsPending = true;
    m_backend.openWorkspace(workspace.isEmpty() ? m_settings.workspace : workspace);
    updateStatus();
    tick();
}

// Countdown of the pill and expiry badges: what changes although nothing happens.
void MainWindow::tick() {
    const auto limits = m_backend.limits();
    const auto now = m_backend.scheduler().clock().steadyNow();
    m_topBar->setLimit(scarceLimit(limits.buckets, m_tracker.waitingForQuota(), now));
    m_status->setClockSkew(limits.clockSkew);
    m_sidebarModel.refresh();
    m_ticker = m_backend.scheduler().after(beat, [this] { tick(); });
}

void MainWindow::updateStatus() {
    m_status->setConnected(m_tracker.anyRunning());
    m_status->setExchanges(m_tracker.exchanges());
    const auto* page = m_tabs->current();
    m_topBar->setCanEscalate((page && !page->call().isNull()) || !m_tracker.latestBlocked().isNull());
}

void MainWindow::applyVisibility() {
    m_sidebar->setVisible(m_settings.sidebar);
    if (m_limits)
        m_limits->setVisible(m_settings.limits && width() >= narrow);
    if (m_timeline)
        m_timeline->setVisible(m_settings.timeline && height() >= low);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyVisibility();
    fitPanes();
}

// A small window gives its room to the request; growing again brings the usual proportions back.
void MainWindow::fitPanes() {
    if (const bool isNarrow = width() < narrow; isNarrow != m_narrow) {
        m_narrow = isNarrow;
        m_columns->setSizes(isNarrow ? QList{184, width() - 184, 0} : QList{248, 840, 300});
    }
    m_tabs->setLow(height() < low);
}

void MainWindow::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), m_themes.theme().panel);
}

} // namespace knockback::ui
