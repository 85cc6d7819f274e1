// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/StoryPane.h"

#include "ui/response/ResponsePanel.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QDesktopServices>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {
constexpr int roomForBoth = 560; // pixels
} // namespace

StoryPane::StoryPane(Backend& backend, ThemeManager& themes, QWidget* parent)
    : QFrame(parent)
    , m_head(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_summary(new QLabel)
    , m_response(new ResponsePanel(themes)) {
    setRole(this, "panel");
    setMinimumWidth(320);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 0, 14, 12);
    m_summary->setWordWrap(true);
    m_head->addWidget(m_summary, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    auto* reopen = new QPushButton(QStringLiteral("Open as request"));
    auto* escalate = new QPushButton(QStringLiteral("Escalate…"));
    setRole(escalate, "danger");
    buttons->addWidget(reopen, 0, Qt::AlignTop);
    buttons->addWidget(escalate, 0, Qt::AlignTop);
    m_head->addLayout(buttons);
    column->addLayout(m_head);
    column->addWidget(m_response, 1);
    m_response->setBackend(backend);
    m_response->setPast();
    connect(m_response, &ResponsePanel::stepChosen, this, &StoryPane::takeStep);
    connect(reopen, &QPushButton::clicked, this, [this] {
        if (const auto attempt = m_response->shownAttempt())
            Q_EMIT reopenRequested(attempt);
    });
    connect(escalate, &QPushButton::clicked, this, [this] { Q_EMIT escalateRequested(m_story.input); });
}

// Beside the buttons the sentence would be a column of words.
void StoryPane::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    m_head->setDirection(width() < roomForBoth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

StoryPane::Story StoryPane::read(history::HistoryReader& reader, history::StoredAttemptId id) {
    Story story;
    auto picked = reader.load(id);
    if (!picked) {
        story.problem = picked.error().sentence;
        return story;
    }
    story.call.phase = CallPhase::Done;
    story.call.id = {static_cast<std::uint64_t>(picked->row.call)};
    const auto stored = picked->row.call
                            ? reader.call(picked->row.call)
                            : base::Result<history::StoredCall, history::HistoryError>(history::StoredCall{});
    if (!stored || stored->attempts.empty()) {
        story.call.attempts = {picked->record};
    } else {
        for (const auto& row : stored->attempts) {
            auto record = reader.loadRecord(row.id);
            if (!record)
                continue;
            if (row.id == id)
                story.picked = story.call.attempts.size();
            story.call.attempts.push_back(*record);
        }
        for (const auto& wait : stored->waits)
            if (wait.endedAt)
                story.input.waits.push_back({wait.startedAt, *wait.endedAt, wait.reason, wait.sentence});
        story.call.requestName = stored->requestName;
        story.call.sentence = stored->sentence;
        story.call.outcome = stored->outcome;
    }
    story.call.attempt = static_cast<int>(story.call.attempts.size());
    story.call.attemptLimit = story.call.attempt;
    story.input.attempts = story.call.attempts;
    story.input.focus =
        diagnosis::isBlock(picked->record->diagnosis.cause) ? story.picked : report::defaultFocus(story.input.attempts);
    const auto waits = story.input.waits.size();
    story.summary = QStringLiteral("%1 · %2 attempt%3, %4 wait%5")
                        .arg(picked->row.title)
                        .arg(story.call.attempt)
                        .arg(story.call.attempt == 1 ? QString() : QStringLiteral("s"))
                        .arg(waits)
                        .arg(waits == 1 ? QString() : QStringLiteral("s"));
    return story;
}

// What changes or sends a request is done where it can be changed.
void StoryPane::takeStep(diagnosis::NextAction step) {
    const auto attempt = m_response->shownAttempt();
    if (!attempt)
        return;
    if (step == diagnosis::NextAction::OpenDocs)
        QDesktopServices::openUrl(QUrl(attempt->diagnosis.docsUrl));
    else if (step == diagnosis::NextAction::Escalate)
        Q_EMIT escalateRequested(m_story.input);
    else
        Q_EMIT reopenRequested(attempt);
}

void StoryPane::load(std::shared_ptr<history::HistoryReader> reader, history::StoredAttemptId id) {
    m_work.run([reader = std::move(reader), id] { return read(*reader, id); },
               [this](const Story& story) { tell(story); });
}

void StoryPane::tell(const Story& story) {
    if (!story.problem.isEmpty())
        return Q_EMIT failed(story.problem);
    m_story = story;
    m_summary->setText(story.summary);
    m_response->show(story.call, story.picked);
}

} // namespace knockback::ui
