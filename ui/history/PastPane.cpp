// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/PastPane.h"

#include "ui/timeline/TimelineView.h"
#include "ui/widgets/AppStyle.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int mostAttempts = 1500;

base::WallTime startOf(const QDate& date) {
    return base::fromEpochMs(date.startOfDay().toMSecsSinceEpoch());
}

QDate dateOf(base::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(time)).date();
}

QPushButton* stepButton(const char* name, const QString& text, const QString& hint) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(hint);
    return button;
}

} // namespace

PastPane::PastPane(base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
    , m_themes(themes)
    , m_earlier(
          stepButton("pastEarlier", QStringLiteral("← Earlier"), QStringLiteral("The day before that has something")))
    , m_later(stepButton("pastLater", QStringLiteral("Later →"), QStringLiteral("The day after")))
    , m_title(new QLabel)
    , m_room(new QWidget) {
    m_title->setObjectName(QStringLiteral("pastTitle"));
    setRole(m_title, "strong");
    auto* head = new QHBoxLayout;
    head->setContentsMargins(18, 0, 18, 0);
    head->setSpacing(8);
    head->addWidget(m_earlier);
    head->addWidget(m_later);
    head->addWidget(m_title, 1);
    auto* room = new QVBoxLayout(m_room);
    room->setContentsMargins(0, 0, 0, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_room, 1);
    connect(m_earlier, &QPushButton::clicked, this, [this] { read(Wanted::Earlier); });
    connect(m_later, &QPushButton::clicked, this, [this] { read(Wanted::Later); });
}

PastPane::~PastPane() {
    delete m_timeline; // before the journal that it reads
}

void PastPane::load(std::shared_ptr<history::HistoryReader> reader) {
    m_reader = std::move(reader);
    read(Wanted::This);
}

void PastPane::read(Wanted wanted) {
    const auto& clock = m_scheduler.clock();
    const base::Nanoseconds offset = clock.steadyNow().time_since_epoch() - clock.wallNow().time_since_epoch();
    m_work.run([reader = m_reader, date = m_date, wanted, offset] { return readDay(*reader, date, wanted, offset); },
               [this](const Day& day) { display(day); });
}

PastPane::Day PastPane::readDay(history::HistoryReader& reader, QDate date, Wanted wanted,
                                base::Nanoseconds steadyFromWall) {
    history::HistoryFilter newest;
    newest.limit = 1;
    if (wanted == Wanted::Earlier)
        newest.before = startOf(date);
    if (wanted == Wanted::Later)
        date = date.addDays(1);
    if (!date.isValid() || wanted == Wanted::Earlier) {
        const auto rows = reader.page(newest);
        if (!rows.empty())
            date = dateOf(rows.front().startedAt);
    }
    if (!date.isValid())
        return {};
    newest.before = startOf(date);
    return {date, history::pastEvents(reader, startOf(date), startOf(date.addDays(1)), mostAttempts, steadyFromWall),
            !reader.page(newest).empty()};
}

void PastPane::display(const Day& day) {
    m_date = day.date;
    const QDate today = dateOf(m_scheduler.clock().wallNow());
    m_earlier->setEnabled(day.hasEarlier);
    m_later->setEnabled(day.date.isValid() && day.date < today);
    QString title = QLocale::c().toString(day.date, QStringLiteral("dddd, d MMMM yyyy"));
    if (day.past.cut)
        title += QStringLiteral("  ·  the newest %1 attempts").arg(mostAttempts);
    m_title->setText(title);
    delete m_timeline;
    m_past = std::make_unique<journal::Journal>(m_clock);
    for (const auto& event : day.past.events) {
        m_clock.set(event);
        m_past->append(event.body);
    }
    m_timeline = new TimelineView(*m_past, m_scheduler, m_themes);
    m_timeline->setObjectName(QStringLiteral("pastTimeline"));
    connect(m_timeline, &TimelineView::attemptSelected, this, [this](base::CallId, base::AttemptId attempt) {
        if (!attempt.isNull())
            Q_EMIT attemptChosen(static_cast<qint64>(attempt.value));
    });
    m_timeline->setPast();
    m_timeline->showEverything();
    m_room->layout()->addWidget(m_timeline);
    m_timeline->show();
}

} // namespace knockback::ui
