// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/PastPane.h"

#include "app/history/HistoryStore.h"
#include "tests/support/VirtualScheduler.h"
#include "ui/theme/ThemeManager.h"
#include "ui/timeline/TimelineView.h"

#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

namespace knockback::ui {

using namespace std::chrono_literals;

class PastPaneTest : public testing::Test {
protected:
    PastPaneTest() {
        auto opened =
            history::HistoryStore::open(folder.filePath(QStringLiteral("history.sqlite")), events, scheduler.clock());
        EXPECT_TRUE(opened.ok());
        store = std::move(opened).value();
    }
    void attempt(const QByteArray& url) {
        http::Attempt attempt;
        attempt.request.url = url;
        attempt.startedAt = scheduler.clock().wallNow();
        attempt.timing.total = 80ms;
        attempt.response.emplace();
        attempt.response->head.status = 200;
        attempt.response->head.version = "HTTP/1.1";
        events.append(journal::AttemptFinished{
            std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{{1},
                                                                            {++m_attempts},
                                                                            1,
                                                                            QStringLiteral("Items"),
                                                                            {},
                                                                            QStringLiteral("core"),
                                                                            http::Redactor().redact(attempt),
                                                                            {},
                                                                            {},
                                                                            {},
                                                                            false})});
    }
    void circuit(journal::CircuitState state, base::SteadyTime until = {}) {
        events.append(journal::CircuitChanged{QStringLiteral("core"), state, until, {}, QStringLiteral("a.example")});
    }
    void open() {
        EXPECT_TRUE(store->flush());
        pane.resize(1000, 500);
        pane.show();
        pane.load(std::move(store->reader()).value());
        ASSERT_TRUE(QTest::qWaitFor([this] { return pane.timeline() != nullptr; }));
    }
    [[nodiscard]] const timeline::Lane* lane() const {
        const auto* model = pane.timeline()->scene().model;
        return model->lanes().empty() ? nullptr : &model->lanes().front();
    }
    void step(const char* button) {
        const QString before = title();
        QTest::mouseClick(pane.findChild<QPushButton*>(QLatin1String(button)), Qt::LeftButton);
        EXPECT_TRUE(QTest::qWaitFor([&] { return title() != before; }));
    }
    [[nodiscard]] bool canGo(const char* button) const {
        return pane.findChild<QPushButton*>(QLatin1String(button))->isEnabled();
    }
    [[nodiscard]] QString title() const { return pane.findChild<QLabel*>(QStringLiteral("pastTitle"))->text(); }

    QTemporaryDir folder;
    test::VirtualScheduler scheduler;
    journal::Journal events{scheduler.clock()};
    std::unique_ptr<history::HistoryStore> store;
    ThemeManager themes{ThemeKind::Light};
    PastPane pane{scheduler, themes};

private:
    std::uint64_t m_attempts = 0;
};

TEST_F(PastPaneTest, CircuitsOfAnEarlierDayAreDrawnAsLiveOnesAre) {
    attempt("https://a.example/1");
    scheduler.advance(10s);
    circuit(journal::CircuitState::Open, scheduler.clock().steadyNow() + 30s);
    scheduler.advance(30s);
    circuit(journal::CircuitState::HalfOpen);
    scheduler.advance(2s);
    circuit(journal::CircuitState::Closed);
    scheduler.advance(24h * 3);
    open();
    ASSERT_NE(lane(), nullptr);
    ASSERT_EQ(lane()->circuits.size(), 2u);
    EXPECT_EQ(*lane()->circuits[0].end - lane()->circuits[0].begin, 30s);
    EXPECT_TRUE(lane()->circuits[1].halfOpen);
    EXPECT_EQ(*lane()->circuits[1].end - lane()->circuits[1].begin, 2s);
    EXPECT_TRUE(lane()->circuits[1].closed);
    const auto begun = pane.timeline()->scene().content.begin;
    EXPECT_LT(begun, scheduler.clock().steadyNow() - 48h) << "where the calendar has it";
    EXPECT_EQ(pane.timeline()->scene().model->attempts(), 1u);
    EXPECT_FALSE(pane.timeline()->scene().now) << "nothing there is going on now";
}

TEST_F(PastPaneTest, DaysAreStepped) {
    attempt("https://a.example/1");
    scheduler.advance(24h * 5);
    attempt("https://a.example/2");
    open();
    const QString newest = title();
    EXPECT_EQ(pane.timeline()->scene().model->attempts(), 1u);
    EXPECT_TRUE(canGo("pastEarlier"));
    step("pastEarlier");
    EXPECT_EQ(pane.timeline()->scene().model->attempts(), 1u);
    EXPECT_NE(title(), newest) << "five days earlier, since nothing is between";
    EXPECT_FALSE(canGo("pastEarlier")) << "nothing is before";
    step("pastLater");
    EXPECT_TRUE(canGo("pastEarlier"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return pane.timeline()->scene().model->attempts() == 0; })) << "an empty day";
}

TEST_F(PastPaneTest, TheOnlyDayIsTheEarliest) {
    attempt("https://a.example/1");
    open();
    EXPECT_FALSE(canGo("pastEarlier"));
    EXPECT_FALSE(canGo("pastLater"));
}

TEST_F(PastPaneTest, AnEmptyHistoryIsAnEmptyTimeline) {
    open();
    EXPECT_EQ(lane(), nullptr);
    EXPECT_FALSE(pane.findChild<QPushButton*>(QStringLiteral("pastEarlier"))->isEnabled());
}

} // namespace knockback::ui
