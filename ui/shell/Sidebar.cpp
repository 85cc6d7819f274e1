// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Sidebar.h"

#include "ui/shell/SidebarDelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace knockback::ui {

namespace {

constexpr int headHeight = 44;
constexpr int side = 8;

} // namespace

Sidebar::Sidebar(SidebarModel& model, ThemeManager& themes, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_filter(new QLineEdit(this))
    , m_add(new QToolButton(this)) {
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Requests, scenarios and credentials"));
    setModel(&model);
    setItemDelegate(new SidebarDelegate(model, themes, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setViewportMargins(side, headHeight, side, 6);
    setMinimumWidth(168);
    buildHead();
    connect(&themes, &ThemeManager::changed, this, [this] { scheduleDelayedItemsLayout(); });
    connect(this, &QListView::clicked, this, &Sidebar::choose);
}

void Sidebar::buildHead() {
    m_filter->setObjectName(QStringLiteral("sidebarFilter"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter requests, scenarios and credentials"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_add->setObjectName(QStringLiteral("sidebarAdd"));
    m_add->setText(QStringLiteral("+"));
    m_add->setToolTip(tr("New request (Ctrl+N)"));
    m_add->setAccessibleName(tr("New request"));
    connect(m_add, &QToolButton::clicked, this, &Sidebar::newRequested);
    connect(m_filter, &QLineEdit::textChanged, &m_model, &SidebarModel::setFilter);
}

void Sidebar::select(SidebarKind kind, const QString& id) {
    const int row = m_model.rowOf(kind, id);
    if (row < 0)
        clearSelection();
    else
        setCurrentIndex(m_model.index(row));
}

void Sidebar::focusFilter() {
    m_filter->setFocus();
    m_filter->selectAll();
}

QString Sidebar::focusedRequest() const {
    if (!hasFocus() || !currentIndex().isValid())
        return {};
    const auto& row = m_model.row(currentIndex().row());
    return row.kind == SidebarKind::Request ? row.id : QString();
}

void Sidebar::choose(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const auto row = m_model.row(index.row());
    switch (row.kind) {
    case SidebarKind::Request:
        return Q_EMIT requestChosen(row.id);
    case SidebarKind::Scenario:
        return Q_EMIT scenarioToggled(row.id.toUtf8());
    case SidebarKind::Credential:
        return Q_EMIT credentialChosen(row.id.toUtf8());
    case SidebarKind::Folder:
    case SidebarKind::File:
        return fold(!row.folded);
    case SidebarKind::Heading:
        return;
    }
}

// Folding hides rows: the keyboard stays on the folder.
void Sidebar::fold(bool folded) {
    const auto row = m_model.row(currentIndex().row());
    m_model.setFolded(row.id, folded);
    select(row.kind, row.id);
}

void Sidebar::chooseFirst() {
    for (int i = 0; i < m_model.rowCount(); ++i) {
        if (m_model.row(i).kind == SidebarKind::Request)
            return Q_EMIT requestChosen(m_model.row(i).id);
    }
}

void Sidebar::keyPressEvent(QKeyEvent* event) {
    const bool plain = event->modifiers() == Qt::NoModifier && currentIndex().isValid();
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return choose(currentIndex());
    if (plain && event->key() == Qt::Key_Delete && !focusedRequest().isEmpty())
        return Q_EMIT deedRequested(focusedRequest(), Deed::Delete);
    if (plain && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        const auto row = m_model.row(currentIndex().row());
        if (row.isGroup())
            return fold(event->key() == Qt::Key_Left);
        // From a request Left goes up to its file.
        for (int i = currentIndex().row(); event->key() == Qt::Key_Left && i >= 0; --i) {
            if (m_model.row(i).isGroup() && m_model.row(i).depth < row.depth)
                return setCurrentIndex(m_model.index(i));
        }
    }
    QListView::keyPressEvent(event);
}

void Sidebar::contextMenuEvent(QContextMenuEvent* event) {
    const auto index = event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, m_model.row(index.row()));
    if (menu->isEmpty())
        return menu->deleteLater();
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                                                               : event->globalPos());
}

void Sidebar::fillMenu(QMenu& menu, const SidebarRow& row) {
    if (row.kind == SidebarKind::File)
        connect(menu.addAction(tr("New request in this file")), &QAction::triggered, this,
                [this, file = row.id] { Q_EMIT newRequestedIn(file); });
    if (row.kind != SidebarKind::Request)
        return;
    const auto add = [&](const QString& text, Deed deed) {
        connect(menu.addAction(text), &QAction::triggered, this,
                [this, id = row.id, deed] { Q_EMIT deedRequested(id, deed); });
    };
    add(tr("Open"), Deed::Open);
    add(tr("Rename…\tF2"), Deed::Rename);
    add(tr("Duplicate\tCtrl+D"), Deed::Duplicate);
    auto* files = menu.addMenu(tr("Move to"));
    for (const QString& file : m_model.filesBeside(row.id))
        connect(files->addAction(file), &QAction::triggered, this,
                [this, id = row.id, file] { Q_EMIT moveRequested(id, file); });
    files->setEnabled(!files->isEmpty());
    add(tr("Copy as .http text"), Deed::CopyText);
    menu.addSeparator();
    add(tr("Delete\tDel"), Deed::Delete);
}

// From the field Down goes into the list, Return opens the first request that is left, Esc shows everything again.
bool Sidebar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_filter)
        return QListView::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
        !m_filter->text().isEmpty())
        event->accept();
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        setFocus();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        chooseFirst();
        return true;
    case Qt::Key_Escape:
        m_filter->clear();
        return true;
    default:
        return false;
    }
}

void Sidebar::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    const int button = 30;
    m_filter->setGeometry(side + 2, side, width() - 2 * side - button - 8, 30);
    m_add->setGeometry(width() - side - button, side, button, 30);
}

} // namespace knockback::ui
