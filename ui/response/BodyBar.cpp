// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyBar.h"

#include "ui/response/ModeSwitch.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace knockback::ui {

BodyBar::BodyBar(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_modes(new ModeSwitch)
    , m_note(new ElidedLabel(Qt::ElideRight))
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
    m_filter->setMinimumWidth(190);
    m_filter->setMaximumWidth(300);
    m_wrap->setCheckable(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_modes);
    layout->addWidget(m_note, 2);
    layout->addWidget(m_filter, 1);
    addButton(m_search, QStringLiteral("bodySearch"), tr("Search in the body (Ctrl+F)"));
    addButton(m_wrap, QStringLiteral("bodyWrap"), tr("Wrap long lines"));
    addButton(m_copy, QStringLiteral("bodyCopy"), tr("Copy what is shown"));
    addButton(m_save, QStringLiteral("bodySave"), tr("Save the body as a file…"));
}

void BodyBar::addButton(QToolButton* button, const QString& name, const QString& tip) {
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    layout()->addWidget(button);
}

void BodyBar::dress() {
    const auto& muted = m_themes.theme().textMuted;
    m_search->setIcon(themedIcon(u"search", muted));
    m_wrap->setIcon(themedIcon(u"wrap", muted));
    m_copy->setIcon(themedIcon(u"copy", muted));
    m_save->setIcon(themedIcon(u"save", muted));
}

void BodyBar::setKind(BodyKind kind) {
    m_modes->setKind(kind);
    const bool json = kind == BodyKind::Json || kind == BodyKind::JsonLines;
    m_filter->setVisible(json || kind == BodyKind::EventStream);
    m_filter->setPlaceholderText(json ? tr("JSONPath: $.items[*].id") : tr("Filter the events"));
    m_filter->setAccessibleName(m_filter->placeholderText());
}

void BodyBar::setMode(BodyMode mode) {
    m_modes->setMode(mode);
    const bool text = mode == BodyMode::Pretty || mode == BodyMode::Raw;
    m_search->setEnabled(text);
    m_wrap->setEnabled(text);
}

void BodyBar::setNote(const QString& note) {
    m_note->setStyleSheet(QString());
    m_note->setWholeText(note);
}

void BodyBar::setProblem(const QString& problem) {
    m_note->setStyleSheet(QStringLiteral("color: %1").arg(m_themes.theme().danger().name()));
    m_note->setWholeText(problem);
}

QString BodyBar::filter() const {
    return m_filter->isVisibleTo(this) ? m_filter->text().trimmed() : QString();
}

bool BodyBar::isWrapped() const {
    return m_wrap->isChecked();
}

QString BodyBar::note() const {
    return m_note->wholeText();
}

} // namespace knockback::ui
