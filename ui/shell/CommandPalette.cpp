// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include "ui/shell/PaletteDelegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int paletteWidth = 560;
constexpr int paletteHeight = 380;
constexpr int fromTop = 48;

} // namespace

CommandPalette::CommandPalette(ThemeManager& themes, QWidget* window)
    : QFrame(window)
    , m_themes(themes)
    , m_input(new QLineEdit)
    , m_list(new QListWidget) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    m_input->setObjectName(QStringLiteral("paletteInput"));
    m_input->setPlaceholderText(tr("Go to request, credential, scenario, page, or do something…"));
    m_input->setAccessibleName(tr("What to do or where to go"));
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setItemDelegate(new PaletteDelegate(themes, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_input);
    layout->addWidget(m_list, 1);
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::openWith(std::vector<PaletteEntry> entries) {
    m_entries = std::move(entries);
    m_input->clear();
    fill();
    place();
    show();
    raise();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place() {
    const int width = std::min(paletteWidth, parentWidget()->width() - 32);
    const int height = std::min(paletteHeight, parentWidget()->height() - fromTop - 32);
    setGeometry((parentWidget()->width() - width) / 2, fromTop, width, height);
}

void CommandPalette::fill() {
    m_shown = matching(m_entries, m_input->text());
    m_list->clear();
    for (const auto& entry : m_shown) {
        auto* item = new QListWidgetItem(entry.text, m_list);
        item->setData(PaletteDelegate::KindRole, entry.kind);
        item->setData(PaletteDelegate::KeyRole, entry.key.toString(QKeySequence::NativeText));
        item->setData(Qt::AccessibleTextRole, QString(entry.kind + u' ' + entry.text));
    }
    m_list->setCurrentRow(m_shown.empty() ? -1 : 0);
}

void CommandPalette::moveBy(int rows) {
    if (m_list->count() > 0)
        m_list->setCurrentRow((m_list->currentRow() + rows + m_list->count()) % m_list->count());
}

void CommandPalette::runCurrent() {
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const auto run = m_shown[static_cast<std::size_t>(row)].run;
    hide();
    parentWidget()->setFocus();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut && isVisible() && !m_list->underMouse()) {
        hide();
    } else if (event->type() == QEvent::ShortcutOverride) {
        // Esc closes the palette and nothing else.
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
            event->accept();
    } else if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape:
            hide();
            parentWidget()->setFocus();
            return true;
        case Qt::Key_Down:
            moveBy(1);
            return true;
        case Qt::Key_Up:
            moveBy(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runCurrent();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = m_themes.theme();
    painter.setPen(theme.line);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.space.cardRadius,
                            theme.space.cardRadius);
}

} // namespace knockback::ui
