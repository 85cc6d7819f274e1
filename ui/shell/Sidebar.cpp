// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Sidebar.h"

#include "ui/shell/SidebarDelegate.h"

#include <QKeyEvent>
#include <QToolButton>

namespace knockback::ui {

Sidebar::Sidebar(SidebarModel& model, ThemeManager& themes, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_add(new QToolButton(this)) {
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Requests, scenarios and credentials"));
    setModel(&model);
    setItemDelegate(new SidebarDelegate(model, themes, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setViewportMargins(8, 6, 8, 6);
    setMinimumWidth(168);
    m_add->setObjectName(QStringLiteral("sidebarAdd"));
    m_add->setText(QStringLiteral("+"));
    m_add->setToolTip(tr("New request (Ctrl+N)"));
    m_add->setAccessibleName(tr("New request"));
    connect(m_add, &QToolButton::clicked, this, &Sidebar::newRequested);
    connect(this, &QListView::clicked, this, &Sidebar::choose);
}

void Sidebar::select(SidebarKind kind, const QString& id) {
    const int row = m_model.rowOf(kind, id);
    if (row < 0)
        clearSelection();
    else
        setCurrentIndex(m_model.index(row));
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
    case SidebarKind::Heading:
        return;
    }
}

void Sidebar::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier)
        return choose(currentIndex());
    QListView::keyPressEvent(event);
}

void Sidebar::resizeEvent(QResizeEvent* event) {
    QListView::resizeEvent(event);
    m_add->setGeometry(width() - 38, 16, 26, 24);
}

} // namespace knockback::ui
