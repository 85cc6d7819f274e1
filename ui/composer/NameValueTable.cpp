// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/NameValueTable.h"

#include "ui/composer/NameValueDelegate.h"
#include "ui/theme/Fonts.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>

namespace knockback::ui {

NameValueTable::NameValueTable(const QString& noun, const QStringList& names, ThemeManager& themes, QWidget* parent)
    : QTableView(parent)
    , m_model(new NameValueModel(noun, this)) {
    setModel(m_model);
    setItemDelegate(new NameValueDelegate(noun, names, themes, this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked |
                    QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed |
                    QAbstractItemView::CurrentChanged);
    setTabKeyNavigation(true);
    setFont(monoFont(themes.theme().type.mono));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(themes.theme().space.rowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setFont(uiFont(themes.theme().type.small));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->resizeSection(NameValueModel::Name, 240);
    setAccessibleName(tr("%1 table").arg(noun));
}

void NameValueTable::commit() {
    // Editors of earlier cells may not be deleted yet; the one with the focus is it.
    auto* editor = qobject_cast<QLineEdit*>(window()->focusWidget());
    if (state() != EditingState || !editor || !viewport()->isAncestorOf(editor))
        return;
    commitData(editor);
    closeEditor(editor, QAbstractItemDelegate::NoHint);
}

void NameValueTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete && state() != EditingState && currentIndex().isValid()) {
        m_model->removeRow(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

QStringList commonRequestHeaders() {
    return {QStringLiteral("Accept"),
            QStringLiteral("Accept-Encoding"),
            QStringLiteral("Accept-Language"),
            QStringLiteral("Authorization"),
            QStringLiteral("Cache-Control"),
            QStringLiteral("Content-Type"),
            QStringLiteral("Content-Language"),
            QStringLiteral("Cookie"),
            QStringLiteral("ETag"),
            QStringLiteral("Idempotency-Key"),
            QStringLiteral("If-Match"),
            QStringLiteral("If-Modified-Since"),
            QStringLiteral("If-None-Match"),
            QStringLiteral("Origin"),
            QStringLiteral("Prefer"),
            QStringLiteral("Range"),
            QStringLiteral("Referer"),
            QStringLiteral("Traceparent"),
            QStringLiteral("User-Agent"),
            QStringLiteral("X-Api-Key"),
            QStringLiteral("X-Request-Id")};
}

} // namespace knockback::ui
