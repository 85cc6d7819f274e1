// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "ui/models/Backend.h"
#include "ui/models/CallState.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;

namespace knockback::ui {

class BodyView;
class CodeEditor;
class ConnectionView;
class CountTabBar;
class DiagnosisView;
class HeadersView;
class PairTable;
class StatusLine;
class TimingView;

// Everything that is known of one attempt of a call: the newest, until the user picks an earlier one.
class ResponsePanel final : public QWidget {
    Q_OBJECT
public:
    enum Tab { BodyTab, WhyTab, HeadersTab, TimingTab, ConnectionTab, CookiesTab, RawTab };

    explicit ResponsePanel(ThemeManager& themes, QWidget* parent = nullptr);

    // Lets answers be shown while they come, and explained with what the workspace knows. Outlives the panel.
    void setBackend(Backend& backend) { m_backend = &backend; }

    // What is shown is of the past: the window cannot ask about it again.
    void setPast();

    // `chosen`: which of its attempts is shown, rather than the newest or what the user chose last.
    void show(const CallState& call, std::optional<std::size_t> chosen = {});
    void showTab(Tab tab);
    void saveBody();
    // Opens the search in the body.
    void find();
    // Of the attempt that is shown; null when there is none.
    [[nodiscard]] journal::AttemptPtr shownAttempt() const;

Q_SIGNALS:
    void compareRequested(); // of the attempt that is shown with another one
    void stepChosen(knockback::diagnosis::NextAction action);

private:
    QWidget* buildParts();
    void choose(int index);
    void refresh();
    void fill(const journal::AttemptRecord& record);
    void showWhy();
    [[nodiscard]] bool isAnswering() const;
    void expectAnswer();
    void followAnswer();
    void pull();
    void leaveAnswer();

    CallState m_call;
    std::optional<std::size_t> m_chosen; // by the user; else the newest
    base::AttemptId m_filled;            // what the tabs show
    bool m_filledWhole = false;          // with the body that is only known when the call is over
    Backend* m_backend = nullptr;
    base::AttemptId m_expected; // an answer that may be shown soon
    base::AttemptId m_followed; // an answer that is shown while it comes
    base::TimerHandle m_timer;
    StatusLine* m_status;
    CountTabBar* m_tabs;
    QStackedWidget* m_outer; // nothing yet, or the parts
    QStackedWidget* m_stack;
    BodyView* m_body;
    DiagnosisView* m_why;
    HeadersView* m_headers;
    TimingView* m_timing;
    ConnectionView* m_connection;
    PairTable* m_cookies;
    CodeEditor* m_raw;
};

} // namespace knockback::ui
