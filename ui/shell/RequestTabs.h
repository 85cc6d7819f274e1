// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/shell/RequestPage.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <vector>

class QStackedWidget;

namespace knockback::ui {

class RequestTabBar;

// The open requests, one page each.
class RequestTabs final : public QWidget {
    Q_OBJECT
public:
    RequestTabs(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent = nullptr);

    // Goes to the request's tab; opens one when it has none.
    void openRequest(const WorkspaceRequest& request);
    // A tab that is not of the workspace (yet).
    void openDraft(const workspace::RequestDraft& draft);
    void open(const ClosedTab& tab);
    void reopen();
    void close(int index);
    void closeOthers(int index);
    void select(int index);

    [[nodiscard]] int count() const;
    // Null when nothing is open.
    [[nodiscard]] RequestPage* current() const;
    [[nodiscard]] RequestPage* page(int index) const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] std::vector<ClosedTab> openTabs() const;
    void setScope(const VariableScope& scope);
    void setSideBySide(bool sideBySide);
    void setLow(bool low);
    // Every tab follows its request on disk.
    void meetDisk(const WorkspaceView& workspace);
    // Another workspace is about to be shown: tabs without edits go, the others stay as unsaved requests.
    void leaveWorkspace();
    // The page whose newest call is `call`; null when none is.
    [[nodiscard]] RequestPage* pageOf(base::CallId call) const;

Q_SIGNALS:
    void currentChanged();
    void newRequested();
    void escalateRequested(knockback::base::CallId call);
    void vaultRequested();
    void signInWanted(const QByteArray& credential, const knockback::http::SignInDemand& demand);
    void labRequested();
    void saveRequested();
    void manyRequested();
    void partnerWanted(const knockback::journal::AttemptPtr& shown);
    void compareRequested(const knockback::workspace::RequestDraft& mine,
                          const knockback::workspace::RequestDraft& theirs);

private:
    QWidget* buildStrip();
    RequestPage* addPage();
    void show(RequestPage* page);
    void describe(RequestPage* page);
    void move(int from, int to);
    static void meetDisk(RequestPage& page, const WorkspaceView& workspace);

    Backend& m_backend;
    CallTracker& m_tracker;
    ThemeManager& m_themes;
    VariableScope m_scope;
    bool m_sideBySide = false;
    bool m_low = false;
    RequestTabBar* m_bar;
    QStackedWidget* m_stack;
    std::vector<RequestPage*> m_pages; // in the order of the tabs
    std::vector<ClosedTab> m_closed;   // newest last
};

} // namespace knockback::ui
