// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/models/CallTracker.h"
#include "ui/models/SidebarModel.h"
#include "ui/shell/ActionTable.h"
#include "ui/shell/PageId.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/WindowSettings.h"
#include "ui/theme/ThemeManager.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace knockback::ui {

class CircuitDesk;
class CommandPalette;
class MessageBar;
class CompareDesk;
class ComparePage;
class HistorySource;
class Rail;
class RequestTabs;
class StatusStrip;
class TopBar;

// Puts the panes together and connects them; holds no facts of its own. Timeline, limits and pages are handed in.
class MainWindow final : public QWidget {
    Q_OBJECT
public:
    MainWindow(Backend& backend, ThemeManager& themes);
    ~MainWindow() override;

    // Pages beside Requests, in any order. `icon` is a name of resources/icons. Takes `page` over.
    void addPage(PageId id, const QString& icon, const QString& title, QWidget* page);
    void setTimeline(QWidget* timeline); // below the request tabs; takes it over
    void setLimits(QWidget* limits);     // at the right of them; takes it over
    // With every page, timeline and limits there: opens `workspace`, or what was open last, or a newcomer's lab.
    void start(const QString& workspace = {});

    void showPage(PageId id);
    void goToLimits(); // the scarcest on top: beside the requests where there is room, else as a page
    [[nodiscard]] CircuitDesk& circuits() { return *m_circuits; }
    // Opens a request that is not of the workspace: from history, an import, a report.
    void openDraft(const workspace::RequestDraft& draft);
    void showCall(base::CallId call); // goes to the tab whose newest call this is
    // A page that is not on the rail comes over the present one (takes it over), and goes; false: there is none.
    void visit(QWidget* page);
    bool leaveVisit();
    // Side by side; goes back to the present page when it is closed.
    void compare(const journal::AttemptPtr& left, const journal::AttemptPtr& right);
    void setHistory(std::unique_ptr<HistorySource> history); // for the palette and "compare with"; takes it over
    [[nodiscard]] CallTracker& tracker() { return m_tracker; }
    [[nodiscard]] ActionTable& actions() { return m_actions; } // other pages add their own
    [[nodiscard]] const Preferences& preferences() const { return m_settings.preferences; }
    void setPreferences(const Preferences& wanted);

Q_SIGNALS:
    void escalateRequested(knockback::base::CallId call);
    void credentialChosen(const QByteArray& name);
    void credentialEditWanted(); // of the one that is chosen on the Vault page
    void signInWanted(const QByteArray& credential, const knockback::http::SignInDemand& demand);
    void keysWanted(); // the Settings page is shown; its list of keys is what is wanted
    void preferencesChanged();
    void historyChosen(qint64 storedAttempt);
    void scarcestLimitWanted(); // the limits are in sight

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void connectPanes();
    void connectBackend();
    [[nodiscard]] std::function<void()> onPage(std::function<void(RequestPage&)> act);
    void addRequestActions();
    void addComposerActions();
    void addTabActions();
    void addPlaceActions();
    void addViewActions();
    void addLimitActions();
    void buildCompare();
    void buildWorkspaceMenu();
    void openPalette();
    void searchHistory();
    [[nodiscard]] std::vector<PaletteEntry> places();
    [[nodiscard]] workspace::RequestDraft blankDraft() const;
    void newRequest();
    void saveRequest();
    void renameRequest();
    void duplicateRequest();
    void newRequestIn(const QString& file);
    void deleteRequest(const QString& id);
    void doInSidebar(const QString& id, Sidebar::Deed deed);
    void openRequest(const QString& id);
    void toggleScenario(const QByteArray& id);
    void escalate();
    void chooseWorkspace();
    void noteSaved(int token, const QString& id, const QString& problem);
    void followWorkspace();
    void showEnvironments();
    void updateScope();
    void updateStatus();
    void tick();
    void restoreTabs();
    void openFirstRequest();
    void applyVisibility();
    void fitPanes();
    [[nodiscard]] WindowSettings currentSettings() const;

    Backend& m_backend;
    ThemeManager& m_themes;
    CallTracker m_tracker;
    SidebarModel m_sidebarModel;
    ActionTable m_actions;
    WindowSettings m_settings;
    base::TimerHandle m_ticker;
    QHash<int, QPointer<RequestPage>> m_saving;
    int m_lastToken = 0;
    bool m_narrow = false;
    bool m_tabsPending = false; // until the workspace that they belong to is there
    std::map<PageId, QWidget*> m_pages;
    TopBar* m_topBar = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_centre = nullptr;
    Sidebar* m_sidebar = nullptr;
    RequestTabs* m_tabs = nullptr;
    QWidget* m_limits = nullptr;
    QWidget* m_timeline = nullptr;
    StatusStrip* m_status = nullptr;
    MessageBar* m_undo = nullptr; // what was just done and can be taken back
    CommandPalette* m_palette = nullptr;
    ComparePage* m_compare = nullptr;
    CompareDesk* m_compareDesk = nullptr;
    CircuitDesk* m_circuits = nullptr;
    QWidget* m_beforeVisit = nullptr; // of the pages
    std::unique_ptr<HistorySource> m_history;
};

} // namespace knockback::ui
