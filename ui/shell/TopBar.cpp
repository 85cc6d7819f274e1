// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/TopBar.h"

#include "ui/theme/Icons.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/KeyHint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace knockback::ui {

namespace {

constexpr int barHeight = 44;
constexpr int searchWidth = 420;
constexpr int narrow = 1180; // below, the search field gives up its width first

} // namespace

TopBar::TopBar(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_logo(new QLabel)
    , m_name(new QLabel(QStringLiteral("Knockback")))
    , m_workspaceMenu(new QMenu(this))
    , m_environmentMenu(new QMenu(this))
    , m_limit(new Badge(themes)) {
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(barHeight);
    setRole(m_name, "strong");
    m_workspace = addButton("workspaceButton", {}, "");
    m_workspace->setMenu(m_workspaceMenu);
    m_environment = addButton("environmentButton", {}, "");
    m_environment->setMenu(m_environmentMenu);
    m_vault = addButton("vaultButton", tr("Vault"), "");
    m_escalate = addButton("escalateButton", tr("Escalate…"), "danger");
    m_vault->hide();
    buildSearch();
    m_limit->installEventFilter(this);
    m_limit->setCursor(Qt::PointingHandCursor);
    m_limit->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(12);
    layout->addWidget(m_logo);
    layout->addWidget(m_name);
    layout->addWidget(m_workspace);
    layout->addWidget(m_environment);
    layout->addStretch(1);
    layout->addWidget(m_search, 4);
    layout->addStretch(1);
    layout->addWidget(m_limit);
    layout->addWidget(m_vault);
    layout->addWidget(m_escalate);
    layout->setSpacing(10);
    connect(m_search, &QPushButton::clicked, this, &TopBar::searchRequested);
    connect(m_vault, &QPushButton::clicked, this, &TopBar::vaultRequested);
    connect(m_escalate, &QPushButton::clicked, this, &TopBar::escalateRequested);
    connect(&themes, &ThemeManager::changed, this, &TopBar::dress);
    dress();
}

QPushButton* TopBar::addButton(const char* name, const QString& text, const char* role) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    setRole(button, role);
    return button;
}

void TopBar::buildSearch() {
    m_search = addButton("searchField", tr("Go to request, credential, exchange, action…"), "");
    m_search->setAccessibleName(tr("Open the command palette"));
    m_search->setMaximumWidth(searchWidth);
    m_search->setMinimumWidth(120);
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* hint = new KeyHint(QKeySequence(Qt::CTRL | Qt::Key_K));
    auto* inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->addStretch(1);
    inside->addWidget(hint);
}

void TopBar::dress() {
    const auto& theme = m_themes.theme();
    m_logo->setPixmap(iconPixmap(u"logo", theme.text, 14, devicePixelRatioF()));
    m_search->setStyleSheet(QStringLiteral("text-align: left; background: %1; color: %2; padding: 0 10px;")
                                .arg(theme.field.name(), theme.textMuted.name()));
}

void TopBar::setWorkspace(const QString& name) {
    m_workspace->setText(name + QStringLiteral(" ▾"));
    m_workspace->setAccessibleName(tr("Workspace %1").arg(name));
}

void TopBar::setEnvironments(const QStringList& names, const QString& chosen) {
    m_environment->setText(tr("env: %1 ▾").arg(chosen.isEmpty() ? tr("none") : chosen));
    m_environment->setAccessibleName(tr("Environment %1").arg(chosen));
    m_environment->setToolTip(tr("Which variables are filled in (Ctrl+E)"));
    m_environmentMenu->clear();
    for (const auto& name : QStringList{QString()} + names) {
        auto* action = m_environmentMenu->addAction(name.isEmpty() ? tr("No environment") : name);
        action->setCheckable(true);
        action->setChecked(name == chosen);
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT environmentChosen(name); });
    }
    m_environmentMenu->addSeparator();
    connect(m_environmentMenu->addAction(tr("Edit environments…")), &QAction::triggered, this,
            &TopBar::environmentsWanted);
}

void TopBar::openEnvironments() {
    m_environment->showMenu();
}

void TopBar::setLimit(const std::optional<ScarceLimit>& limit) {
    m_limit->setVisible(limit.has_value());
    if (!limit)
        return;
    // Amber says that something runs out, rose that calls wait for nothing to come.
    const auto cause =
        limit->starving && limit->exhausted ? diagnosis::Cause::SuspiciousPattern : diagnosis::Cause::RateLimit;
    if (limit->text != m_limit->text() || cause != m_limit->cause())
        m_limit->setBadge(cause, limit->text);
    const QString what = limit->starving ? tr("Starving: %1") : tr("The limit that runs out first: %1");
    m_limit->setToolTip(what.arg(limit->sentence) + QLatin1Char('\n') + tr("Click to see it among the limits."));
    m_limit->setAccessibleName(what.arg(limit->sentence));
}

void TopBar::showVaultButton() {
    m_vault->show();
}
void TopBar::setCanEscalate(bool can) {
    m_escalate->setEnabled(can);
}

bool TopBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_limit && event->type() == QEvent::MouseButtonRelease)
        Q_EMIT limitClicked();
    return QWidget::eventFilter(watched, event);
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_search->setText(width() < narrow ? tr("Go to…") : tr("Go to request, credential, exchange, action…"));
    m_name->setVisible(width() >= 900);
}

} // namespace knockback::ui
