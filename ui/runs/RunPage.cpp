// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunPage.h"

#include "app/runs/RunExport.h"
#include "ui/models/PlaceWords.h"
#include "ui/runs/RunChart.h"
#include "ui/runs/RunFacts.h"
#include "ui/runs/RunModel.h"
#include "ui/runs/RunSetup.h"
#include "ui/runs/RunTable.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/MessageBar.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace knockback::ui {

using Stage = runs::RequestRun::Stage;

namespace {

QPushButton* button(const char* name, const QString& text, const QString& hint, const char* role = nullptr) {
    auto* made = new QPushButton(text);
    made->setObjectName(QLatin1String(name));
    made->setToolTip(hint);
    if (role)
        setRole(made, role);
    return made;
}

// Whether both send the same to the same place: the rest of a run may only be sent where its beginning went.
bool sameCall(const session::CallSpec& one, const session::CallSpec& other) {
    return one.draft == other.draft && one.environment == other.environment && one.inherited == other.inherited &&
           one.folder == other.folder;
}

} // namespace

RunPage::RunPage(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_themes(themes)
    , m_driver(new RunDriver(backend, tracker, this))
    , m_title(new ElidedLabel(Qt::ElideMiddle))
    , m_setup(new RunSetup)
    , m_start(button("runStart", tr("Start"), tr("Send them all, as fast as the limit allows (Ctrl+Enter)"), "primary"))
    , m_pause(button("runPause", tr("Pause"), tr("Send nothing new; what is on its way comes to its end")))
    , m_stop(button("runStop", tr("Stop"), tr("Send nothing more; answers so far stay, and the rest can be run later")))
    , m_again(button("runAgain", {}, tr("Only the rows that have no good answer")))
    , m_export(button("runExport", tr("Export…"), tr("All rows as CSV or JSON; secrets are hidden")))
    , m_sentence(new QLabel)
    , m_message(new MessageBar(themes))
    , m_facts(new RunFacts(themes))
    , m_chart(new RunChart(themes))
    , m_model(new RunModel(this))
    , m_filter(new OnlyUnfinished(this))
    , m_onlyUnfinished(new QCheckBox(tr("Only rows without a good answer")))
    , m_table(buildTable()) {
    setObjectName(QStringLiteral("runPage"));
    m_sentence->setObjectName(QStringLiteral("runSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->setObjectName(QStringLiteral("runMessage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 14, 18, 0);
    column->setSpacing(10);
    for (QWidget* part : std::initializer_list<QWidget*>{buildHead(), buildControls(), m_message, m_sentence, m_facts,
                                                         m_chart, m_onlyUnfinished})
        column->addWidget(part);
    column->addWidget(m_table, 1);
    column->addStretch(0); // while there is no table
    connect(m_driver, &RunDriver::changed, this, &RunPage::refresh);
    connect(m_driver, &RunDriver::ended, this, &RunPage::end);
    connect(m_setup, &RunSetup::changed, this, &RunPage::refresh);
    connect(m_setup, &RunSetup::submitted, this, &RunPage::start);
    connect(m_setup, &RunSetup::failed, this,
            [this](const QString& sentence) { m_message->say(diagnosis::Cause::Overload, sentence); });
    connect(m_onlyUnfinished, &QCheckBox::toggled, m_filter, &OnlyUnfinished::setOn);
    setFocusProxy(m_setup);
    refresh();
}

RunPage::~RunPage() {
    m_model->setRun(nullptr);
}

QWidget* RunPage::buildHead() {
    auto* title = new QLabel(tr("Run many times"));
    setRole(title, "title");
    setRole(m_title, "muted");
    auto* close = button("runClose", tr("Close"), tr("Back to where you were (Esc); a run goes on"));
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(title);
    row->addWidget(m_title, 1);
    row->addWidget(m_export);
    row->addWidget(close);
    connect(m_export, &QPushButton::clicked, this, &RunPage::chooseExport);
    connect(close, &QPushButton::clicked, this, &RunPage::closeRequested);
    return head;
}

QWidget* RunPage::buildControls() {
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_setup);
    row->addStretch(1);
    for (auto* one : {m_again, m_pause, m_stop, m_start})
        row->addWidget(one, 0, Qt::AlignTop); // beside the numbers, also when a file stands below them
    connect(m_start, &QPushButton::clicked, this, &RunPage::start);
    connect(m_pause, &QPushButton::clicked, this, &RunPage::togglePause);
    connect(m_stop, &QPushButton::clicked, this, &RunPage::stop);
    connect(m_again, &QPushButton::clicked, this, [this] {
        m_message->dismiss(); // it was about the run before
        m_driver->again();
    });
    return controls;
}

QTableView* RunPage::buildTable() {
    auto* table = new QTableView;
    table->setObjectName(QStringLiteral("runTable"));
    table->setAccessibleName(tr("Rows"));
    m_filter->setSourceModel(m_model);
    table->setModel(m_filter);
    table->setItemDelegateForColumn(RunModel::Outcome, new OutcomeDelegate(m_themes, table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(m_themes.theme().space.rowHeight);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setFrameShape(QFrame::NoFrame);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    const std::array widths{72, 120, 72, 96, 64};
    for (int column = 0; column < RunModel::Start; ++column)
        table->setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
    return table;
}

void RunPage::prepare(session::CallSpec spec, const QString& title, std::optional<base::Nanoseconds> answerTime) {
    if (m_driver->isActive())
        return;
    const bool other = !sameCall(spec, m_order.spec);
    m_order.spec = std::move(spec);
    m_order.answerTime = answerTime;
    m_setup->setFolder(m_order.spec.folder);
    m_title->setWholeText(
        QStringLiteral("%1  ·  %2 %3")
            .arg(title, QString::fromUtf8(m_order.spec.draft.method), QString::fromUtf8(m_order.spec.draft.url)));
    if (other) {
        m_message->dismiss();
        m_shown = nullptr;
        m_model->setRun(nullptr);
    }
    refresh();
    m_setup->focusTimes();
}

RunOrder RunPage::order() const {
    RunOrder order = m_order;
    order.times = m_setup->times();
    order.table = m_setup->table();
    order.concurrency = m_setup->concurrency();
    return order;
}

void RunPage::start() {
    if (m_driver->isActive())
        return;
    m_message->dismiss();
    m_shown = nullptr;
    m_model->setRun(nullptr);
    m_driver->start(order());
    m_shown = m_driver->run();
    m_model->setRun(m_shown);
    refresh();
}

void RunPage::togglePause() {
    if (m_shown && m_shown->stage() == Stage::Paused)
        m_driver->resume();
    else
        m_driver->pause();
}

void RunPage::stop() {
    m_driver->stop();
}

void RunPage::load(const QString& dataFile) {
    m_setup->load(dataFile);
}

QString RunPage::sentence() const {
    return m_sentence->text();
}

void RunPage::refresh() {
    m_timer.cancel();
    refreshButtons();
    const auto now = m_driver->now();
    m_chart->show(m_shown);
    m_facts->setVisible(m_shown != nullptr);
    m_chart->setVisible(m_shown != nullptr);
    m_table->setVisible(m_shown != nullptr);
    m_onlyUnfinished->setVisible(m_shown != nullptr);
    if (!m_shown) {
        // Limits come back while one looks at it.
        const auto wanted = order();
        m_sentence->setText(forecastWords(wanted.rows(), wanted.concurrency, m_driver->forecast(wanted), now));
        m_timer = m_backend.scheduler().after(std::chrono::seconds(1), [this] { refresh(); });
        return;
    }
    const auto rest = m_driver->forecastOfRest();
    m_facts->show(factsOf(*m_shown, rest, now));
    m_model->refresh();
    if (m_shown->stage() == Stage::Over)
        return m_sentence->setText(endWords(*m_shown, m_driver->least(), now));
    const auto& counts = m_shown->counts();
    const auto place = m_driver->place();
    QString text = m_shown->stage() == Stage::Paused
                       ? tr("Paused: nothing new goes out.")
                       : forecastWords(counts.open + counts.waiting, m_shown->concurrency(), rest, now);
    if (place)
        text += u' ' + tr("The next row: %1.").arg(placeWords(*place, now));
    m_sentence->setText(text);
}

void RunPage::refreshButtons() {
    const auto stage = m_shown ? m_shown->stage() : Stage::Ready;
    const bool active = m_shown && m_driver->isActive();
    m_start->setVisible(!active);
    m_start->setText(stage == Stage::Over ? tr("Start anew") : tr("Start"));
    m_pause->setVisible(active);
    m_pause->setText(stage == Stage::Paused ? tr("Resume") : tr("Pause"));
    m_stop->setVisible(active);
    // The keyboard is not left behind on what can no longer be used.
    if (active && m_setup->isEnabled() && isVisible())
        m_pause->setFocus();
    m_setup->setEnabled(!active);
    const auto unfinished = m_shown ? m_shown->unfinished() : 0;
    m_again->setVisible(stage == Stage::Over && unfinished > 0);
    m_again->setText(unfinished == 1 ? tr("Run the row that is left")
                                     : tr("Run the %1 that are left").arg(countText(unfinished)));
    m_export->setEnabled(m_shown && m_shown->counts().done() > 0);
}

void RunPage::end() {
    if (!m_driver->problem().isEmpty())
        m_message->say(diagnosis::Cause::Credential, m_driver->problem());
    if (!isVisible())
        Q_EMIT m_backend.noticed(endWords(*m_driver->run(), m_driver->least(), m_driver->now()));
}

QString RunPage::exportTo(const QString& path) const {
    if (!m_shown)
        return {};
    const bool json = path.endsWith(u".json", Qt::CaseInsensitive);
    const QByteArray bytes = json ? runs::resultsJson(*m_shown) : runs::resultsCsv(*m_shown);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return tr("%1 cannot be written: %2. Choose another folder.").arg(path, file.errorString());
}

void RunPage::chooseExport() {
    auto* dialog = new QFileDialog(this, tr("Export the rows"), m_order.spec.folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("JSON (*.json)")});
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(u"json") ? QStringLiteral("json") : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const QString problem = exportTo(path);
        m_message->say(problem.isEmpty() ? diagnosis::Cause::None : diagnosis::Cause::Overload,
                       problem.isEmpty() ? tr("The rows are in %1.").arg(path) : problem);
    });
    dialog->open();
}

} // namespace knockback::ui
