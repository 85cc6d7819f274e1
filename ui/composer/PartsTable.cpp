// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PartsTable.h"

#include "ui/composer/CellPainter.h"
#include "ui/composer/FieldCompletion.h"
#include "ui/composer/Suggestions.h"
#include "ui/composer/VariableLineEdit.h"
#include "ui/theme/Fonts.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyledItemDelegate>

namespace knockback::ui {

class PartsDelegate final : public QStyledItemDelegate {
public:
    PartsDelegate(ThemeManager& themes, QObject* parent) : QStyledItemDelegate(parent), m_themes(themes) {}

    void setScope(const VariableScope& scope) { m_scope = scope; }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override {
        auto* edit = new VariableLineEdit(m_themes, parent);
        edit->setFrame(false);
        edit->setFont(option.font);
        edit->setScope(m_scope);
        edit->setAccessibleName(
            PartsModel::tr("Part, %1")
                .arg(index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()));
        const bool type = index.column() == PartsModel::Type;
        new FieldCompletion(*edit, m_themes, [this, type](const QString& text, int cursor) {
            auto offer = variableOffer(text, cursor, m_scope);
            return offer.candidates.empty() && type ? wordOffer(text, headerValues(QStringLiteral("Content-Type")))
                                                    : offer;
        });
        return edit;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto& parts = *qobject_cast<const PartsModel*>(index.model());
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        CellLook look;
        look.indented = index.column() == PartsModel::Name;
        look.muted = index.siblingAtColumn(PartsModel::Name).data(Qt::CheckStateRole).toInt() == Qt::Unchecked;
        if (index.column() == PartsModel::Value) {
            look.tail = parts.fileWordsOf(index.row());
            look.alarming = parts.isMissing(index.row());
        }
        if (parts.isNew(index.row()))
            look.hint = index.column() == PartsModel::Name    ? PartsModel::tr("add a part")
                        : index.column() == PartsModel::Value ? PartsModel::tr("text, or < ./file")
                                                              : QString();
        paintCell(*painter, cell, look, m_scope, m_themes.theme());
    }

protected:
    bool eventFilter(QObject* editor, QEvent* event) override {
        auto* completion = FieldCompletion::of(editor);
        if (event->type() == QEvent::KeyPress && completion && completion->take(static_cast<QKeyEvent&>(*event)))
            return true;
        return QStyledItemDelegate::eventFilter(editor, event);
    }

private:
    ThemeManager& m_themes;
    VariableScope m_scope;
};

PartsTable::PartsTable(ThemeManager& themes, QWidget* parent)
    : TypingTable(themes, parent)
    , m_model(new PartsModel(this))
    , m_delegate(new PartsDelegate(themes, this)) {
    setModel(m_model);
    setItemDelegate(m_delegate);
    setObjectName(QStringLiteral("parts"));
    setAccessibleName(tr("Parts of the body"));
}

void PartsTable::setScope(const VariableScope& scope) {
    m_delegate->setScope(scope);
    viewport()->update();
}

void PartsTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete && state() != EditingState && currentIndex().isValid())
        return m_model->removeRow(currentIndex().row());
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return event->ignore();
    TypingTable::keyPressEvent(event);
}

void PartsTable::resizeEvent(QResizeEvent* event) {
    const int width = viewport()->width();
    horizontalHeader()->resizeSection(PartsModel::Name, std::clamp(width / 4, 90, 220));
    horizontalHeader()->resizeSection(PartsModel::Value, std::max(width / 2, 120));
    TypingTable::resizeEvent(event);
}

} // namespace knockback::ui
