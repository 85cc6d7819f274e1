// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/SearchBar.h"

#include "ui/models/Counted.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace knockback::ui {

SearchBar::SearchBar(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_field(new QLineEdit)
    , m_case(new QToolButton)
    , m_regex(new QToolButton)
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_close(new QToolButton)
    , m_count(new QLabel) {
    build();
    dress();
    hide();
    connect(&themes, &ThemeManager::changed, this, &SearchBar::dress);
    connect(m_field, &QLineEdit::textChanged, this, &SearchBar::search);
    connect(m_case, &QToolButton::toggled, this, &SearchBar::search);
    connect(m_regex, &QToolButton::toggled, this, &SearchBar::search);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_close, &QToolButton::clicked, this, &SearchBar::close);
}

void SearchBar::build() {
    m_field->setObjectName(QStringLiteral("searchField"));
    m_field->setPlaceholderText(tr("Search, or :120 for a line"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setMaximumWidth(360);
    m_count->setObjectName(QStringLiteral("searchCount"));
    m_count->setMinimumWidth(120);
    setRole(m_count, "small");
    m_case->setText(QStringLiteral("Aa"));
    m_regex->setText(QStringLiteral(".*"));
    const std::array<std::tuple<QToolButton*, QString, bool>, 5> buttons{
        {{m_case, tr("Match case"), true},
         {m_regex, tr("Regular expression"), true},
         {m_previous, tr("Previous match (Shift+F3)"), false},
         {m_next, tr("Next match (F3)"), false},
         {m_close, tr("Close the search (Esc)"), false}}};
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_field, 1);
    for (const auto& [button, tip, checkable] : buttons) {
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setCheckable(checkable);
        button->setAutoRaise(true);
        if (button == m_previous)
            layout->addWidget(m_count);
        if (button == m_close)
            layout->addStretch();
        layout->addWidget(button);
    }
}

void SearchBar::dress() {
    const auto& muted = m_themes.theme().textMuted;
    m_previous->setIcon(themedIcon(u"chevron-up", muted));
    m_next->setIcon(themedIcon(u"chevron-down", muted));
    m_close->setIcon(themedIcon(u"close", muted));
}

void SearchBar::open(const QString& text) {
    QWidget::show();
    if (!text.isEmpty())
        m_field->setText(text);
    m_field->selectAll();
    m_field->setFocus();
    search();
}

void SearchBar::close() {
    m_background.drop();
    hide();
    m_findings = {};
    m_current = -1;
    Q_EMIT found({}, -1);
    Q_EMIT closed();
}

void SearchBar::setBody(const http::Body& body) {
    m_body = body;
    if (isVisible())
        search();
}

void SearchBar::search() {
    bool isLine = false;
    const qint64 line = m_field->text().startsWith(u':') ? m_field->text().mid(1).toLongLong(&isLine) : 0;
    if (isLine && line > 0) {
        m_background.drop();
        show({});
        m_count->clear();
        Q_EMIT lineRequested(line);
        return;
    }
    const auto pattern = TextPattern::compile({m_field->text(), m_case->isChecked(), m_regex->isChecked()});
    if (!pattern || m_field->text().isEmpty()) {
        m_background.drop();
        show({});
        if (!pattern)
            m_count->setText(pattern.error());
        return;
    }
    m_background.run(
        [body = m_body, pattern = *pattern, stop = m_stop.renew()] { return searchBody(body, pattern, stop); },
        [this](SearchFindings findings) { show(std::move(findings)); });
}

void SearchBar::show(SearchFindings findings) {
    m_findings = std::move(findings);
    m_current = m_findings.matches.empty() ? -1 : 0;
    tell();
    Q_EMIT found(m_findings.matches, m_current);
}

void SearchBar::step(int by) {
    const auto count = static_cast<int>(m_findings.matches.size());
    if (count == 0)
        return;
    m_current = (m_current + by + count) % count;
    tell();
    Q_EMIT currentChanged(m_current);
}

void SearchBar::tell() {
    const auto count = static_cast<qint64>(m_findings.matches.size());
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    if (m_field->text().isEmpty())
        return m_count->clear();
    if (count == 0)
        return m_count->setText(tr("nothing found"));
    const QString all = QLocale(QLocale::English).toString(count) + (m_findings.more ? QStringLiteral("+") : QString());
    m_count->setText(tr("%1 of %2").arg(QLocale(QLocale::English).toString(m_current + 1), all));
}

void SearchBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return close();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return step(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    QWidget::keyPressEvent(event);
}

} // namespace knockback::ui
