// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/NameValueDelegate.h"

#include "ui/composer/CellPainter.h"
#include "ui/composer/FieldCompletion.h"
#include "ui/composer/Suggestions.h"
#include "ui/composer/VariableLineEdit.h"
#include "ui/models/NameValueModel.h"

#include <QKeyEvent>
#include <QPainter>

namespace knockback::ui {

QString nounOf(TableSubject subject) {
    switch (subject) {
    case TableSubject::Parameters:
        return NameValueDelegate::tr("parameter");
    case TableSubject::Headers:
        return NameValueDelegate::tr("header");
    case TableSubject::FormFields:
        return NameValueDelegate::tr("field");
    }
    return {};
}

NameValueDelegate::NameValueDelegate(TableSubject subject, ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_subject(subject)
    , m_themes(themes) {}

QWidget* NameValueDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                         const QModelIndex& index) const {
    const bool ofName = index.column() == NameValueModel::Name;
    auto* edit = new VariableLineEdit(m_themes, parent);
    edit->setFrame(false);
    edit->setFont(option.font);
    edit->setScope(m_scope);
    edit->setAccessibleName(ofName ? tr("%1 name").arg(nounOf(m_subject)) : tr("%1 value").arg(nounOf(m_subject)));
    const QString name = index.siblingAtColumn(NameValueModel::Name).data(Qt::EditRole).toString();
    const bool headers = m_subject == TableSubject::Headers;
    new FieldCompletion(*edit, m_themes, [this, ofName, headers, name](const QString& text, int cursor) {
        auto offer = variableOffer(text, cursor, m_scope);
        if (offer.candidates.empty() && headers)
            offer = wordOffer(text, ofName ? requestHeaders() : headerValues(name));
        return offer;
    });
    return edit;
}

bool NameValueDelegate::eventFilter(QObject* editor, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto& key = static_cast<QKeyEvent&>(*event);
        auto* completion = FieldCompletion::of(editor);
        if ((completion && completion->take(key)) || (m_keyHandler && m_keyHandler(key)))
            return true;
    }
    return QStyledItemDelegate::eventFilter(editor, event);
}

QString NameValueDelegate::hintFor(const QModelIndex& index) const {
    const auto* rows = qobject_cast<const NameValueModel*>(index.model());
    if (rows->zone(index.row()) == NameValueModel::Zone::New)
        return index.column() == NameValueModel::Name ? tr("add a %1").arg(nounOf(m_subject)) : QString();
    return {};
}

void NameValueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* rows = qobject_cast<const NameValueModel*>(index.model());
    const auto& theme = m_themes.theme();
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    CellLook look;
    look.hint = hintFor(index);
    look.indented = index.column() == NameValueModel::Name;
    if (rows->zone(index.row()) == NameValueModel::Zone::Extra) {
        const auto& extra = rows->extra(index.row());
        look.muted = !extra.editable || (index.column() == NameValueModel::Value && extra.value.isEmpty());
        look.struck = !extra.on;
        look.tail = index.column() == NameValueModel::Value ? extra.kind : QString();
    } else {
        look.muted = index.siblingAtColumn(NameValueModel::Name).data(Qt::CheckStateRole).toInt() == Qt::Unchecked;
    }
    paintCell(*painter, cell, look, m_scope, theme);
}

} // namespace knockback::ui
