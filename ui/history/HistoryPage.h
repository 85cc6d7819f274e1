// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryStore.h"
#include "app/report/ReportInput.h"
#include "ui/models/Backend.h"
#include "ui/models/Background.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace knockback::ui {

class BlocksPane;
class EmptyState;
class HistoryModel;
class MessageBar;
class PastPane;
class StoryPane;
class ThemeManager;

// Every attempt that was ever sent, searchable, with its call's whole story beside it; and when which cause and
// provider turned requests away; and past days on the timeline. Reads on a worker.
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
    QHBoxLayout* buildHead();
    QWidget* buildList();
    [[nodiscard]] history::HistoryFilter filter() const;
    void reloadSoon();
    void reload();
    void loadMore(qint64 beforeId);
    void loadStory();
    void updateCompare();
    void compareSelected();
    // Only these attempts, until the user takes it back; empty words take it back.
    void restrictTo(const history::HistoryFilter& filter, const QString& words);

    Backend& m_backend;
    history::HistoryStore* m_store;
    ThemeManager& m_themes;
    std::shared_ptr<history::HistoryReader> m_reader;
    Background m_rows{*this};
    base::TimerHandle m_reloadTimer;
    bool m_reloadPending = false;
    Background m_pairWork{*this};
    history::HistoryFilter m_restrictedTo;
    history::StoredAttemptId m_chosen = 0; // by choose(), until the user picks another

    HistoryModel* m_model;
    QTableView* m_table;
    QLineEdit* m_search;
    QComboBox* m_cause;
    QPushButton* m_restriction;
    QTabBar* m_views;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MessageBar* m_message;
    QPushButton* m_compare;
    BlocksPane* m_blocks;
    PastPane* m_past;
    StoryPane* m_story;
};

} // namespace knockback::ui
