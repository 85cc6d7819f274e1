// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsPage.h"

#include "ui/settings/KeysPanel.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int keysTab = 1;
constexpr int fieldWidth = 220;

} // namespace

SettingsPage::SettingsPage(MainWindow& window, ThemeManager& themes, const QString& dataDir, QWidget* parent)
    : QWidget(parent)
    , m_window(window)
    , m_tabs(new QTabBar)
    , m_theme(new QComboBox)
    , m_zoom(new QSpinBox)
    , m_layout(new QComboBox)
    , m_timeout(new QSpinBox)
    , m_keys(new KeysPanel(window.actions(), themes)) {
    auto* title = new QLabel(tr("Preferences"));
    setRole(title, "title");
    m_tabs->setObjectName(QStringLiteral("settingsTabs"));
    m_tabs->setAccessibleName(tr("Parts of the preferences"));
    m_tabs->addTab(tr("General"));
    m_tabs->addTab(tr("Keys"));
    m_tabs->setExpanding(false);
    auto* stack = new QStackedWidget;
    stack->addWidget(buildGeneral(dataDir));
    stack->addWidget(m_keys);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 12);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(m_tabs);
    column->addWidget(stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    connect(&window, &MainWindow::keysWanted, this, [this] {
        m_tabs->setCurrentIndex(keysTab);
        m_keys->focusSearch();
    });
    connect(&window, &MainWindow::preferencesChanged, this, [this] { display(m_window.preferences()); });
    display(window.preferences());
}

QWidget* SettingsPage::buildGeneral(const QString& dataDir) {
    m_theme->addItems({tr("Follow the system"), tr("Light"), tr("Dark")});
    m_zoom->setRange(smallestZoom, largestZoom);
    m_zoom->setSingleStep(10);
    m_zoom->setSuffix(tr(" %"));
    m_layout->addItems({tr("Response below the request"), tr("Response beside the request")});
    m_timeout->setRange(0, longestTimeoutSeconds);
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setSpecialValueText(tr("none"));
    m_timeout->setToolTip(tr("Of one attempt; every request has its own in its Settings tab"));
    auto* general = new QWidget;
    auto* form = new QFormLayout(general);
    form->setContentsMargins(0, 4, 0, 0);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    const std::pair<QString, QWidget*> rows[] = {{tr("Theme"), m_theme},
                                                 {tr("Type size"), m_zoom},
                                                 {tr("Layout"), m_layout},
                                                 {tr("Time limit of new requests"), m_timeout}};
    for (const auto& [text, field] : rows) {
        field->setMinimumWidth(fieldWidth);
        field->setAccessibleName(text);
        form->addRow(text, field);
    }
    form->addRow(tr("Kept in"), buildFolder(dataDir));
    connect(m_theme, &QComboBox::activated, this, &SettingsPage::store);
    connect(m_layout, &QComboBox::activated, this, &SettingsPage::store);
    connect(m_zoom, &QSpinBox::valueChanged, this, &SettingsPage::store);
    connect(m_timeout, &QSpinBox::valueChanged, this, &SettingsPage::store);
    return general;
}

QWidget* SettingsPage::buildFolder(const QString& dataDir) {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* path = new ElidedLabel(Qt::ElideMiddle);
    path->setMinimumWidth(2 * fieldWidth);
    path->setWholeText(dataDir.isEmpty() ? tr("nowhere: this run leaves nothing on disk") : dataDir);
    column->addWidget(path);
    for (const auto& words : {tr("Vault, history, reports, keys, open tabs and their unsaved text."),
                              tr("Requests stay in their workspace's folder. Nothing is sent anywhere.")}) {
        auto* line = new QLabel(words);
        setRole(line, "muted");
        column->addWidget(line);
    }
    if (!dataDir.isEmpty()) {
        auto* open = new QPushButton(tr("Open the folder"));
        column->addWidget(open, 0, Qt::AlignLeft);
        connect(open, &QPushButton::clicked, this,
                [dataDir] { QDesktopServices::openUrl(QUrl::fromLocalFile(dataDir)); });
    }
    return box;
}

void SettingsPage::display(const Preferences& preferences) {
    const QScopedValueRollback showing(m_showing, true);
    m_theme->setCurrentIndex(static_cast<int>(preferences.theme));
    m_zoom->setValue(preferences.zoom);
    m_layout->setCurrentIndex(preferences.sideBySide ? 1 : 0);
    m_timeout->setValue(preferences.timeoutSeconds);
}

void SettingsPage::store() {
    if (m_showing)
        return;
    auto wanted = m_window.preferences();
    wanted.theme = static_cast<ThemeChoice>(m_theme->currentIndex());
    wanted.zoom = m_zoom->value();
    wanted.sideBySide = m_layout->currentIndex() == 1;
    wanted.timeoutSeconds = m_timeout->value();
    m_window.setPreferences(wanted);
}

} // namespace knockback::ui
