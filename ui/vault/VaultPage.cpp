// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/VaultPage.h"

#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialDelegate.h"
#include "ui/vault/CredentialDetail.h"
#include "ui/vault/CredentialForm.h"
#include "ui/vault/CredentialModel.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/MessageBar.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QString whereKept(vault::VaultMode mode) {
    switch (mode) {
    case vault::VaultMode::Keychain:
        return QStringLiteral("sealed on disk, the key is in the system keychain (Secret Service)");
    case vault::VaultMode::Passphrase:
        return QStringLiteral("sealed on disk with a passphrase");
    case vault::VaultMode::MemoryOnly:
        return QStringLiteral("in memory only, gone when Knockback closes");
    }
    return {};
}

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
    , m_model(new CredentialModel(backend.scheduler().clock(), this))
    , m_table(new QTableView)
    , m_subtitle(new QLabel)
    , m_message(new MessageBar(themes))
    , m_left(new QStackedWidget)
    , m_empty(new EmptyState(
          themes, QStringLiteral("vault"),
          QStringLiteral("No credentials yet. A secret added here is used as {{vault:name}}, goes to its "
                         "allowed hosts only, and is hidden in everything that leaves this program."),
          QStringLiteral("Add credential")))
    , m_side(new QStackedWidget)
    , m_detail(new CredentialDetail(vault, backend.scheduler(), themes))
    , m_form(new CredentialForm) {
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CredentialDelegate(themes, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(QStringLiteral("Credentials"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(52);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(CredentialModel::Hosts, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(CredentialModel::Rotation, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_left->addWidget(m_table);
    m_left->addWidget(m_empty);
    m_side->addWidget(scrolling(m_detail));
    m_side->addWidget(scrolling(m_form));
    m_side->setMinimumWidth(360);

    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(18, 16, 18, 12);
    column->setSpacing(12);
    column->addWidget(buildHead());
    column->addWidget(m_message);
    column->addWidget(m_left, 1);

    auto* splitter = new QSplitter;
    splitter->addWidget(list);
    splitter->addWidget(m_side);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({900, 400});
    splitter->setChildrenCollapsible(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(splitter);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VaultPage::showSelected);
    connect(m_empty, &EmptyState::actionTriggered, this, &VaultPage::beginAdding);
    connect(m_form, &CredentialForm::cancelled, this, &VaultPage::showSelected);
    connect(m_form, &CredentialForm::submitted, this, &VaultPage::save);
    connect(m_detail, &CredentialDetail::removeRequested, this, &VaultPage::askToRemove);
    connect(m_detail, &CredentialDetail::rotateRequested, this, [this](const QByteArray& name) {
        m_rotating = name;
        m_detail->setRotating(true);
        m_backend.rotate(name);
    });
    connect(&backend, &Backend::credentialsChanged, this, &VaultPage::refresh);
    connect(&backend, &Backend::journalGrew, this, &VaultPage::readJournal);
    readJournal();
    refresh();
}

VaultPage::~VaultPage() = default;

QWidget* VaultPage::buildHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(4);
    auto* title = new QLabel(QStringLiteral("Vault"));
    setRole(title, "title");
    setRole(m_subtitle, "muted");
    m_subtitle->setWordWrap(true);
    titles->addWidget(title);
    titles->addWidget(m_subtitle);
    row->addLayout(titles, 1);
    auto* add = new QPushButton(QStringLiteral("Add credential"));
    add->setObjectName(QStringLiteral("addCredential"));
    setRole(add, "primary");
    connect(add, &QPushButton::clicked, this, &VaultPage::beginAdding);
    row->addWidget(add, 0, Qt::AlignTop);
    return head;
}

void VaultPage::refresh() {
    const auto* current = m_model->at(m_table->currentIndex().row());
    const QByteArray selected = current ? current->name : QByteArray();
    m_model->setCredentials(m_vault.list());
    const int count = m_model->rowCount();
    m_subtitle->setText(
        QStringLiteral("%1 · secrets %2")
            .arg(count == 1 ? QStringLiteral("1 credential") : QStringLiteral("%1 credentials").arg(count),
                 whereKept(m_vault.mode())));
    m_left->setCurrentWidget(count ? static_cast<QWidget*>(m_table) : m_empty);
    if (count && m_model->rowOf(selected) < 0)
        m_table->selectRow(0);
    else if (count)
        m_table->selectRow(m_model->rowOf(selected));
    if (m_side->currentIndex() == 0)
        showSelected();
    if (const QString notice = m_backend.vaultNotice(); !notice.isEmpty() && m_message->sentence().isEmpty())
        m_message->say(diagnosis::Cause::RateLimit, notice);
}

void VaultPage::select(const QByteArray& credential) {
    if (const int row = m_model->rowOf(credential); row >= 0)
        m_table->selectRow(row);
}

void VaultPage::showSelected() {
    m_side->setCurrentIndex(0);
    const auto* credential = m_model->at(m_table->currentIndex().row());
    m_side->setVisible(credential != nullptr);
    if (!credential)
        return;
    m_detail->setCredential(*credential);
    m_detail->setRotations(m_rotations[credential->name]);
    m_detail->setRotating(m_rotating == credential->name);
}

void VaultPage::beginAdding() {
    m_side->show();
    m_side->setCurrentIndex(1);
    m_form->begin();
}

void VaultPage::readJournal() {
    bool changed = false;
    for (auto events = m_backend.journal().since(m_seen); !events.empty(); events = m_backend.journal().since(m_seen))
        for (auto& event : events) {
            m_seen = event.sequence;
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
    if (m_side->currentIndex() == 0 && m_side->isVisible())
        m_detail->tick();
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
    tick();
}

void VaultPage::change(std::function<base::Outcome<vault::VaultError>()> work, std::function<void()> done) {
    m_background.run(
        [work = std::move(work)]() -> QString {
            const auto outcome = work();
            return outcome ? QString() : outcome.error().sentence;
        },
        [this, done = std::move(done)](const QString& problem) {
            if (problem.isEmpty())
                done();
            else if (m_side->currentIndex() == 1)
                m_form->showProblem(problem);
            else
                m_message->say(diagnosis::Cause::Credential, problem);
            refresh();
        });
}

void VaultPage::save() {
    const auto secrets = std::make_shared<vault::Secrets>(m_form->takeSecrets());
    change([this, credential = m_form->credential(), secrets] { return m_vault.add(credential, std::move(*secrets)); },
           [this, name = m_form->credential().name] {
               m_form->begin();
               m_side->setCurrentIndex(0);
               refresh();
               select(name);
           });
}

void VaultPage::askToRemove(const QByteArray& name) {
    m_message->say(
        diagnosis::Cause::Credential,
        QStringLiteral("Remove “%1” and its secret? Requests that use it will be refused. This cannot be undone.")
            .arg(QString::fromUtf8(name)));
    auto* yes = m_message->addButton(QStringLiteral("Remove"), "danger");
    connect(yes, &QPushButton::clicked, this, [this, name] {
        m_message->dismiss();
        change([this, name] { return m_vault.remove(name); }, [] {});
    });
}

} // namespace knockback::ui
