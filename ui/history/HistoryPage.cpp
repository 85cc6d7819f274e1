// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryPage.h"

#include "ui/history/AnswerDelegate.h"
#include "ui/history/HistoryModel.h"
#include "ui/response/ResponsePanel.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/MessageBar.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int pageSize = 200;
constexpr int blocksOnly = -1;
constexpr int everything = -2;

} // namespace

HistoryPage::HistoryPage(Backend& backend, history::HistoryStore* store, const QString& problem, ThemeManager& themes,
                         QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_store(store)
    , m_themes(themes)
    , m_model(new HistoryModel(this))
    , m_table(new QTableView)
    , m_search(new QLineEdit)
    , m_cause(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(themes, QStringLiteral("history"),
                             QStringLiteral("Nothing was sent yet. Every exchange will "
                                            "stand here, also after a restart.")))
    , m_message(new MessageBar(themes))
    , m_summary(new QLabel)
    , m_compare(new QPushButton(QStringLiteral("Compare the two")))
    , m_reopen(new QPushButton(QStringLiteral("Open as request")))
    , m_escalate(new QPushButton(QStringLiteral("Escalate…")))
    , m_response(new ResponsePanel(themes)) {
    auto* splitter = new QSplitter;
    splitter->addWidget(buildList());
    splitter->addWidget(m_storySide = buildStory());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({840, 500});
    splitter->setChildrenCollapsible(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(splitter);

    if (store) {
        if (auto reader = store->reader())
            m_reader = std::move(reader).value();
        else
            m_message->say(diagnosis::Cause::Overload, reader.error().sentence);
    } else {
        m_message->say(diagnosis::Cause::Overload, problem);
    }
    connect(m_search, &QLineEdit::textChanged, this, &HistoryPage::reloadSoon);
    connect(m_cause, &QComboBox::currentIndexChanged, this, &HistoryPage::reload);
    connect(m_model, &HistoryModel::moreWanted, this, &HistoryPage::loadMore);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPage::loadStory);
    for (QObject* part : std::initializer_list<QObject*>{m_table, m_table->viewport()})
        part->installEventFilter(this);
    updateCompare();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPage::updateCompare);
    connect(m_compare, &QPushButton::clicked, this, &HistoryPage::compareSelected);
    connect(m_reopen, &QPushButton::clicked, this, [this] {
        if (const auto attempt = m_response->shownAttempt())
            Q_EMIT reopenRequested(attempt);
    });
    connect(m_escalate, &QPushButton::clicked, this, [this] { Q_EMIT escalateRequested(m_story.input); });
    if (store)
        store->onCommitted([this] {
            QMetaObject::invokeMethod(this, [this] {
                if (isVisible())
                    reloadSoon();
            });
        });
}

HistoryPage::~HistoryPage() {
    if (m_store)
        m_store->onCommitted({});
}

QWidget* HistoryPage::buildList() {
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(18, 16, 18, 12);
    column->setSpacing(12);
    auto* title = new QLabel(QStringLiteral("History"));
    setRole(title, "title");
    column->addWidget(title);
    auto* filters = new QHBoxLayout;
    m_search->setPlaceholderText(QStringLiteral("Search words of the URL or the request's name"));
    m_search->setObjectName(QStringLiteral("historySearch"));
    m_search->setAccessibleName(QStringLiteral("Search the history"));
    m_search->setClearButtonEnabled(true);
    filters->addWidget(m_search, 1);
    m_cause->setObjectName(QStringLiteral("historyCause"));
    m_cause->setAccessibleName(QStringLiteral("Show"));
    m_cause->addItem(QStringLiteral("Everything"), everything);
    m_cause->addItem(QStringLiteral("Blocks only"), blocksOnly);
    using diagnosis::Cause;
    for (const auto& [text, cause] : {std::pair{"Rate limits", Cause::RateLimit},
                                      {"Suspicious patterns", Cause::SuspiciousPattern},
                                      {"Geo locks", Cause::GeoLock},
                                      {"Credentials", Cause::Credential},
                                      {"Overload", Cause::Overload},
                                      {"Network", Cause::Network},
                                      {"Client errors", Cause::ClientError}})
        m_cause->addItem(QString::fromLatin1(text), static_cast<int>(cause));
    filters->addWidget(m_cause);
    m_compare->setObjectName(QStringLiteral("compareTwo"));
    m_compare->setEnabled(false);
    filters->addWidget(m_compare);
    column->addLayout(filters);
    column->addWidget(m_message);

    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(HistoryModel::Answer, new AnswerDelegate(m_themes, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // a URL's host and its end both matter
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(QStringLiteral("Attempts"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    auto* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(HistoryModel::Url, QHeaderView::Stretch);
    const int widths[] = {130, 84, 76, 0, 120, 78, 72};
    for (int i = 0; i < HistoryModel::ColumnCount; ++i)
        if (widths[i])
            m_table->setColumnWidth(i, widths[i]);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    return list;
}

QWidget* HistoryPage::buildStory() {
    auto* side = new QFrame;
    setRole(side, "panel");
    side->setMinimumWidth(320);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(14, 16, 14, 12);
    auto* head = new QHBoxLayout;
    m_summary->setWordWrap(true);
    head->addWidget(m_summary, 1);
    setRole(m_escalate, "danger");
    head->addWidget(m_reopen, 0, Qt::AlignTop);
    head->addWidget(m_escalate, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(m_response, 1);
    side->hide();
    return side;
}

history::HistoryFilter HistoryPage::filter() const {
    history::HistoryFilter filter;
    filter.text = m_search->text().trimmed();
    filter.limit = pageSize;
    const int chosen = m_cause->currentData().toInt();
    filter.blocksOnly = chosen == blocksOnly;
    if (chosen >= 0)
        filter.cause = static_cast<diagnosis::Cause>(chosen);
    return filter;
}

void HistoryPage::reloadSoon() {
    if (std::exchange(m_reloadPending, true))
        return;
    // Long enough for a burst of typing or of answers, short enough to feel live.
    m_reloadTimer = m_backend.scheduler().after(base::Milliseconds(150), [this] { reload(); });
}

void HistoryPage::reload() {
    m_reloadPending = false;
    m_reloadTimer.cancel();
    if (!m_reader)
        return;
    m_rows.run(
        [reader = m_reader, filter = filter()] { return reader->page(filter); },
        [this](std::vector<history::HistoryRow> rows) {
            const auto* current = m_model->at(m_table->currentIndex().row());
            const auto selected = current ? current->id : 0;
            const bool more = static_cast<int>(rows.size()) == pageSize;
            const bool filtered = !m_search->text().trimmed().isEmpty() || m_cause->currentData().toInt() != everything;
            m_empty->setSentence(filtered ? QStringLiteral("Nothing in the history fits this search.")
                                          : QStringLiteral("Nothing was sent yet. Every exchange will stand here, "
                                                           "also after a restart."));
            m_stack->setCurrentIndex(rows.empty() ? 0 : 1);
            m_model->setRows(std::move(rows), more);
            const int row = std::max(m_model->rowOf(selected), 0);
            if (m_model->rowCount() > 0)
                m_table->setCurrentIndex(m_model->index(row, 0));
        });
}

void HistoryPage::loadMore(qint64 beforeId) {
    auto wanted = filter();
    wanted.beforeId = beforeId;
    m_rows.run([reader = m_reader, wanted] { return reader->page(wanted); },
               [this](std::vector<history::HistoryRow> rows) {
                   const bool more = static_cast<int>(rows.size()) == pageSize;
                   m_model->appendRows(std::move(rows), more);
               });
}

HistoryPage::Story HistoryPage::readStory(history::HistoryReader& reader, history::StoredAttemptId id) {
    Story story;
    auto picked = reader.load(id);
    if (!picked) {
        story.problem = picked.error().sentence;
        return story;
    }
    story.call.phase = CallPhase::Done;
    const auto stored = picked->row.call
                            ? reader.call(picked->row.call)
                            : base::Result<history::StoredCall, history::HistoryError>(history::StoredCall{});
    if (!stored || stored->attempts.empty()) {
        story.call.attempts = {picked->record};
    } else {
        for (const auto& row : stored->attempts)
            if (auto record = reader.loadRecord(row.id))
                story.call.attempts.push_back(*record);
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
    story.input.focus = report::defaultFocus(story.input.attempts);
    const auto waits = story.input.waits.size();
    story.summary = QStringLiteral("%1 · %2 attempt%3, %4 wait%5")
                        .arg(picked->row.title)
                        .arg(story.call.attempt)
                        .arg(story.call.attempt == 1 ? QString() : QStringLiteral("s"))
                        .arg(waits)
                        .arg(waits == 1 ? QString() : QStringLiteral("s"));
    return story;
}

void HistoryPage::choose(history::StoredAttemptId id) {
    m_chosen = id;
    loadStory();
}

void HistoryPage::updateCompare() {
    const auto count = m_table->selectionModel()->selectedRows().size();
    m_compare->setEnabled(count == 2);
    m_compare->setToolTip(count == 2 ? QStringLiteral("Show both side by side (C)")
                                     : QStringLiteral("Select two rows first: Ctrl+click, or Shift+arrow"));
}

void HistoryPage::compareSelected() {
    const auto rows = m_table->selectionModel()->selectedRows();
    if (rows.size() != 2 || !m_reader)
        return;
    const auto [earlier, later] = std::minmax(m_model->at(rows[0].row())->id, m_model->at(rows[1].row())->id);
    using Pair = std::pair<journal::AttemptPtr, journal::AttemptPtr>;
    m_pairWork.run(
        [reader = m_reader, from = earlier, to = later]() -> Pair {
            auto left = reader->loadRecord(from);
            auto right = reader->loadRecord(to);
            return left && right ? Pair{*left, *right} : Pair{};
        },
        [this](const Pair& pair) {
            if (pair.first)
                return Q_EMIT compareRequested(pair.first, pair.second);
            m_message->say(diagnosis::Cause::Overload,
                           QStringLiteral("These two cannot be compared: they are not in the history any more."));
        });
}

void HistoryPage::loadStory() {
    const auto* row = m_model->at(m_table->currentIndex().row());
    const auto wanted = m_chosen ? m_chosen : row ? row->id : 0;
    m_storySide->setVisible(wanted != 0);
    if (wanted == 0 || !m_reader)
        return;
    m_storyWork.run([reader = m_reader, wanted] { return readStory(*reader, wanted); },
                    [this](const Story& story) { showStory(story); });
}

void HistoryPage::showStory(const Story& story) {
    m_story = story;
    if (!story.problem.isEmpty()) {
        m_message->say(diagnosis::Cause::Overload, story.problem);
        return;
    }
    m_summary->setText(story.summary);
    m_response->show(story.call);
}

bool HistoryPage::eventFilter(QObject* watched, QEvent* event) {
    const bool onTable = watched == m_table || watched == m_table->viewport();
    if (onTable && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress))
        m_chosen = 0;
    if (onTable && event->type() == QEvent::KeyPress) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.key() == Qt::Key_C && key.modifiers() == Qt::NoModifier) {
            compareSelected();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void HistoryPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Where room is short the URL matters more than what the chosen attempt's side shows too.
    const bool narrow = width() < 1100;
    for (const auto column : {HistoryModel::Request, HistoryModel::Number, HistoryModel::Took})
        m_table->setColumnHidden(column, narrow);
}

void HistoryPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    reload();
}

} // namespace knockback::ui
