// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/ReportsPage.h"

#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QTableWidgetItem* cell(const QString& text, Qt::Alignment alignment = Qt::AlignLeft) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

} // namespace

ReportsPage::ReportsPage(QString folder, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_folder(std::move(folder))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(
          themes, QStringLiteral("reports"),
          QStringLiteral("No reports yet. When a block is a mistake, Escalate… collects the fingerprint, the "
                         "evidence and a reproduction for the provider's support."),
          QStringLiteral("Report on the newest block")))
    , m_table(new QTableWidget(0, 3)) {
    m_table->setHorizontalHeaderLabels({QStringLiteral("Report"), QStringLiteral("Saved"), QStringLiteral("Size")});
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(1, 180);
    m_table->setColumnWidth(2, 100);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(34);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(QStringLiteral("Saved reports"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 12);
    column->setSpacing(12);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    connect(m_empty, &EmptyState::actionTriggered, this, &ReportsPage::escalateWanted);
    connect(m_table, &QTableWidget::itemActivated, this, &ReportsPage::openSelected);
    refresh();
}

QWidget* ReportsPage::buildHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(4);
    auto* title = new QLabel(QStringLiteral("Reports"));
    setRole(title, "title");
    auto* subtitle =
        new QLabel(QStringLiteral("Kept in %1 · nothing is sent by itself").arg(QDir::toNativeSeparators(m_folder)));
    setRole(subtitle, "muted");
    subtitle->setWordWrap(true);
    titles->addWidget(title);
    titles->addWidget(subtitle);
    row->addLayout(titles, 1);
    auto* open = new QPushButton(QStringLiteral("Open folder"));
    connect(open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    row->addWidget(open, 0, Qt::AlignTop);
    auto* escalate = new QPushButton(QStringLiteral("Escalate…"));
    setRole(escalate, "danger");
    connect(escalate, &QPushButton::clicked, this, &ReportsPage::escalateWanted);
    row->addWidget(escalate, 0, Qt::AlignTop);
    return head;
}

void ReportsPage::refresh() {
    const auto files = QDir(m_folder).entryInfoList({QStringLiteral("*.zip")}, QDir::Files, QDir::Time);
    m_table->setRowCount(static_cast<int>(files.size()));
    for (int row = 0; row < static_cast<int>(files.size()); ++row) {
        const auto& file = files[row];
        auto* name = cell(file.fileName());
        name->setData(Qt::UserRole, file.absoluteFilePath());
        m_table->setItem(row, 0, name);
        m_table->setItem(row, 1, cell(file.lastModified().toString(QStringLiteral("d MMM yyyy HH:mm"))));
        m_table->setItem(row, 2,
                         cell(QLocale().formattedDataSize(file.size(), 1, QLocale::DataSizeSIFormat), Qt::AlignRight));
    }
    m_stack->setCurrentIndex(files.isEmpty() ? 0 : 1);
}

void ReportsPage::openSelected() {
    if (const auto* item = m_table->item(m_table->currentRow(), 0))
        QDesktopServices::openUrl(QUrl::fromLocalFile(item->data(Qt::UserRole).toString()));
}

void ReportsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

} // namespace knockback::ui
