// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/NameValuePage.h"

#include "ui/composer/VariableHighlighter.h"
#include "ui/models/NameValueText.h"
#include "ui/theme/Fonts.h"
#include "ui/widgets/AppStyle.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace knockback::ui {

NameValuePage::NameValuePage(TableSubject subject, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_table(new NameValueTable(subject, themes))
    , m_textSide(new QWidget)
    , m_text(new QPlainTextEdit)
    , m_highlighter(new VariableHighlighter(m_text->document(), themes))
    , m_sides(new QStackedLayout(this))
    , m_toText(new QToolButton(this)) {
    m_text->setFont(monoFont(themes.theme().type.mono));
    build(subject);
    connect(&rows(), &NameValueModel::edited, this, &NameValuePage::followRows);
    connect(&rows(), &NameValueModel::modelReset, this, &NameValuePage::followRows);
    connect(m_text, &QPlainTextEdit::textChanged, this, &NameValuePage::followText);
    connect(m_toText, &QToolButton::clicked, this, [this] { showText(true); });
    connect(m_table, &NameValueTable::bulkRequested, this, [this] { showText(true); });
}

void NameValuePage::build(TableSubject subject) {
    m_toText->setText(tr("Bulk edit"));
    m_toText->setToolTip(tr("Edit all rows as text, one “name: value” a line (Ctrl+Shift+B)"));
    m_toText->setAccessibleName(tr("Edit every %1 as text").arg(nounOf(subject)));
    auto* toTable = new QToolButton;
    toTable->setText(tr("Back to the table"));
    toTable->setToolTip(tr("Show the rows as a table again (Ctrl+Shift+B)"));
    auto* hint = new QLabel(tr("One “name: value” a line; # in front switches it off."));
    setRole(hint, "small");
    m_text->setAccessibleName(tr("Every %1, as text").arg(nounOf(subject)));
    m_text->setObjectName(QStringLiteral("bulkText"));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(36);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(hint, 1);
    bar->addWidget(toTable);
    auto* column = new QVBoxLayout(m_textSide);
    column->setContentsMargins(12, 2, 12, 8);
    column->setSpacing(2);
    column->addLayout(bar);
    column->addWidget(m_text, 1);
    m_sides->addWidget(m_table);
    m_sides->addWidget(m_textSide);
    setFocusProxy(m_table);
    setTabOrder(m_table, m_toText);
    connect(toTable, &QToolButton::clicked, this, [this] { showText(false); });
}

void NameValuePage::setScope(const VariableScope& scope) {
    m_table->setScope(scope);
    const QSignalBlocker quiet(m_text);
    m_highlighter->setScope(scope);
}

bool NameValuePage::showsText() const {
    return m_sides->currentWidget() == m_textSide;
}

void NameValuePage::showText(bool text) {
    m_table->commit();
    m_sides->setCurrentWidget(text ? m_textSide : static_cast<QWidget*>(m_table));
    m_toText->setVisible(!text);
    setFocusProxy(text ? static_cast<QWidget*>(m_text) : m_table);
    followRows();
    setFocus(Qt::OtherFocusReason);
}

// The text that is being typed stays as it is while it says the same.
void NameValuePage::followRows() {
    if (!showsText() || rowsOfText(m_text->toPlainText()) == rows().rows())
        return;
    const QSignalBlocker quiet(m_text);
    m_text->setPlainText(textOfRows(rows().rows()));
}

void NameValuePage::followText() {
    if (showsText())
        rows().replaceRows(rowsOfText(m_text->toPlainText()));
}

void NameValuePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_B && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return showText(!showsText());
    QWidget::keyPressEvent(event);
}

void NameValuePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeButton();
}

// At the right end of the table's header, where it takes no height.
void NameValuePage::placeButton() {
    const QSize size = m_toText->sizeHint();
    const int room = m_table->horizontalHeader()->height();
    m_toText->setGeometry(width() - size.width() - 12, std::max((room - size.height()) / 2, 0), size.width(),
                          std::min(size.height(), room));
    m_toText->raise();
}

} // namespace knockback::ui
