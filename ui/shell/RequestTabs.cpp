// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/RequestTabs.h"

#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/shell/RequestTabBar.h"
#include "ui/widgets/EmptyState.h"

#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr std::size_t remembered = 20; // closed tabs

} // namespace

RequestTabs::RequestTabs(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_tracker(tracker)
    , m_themes(themes)
    , m_bar(new RequestTabBar(themes))
    , m_stack(new QStackedWidget) {
    auto* empty =
        new EmptyState(themes, QStringLiteral("requests"),
                       tr("No request is open. Choose one at the left, or start a new one."), tr("New request"));
    connect(empty, &EmptyState::actionTriggered, this, &RequestTabs::newRequested);
    m_stack->addWidget(empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildStrip());
    layout->addWidget(m_stack, 1);
    connect(m_bar, &QTabBar::tabCloseRequested, this, &RequestTabs::close);
    connect(m_bar, &QTabBar::tabMoved, this, &RequestTabs::move);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentWidget(index >= 0 && index < count() ? static_cast<QWidget*>(page(index))
                                                                : m_stack->widget(0));
        Q_EMIT currentChanged();
    });
}

// The button stands behind the last tab, and stays when the tabs need all the room.
QWidget* RequestTabs::buildStrip() {
    auto* add = new QToolButton;
    add->setText(QStringLiteral("+"));
    add->setToolTip(tr("New request (Ctrl+N)"));
    add->setAccessibleName(tr("New request"));
    add->setFixedSize(28, 26);
    connect(add, &QToolButton::clicked, this, &RequestTabs::newRequested);
    auto* strip = new QWidget;
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(6);
    row->addWidget(m_bar);
    row->addWidget(add);
    row->addStretch();
    return strip;
}

int RequestTabs::count() const {
    return static_cast<int>(m_pages.size());
}

RequestPage* RequestTabs::page(int index) const {
    return index >= 0 && index < count() ? m_pages[static_cast<std::size_t>(index)] : nullptr;
}

int RequestTabs::currentIndex() const {
    return m_bar->currentIndex();
}
RequestPage* RequestTabs::current() const {
    return page(m_bar->currentIndex());
}

RequestPage* RequestTabs::pageOf(base::CallId call) const {
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [call](const auto* page) { return page->call() == call; });
    return found == m_pages.end() ? nullptr : *found;
}

RequestPage* RequestTabs::addPage() {
    auto* page = new RequestPage(m_backend, m_tracker, m_themes);
    page->setScope(m_scope);
    connect(page, &RequestPage::changed, this, [this, page] { describe(page); });
    connect(page, &RequestPage::escalateRequested, this, &RequestTabs::escalateRequested);
    connect(page, &RequestPage::vaultRequested, this, &RequestTabs::vaultRequested);
    connect(page, &RequestPage::signInWanted, this, &RequestTabs::signInWanted);
    connect(page, &RequestPage::labRequested, this, &RequestTabs::labRequested);
    connect(page, &RequestPage::saveRequested, this, &RequestTabs::saveRequested);
    connect(page, &RequestPage::manyRequested, this, &RequestTabs::manyRequested);
    connect(page, &RequestPage::compareRequested, this, &RequestTabs::compareRequested);
    connect(page, &RequestPage::partnerWanted, this, &RequestTabs::partnerWanted);
    page->setSideBySide(m_sideBySide);
    page->setLow(m_low);
    return page;
}

void RequestTabs::show(RequestPage* page) {
    m_stack->addWidget(page);
    m_pages.push_back(page);
    m_bar->addTab(page->title());
    describe(page);
    select(count() - 1);
    m_stack->setCurrentWidget(page);
}

void RequestTabs::describe(RequestPage* page) {
    const auto found = std::find(m_pages.begin(), m_pages.end(), page);
    if (found == m_pages.end())
        return;
    m_bar->setTab(static_cast<int>(found - m_pages.begin()),
                  {page->composer().line().method(), page->title(), page->isUnsaved()});
}

void RequestTabs::openRequest(const WorkspaceRequest& request) {
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [&](const auto* page) { return page->id() == request.id; });
    if (found != m_pages.end())
        return select(static_cast<int>(found - m_pages.begin()));
    open({request.id, request.draft, false});
}

void RequestTabs::openDraft(const workspace::RequestDraft& draft) {
    open({{}, draft, true});
}

void RequestTabs::open(const ClosedTab& tab) {
    auto* page = addPage();
    page->load(tab);
    meetDisk(*page, m_backend.workspace());
    if (const auto latest = m_tracker.latestOf(tab.draft.name); !latest.isNull() && !tab.draft.name.isEmpty())
        page->follow(latest);
    show(page);
}

void RequestTabs::close(int index) {
    auto* page = this->page(index);
    if (!page)
        return;
    m_closed.push_back(page->tab());
    if (m_closed.size() > remembered)
        m_closed.erase(m_closed.begin());
    m_pages.erase(m_pages.begin() + index);
    m_stack->removeWidget(page);
    m_bar->removeTab(index);
    page->deleteLater();
    if (auto* next = current())
        m_stack->setCurrentWidget(next);
    Q_EMIT currentChanged();
}

void RequestTabs::closeOthers(int index) {
    for (int i = count() - 1; i >= 0; --i) {
        if (i != index)
            close(i);
    }
}

void RequestTabs::reopen() {
    if (m_closed.empty())
        return;
    const auto tab = m_closed.back();
    m_closed.pop_back();
    open(tab);
}

void RequestTabs::select(int index) {
    if (index >= 0 && index < count())
        m_bar->setCurrentIndex(index);
}

void RequestTabs::move(int from, int to) {
    auto* page = this->page(from);
    m_pages.erase(m_pages.begin() + from);
    m_pages.insert(m_pages.begin() + to, page);
}

std::vector<ClosedTab> RequestTabs::openTabs() const {
    std::vector<ClosedTab> tabs;
    for (const auto* page : m_pages)
        tabs.push_back(page->tab());
    return tabs;
}

void RequestTabs::setSideBySide(bool sideBySide) {
    m_sideBySide = sideBySide;
    for (auto* page : m_pages)
        page->setSideBySide(sideBySide);
}

void RequestTabs::setLow(bool low) {
    m_low = low;
    for (auto* page : m_pages)
        page->setLow(low);
}

void RequestTabs::meetDisk(RequestPage& page, const WorkspaceView& workspace) {
    const auto now = std::find_if(workspace.requests.begin(), workspace.requests.end(),
                                  [&page](const auto& request) { return request.id == page.id(); });
    page.meetDisk(now == workspace.requests.end() ? nullptr : &*now);
}

void RequestTabs::meetDisk(const WorkspaceView& workspace) {
    for (auto* page : m_pages)
        meetDisk(*page, workspace);
}

void RequestTabs::leaveWorkspace() {
    for (int i = count() - 1; i >= 0; --i) {
        if (page(i)->isUnsaved())
            page(i)->detach();
        else
            close(i);
    }
    m_closed.clear();
}

void RequestTabs::setScope(const VariableScope& scope) {
    m_scope = scope;
    for (auto* page : m_pages)
        page->setScope(scope);
}

} // namespace knockback::ui
