// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/LabPage.h"

#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace knockback::ui {

LabPage::LabPage(Backend& backend, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_list(new QListWidget)
    , m_title(new QLabel)
    , m_state(new Badge(themes))
    , m_description(new QLabel)
    , m_address(new QLabel)
    , m_copy(new QPushButton(QStringLiteral("Copy")))
    , m_switch(new QPushButton)
    , m_requests(new QPushButton(QStringLiteral("Show its requests")))
    , m_hint(new QLabel) {
    m_list->setAccessibleName(QStringLiteral("Lab scenarios"));
    m_list->setMinimumWidth(220);
    m_list->setWordWrap(true); // a title may take two lines
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(18, 16, 12, 12);
    column->setSpacing(4);
    auto* title = new QLabel(QStringLiteral("Lab"));
    setRole(title, "title");
    auto* subtitle =
        new QLabel(QStringLiteral("A server on this machine that blocks as production does. Rehearse here first."));
    setRole(subtitle, "muted");
    subtitle->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(subtitle);
    column->addSpacing(8);
    column->addWidget(m_list, 1);

    auto* splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(buildDetail());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({360, 800});
    splitter->setChildrenCollapsible(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(splitter);

    connect(m_list, &QListWidget::currentRowChanged, this, &LabPage::showSelected);
    connect(m_list, &QListWidget::itemActivated, this, &LabPage::toggle);
    connect(m_switch, &QPushButton::clicked, this, &LabPage::toggle);
    connect(m_requests, &QPushButton::clicked, this, &LabPage::requestsWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    connect(&backend, &Backend::scenariosChanged, this, &LabPage::refresh);
    refresh();
}

QWidget* LabPage::buildDetail() {
    auto* detail = new QFrame;
    setRole(detail, "panel");
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    setRole(m_title, "title");
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    column->addLayout(head);
    m_description->setWordWrap(true);
    column->addWidget(m_description);

    auto* address = new QHBoxLayout;
    setRole(m_address, "mono");
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setAccessibleName(QStringLiteral("Base URL"));
    setRole(m_copy, "flat");
    address->addWidget(m_address);
    address->addWidget(m_copy);
    address->addStretch();
    column->addLayout(address);

    auto* buttons = new QHBoxLayout;
    m_switch->setObjectName(QStringLiteral("labSwitch"));
    buttons->addWidget(m_switch);
    buttons->addWidget(m_requests);
    buttons->addStretch();
    column->addLayout(buttons);
    setRole(m_hint, "muted");
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    column->addStretch();
    return detail;
}

const ScenarioView* LabPage::selected() const {
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_scenarios.size()) ? &m_scenarios[static_cast<std::size_t>(row)]
                                                                  : nullptr;
}

void LabPage::select(const QByteArray& scenario) {
    for (std::size_t i = 0; i < m_scenarios.size(); ++i)
        if (m_scenarios[i].id == scenario)
            m_list->setCurrentRow(static_cast<int>(i));
}

void LabPage::refresh() {
    const auto* before = selected();
    const QByteArray keep = before ? before->id : QByteArray();
    m_scenarios = m_backend.scenarios();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int current = 0;
    for (std::size_t i = 0; i < m_scenarios.size(); ++i) {
        const auto& scenario = m_scenarios[i];
        auto* item = new QListWidgetItem(
            scenario.running ? QStringLiteral("%1\n● running").arg(scenario.title) : scenario.title, m_list);
        item->setToolTip(scenario.description);
        if (keep.isEmpty() ? scenario.running : scenario.id == keep)
            current = static_cast<int>(i);
    }
    m_list->setCurrentRow(m_scenarios.empty() ? -1 : current);
    showSelected();
}

void LabPage::showSelected() {
    const auto* scenario = selected();
    if (!scenario)
        return;
    m_title->setText(scenario->title);
    m_description->setText(scenario->description);
    m_state->setBadge(scenario->running ? diagnosis::Cause::None : diagnosis::Cause::Network,
                      scenario->running ? QStringLiteral("running") : QStringLiteral("stopped"));
    const auto variables = m_backend.builtInVariables();
    const auto base = variables.find("lab");
    const bool addressed = scenario->running && base != variables.end();
    m_address->setVisible(addressed);
    m_copy->setVisible(addressed);
    if (addressed)
        m_address->setText(QString::fromUtf8(base->second));
    m_switch->setText(scenario->running ? QStringLiteral("Stop") : QStringLiteral("Start this scenario"));
    setRole(m_switch, scenario->running ? "" : "primary");
    m_hint->setText(scenario->running
                        ? QStringLiteral("Requests reach it as {{lab}}. Send one with Ctrl+Enter on the Requests page.")
                        : QStringLiteral("One scenario runs at a time; starting this one ends the other."));
}

void LabPage::toggle() {
    const auto* scenario = selected();
    if (!scenario)
        return;
    if (scenario->running)
        m_backend.stopScenario(scenario->id);
    else
        m_backend.startScenario(scenario->id);
}

} // namespace knockback::ui
