// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/VaultPage.h"

#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialDelegate.h"
#include "ui/vault/CredentialDetail.h"
#include "ui/vault/CredentialForm.h"
#include "ui/vault/CredentialModel.h"
#include "ui/vault/HygieneDesk.h"
#include "ui/vault/ImportPanel.h"
#include "ui/vault/LockDesk.h"
#include "ui/vault/ReplacePanel.h"
#include "ui/vault/RotationLines.h"
#include "ui/vault/UnlockPanel.h"
#include "ui/vault/VaultFollower.h"
#include "ui/vault/VaultHead.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/MessageBar.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QScrollArea* scrolling(QWidget* content) {
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return area;
}

} // namespace

VaultPage::VaultPage(Backend& backend, vault::Vault& vault, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_vault(vault)
    , m_themes(themes)
    , m_started(backend.scheduler().clock().wallNow())
    , m_lock(new LockDesk(vault, backend.scheduler(), backend.dataDir(), this))
    , m_hygiene(new HygieneDesk(backend, vault, this))
    , m_model(new CredentialModel(backend.scheduler().clock(), this))
    , m_head(new VaultHead(*m_lock))
    , m_table(new QTableView)
    , m_message(new MessageBar(themes))
    , m_left(new QStackedWidget)
    , m_empty(new EmptyState(
          themes, QStringLiteral("vault"),
          QStringLiteral("No credentials yet. A secret added here is used as {{vault:name}}, goes to its "
                         "allowed hosts only, and is hidden in everything that leaves this program."),
          QStringLiteral("Add credential")))
    , m_splitter(new QSplitter)
    , m_side(new QStackedWidget)
    , m_detail(new CredentialDetail(vault, backend.scheduler(), themes))
    , m_form(new CredentialForm)
    , m_unlock(new UnlockPanel)
    , m_import(new ImportPanel)
    , m_replace(new ReplacePanel) {
    buildTable();
    buildSides();
    connectParts();
    readJournal();
    refresh();
}

VaultPage::~VaultPage() = default;

void VaultPage::buildTable() {
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CredentialDelegate(m_themes, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setAccessibleName(QStringLiteral("Credentials"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(52);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CredentialModel::Hosts, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_left->addWidget(m_table);
    m_left->addWidget(m_empty);
}

void VaultPage::buildSides() {
    for (QWidget* side :
         {static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_unlock),
          static_cast<QWidget*>(m_import), static_cast<QWidget*>(m_replace)})
        m_side->addWidget(scrolling(side)); // in the order of Side
    m_side->setMinimumWidth(400);
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(18, 16, 18, 12);
    column->setSpacing(12);
    column->addWidget(m_head);
    column->addWidget(m_message);
    column->addWidget(m_left, 1);
    m_splitter->addWidget(list);
    m_splitter->addWidget(m_side);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({900, 420});
    m_splitter->setChildrenCollapsible(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_splitter);
}

void VaultPage::connectParts() {
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VaultPage::chosen);
    connect(m_table, &QTableView::doubleClicked, this, &VaultPage::beginEditing);
    connect(m_table, &QTableView::customContextMenuRequested, this, &VaultPage::openMenu);
    const auto onKey = [this](const QKeySequence& key, QWidget* where, Qt::ShortcutContext context, auto act) {
        auto* shortcut = new QShortcut(key, where, nullptr, nullptr, context);
        shortcut->setAutoRepeat(false); // a key that is held would go on with what is chosen next
        connect(shortcut, &QShortcut::activated, this, act);
    };
    onKey(Qt::Key_E, m_table, Qt::WidgetShortcut, &VaultPage::beginEditing);
    onKey(Qt::Key_Delete, m_table, Qt::WidgetShortcut, [this] {
        if (const auto* credential = m_model->at(m_table->currentIndex().row());
            credential && m_side->currentIndex() == Detail)
            remove(credential->name);
    });
    onKey(QKeySequence(QStringLiteral("Ctrl+R")), this, Qt::WidgetWithChildrenShortcut, &VaultPage::beginReplacing);
    connect(m_head, &VaultHead::addRequested, this, &VaultPage::beginAdding);
    connect(m_empty, &EmptyState::actionTriggered, this, &VaultPage::beginAdding);
    connect(m_form, &CredentialForm::cancelled, this, &VaultPage::leaveForm);
    connect(m_form, &CredentialForm::submitted, this, &VaultPage::save);
    connect(m_detail, &CredentialDetail::editRequested, this, &VaultPage::beginEditing);
    connect(m_detail, &CredentialDetail::replaceRequested, this, &VaultPage::beginReplacing);
    connect(m_replace, &ReplacePanel::submitted, this, &VaultPage::saveReplaced);
    connect(m_replace, &ReplacePanel::cancelled, this, &VaultPage::leaveForm);
    connect(m_detail, &CredentialDetail::removeRequested, this, &VaultPage::remove);
    connect(m_detail, &CredentialDetail::rotateRequested, this, [this](const QByteArray& name) {
        m_rotating = name;
        m_detail->setRotating(true);
        m_backend.rotate(name);
    });
    connect(m_head, &VaultHead::importRequested, this, &VaultPage::beginImport);
    connect(m_head, &VaultHead::waysRequested, this, &VaultPage::showWays);
    connect(m_import, &ImportPanel::cancelled, this, &VaultPage::showSelected);
    connect(m_import, &ImportPanel::submitted, this, &VaultPage::addImported);
    connect(m_unlock, &UnlockPanel::submitted, this, &VaultPage::unlock);
    connect(m_lock, &LockDesk::failed, this, [this](const QString& sentence) {
        if (m_vault.isLocked())
            m_unlock->showProblem(sentence);
        else
            say(diagnosis::Cause::Credential, sentence);
    });
    connect(m_message, &MessageBar::dismissed, this, &VaultPage::endUndo);
    auto* follower = new VaultFollower(m_vault, m_backend.scheduler(), this);
    connect(follower, &VaultFollower::failed, this,
            [this](const QString& sentence) { say(diagnosis::Cause::Credential, sentence); });
    connect(m_lock, &LockDesk::policyChanged, this, &VaultPage::refresh);
    connect(m_hygiene, &HygieneDesk::looked, this, &VaultPage::refresh);
    connect(m_detail, &CredentialDetail::dismissRequested, this, &VaultPage::dismiss);
    connect(m_lock, &LockDesk::unlocked, this, [this] { m_unlock->setWaiting(m_held = 0); });
    connect(&m_backend, &Backend::vaultAwaited, this, [this] { m_unlock->setWaiting(++m_held); });
    connect(&m_backend, &Backend::credentialsChanged, this, &VaultPage::refresh);
    connect(&m_backend, &Backend::workspaceChanged, this, [this] { m_uses.clear(); });
    connect(&m_backend, &Backend::requestSaved, this, &VaultPage::noteRenamed);
    connect(&m_backend, &Backend::journalGrew, this, &VaultPage::readJournal);
}

void VaultPage::readPast(std::function<std::map<QByteArray, vault::CredentialUse>()> read) {
    m_hygiene->readPast(std::move(read));
}

void VaultPage::setActions(VaultActions actions) {
    m_actions = std::move(actions);
    m_detail->setActions(m_actions);
}

void VaultPage::say(diagnosis::Cause cause, const QString& sentence) {
    endUndo(); // its time is not this message's
    m_message->say(cause, sentence);
}

void VaultPage::ask(const QString& sentence, const QString& button, std::function<void()> act) {
    say(diagnosis::Cause::Credential, sentence);
    connect(m_message->addButton(button, "flat"), &QPushButton::clicked, this, [this, act = std::move(act)] {
        hush();
        act();
    });
}

void VaultPage::hush() {
    endUndo();
    m_message->dismiss();
}

void VaultPage::refresh() {
    const int row = m_table->currentIndex().row();
    const auto* current = m_model->at(row);
    const QByteArray selected = current ? current->name : QByteArray();
    const auto credentials = m_hygiene->withLastUse(m_vault.list());
    m_hygiene->setNames(credentials);
    const QScopedValueRollback refreshing(m_refreshing, true);
    m_model->setCredentials(credentials);
    const int count = m_model->rowCount();
    const bool locked = m_vault.isLocked();
    m_head->show(count, m_vault.mode(), locked);
    m_left->setCurrentWidget(count ? static_cast<QWidget*>(m_table) : m_empty);
    m_left->setVisible(count > 0 || !locked);
    const int kept = m_model->rowOf(selected);
    if (count) // else its neighbour, which has moved up
        m_table->selectRow(kept >= 0 ? kept : std::clamp(row, 0, count - 1));
    if (locked != (m_side->currentIndex() == Unlock))
        showSide(locked ? Unlock : m_form->isTouched() ? Form : Detail);
    if (m_side->currentIndex() == Detail)
        showSelected();
    if (isVisible())
        m_hygiene->look();
    if (const QString notice = m_backend.vaultNotice(); !notice.isEmpty() && !locked && m_message->sentence().isEmpty())
        say(diagnosis::Cause::RateLimit, notice);
}

void VaultPage::showSide(Side side) {
    const int left = m_side->currentIndex();
    m_side->setCurrentIndex(side);
    // Whatever leads away, secrets do not stay behind.
    if (left == Replace && side != Replace)
        m_replace->end();
    if (left == Import && side != Import)
        m_import->end();
    m_side->setVisible(side != Detail || m_model->rowCount() > 0);
    if (side == Unlock) {
        hush();
        m_form->forgetSecrets();
        m_unlock->begin(m_vault.mode(), m_model->rowCount() == 0 ? m_backend.vaultNotice() : QString());
    }
}

void VaultPage::select(const QByteArray& credential) {
    if (const int row = m_model->rowOf(credential); row >= 0)
        m_table->selectRow(row);
}

void VaultPage::showSelected() {
    if (m_vault.isLocked())
        return;
    const auto* credential = m_model->at(m_table->currentIndex().row());
    showSide(Detail);
    if (!credential)
        return;
    m_detail->setCredential(*credential);
    m_detail->setRotations(
        rotationLines(*credential, m_rotations[credential->name], m_started, m_backend.scheduler().clock().wallNow()));
    m_detail->setNamedBy(usesOfChosen(credential->name).names);
    m_detail->setUse(m_hygiene->use(credential->name), m_hygiene->copies(credential->name));
    m_detail->setRotating(m_rotating == credential->name);
}

void VaultPage::readJournal() {
    bool changed = false;
    for (auto events = m_backend.journal().since(m_seen); !events.empty(); events = m_backend.journal().since(m_seen))
        for (auto& event : events) {
            m_seen = event.sequence;
            m_hygiene->add(event);
            const auto* rotated = std::get_if<journal::CredentialRotated>(&event.body);
            if (!rotated)
                continue;
            if (m_rotating == rotated->credential)
                m_rotating.clear();
            auto& list = m_rotations[rotated->credential];
            list.insert(list.begin(), event);
            changed = true;
        }
    if (changed)
        refresh();
}

void VaultPage::tick() {
    m_model->tick();
    if (m_side->currentIndex() == Detail && m_side->isVisible()) {
        m_detail->setUse(m_hygiene->use(m_detail->name()), m_hygiene->copies(m_detail->name()));
        m_detail->tick();
    }
    if (isVisible())
        m_tick = m_backend.scheduler().after(base::Seconds(1), [this] { tick(); });
}

void VaultPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Where room is short the facts of the chosen credential stand beside the table anyway.
    const bool narrow = width() < 1100;
    for (const auto column : {CredentialModel::Rotation, CredentialModel::LastUsed, CredentialModel::Kind})
        m_table->setColumnHidden(column, narrow);
}

void VaultPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
    if (m_side->currentIndex() == Unlock)
        m_unlock->takeFocus();
    tick();
}

// Background tells of its latest work only: what is asked for meanwhile has to wait.
void VaultPage::change(std::function<base::Outcome<vault::VaultError>()> work, std::function<void()> done,
                       const QByteArray& removes) {
    m_changes.push_back({std::move(work), std::move(done), removes});
    if (m_changes.size() == 1)
        runChange();
}

void VaultPage::runChange() {
    m_background.run(
        [work = m_changes.front().work]() -> QString {
            const auto outcome = work();
            return outcome ? QString() : outcome.error().sentence;
        },
        [this](const QString& problem) {
            if (problem.isEmpty())
                m_changes.front().done();
            else
                sayProblem(problem);
            m_changes.pop_front(); // not before: what done() asks for comes after what waits
            refresh();
            if (!m_changes.empty())
                runChange();
        });
}

void VaultPage::sayProblem(const QString& problem) {
    if (m_side->currentIndex() == Form)
        m_form->showProblem(problem);
    else if (m_side->currentIndex() == Replace)
        m_replace->showProblem(problem);
    else
        say(diagnosis::Cause::Credential, problem);
}

void VaultPage::unlock() {
    m_unlock->setBusy(true);
    m_lock->unlock(m_unlock->takePassphrase());
}

} // namespace knockback::ui
