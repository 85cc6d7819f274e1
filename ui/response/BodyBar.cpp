// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyBar.h"

#include "ui/response/ModeSwitch.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace knockback::ui {

BodyBar::BodyBar(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_modes(new ModeSwitch)
    , m_note(new ElidedLabel(Qt::ElideRight))
    , m_problem(new QLabel)
    , m_row(new QHBoxLayout)
    , m_below(new QHBoxLayout)
    , m_filter(new QLineEdit)
    , m_search(new QToolButton)
    , m_wrap(new QToolButton)
    , m_copy(new QToolButton)
    , m_save(new QToolButton) {
    build();
    dress();
    connect(&themes, &ThemeManager::changed, this, &BodyBar::dress);
    connect(m_modes, &ModeSwitch::chosen, this, &BodyBar::modeChosen);
    connect(m_filter, &QLineEdit::textChanged, this, &BodyBar::filterChanged);
    connect(m_wrap, &QToolButton::toggled, this, &BodyBar::wrapChanged);
    connect(m_search, &QToolButton::clicked, this, &BodyBar::searchRequested);
    connect(m_copy, &QToolButton::clicked, this, &BodyBar::copyRequested);
    connect(m_save, &QToolButton::clicked, this, &BodyBar::saveRequested);
}

void BodyBar::build() {
    setRole(m_note, "small");
    m_note->setObjectName(QStringLiteral("bodyNote"));
    m_filter->setObjectName(QStringLiteral("bodyFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(150);
    m_filter->setMaximumWidth(300);
    m_wrap->setCheckable(true);
    m_problem->setObjectName(QStringLiteral("bodyProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(6);
    m_row->addWidget(m_modes);
    m_row->addWidget(m_note, 2);
    m_row->addWidget(m_filter, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(m_row);
    layout->addLayout(m_below);
    layout->addWidget(m_problem);
    m_below->setSpacing(6);
    m_modes->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addButton(m_search, QStringLiteral("bodySearch"), tr("Search in the body (Ctrl+F)"));
    addButton(m_wrap, QStringLiteral("bodyWrap"), tr("Wrap long lines"));
    addButton(m_copy, QStringLiteral("bodyCopy"), tr("Copy what is shown"));
    addButton(m_save, QStringLiteral("bodySave"), tr("Save the body as a file…"));
}

void BodyBar::fold(bool folded) {
    if (std::exchange(m_folded, folded) == folded)
        return;
    auto* from = folded ? m_row : m_below;
    auto* to = folded ? m_below : m_row;
    from->removeWidget(m_filter);
    to->addWidget(m_filter, 1);
    for (auto* button : {m_search, m_wrap, m_copy, m_save}) {
        from->removeWidget(button);
        to->addWidget(button);
    }
}

void BodyBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int buttons = 4 * (m_save->sizeHint().width() + m_row->spacing());
    fold(width() < m_modes->sizeHint().width() + m_filter->minimumWidth() + buttons);
}

void BodyBar::addButton(QToolButton* button, const QString& name, const QString& tip) {
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    m_row->addWidget(button);
}

void BodyBar::dress() {
    const auto& muted = m_themes.theme().textMuted;
    m_problem->setStyleSheet(QStringLiteral("color: %1").arg(m_themes.theme().danger().name()));
    m_search->setIcon(themedIcon(u"search", muted));
    m_wrap->setIcon(themedIcon(u"wrap", muted));
    m_copy->setIcon(themedIcon(u"copy", muted));
    m_save->setIcon(themedIcon(u"save", muted));
}

void BodyBar::setKind(BodyKind kind) {
    m_modes->setKind(kind);
    const bool json = kind == BodyKind::Json || kind == BodyKind::JsonLines;
    m_filter->setVisible(json || kind == BodyKind::EventStream);
    m_filter->setPlaceholderText(json ? tr("JSONPath: $.a[*].b") : tr("Filter the events"));
    m_filter->setAccessibleName(m_filter->placeholderText());
}

void BodyBar::setMode(BodyMode mode) {
    m_modes->setMode(mode);
    const bool text = mode == BodyMode::Pretty || mode == BodyMode::Raw;
    m_search->setEnabled(text);
    m_wrap->setEnabled(text);
}

void BodyBar::setNote(const QString& note) {
    m_problem->hide();
    m_note->setWholeText(note);
}

void BodyBar::setProblem(const QString& problem) {
    m_problem->setText(problem);
    m_problem->show();
}

QString BodyBar::filter() const {
    return m_filter->isVisibleTo(this) ? m_filter->text().trimmed() : QString();
}

bool BodyBar::isWrapped() const {
    return m_wrap->isChecked();
}

} // namespace knockback::ui
