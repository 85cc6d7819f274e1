// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/HygieneList.h"

#include "ui/vault/MarkedLines.h"
#include "ui/widgets/AppStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int underText = 40; // where the text of a line begins

} // namespace

HygieneList::HygieneList(ThemeManager& themes, Remedies remedies, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_remedies(std::move(remedies))
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
}

void HygieneList::show(const vault::Credential& credential, std::vector<vault::HygieneFinding> findings) {
    Shown shown{credential.name, {}, {}, m_shown && m_shown->credential == credential.name && m_shown->unfolded};
    std::stable_partition(findings.begin(), findings.end(), [](const auto& finding) { return !finding.ok; });
    for (auto& finding : findings)
        (vault::isDismissed(credential, finding) ? shown.put : shown.open).push_back(std::move(finding));
    if (shown == m_shown)
        return;
    m_shown = std::move(shown);
    rebuild();
}

QPushButton* HygieneList::smallButton(const QString& text, const QString& accessible) {
    auto* button = new QPushButton(text);
    setRole(button, "flat");
    button->setAccessibleName(accessible);
    m_buttons.push_back(button);
    return button;
}

// What was there goes only when the new is there: the focus would leave the list with it.
void HygieneList::rebuild() {
    const int focused = focusedButton();
    const QString name =
        focused >= 0 && !m_buttons.empty() ? m_buttons[static_cast<std::size_t>(focused)]->accessibleName() : QString();
    std::vector<QWidget*> before;
    while (auto* item = m_column->takeAt(0)) {
        if (item->widget())
            before.push_back(item->widget());
        delete item;
    }
    m_buttons.clear();
    fill();
    if (focused >= 0)
        giveFocus(focused, name);
    for (auto* widget : before) {
        widget->hide();
        widget->deleteLater(); // a button of it may be what was clicked
    }
}

int HygieneList::focusedButton() const {
    const auto* focused = isVisible() ? window()->focusWidget() : nullptr;
    if (focused == this)
        return 0; // there was no button
    const auto found = std::find(m_buttons.begin(), m_buttons.end(), focused);
    return found == m_buttons.end() ? -1 : static_cast<int>(found - m_buttons.begin());
}

// To the same button as before, else to what has taken its place.
void HygieneList::giveFocus(int button, const QString& name) {
    if (m_buttons.empty())
        return setFocus();
    const auto same =
        std::find_if(m_buttons.begin(), m_buttons.end(), [&](auto* one) { return one->accessibleName() == name; });
    const auto place = std::min(static_cast<std::size_t>(button), m_buttons.size() - 1);
    (same == m_buttons.end() ? m_buttons[place] : *same)->setFocus();
}

void HygieneList::fill() {
    if (m_shown->open.empty() && m_shown->put.empty()) {
        auto* none = new MarkedLines(m_themes, tr("Nothing to say until it has been used."));
        none->show({});
        m_column->addWidget(none);
    }
    for (const auto& finding : m_shown->open)
        addFinding(finding, false);
    if (m_shown->put.empty())
        return;
    addFold();
    if (m_shown->unfolded)
        for (const auto& finding : m_shown->put)
            addFinding(finding, true);
}

void HygieneList::addFold() {
    const auto count = static_cast<int>(m_shown->put.size());
    const QString text = m_shown->unfolded ? tr("Hide what was dismissed")
                         : count == 1      ? tr("Show 1 dismissed")
                                           : tr("Show %1 dismissed").arg(count);
    auto* fold = smallButton(text, text);
    fold->setObjectName(QStringLiteral("hygieneFold"));
    connect(fold, &QPushButton::clicked, this, [this] {
        m_shown->unfolded = !m_shown->unfolded;
        rebuild();
    });
    m_column->addWidget(fold, 0, Qt::AlignLeft);
    fold->show(); // at once, so that it can take the focus
}

void HygieneList::addFinding(const vault::HygieneFinding& finding, bool putAway) {
    auto* line = new MarkedLines(m_themes, {});
    line->show({{{},
                 finding.ok || putAway ? diagnosis::Cause::None : diagnosis::Cause::RateLimit,
                 finding.sentence,
                 putAway ? QString() : finding.advice,
                 finding.ok || putAway}});
    m_column->addWidget(line);
    if (finding.ok)
        return;
    auto* buttons = buttonsFor(finding, putAway);
    m_column->addWidget(buttons);
    buttons->show(); // at once, so that one can take the focus
}

QWidget* HygieneList::buttonsFor(const vault::HygieneFinding& finding, bool putAway) {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(underText - 16, 0, 0, 4);
    row->setSpacing(4);
    const Remedy remedy = putAway ? Remedy{} : m_remedies(finding);
    if (!remedy.text.isEmpty()) {
        auto* button = smallButton(remedy.text, tr("%1: %2").arg(remedy.text, finding.sentence));
        button->setToolTip(remedy.tip);
        button->setObjectName(QStringLiteral("remedy"));
        connect(button, &QPushButton::clicked, this, remedy.act);
        row->addWidget(button);
    }
    const QString text = putAway ? tr("Bring back") : tr("Dismiss");
    auto* dismiss = smallButton(text, tr("%1: %2").arg(text, finding.sentence));
    dismiss->setObjectName(putAway ? QStringLiteral("bringBack") : QStringLiteral("dismissFinding"));
    dismiss->setToolTip(putAway ? QString() : tr("Not said again of this credential unless something else is found"));
    connect(dismiss, &QPushButton::clicked, this, [this, finding, putAway] { Q_EMIT dismissed(finding, !putAway); });
    row->addWidget(dismiss);
    row->addStretch(1);
    return bar;
}

} // namespace knockback::ui
