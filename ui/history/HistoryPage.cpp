// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryPage.h"

#include "ui/history/AnswerDelegate.h"
#include "ui/history/BlocksPane.h"
#include "ui/history/HistoryModel.h"
#include "ui/history/PastPane.h"
#include "ui/history/StoryPane.h"
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
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int pageSize = 200;
constexpr int blocksOnly = -1;
constexpr int everything = -2;
constexpr int blocksView = 1;
constexpr int pastView = 2;

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
    , m_restriction(new QPushButton)
    , m_views(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(themes, QStringLiteral("history"),
                             QStringLiteral("Nothing was sent yet. Every exchange will "
                                            "stand here, also after a restart.")))
    , m_message(new MessageBar(themes))
    , m_compare(new QPushButton(QStringLiteral("Compare the two")))
    , m_blocks(new BlocksPane(themes))
    , m_past(new PastPane(backend.scheduler(), themes))
    , m_story(new StoryPane(backend, themes)) {
    auto* splitter = new QSplitter;
    splitter->addWidget(buildList());
    splitter->addWidget(m_story);
    m_story->hide();
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({840, 500});
    splitter->setChildrenCollapsible(false);
    auto* views = new QStackedWidget;
    views->addWidget(splitter);
    views->addWidget(m_blocks);
    views->addWidget(m_past);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(12);
    whole->addLayout(buildHead());
    whole->addWidget(views);
    connect(m_views, &QTabBar::currentChanged, views, &QStackedWidget::setCurrentIndex);
    connect(m_views, &QTabBar::currentChanged, this, &HistoryPage::reload);
    connect(m_views, &QTabBar::currentChanged, this, [this](int view) {
        if (view == pastView && m_reader)
            m_past->load(m_reader);
    });
    connect(m_past, &PastPane::attemptChosen, this, [this](qint64 attempt) {
        m_views->setCurrentIndex(0);
        choose(attempt);
    });
    connect(m_blocks, &BlocksPane::periodChanged, this, &HistoryPage::reload);
    connect(m_blocks, &BlocksPane::attemptsWanted, this, &HistoryPage::restrictTo);
    connect(m_restriction, &QPushButton::clicked, this, [this] { restrictTo({}, {}); });
    connect(m_story, &StoryPane::reopenRequested, this, &HistoryPage::reopenRequested);
    connect(m_story, &StoryPane::escalateRequested, this, &HistoryPage::escalateRequested);
    connect(m_story, &StoryPane::failed, this,
            [this](const QString& sentence) { m_message->say(diagnosis::Cause::Overload, sentence); });

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

QHBoxLayout* HistoryPage::buildHead() {
    auto* head = new QHBoxLayout;
    head->setContentsMargins(18, 16, 18, 0);
    head->setSpacing(16);
    auto* title = new QLabel(QStringLiteral("History"));
    setRole(title, "title");
    head->addWidget(title);
    m_views->addTab(QStringLiteral("Attempts"));
    m_views->addTab(QStringLiteral("Blocks over time"));
    m_views->addTab(QStringLiteral("Timeline"));
    m_views->setObjectName(QStringLiteral("historyViews"));
    m_views->setAccessibleName(QStringLiteral("Views of the history"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    head->addWidget(m_views);
    head->addStretch(1);
    return head;
}

QWidget* HistoryPage::buildList() {
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(18, 0, 18, 12);
    column->setSpacing(12);
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
    m_restriction->setObjectName(QStringLiteral("historyRestriction"));
    m_restriction->setToolTip(QStringLiteral("Show all times and providers again"));
    m_restriction->hide();
    filters->addWidget(m_restriction);
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

history::HistoryFilter HistoryPage::filter() const {
    history::HistoryFilter filter = m_restrictedTo;
    filter.text = m_search->text().trimmed();
    filter.limit = pageSize;
    const int chosen = m_cause->currentData().toInt();
    filter.blocksOnly |= chosen == blocksOnly;
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
    if (m_views->currentIndex() == blocksView)
        return m_blocks->load(m_reader, m_backend.catalogue(), m_backend.scheduler().clock().wallNow());
    m_rows.run([reader = m_reader, filter = filter()] { return reader->page(filter); },
               [this](std::vector<history::HistoryRow> rows) {
                   const auto* current = m_model->at(m_table->currentIndex().row());
                   const auto selected = current ? current->id : 0;
                   const bool more = static_cast<int>(rows.size()) == pageSize;
                   const bool filtered = !m_search->text().trimmed().isEmpty() ||
                                         m_cause->currentData().toInt() != everything || !m_restriction->isHidden();
                   m_empty->setSentence(filtered
                                            ? QStringLiteral("Nothing in the history fits this search.")
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

void HistoryPage::restrictTo(const history::HistoryFilter& filter, const QString& words) {
    m_restrictedTo = filter;
    m_restriction->setText(words + QStringLiteral("  ×"));
    m_restriction->setAccessibleName(QStringLiteral("Only %1; press to show all").arg(words));
    m_restriction->setVisible(!words.isEmpty());
    const QSignalBlocker quiet(m_cause);
    m_cause->setCurrentIndex(0);
    if (m_views->currentIndex() == blocksView)
        m_views->setCurrentIndex(0); // which reloads
    else
        reload();
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
    m_story->setVisible(wanted != 0);
    if (wanted != 0 && m_reader)
        m_story->load(m_reader, wanted);
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
