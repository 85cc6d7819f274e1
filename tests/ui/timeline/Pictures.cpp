// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves pictures for the eye in the folder that KNOCKBACK_PICTURES names; without it there is nothing to do.
#include "tests/ui/timeline/JournalScript.h"
#include "ui/painter/TimelinePng.h"
#include "ui/theme/ThemeLoader.h"
#include "ui/theme/ThemeManager.h"
#include "ui/timeline/TimelineView.h"
#include "ui/widgets/AppStyle.h"

#include <QApplication>
#include <QFile>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

TEST(Pictures, Timeline) {
    const QString folder = qEnvironmentVariable("KNOCKBACK_PICTURES");
    if (folder.isEmpty())
        GTEST_SKIP() << "KNOCKBACK_PICTURES names no folder";
    ThemeManager themes(ThemeKind::Light);
    const AppStyle style(*qobject_cast<QApplication*>(QCoreApplication::instance()), themes);
    test::VirtualScheduler time;
    journal::Journal journal(time.clock());
    test::JournalScript script;
    const auto selected = test::drawnScript(script);
    script.play(journal, time, 110s);
    TimelineView view(journal, time, themes);
    view.resize(840, 270);
    view.show();
    time.advance(100ms);
    view.selectAttempt(selected);
    QCoreApplication::processEvents();
    for (const auto choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.choose(choice);
        const QString name = choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        QPixmap picture(view.size() * 2);
        picture.setDevicePixelRatio(2);
        view.render(&picture);
        EXPECT_TRUE(picture.save(folder + QStringLiteral("/timeline-") + name + QStringLiteral(".png")));
    }
    QFile report(folder + QStringLiteral("/timeline-report.png"));
    ASSERT_TRUE(report.open(QIODevice::WriteOnly));
    report.write(paintTimelinePng(*view.scene().model, builtInThemes().light));
}

} // namespace
} // namespace knockback::ui
