// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Starting.h"

#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

using namespace std::chrono_literals;

constexpr base::Milliseconds aMoment = 1s;

} // namespace

Starting::Starting(ThemeManager& themes, base::Scheduler& scheduler, const QString& reason) : m_scheduler(scheduler) {
    setObjectName(QStringLiteral("starting"));
    setWindowTitle(tr("Knockback"));
    auto* what = new QLabel(tr("Opening the vault…"));
    setRole(what, "title");
    auto* why = new QLabel(reason);
    setRole(why, "muted");
    why->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 24);
    column->setSpacing(2 * themes.theme().space.unit);
    column->addWidget(what);
    column->addWidget(why);
    setFixedWidth(440);
    setAccessibleName(what->text());
    setAccessibleDescription(why->text());
}

bool Starting::runs(std::function<void()> work) {
    m_moment = m_scheduler.after(aMoment, [this] { show(); });
    m_work.run(
        [work = std::move(work)] {
            work();
            return true;
        },
        [this](bool) {
            m_done = true;
            QCoreApplication::exit();
        });
    QApplication::exec();
    m_moment.cancel();
    return m_done;
}

void Starting::closeEvent(QCloseEvent* event) {
    event->accept();
    m_work.drop();
    QCoreApplication::exit();
}

} // namespace knockback::ui
