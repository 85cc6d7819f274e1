// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryStore.h"
#include "app/report/ReportInput.h"
#include "ui/models/Background.h"
#include "ui/models/CallState.h"

#include <QFrame>

class QBoxLayout;
class QLabel;

namespace knockback::ui {

class Backend;
class ResponsePanel;
class ThemeManager;

// One stored attempt with its call's whole story: what came back, how often it was tried and how long it waited. Reads
// on a worker.
class StoryPane final : public QFrame {
    Q_OBJECT
public:
    StoryPane(Backend& backend, ThemeManager& themes, QWidget* parent = nullptr);

    void load(std::shared_ptr<history::HistoryReader> reader, history::StoredAttemptId id);

Q_SIGNALS:
    void reopenRequested(const knockback::journal::AttemptPtr& attempt);
    void escalateRequested(const knockback::report::ReportInput& input);
    // It cannot be read.
    void failed(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Story {
        CallState call;
        std::size_t picked = 0; // which of its attempts was asked for
        report::ReportInput input;
        QString summary;
        QString problem;
    };
    void tell(const Story& story);
    void takeStep(diagnosis::NextAction step);
    [[nodiscard]] static Story read(history::HistoryReader& reader, history::StoredAttemptId id);

    Background m_work{*this};
    Story m_story;
    QBoxLayout* m_head;
    QLabel* m_summary;
    ResponsePanel* m_response;
};

} // namespace knockback::ui
