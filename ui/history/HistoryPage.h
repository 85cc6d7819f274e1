// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryStore.h"
#include "app/report/ReportInput.h"
#include "ui/models/Backend.h"
#include "ui/models/Background.h"
#include "ui/models/CallState.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace knockback::ui {

class EmptyState;
class HistoryModel;
class MessageBar;
class ResponsePanel;
class ThemeManager;

// Every attempt that was ever sent, searchable, with its call's whole story beside it. Reads on a worker.
class HistoryPage final : public QWidget {
    Q_OBJECT
public:
    // `store` may be null; then `problem` says why there is no history.
    HistoryPage(Backend& backend, history::HistoryStore* store, const QString& problem, ThemeManager& themes,
                QWidget* parent = nullptr);
    ~HistoryPage() override;

    // Shows the story of one attempt, wherever it stands in the list.
    void choose(history::StoredAttemptId id);

Q_SIGNALS:
    // The earlier one first.
    void compareRequested(const knockback::journal::AttemptPtr& left, const knockback::journal::AttemptPtr& right);
    void reopenRequested(const knockback::journal::AttemptPtr& attempt);
    void escalateRequested(const knockback::report::ReportInput& input);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Story {
        CallState call;
        report::ReportInput input;
        QString summary;
        QString problem;
    };
    QWidget* buildList();
    QWidget* buildStory();
    [[nodiscard]] history::HistoryFilter filter() const;
    void reloadSoon();
    void reload();
    void loadMore(qint64 beforeId);
    void loadStory();
    void updateCompare();
    void compareSelected();
    void showStory(const Story& story);
    [[nodiscard]] static Story readStory(history::HistoryReader& reader, history::StoredAttemptId id);

    Backend& m_backend;
    history::HistoryStore* m_store;
    ThemeManager& m_themes;
    std::shared_ptr<history::HistoryReader> m_reader;
    Background m_rows{*this};
    Background m_storyWork{*this};
    base::TimerHandle m_reloadTimer;
    bool m_reloadPending = false;
    Story m_story;
    Background m_pairWork{*this};
    history::StoredAttemptId m_chosen = 0; // by choose(), until the user picks another

    HistoryModel* m_model;
    QTableView* m_table;
    QLineEdit* m_search;
    QComboBox* m_cause;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MessageBar* m_message;
    QWidget* m_storySide;
    QLabel* m_summary;
    QPushButton* m_compare;
    QPushButton* m_reopen;
    QPushButton* m_escalate;
    ResponsePanel* m_response;
};

} // namespace knockback::ui
