// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/EnvironmentPage.h"

#include "ui/settings/VariableModel.h"
#include "ui/settings/VariableSecrets.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/MessageBar.h"

#include <QHeaderView>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace knockback::ui {

namespace {

const QString shared = QStringLiteral("$shared");
constexpr int nameRole = Qt::UserRole;

// One row in place of another, where that one still stands as it was; else nothing is done, and `changed` says so.
EnvironmentDesk::Change replacing(const workspace::EnvironmentRow& before, const workspace::EnvironmentRow& after,
                                  const QString& changed) {
    return [before, after, changed](workspace::EnvironmentEdit& files) -> base::Outcome<workspace::FileError> {
        const auto rows = files.rows();
        if (!rows)
            return base::Failure(rows.error());
        if (std::find(rows->begin(), rows->end(), before) == rows->end())
            return base::Failure(workspace::FileError{{}, 0, changed});
        return files.set(after);
    };
}

} // namespace

EnvironmentPage::EnvironmentPage(Backend& backend, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_model(new VariableModel(this))
    , m_message(new MessageBar(themes))
    , m_names(new QListWidget)
    , m_table(new QTableView)
    , m_rename(new QPushButton(tr("Rename…")))
    , m_remove(new QPushButton(tr("Delete")))
    , m_removeVariable(new QPushButton(tr("Delete variable"))) {
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildNames());
    splitter->addWidget(buildVariables());
    splitter->setSizes({260, 800});
    splitter->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 14, 12, 12);
    column->setSpacing(12);
    column->addWidget(buildHead());
    column->addWidget(m_message);
    column->addWidget(splitter, 1);
    connectModel();
    connect(&m_desk, &EnvironmentDesk::loaded, this, &EnvironmentPage::display);
    connect(&m_desk, &EnvironmentDesk::failed, this,
            [this](const QString& sentence) { say(diagnosis::Cause::Overload, sentence); });
    connect(m_message, &MessageBar::dismissed, this, &EnvironmentPage::withdrawOffer);
    connect(&backend, &Backend::workspaceChanged, this, &EnvironmentPage::follow);
}

QWidget* EnvironmentPage::buildHead() {
    auto* title = new QLabel(tr("Environments"));
    setRole(title, "title");
    auto* subtitle = new QLabel(tr("{{variables}} of this workspace, kept in http-client.env.json, and private ones in "
                                   "http-client.private.env.json. Secrets are safer in the vault."));
    setRole(subtitle, "muted");
    subtitle->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"));
    close->setToolTip(tr("Back to the requests (Esc)"));
    connect(close, &QPushButton::clicked, this, &EnvironmentPage::closeRequested);
    auto* head = new QWidget;
    auto* words = new QVBoxLayout;
    words->addWidget(title);
    words->addWidget(subtitle);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    return head;
}

QWidget* EnvironmentPage::buildNames() {
    m_names->setObjectName(QStringLiteral("environmentNames"));
    m_names->setAccessibleName(tr("Environments"));
    m_names->setMinimumWidth(200);
    auto* add = new QPushButton(tr("Add…"));
    add->setObjectName(QStringLiteral("addEnvironment"));
    auto* buttons = new QHBoxLayout;
    for (auto* button : {add, m_rename, m_remove})
        buttons->addWidget(button);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 12, 0);
    column->addWidget(m_names, 1);
    column->addLayout(buttons);
    connect(m_names, &QListWidget::currentRowChanged, this, &EnvironmentPage::showChosen);
    connect(add, &QPushButton::clicked, this, &EnvironmentPage::addEnvironment);
    connect(m_rename, &QPushButton::clicked, this, &EnvironmentPage::renameEnvironment);
    connect(m_remove, &QPushButton::clicked, this, &EnvironmentPage::removeEnvironment);
    return side;
}

QWidget* EnvironmentPage::buildVariables() {
    m_table->setObjectName(QStringLiteral("variableTable"));
    m_table->setAccessibleName(tr("Variables"));
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(VariableModel::Value, QHeaderView::Stretch);
    m_table->setColumnWidth(VariableModel::Name, 200);
    m_table->setColumnWidth(VariableModel::Private, 80);
    m_table->installEventFilter(this);
    auto* reveal = new QPushButton(tr("Reveal private values"));
    reveal->setCheckable(true);
    connect(reveal, &QPushButton::toggled, m_model, &VariableModel::setRevealed);
    connect(m_removeVariable, &QPushButton::clicked, this, &EnvironmentPage::removeVariable);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_removeVariable);
    buttons->addStretch(1);
    buttons->addWidget(reveal);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(12, 0, 0, 0);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    return side;
}

void EnvironmentPage::connectModel() {
    connect(m_model, &VariableModel::setRequested, this, [this](const workspace::EnvironmentRow& row) {
        m_desk.change([row](workspace::EnvironmentEdit& files) { return files.set(row); });
        considerOffer(row);
    });
    connect(m_model, &VariableModel::renameRequested, this, [this](const QByteArray& from, const QByteArray& to) {
        withdrawOffer();
        m_desk.change([environment = chosen(), from, to](workspace::EnvironmentEdit& files) {
            return files.renameVariable(environment, from, to);
        });
    });
}

void EnvironmentPage::say(diagnosis::Cause cause, const QString& sentence) {
    m_offered.reset();
    m_message->say(cause, sentence);
}

// The offer comes when the row stands in its file, and is about nothing but that row.
void EnvironmentPage::considerOffer(const workspace::EnvironmentRow& row) {
    withdrawOffer();
    if (secretIn(row, m_backend.credentials()))
        m_suspect = row;
}

void EnvironmentPage::followRows() {
    if (m_offered && !stands(*m_offered)) {
        m_offered.reset();
        m_message->dismiss();
    }
    if (m_suspect && stands(*m_suspect))
        offerVault(*std::exchange(m_suspect, std::nullopt));
}

void EnvironmentPage::withdrawOffer() {
    m_suspect.reset();
    if (std::exchange(m_offered, std::nullopt))
        m_message->dismiss();
}

void EnvironmentPage::offerVault(const workspace::EnvironmentRow& row) {
    say(diagnosis::Cause::Credential,
        tr("The value of %1 looks like a secret. In %2 it stands in the clear.")
            .arg(QString::fromUtf8(row.name),
                 row.secret ? QStringLiteral("http-client.private.env.json") : QStringLiteral("http-client.env.json")));
    m_offered = row;
    auto* move = m_message->addButton(tr("Move to the vault"));
    move->setToolTip(tr("Keep it sealed, and write its reference here"));
    connect(move, &QPushButton::clicked, this, [this, row] { moveToVault(row); });
}

void EnvironmentPage::moveToVault(const workspace::EnvironmentRow& row) {
    withdrawOffer(); // a second click would keep it twice
    const auto credential = secretIn(row, m_backend.credentials());
    if (!credential || !stands(row))
        return;
    auto secrets = std::make_shared<vault::Secrets>();
    secrets->emplace(vault::SecretRole::Value, base::Secret::copyOf(row.value));
    const QPointer<EnvironmentPage> self(this);
    m_backend.addCredential(*credential, std::move(secrets),
                            [self, row, folder = m_folder, added = *credential](const QString& problem) {
                                if (!self)
                                    return;
                                if (problem.isEmpty())
                                    self->refer(row, folder, added);
                                else
                                    self->say(diagnosis::Cause::Credential, tr("Not moved: %1").arg(problem));
                            });
}

// The vault may have taken its time: what is shown, and what stands in the files, can be something else by now.
void EnvironmentPage::refer(const workspace::EnvironmentRow& row, const QString& folder,
                            const vault::Credential& credential) {
    const QString name = QString::fromUtf8(credential.name);
    const QString variable = QString::fromUtf8(row.name);
    if (folder != m_folder)
        return say(
            diagnosis::Cause::None,
            tr("Kept in the vault as %1. %2 of the workspace that was open then is as it was.").arg(name, variable));
    auto moved = row;
    moved.value = "{{vault:" + credential.name + "}}";
    m_desk.change(replacing(
        row, moved, tr("Kept in the vault as %1. %2 was changed meanwhile and is left as it is.").arg(name, variable)));
    const QString hosts =
        credential.hosts.empty() ? tr(" It goes nowhere until its hosts are written on the Vault page.") : QString();
    say(diagnosis::Cause::None, tr("Kept in the vault as %1; here stands {{vault:%1}}.%2").arg(name, hosts));
    connect(m_message->addButton(tr("&Undo")), &QPushButton::clicked, this, [this, row, moved, folder, name, variable] {
        if (folder != m_folder)
            return m_message->dismiss();
        m_desk.change(
            replacing(moved, row, tr("%1 was changed since it was moved, and is left as it is.").arg(variable)));
        say(diagnosis::Cause::None,
            tr("%1 stands here in the clear again. The vault still has %2: delete it there if nothing uses it.")
                .arg(variable, name));
    });
}

// Only what is looked at is read.
void EnvironmentPage::follow() {
    const QString folder = m_backend.workspace().folder;
    if (!isVisible() || folder.isEmpty())
        return;
    if (folder != std::exchange(m_folder, folder)) {
        m_rows.clear(); // nothing of another workspace can be changed or taken back here
        m_suspect.reset();
        m_offered.reset();
        m_message->dismiss();
    }
    m_desk.open(folder);
}

void EnvironmentPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    follow();
}

void EnvironmentPage::display(const QStringList& names, const std::vector<workspace::EnvironmentRow>& rows) {
    const QString before = chosen();
    m_rows = rows;
    QStringList all = names;
    all.removeAll(shared);
    all.prepend(shared);
    m_names->clear();
    for (const auto& name : all) {
        auto* item = new QListWidgetItem(name == shared ? tr("In every environment") : name, m_names);
        item->setData(nameRole, name);
    }
    m_names->setCurrentRow(static_cast<int>(std::max<qsizetype>(all.indexOf(before), 0)));
    followRows();
}

bool EnvironmentPage::stands(const workspace::EnvironmentRow& row) const {
    return std::find(m_rows.begin(), m_rows.end(), row) != m_rows.end();
}

QString EnvironmentPage::chosen() const {
    const auto* item = m_names->currentItem();
    return item ? item->data(nameRole).toString() : QString();
}

std::vector<workspace::EnvironmentRow> EnvironmentPage::rowsOf(const QString& environment) const {
    std::vector<workspace::EnvironmentRow> rows;
    std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(rows),
                 [&environment](const auto& row) { return row.environment == environment; });
    return rows;
}

void EnvironmentPage::showChosen() {
    const QString name = chosen();
    if (name.isEmpty())
        return;
    m_rename->setEnabled(name != shared);
    m_remove->setEnabled(name != shared);
    m_model->setRows(name, rowsOf(name));
}

void EnvironmentPage::askName(const QString& question, const QString& start,
                              std::function<void(const QString&)> named) {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Environment"));
    dialog->setLabelText(question);
    dialog->setTextValue(start);
    connect(dialog, &QInputDialog::textValueSelected, this, [named = std::move(named)](const QString& name) {
        if (!name.trimmed().isEmpty())
            named(name.trimmed());
    });
    dialog->open();
}

void EnvironmentPage::addEnvironment() {
    askName(tr("Name of the new environment, such as staging"), {}, [this](const QString& name) {
        m_desk.change([name](workspace::EnvironmentEdit& files) { return files.addEnvironment(name); });
    });
}

void EnvironmentPage::renameEnvironment() {
    askName(tr("New name"), chosen(), [this, from = chosen()](const QString& to) {
        withdrawOffer();
        m_desk.change([from, to](workspace::EnvironmentEdit& files) { return files.renameEnvironment(from, to); });
    });
}

void EnvironmentPage::removeEnvironment() {
    const QString name = chosen();
    auto rows = rowsOf(name);
    m_desk.change([name](workspace::EnvironmentEdit& files) { return files.removeEnvironment(name); });
    sayRemoved(tr("The environment %1 is deleted.").arg(name), std::move(rows));
}

void EnvironmentPage::removeVariable() {
    const auto* row = m_model->at(m_table->currentIndex().row());
    if (!row)
        return;
    const auto removed = *row;
    m_desk.change([removed](workspace::EnvironmentEdit& files) {
        return files.removeVariable(removed.environment, removed.name);
    });
    sayRemoved(tr("The variable %1 is deleted.").arg(QString::fromUtf8(removed.name)), {removed});
}

void EnvironmentPage::sayRemoved(const QString& sentence, std::vector<workspace::EnvironmentRow> rows) {
    withdrawOffer();
    say(diagnosis::Cause::None, sentence);
    if (rows.empty())
        return;
    connect(m_message->addButton(tr("&Undo")), &QPushButton::clicked, this, [this, rows = std::move(rows)] {
        for (const auto& row : rows)
            m_desk.change([row](workspace::EnvironmentEdit& files) { return files.set(row); });
        m_message->dismiss();
    });
}

void EnvironmentPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closeRequested();
    QWidget::keyPressEvent(event);
}

bool EnvironmentPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeVariable();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace knockback::ui
