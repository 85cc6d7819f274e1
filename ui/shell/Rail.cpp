// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Rail.h"

#include "ui/theme/Fonts.h"
#include "ui/theme/Icons.h"

#include <QButtonGroup>
#include <QToolButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int railWidth = 52;
constexpr int buttonSize = 44;

} // namespace

Rail::Rail(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("rail"));
    setFixedWidth(railWidth);
    m_layout->setContentsMargins(4, 8, 4, 8);
    m_layout->setSpacing(4);
    m_layout->addStretch(1);
    connect(&themes, &ThemeManager::changed, this, &Rail::dress);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT pageChosen(static_cast<PageId>(id)); });
}

void Rail::addPage(PageId page, const QString& icon, const QString& title) {
    auto* button = new QToolButton;
    button->setText(title);
    button->setToolTip(title);
    button->setAccessibleName(title);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({18, 18});
    button->setFixedSize(buttonSize, buttonSize);
    button->setFocusPolicy(Qt::TabFocus);
    m_group->addButton(button, static_cast<int>(page));
    m_entries[page] = {button, icon};
    const auto place = std::distance(m_entries.begin(), m_entries.find(page));
    if (page == PageId::Settings)
        m_layout->addWidget(button);
    else
        m_layout->insertWidget(static_cast<int>(place), button);
    dress();
}

void Rail::select(PageId page) {
    if (const auto found = m_entries.find(page); found != m_entries.end())
        found->second.button->setChecked(true);
    else if (auto* checked = m_group->checkedButton()) {
        m_group->setExclusive(false); // a page that has no button
        checked->setChecked(false);
        m_group->setExclusive(true);
    }
    dress();
}

void Rail::dress() {
    const auto& theme = m_themes.theme();
    for (const auto& [page, entry] : m_entries) {
        const QColor colour = entry.button->isChecked() ? theme.accent : theme.textMuted;
        entry.button->setIcon(themedIcon(entry.icon, colour));
        // The style sheet's font size would clip the words under the icon.
        entry.button->setStyleSheet(QStringLiteral("padding: 2px 0; font-size: %1px;").arg(theme.type.small - 2));
    }
}

} // namespace knockback::ui
