// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/JsonTreeView.h"

#include "ui/models/JsonTreeModel.h"
#include "ui/response/JsonTreeDelegate.h"
#include "ui/response/ResponseText.h"
#include "ui/theme/Fonts.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

namespace knockback::ui {

JsonTreeView::JsonTreeView(ThemeManager& themes, QWidget* parent)
    : QTreeView(parent)
    , m_themes(themes)
    , m_tree(new JsonTreeModel(this)) {
    setModel(m_tree);
    setItemDelegate(new JsonTreeDelegate(themes, this));
    setAccessibleName(tr("Response body, as a tree"));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setHeaderHidden(true);
    setIndentation(16);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    header()->setStretchLastSection(true);
    header()->resizeSection(JsonTreeModel::KeyColumn, 260);
    dress();
    connect(&themes, &ThemeManager::changed, this, &JsonTreeView::dress);
    connect(m_tree, &JsonTreeModel::fetched, this, [this] {
        openFirst();
        viewport()->update();
    });
    connect(this, &QTreeView::expanded, m_tree, &JsonTreeModel::fetch);
}

void JsonTreeView::dress() {
    setFont(monoFont(m_themes.theme().type.mono));
}

void JsonTreeView::setBody(const http::Body& body) {
    m_opened = false;
    m_tree->setBody(body);
}

// A text of one value shows what is in it.
void JsonTreeView::openFirst() {
    if (m_opened || m_tree->rowCount() == 0)
        return;
    m_opened = true;
    const auto first = m_tree->index(0, 0);
    if (m_tree->isContainer(first))
        expand(first);
    setCurrentIndex(first);
}

void JsonTreeView::scrollContentsBy(int dx, int dy) {
    QTreeView::scrollContentsBy(dx, dy);
    fetchVisible();
}

void JsonTreeView::paintEvent(QPaintEvent* event) {
    QTreeView::paintEvent(event);
    fetchVisible();
}

// Rows that stand for more are read as soon as they are seen.
void JsonTreeView::fetchVisible() {
    for (auto index = indexAt({1, 1}); index.isValid(); index = indexBelow(index)) {
        if (visualRect(index).top() > viewport()->height())
            return;
        if (m_tree->isMore(index))
            m_tree->fetch(index);
    }
}

void JsonTreeView::copyValue() {
    const QByteArray value = m_tree->value(currentIndex(), copyLimit);
    if (value.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(value));
    Q_EMIT noted(value.size() == copyLimit ? tr("Copied the first %1 of the value.").arg(sizeText(copyLimit))
                                           : tr("Copied the value of %1.").arg(m_tree->path(currentIndex())));
}

void JsonTreeView::copyPath() {
    const QString path = m_tree->path(currentIndex());
    if (path.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(path);
    Q_EMIT noted(tr("Copied %1.").arg(path));
}

void JsonTreeView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        return copyValue();
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return copyPath();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space) {
        const auto index = currentIndex().siblingAtColumn(0);
        return setExpanded(index, !isExpanded(index));
    }
    QTreeView::keyPressEvent(event);
}

void JsonTreeView::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy value"), QKeySequence::Copy, this, &JsonTreeView::copyValue);
    menu->addAction(tr("Copy path"), QKeySequence(QStringLiteral("Ctrl+Shift+C")), this, &JsonTreeView::copyPath);
    menu->addSeparator();
    menu->addAction(tr("Collapse all"), this, &JsonTreeView::collapseAll);
    menu->popup(event->globalPos());
}

} // namespace knockback::ui
