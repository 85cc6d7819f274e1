// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/FieldCompletion.h"

#include "ui/composer/TextAccess.h"
#include "ui/theme/Fonts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyledItemDelegate>

namespace knockback::ui {

namespace {

constexpr int detailRole = Qt::UserRole;
constexpr int maxRowsShown = 8;
constexpr int maxWidth = 460;

// The candidate at the left, where it comes from at the right.
class CandidateDelegate final : public QStyledItemDelegate {
public:
    CandidateDelegate(ThemeManager& themes, QObject* parent) : QStyledItemDelegate(parent), m_themes(themes) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const int words = option.fontMetrics.horizontalAdvance(index.data().toString()) +
                          option.fontMetrics.horizontalAdvance(index.data(detailRole).toString());
        return {words + 48, m_themes.theme().space.rowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto& theme = m_themes.theme();
        const QString text = index.data().toString();
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
            painter->fillRect(option.rect, theme.accentSoft);
        painter->setFont(option.font);
        painter->setPen(theme.text);
        painter->drawText(option.rect.adjusted(10, 0, -10, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        const QRect room = option.rect.adjusted(option.fontMetrics.horizontalAdvance(text) + 24, 0, -10, 0);
        painter->setFont(uiFont(theme.type.small));
        painter->setPen(theme.textMuted);
        painter->drawText(
            room, Qt::AlignRight | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data(detailRole).toString(), Qt::ElideRight, room.width()));
    }

private:
    ThemeManager& m_themes;
};

} // namespace

FieldCompletion::FieldCompletion(QWidget& field, ThemeManager& themes, Provider provider)
    : QObject(&field)
    , m_field(field)
    , m_themes(themes)
    , m_provider(std::move(provider))
    , m_list(new QListWidget(&field)) {
    m_list->setWindowFlags(Qt::ToolTip);
    m_list->setObjectName(QStringLiteral("completion"));
    m_list->setAccessibleName(tr("Suggestions"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAttribute(Qt::WA_ShowWithoutActivating);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new CandidateDelegate(themes, m_list));
    m_list->hide();
    connect(m_list, &QListWidget::itemClicked, this, &FieldCompletion::accept);
    if (auto* line = qobject_cast<QLineEdit*>(&field))
        connect(line, &QLineEdit::textEdited, this, [this] { offer(false); });
    else if (auto* text = qobject_cast<QPlainTextEdit*>(&field))
        connect(text, &QPlainTextEdit::textChanged, this, [this] { offer(false); });
    field.installEventFilter(this);
}

FieldCompletion::~FieldCompletion() = default;

FieldCompletion* FieldCompletion::of(const QObject* field) {
    return field ? field->findChild<FieldCompletion*>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
}

bool FieldCompletion::isOpen() const {
    return m_list->isVisible();
}

void FieldCompletion::open() {
    offer(true);
}

void FieldCompletion::offer(bool asked) {
    if (m_accepting || (!asked && !m_field.hasFocus()))
        return;
    m_offer = m_provider(textOf(m_field), cursorOf(m_field));
    // What stands there already need not be offered.
    const QString typed = textOf(m_field).mid(m_offer.start, m_offer.length);
    if (m_offer.candidates.size() == 1 && m_offer.candidates.front().text == typed)
        m_offer.candidates.clear();
    if (m_offer.candidates.empty() || (!asked && typed.isEmpty()))
        return close();
    m_list->clear();
    for (const auto& candidate : m_offer.candidates) {
        auto* item = new QListWidgetItem(candidate.text, m_list);
        item->setData(detailRole, candidate.detail);
        item->setData(Qt::AccessibleDescriptionRole, candidate.detail);
    }
    const auto& theme = m_themes.theme();
    m_list->setStyleSheet(
        QStringLiteral("QListWidget { background: %1; border: 1px solid %2; font-family: \"%3\"; font-size: %4px; }")
            .arg(theme.panel.name(), theme.line.name(), monoFontFamily())
            .arg(theme.type.mono));
    m_list->setCurrentRow(m_offer.firstChosen ? 0 : -1);
    place();
    m_list->show();
}

void FieldCompletion::place() {
    const int rows = std::min<int>(m_list->count(), maxRowsShown);
    const int frame = 2 * m_list->frameWidth() + 2;
    const QSize size(std::clamp(m_list->sizeHintForColumn(0) + frame + 12, 180, maxWidth),
                     rows * m_list->sizeHintForRow(0) + frame);
    const QRect cursor = cursorRectOf(m_field);
    m_list->setGeometry(
        QRect(m_field.mapToGlobal(QPoint(std::max(cursor.left() - 12, 0), m_field.height() + 2)), size));
}

void FieldCompletion::close() {
    m_list->hide();
}

void FieldCompletion::accept() {
    const auto row = std::max(m_list->currentRow(), 0);
    if (static_cast<std::size_t>(row) >= m_offer.candidates.size())
        return close();
    const QString text = m_offer.candidates[static_cast<std::size_t>(row)].text;
    m_accepting = true;
    typeOver(m_field, m_offer.start, m_offer.length, text);
    m_accepting = false;
    close();
}

// Return takes only what was chosen, so that a text which merely looks like the start of another one can be entered.
bool FieldCompletion::wouldTake(const QKeyEvent& event) const {
    if (!isOpen() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Escape:
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        return m_list->currentRow() >= 0;
    default:
        return false;
    }
}

bool FieldCompletion::take(QKeyEvent& event) {
    if (!wouldTake(event))
        return false;
    const int rows = m_list->count();
    if (event.key() == Qt::Key_Escape)
        close();
    else if (event.key() == Qt::Key_Down)
        m_list->setCurrentRow((m_list->currentRow() + 1) % rows);
    else if (event.key() == Qt::Key_Up)
        m_list->setCurrentRow(m_list->currentRow() <= 0 ? rows - 1 : m_list->currentRow() - 1);
    else
        accept();
    return true;
}

bool FieldCompletion::eventFilter(QObject*, QEvent* event) {
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        // Esc closes the list instead of doing what it does for the window.
        if (!wouldTake(static_cast<QKeyEvent&>(*event)))
            return false;
        event->accept();
        return true;
    case QEvent::KeyPress: {
        auto& key = static_cast<QKeyEvent&>(*event);
        if (key.key() == Qt::Key_Space && key.modifiers() == Qt::ControlModifier) {
            open();
            return true;
        }
        return take(key);
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::Move:
        close();
        return false;
    default:
        return false;
    }
}

} // namespace knockback::ui
