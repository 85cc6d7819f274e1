// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/KeysPanel.h"

#include "ui/settings/KeyCapture.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/MessageBar.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

KeysPanel::KeysPanel(ActionTable& actions, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_model(new KeyTable(actions, this))
    , m_message(new MessageBar(themes))
    , m_search(new QLineEdit)
    , m_table(new QTableView)
    , m_reset(new QPushButton(tr("Reset this key")))
    , m_resetAll(new QPushButton(tr("Reset all keys")))
    , m_question(new QLabel)
    , m_capture(new KeyCapture)
    , m_note(new QLabel)
    , m_use(new QPushButton(tr("Use it"))) {
    m_search->setObjectName(QStringLiteral("keySearch"));
    m_search->setPlaceholderText(tr("Search an action or a key"));
    m_search->setAccessibleName(tr("Search actions and keys"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    buildTable();
    auto* head = new QHBoxLayout;
    head->addWidget(m_search, 1);
    head->addWidget(m_reset);
    head->addWidget(m_resetAll);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_message);
    column->addWidget(m_editor = buildEditor());
    column->addWidget(m_table, 1);
    connect(m_search, &QLineEdit::textChanged, m_model, &KeyTable::search);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (const auto* binding = m_model->at(m_table->currentIndex().row()))
            m_actions.reset(binding->id);
        sayProblem();
    });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        m_actions.resetAll();
        sayProblem();
    });
    connect(&actions, &ActionTable::keysChanged, this, &KeysPanel::updateButtons);
    sayProblem();
    updateButtons();
}

void KeysPanel::buildTable() {
    m_table->setObjectName(QStringLiteral("keyTable"));
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(KeyTable::Action, QHeaderView::Stretch);
    m_table->setColumnWidth(KeyTable::Keys, 260);
    m_table->installEventFilter(this);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &KeysPanel::edit);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &KeysPanel::updateButtons);
}

QWidget* KeysPanel::buildEditor() {
    auto* editor = new QFrame;
    setRole(editor, "card");
    auto* remove = new QPushButton(tr("No key"));
    auto* cancel = new QPushButton(tr("Cancel"));
    setRole(m_use, "primary");
    m_use->setObjectName(QStringLiteral("useKey"));
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_note->setWordWrap(true);
    setRole(m_note, "muted");
    m_capture->setFixedWidth(200);
    auto* row = new QHBoxLayout;
    row->addWidget(m_question, 1);
    row->addWidget(m_capture);
    row->addWidget(m_use);
    row->addWidget(remove);
    row->addWidget(cancel);
    auto* column = new QVBoxLayout(editor);
    column->addLayout(row);
    column->addWidget(m_note);
    connect(m_capture, &KeyCapture::captured, this, &KeysPanel::explain);
    connect(m_capture, &KeyCapture::confirmed, this, &KeysPanel::use);
    connect(m_capture, &KeyCapture::cancelled, this, &KeysPanel::leave);
    connect(m_use, &QPushButton::clicked, this, &KeysPanel::use);
    connect(cancel, &QPushButton::clicked, this, &KeysPanel::leave);
    connect(remove, &QPushButton::clicked, this, &KeysPanel::removeKeys);
    editor->hide();
    return editor;
}

void KeysPanel::focusSearch() {
    m_search->setFocus();
    m_search->selectAll();
}

void KeysPanel::edit() {
    const auto* binding = m_model->at(m_table->currentIndex().row());
    if (!binding)
        return;
    m_edited = binding->id;
    m_question->setText(tr("New key for “%1”").arg(binding->text));
    m_editor->show();
    m_capture->start();
    explain({});
}

// Says before anything changes who would lose the key.
void KeysPanel::explain(const QKeySequence& key) {
    const QString problem = problemWithKey(key);
    const auto* owner = m_actions.keys().owner(key);
    m_use->setEnabled(!key.isEmpty() && problem.isEmpty());
    m_use->setText(tr("Use it"));
    if (!problem.isEmpty())
        m_note->setText(problem);
    else if (key.isEmpty())
        m_note->setText(tr("Press it now, then Return. Esc leaves everything as it is."));
    else if (!owner)
        m_note->setText(tr("This key is free."));
    else if (owner->id == m_edited)
        m_note->setText(tr("This is the key that the action has."));
    else {
        m_use->setText(tr("Take it over"));
        m_note->setText(tr("“%1” has this key, and would be without it.").arg(owner->text));
    }
}

void KeysPanel::use() {
    if (!m_use->isEnabled())
        return;
    m_actions.assign(m_edited, {m_capture->key()});
    leave();
    sayProblem();
}

void KeysPanel::removeKeys() {
    m_actions.assign(m_edited, {});
    leave();
    sayProblem();
}

void KeysPanel::leave() {
    m_editor->hide();
    m_table->setFocus();
    if (const int row = m_model->rowOf(m_edited); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, KeyTable::Action));
}

void KeysPanel::sayProblem() {
    if (m_actions.problem().isEmpty())
        m_message->dismiss();
    else
        m_message->say(diagnosis::Cause::Overload, m_actions.problem());
}

void KeysPanel::updateButtons() {
    const auto* binding = m_model->at(m_table->currentIndex().row());
    m_reset->setEnabled(binding && binding->isChanged());
    const auto& all = m_actions.keys().bindings();
    m_resetAll->setEnabled(std::any_of(all.begin(), all.end(), [](const auto& b) { return b.isChanged(); }));
}

bool KeysPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent*>(event)->key();
    if (watched == m_table && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        edit();
        return true;
    }
    if (watched == m_search && key == Qt::Key_Down) {
        m_table->setFocus();
        m_table->setCurrentIndex(m_model->index(0, KeyTable::Action));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace knockback::ui
