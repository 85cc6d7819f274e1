// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/NameValueDelegate.h"

#include "ui/models/NameValueModel.h"

#include <QCompleter>
#include <QLineEdit>
#include <QPainter>

namespace knockback::ui {

NameValueDelegate::NameValueDelegate(QString noun, QStringList names, ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_noun(std::move(noun))
    , m_names(std::move(names))
    , m_themes(themes) {}

QWidget* NameValueDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                         const QModelIndex& index) const {
    auto* edit = new QLineEdit(parent);
    edit->setFrame(false);
    edit->setFont(option.font);
    edit->setAccessibleName(index.column() == NameValueModel::Name ? tr("%1 name").arg(m_noun)
                                                                   : tr("%1 value").arg(m_noun));
    if (index.column() == NameValueModel::Name && !m_names.isEmpty()) {
        auto* completer = new QCompleter(m_names, edit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setCompletionMode(QCompleter::PopupCompletion);
        edit->setCompleter(completer);
    }
    return edit;
}

void NameValueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& theme = m_themes.theme();
    QStyleOptionViewItem mine = option;
    const bool newRow = index.row() == index.model()->rowCount() - 1;
    const bool enabled = index.siblingAtColumn(NameValueModel::Name).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    if (!newRow && !enabled)
        mine.palette.setColor(QPalette::Text, theme.textMuted);
    QStyledItemDelegate::paint(painter, mine, index);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (newRow && index.column() == NameValueModel::Name) {
        painter->setPen(theme.textMuted);
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(28, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          tr("add a %1").arg(m_noun));
    }
}

} // namespace knockback::ui
