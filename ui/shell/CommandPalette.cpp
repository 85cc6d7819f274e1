// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CommandPalette.h"

#include "ui/shell/PaletteDelegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int paletteWidth = 560;
constexpr int paletteHeight = 380;
constexpr int fromTop = 48;
constexpr int inputRoom = 64; // the field and the frame around it all

} // namespace

CommandPalette::CommandPalette(ThemeManager& themes, QWidget* window)
    : QFrame(window)
    , m_themes(themes)
    , m_input(new QLineEdit)
    , m_list(new QListWidget) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    m_input->setObjectName(QStringLiteral("paletteInput"));
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
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::noteTyped);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::openWith(std::vector<PaletteEntry> entries, const QString& question) {
    const QString asked =
        question.isEmpty() ? tr("Go to request, answer, credential, scenario, page, or do something…") : question;
    m_entries = std::move(entries);
    m_found.clear();
    m_ask = {};
    m_input->setPlaceholderText(asked);
    m_input->setAccessibleName(asked);
    m_input->clear();
    fill();
    place();
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    show();
    raise();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::noteTyped() {
    m_found.clear();
    fill();
    if (m_ask && m_input->text().trimmed().size() > 1)
        m_ask(m_input->text());
}

void CommandPalette::addFound(const QString& typed, std::vector<PaletteEntry> found) {
    if (!isVisible() || typed != m_input->text())
        return;
    m_found = std::move(found);
    const int row = m_list->currentRow();
    fill();
    m_list->setCurrentRow(std::max(row, m_shown.empty() ? -1 : 0));
}

void CommandPalette::addFirst(PaletteEntry entry) {
    if (!isVisible())
        return;
    m_entries.insert(m_entries.begin(), std::move(entry));
    fill();
}

void CommandPalette::place() {
    const int width = std::min(paletteWidth, parentWidget()->width() - 32);
    const int rows = std::max(static_cast<int>(m_shown.size()), 3) * (m_themes.theme().space.rowHeight + 2);
    const int height = std::min({paletteHeight, parentWidget()->height() - fromTop - 32, rows + inputRoom});
    setGeometry((parentWidget()->width() - width) / 2, fromTop, width, height);
}

void CommandPalette::fill() {
    m_shown = matching(m_entries, m_input->text());
    m_shown.insert(m_shown.end(), m_found.begin(), m_found.end());
    m_list->clear();
    for (const auto& entry : m_shown) {
        auto* item = new QListWidgetItem(entry.text, m_list);
        item->setData(PaletteDelegate::KindRole, entry.kind);
        item->setData(PaletteDelegate::KeyRole, entry.key.toString(QKeySequence::NativeText));
        item->setData(Qt::AccessibleTextRole, QString(entry.kind + u' ' + entry.text));
    }
    m_list->setCurrentRow(m_shown.empty() ? -1 : 0);
    place();
}

void CommandPalette::moveBy(int rows) {
    if (m_list->count() > 0)
        m_list->setCurrentRow((m_list->currentRow() + rows + m_list->count()) % m_list->count());
}

// Whoever had the focus gets it back, so that typing goes on where it was.
void CommandPalette::leave() {
    const QPointer<QWidget> back = m_focusBefore;
    hide();
    if (back && back->isVisible())
        back->setFocus();
    else
        parentWidget()->setFocus();
}

void CommandPalette::runCurrent() {
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const auto run = m_shown[static_cast<std::size_t>(row)].run;
    leave();
    run();
}

bool CommandPalette::takeKey(int key) {
    switch (key) {
    case Qt::Key_Escape:
        leave();
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
        return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut && isVisible() && !m_list->underMouse()) {
        hide();
    } else if (event->type() == QEvent::ShortcutOverride) {
        // Esc closes the palette and nothing else.
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
            event->accept();
    } else if (event->type() == QEvent::KeyPress && takeKey(static_cast<QKeyEvent*>(event)->key())) {
        return true;
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
