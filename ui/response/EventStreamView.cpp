// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/EventStreamView.h"

#include "ui/composer/CodeEditor.h"
#include "ui/models/Counted.h"
#include "ui/models/EventStreamModel.h"
#include "ui/models/JsonLayout.h"
#include "ui/response/ResponseText.h"
#include "ui/theme/Fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr qint64 readAtOnce = 2 * 1024 * 1024;
constexpr int rowHeight = 24;

class EventFilter final : public QSortFilterProxyModel {
public:
    EventFilter(EventStreamModel& events, QObject* parent) : QSortFilterProxyModel(parent), m_events(events) {
        setSourceModel(&events);
    }
    void setText(const QString& text) {
        m_text = text;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex&) const override {
        return m_text.isEmpty() || m_events.contains(row, m_text);
    }

private:
    EventStreamModel& m_events;
    QString m_text;
};

} // namespace

EventStreamView::EventStreamView(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_model(new EventStreamModel(this))
    , m_shown(new EventFilter(*m_model, this))
    , m_halves(new QSplitter)
    , m_list(new QTableView)
    , m_data(new CodeEditor(themes)) {
    m_list->setModel(m_shown);
    m_list->setObjectName(QStringLiteral("eventList"));
    m_list->setAccessibleName(tr("Events of the stream"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setShowGrid(false);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setTabKeyNavigation(false);
    m_list->setWordWrap(false);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(rowHeight);
    auto* header = m_list->horizontalHeader();
    header->setStretchLastSection(true);
    header->resizeSection(EventStreamModel::NumberColumn, 56);
    header->resizeSection(EventStreamModel::TimeColumn, 112);
    header->resizeSection(EventStreamModel::TypeColumn, 76);
    header->resizeSection(EventStreamModel::IdColumn, 48);
    m_data->setReadOnly(true);
    m_data->setAccessibleName(tr("Data of the event"));
    m_halves->setChildrenCollapsible(false);
    m_halves->addWidget(m_list);
    m_halves->addWidget(m_data);
    m_halves->setStretchFactor(0, 3);
    m_halves->setStretchFactor(1, 2);
    const auto dress = [this] { m_list->setFont(monoFont(m_themes.theme().type.mono)); };
    dress();
    connect(&themes, &ThemeManager::changed, this, dress);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_halves);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &EventStreamView::showData);
}

// Side by side where the room is wide and low.
void EventStreamView::resizeEvent(QResizeEvent*) {
    m_halves->setOrientation(width() > height() * 3 / 2 ? Qt::Horizontal : Qt::Vertical);
}

void EventStreamView::setBody(const http::Body& body, const base::Clock* clock) {
    m_background.drop();
    m_busy = false;
    m_body = body;
    m_clock = clock;
    m_reading = {};
    m_model->clear();
    m_data->setBytes({});
    tell();
    grow();
}

void EventStreamView::grow() {
    if (m_busy || m_reading.at >= m_body.size())
        return;
    m_busy = true;
    m_background.run(
        [from = m_reading, body = m_body] {
            Reading reading = from;
            const QByteArray bytes = body.read(reading.at, readAtOnce);
            reading.at += bytes.size();
            reading.parser.feed(bytes, reading.events);
            return reading;
        },
        [this](Reading reading) { take(std::move(reading)); });
}

void EventStreamView::take(Reading reading) {
    m_busy = false;
    auto* bar = m_list->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum();
    const auto current = m_list->currentIndex();
    const bool onNewest = m_clock && atEnd && current.isValid() && current.row() == m_shown->rowCount() - 1;
    m_model->append(std::exchange(reading.events, {}), m_clock ? std::optional(m_clock->wallNow()) : std::nullopt);
    m_reading = std::move(reading);
    if (atEnd && m_clock)
        m_list->scrollToBottom();
    // The newest one's data, unless another one is being read.
    const int last = m_shown->rowCount() - 1;
    if (last >= 0 && (onNewest || !m_list->currentIndex().isValid()))
        m_list->selectRow(m_clock ? last : 0);
    tell();
    grow();
}

void EventStreamView::setFilter(const QString& text) {
    static_cast<EventFilter*>(m_shown)->setText(text);
    tell();
}

void EventStreamView::tell() {
    QString note = counted(m_model->total(), tr("event"), tr("events"));
    if (m_shown->rowCount() != m_model->rowCount())
        note += tr(", %1 shown").arg(m_shown->rowCount());
    else if (m_model->total() > m_model->rowCount())
        note += tr(", the newest %1 kept").arg(m_model->rowCount());
    if (m_reading.parser.comments() > 0)
        note += tr("; %1").arg(counted(m_reading.parser.comments(), tr("comment"), tr("comments")));
    if (const auto retry = m_reading.parser.retryMs())
        note += tr("; reconnect after %1").arg(timeText(base::Milliseconds(*retry)));
    Q_EMIT noted(note);
}

void EventStreamView::showData() {
    const auto index = m_shown->mapToSource(m_list->currentIndex());
    if (!index.isValid())
        return;
    const QByteArray& bytes = m_model->event(index.row()).data;
    const bool json = bytes.startsWith('{') || bytes.startsWith('[');
    const auto laidOut = json && bytes.size() < 256 * 1024 ? layOutJson(bytes) : std::nullopt;
    m_data->setLanguage(laidOut ? CodeLanguage::Json : CodeLanguage::Text);
    m_data->setBytes(laidOut ? *laidOut : bytes.left(1'000'000));
}

void EventStreamView::copy() const {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_data->bytes()));
}

} // namespace knockback::ui
