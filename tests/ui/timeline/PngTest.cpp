// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/timeline/JournalScript.h"
#include "ui/painter/TimelinePng.h"
#include "ui/theme/ThemeLoader.h"
#include "ui/timeline/TimelineFeed.h"

#include <QImage>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

class TimelinePng : public testing::Test {
protected:
    TimelinePng() {
        test::drawnScript(script);
        script.play(journal, time, 130s);
        while (feed.pull()) {
        }
    }
    static int countOf(const QImage& picture, const QColor& colour) {
        int count = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                count += picture.pixelColor(x, y) == colour ? 1 : 0;
        return count;
    }

    test::VirtualScheduler time;
    journal::Journal journal{time.clock()};
    test::JournalScript script;
    TimelineFeed feed{journal};
    const Theme& theme = builtInThemes().light;
};

TEST_F(TimelinePng, ShowsEveryCauseOnThePanelsGround) {
    const QImage picture = QImage::fromData(paintTimelinePng(feed.model(), theme), "PNG");
    ASSERT_EQ(picture.width(), 1800);
    EXPECT_EQ(picture.pixelColor(2, 2), theme.panel);
    using diagnosis::Cause;
    for (const Cause cause : {Cause::None, Cause::RateLimit, Cause::Credential, Cause::SuspiciousPattern})
        EXPECT_GT(countOf(picture, theme.cause(cause).mark), 500);
    EXPECT_EQ(countOf(picture, theme.cause(Cause::GeoLock).mark), 0) << "and none that did not happen";
}

TEST_F(TimelinePng, IsTheSameEveryTime) {
    EXPECT_EQ(paintTimelinePng(feed.model(), theme), paintTimelinePng(feed.model(), theme));
}

TEST_F(TimelinePng, OfNothingIsStillAPicture) {
    const QImage picture = QImage::fromData(paintTimelinePng(timeline::TimelineModel(), theme), "PNG");
    EXPECT_FALSE(picture.isNull());
}

TEST_F(TimelinePng, NoLogIsTooLongForAPage) {
    test::JournalScript many;
    for (int i = 0; i < 200; ++i)
        many.call(1s, QStringLiteral("lane %1").arg(i), 200);
    many.play(journal, time, 5s);
    while (feed.pull()) {
    }
    PngRequest request;
    request.pixelRatio = 1;
    const QImage picture = QImage::fromData(paintTimelinePng(feed.model(), theme, request), "PNG");
    EXPECT_EQ(picture.height(), request.mostHeight);
}

} // namespace
} // namespace knockback::ui
