// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves a sheet of every dressed widget for the eye in the folder that KNOCKBACK_PICTURES names.
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/KeyHint.h"
#include "ui/widgets/MessageBar.h"

#include <QtWidgets>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using diagnosis::Cause;

QLayout* buttons() {
    auto* row = new QHBoxLayout;
    for (const auto& [text, role] : {std::pair("Send", "primary"), std::pair("Provider docs", ""),
                                     std::pair("Escalate…", "danger"), std::pair("Reveal", "flat")}) {
        auto* button = new QPushButton(QString::fromUtf8(text));
        setRole(button, role);
        row->addWidget(button);
    }
    auto* off = new QPushButton(QStringLiteral("Disabled"));
    off->setEnabled(false);
    row->addWidget(off);
    row->addWidget(new KeyHint(QKeySequence(Qt::CTRL | Qt::Key_K)));
    return row;
}

QLayout* fields() {
    auto* row = new QHBoxLayout;
    auto* line = new QLineEdit(QStringLiteral("{{base}}/search"));
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("Exponential · full jitter"), QStringLiteral("Fixed")});
    auto* spin = new QSpinBox;
    spin->setValue(5);
    auto* check = new QCheckBox(QStringLiteral("HAR of 5 attempts"));
    check->setChecked(true);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{line, combo, spin, check, new QRadioButton(QStringLiteral("or"))})
        row->addWidget(widget);
    return row;
}

QWidget* table() {
    auto* table = new QTableWidget(3, 3);
    table->setHorizontalHeaderLabels({QStringLiteral("Name"), QStringLiteral("Kind"), QStringLiteral("Host")});
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column)
            table->setItem(row, column, new QTableWidgetItem(QStringLiteral("cell %1.%2").arg(row).arg(column)));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->selectRow(1);
    return table;
}

TEST(Pictures, Sheet) {
    const QString folder = qEnvironmentVariable("KNOCKBACK_PICTURES");
    if (folder.isEmpty())
        GTEST_SKIP() << "KNOCKBACK_PICTURES names no folder";
    ThemeManager themes(ThemeKind::Light);
    const AppStyle style(*qApp, themes);
    QWidget sheet;
    auto* column = new QVBoxLayout(&sheet);
    column->addLayout(buttons());
    column->addLayout(fields());
    auto* badges = new QHBoxLayout;
    for (int cause = 0; cause < 8; ++cause) {
        auto* badge = new Badge(themes);
        badge->setBadge(static_cast<Cause>(cause), QString::number(400 + cause));
        badges->addWidget(badge);
    }
    column->addLayout(badges);
    auto* bar = new MessageBar(themes);
    bar->say(Cause::RateLimit,
             QStringLiteral("Rate limited by GitHub. Wait 41 s, then send at most 1 request per 2 s."));
    bar->addButton(QStringLiteral("Retry in 00:41"), "primary");
    column->addWidget(bar);
    auto* tabs = new QTabWidget;
    tabs->addTab(table(), QStringLiteral("Params"));
    tabs->addTab(new QPlainTextEdit(QStringLiteral("text\n").repeated(30)), QStringLiteral("Headers"));
    tabs->addTab(new EmptyState(themes, QStringLiteral("vault"), QStringLiteral("No credentials yet.")),
                 QStringLiteral("Auth"));
    column->addWidget(tabs, 1);
    auto* progress = new QProgressBar;
    progress->setValue(78);
    column->addWidget(progress);
    sheet.resize(760, 520);
    sheet.show();
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.choose(choice);
        QCoreApplication::processEvents();
        const QString name = choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        EXPECT_TRUE(sheet.grab().save(folder + QStringLiteral("/widgets-") + name + QStringLiteral(".png")));
    }
    qApp->setStyleSheet({});
}

} // namespace
} // namespace knockback::ui
