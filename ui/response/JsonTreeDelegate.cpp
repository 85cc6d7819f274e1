// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/JsonTreeDelegate.h"

#include "ui/models/JsonTreeModel.h"

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr int rowHeight = 22;

QColor valueColour(JsonType type, const Theme& theme) {
    switch (type) {
    case JsonType::String:
        return theme.cause(Cause::None).text;
    case JsonType::Object:
    case JsonType::Array:
        return theme.textMuted;
    default:
        return theme.cause(Cause::GeoLock).text;
    }
}

} // namespace

JsonTreeDelegate::JsonTreeDelegate(ThemeManager& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes) {}

QSize JsonTreeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {QStyledItemDelegate::sizeHint(option, index).width(), rowHeight};
}

void JsonTreeDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const auto& theme = m_themes.theme();
    const QVariant type = index.data(JsonTreeModel::TypeRole);
    QColor colour = theme.textMuted;
    if (type.isValid())
        colour = index.column() == JsonTreeModel::KeyColumn ? theme.cause(Cause::Credential).text
                                                            : valueColour(static_cast<JsonType>(type.toInt()), theme);
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    option->textElideMode = Qt::ElideRight;
}

} // namespace knockback::ui
