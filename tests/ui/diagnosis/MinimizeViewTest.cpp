// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/MinimizeView.h"

#include "tests/support/VirtualScheduler.h"
#include "ui/diagnosis/StepTable.h"

namespace knockback::ui {
namespace {

using minimize::Verdict;

class MinimizeViewTest : public testing::Test {
protected:
    MinimizeViewTest() {
        http::Attempt attempt;
        attempt.request.url = "https://api.example/items?q='&token=hush";
        attempt.response.emplace().head.status = 403;
        order.blocked.draft.url = attempt.request.url;
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = diagnosis::Cause::SuspiciousPattern;
        diagnosis.title = QStringLiteral("Taken for an attack");
        order.evidence = std::make_shared<journal::AttemptRecord>(
            journal::AttemptRecord{{}, {1}, 1, {}, {}, {}, http::Redactor().redact(attempt), diagnosis, {}, {}, false});
        news.most = 12;
    }
    void build(std::vector<WorkingRequest> working = {}) {
        view = std::make_unique<MinimizeView>(order, std::move(working), themes, scheduler);
        QObject::connect(view.get(), &MinimizeView::startWanted, view.get(),
                         [this](const session::MinimizeOrder& wanted) { started.push_back(wanted); });
        view->show();
    }
    void add(const QString& text, std::optional<Verdict> verdict) {
        const int number = int(news.lines.size()) + 1;
        news.lines.push_back({{number, text, verdict, QStringLiteral("403 · no")}, {std::uint64_t(number)}});
    }
    void end() {
        news.over = true;
        news.sentence = QStringLiteral("Blocked only when query parameter q is present.");
        news.result.emplace().smallest.url = "https://api.example/items?q='";
        news.smallestCall = {7};
        news.smallestAttempt = order.evidence;
    }
    QPushButton* button(const QString& text) const {
        for (auto* one : view->findChildren<QPushButton*>())
            if (one->text() == text)
                return one;
        return nullptr;
    }
    QTableWidget* table() const { return view->findChild<StepTable*>(); }

    ThemeManager themes{ThemeKind::Light};
    test::VirtualScheduler scheduler;
    session::MinimizeOrder order;
    session::MinimizeNews news;
    std::unique_ptr<MinimizeView> view;
    std::vector<session::MinimizeOrder> started;
};

TEST_F(MinimizeViewTest, nothingIsSentBeforeItIsStarted) {
    build();
    EXPECT_TRUE(started.empty());
    for (auto* label : view->findChildren<QLabel*>())
        EXPECT_FALSE(label->text().contains(u"hush")) << "secrets are hidden";
    EXPECT_FALSE(button(QStringLiteral("Open in a new tab"))->isVisible());
    QTest::keyClick(view.get(), Qt::Key_Return);
    ASSERT_EQ(started.size(), 1u);
    EXPECT_EQ(started[0].blocked.draft, order.blocked.draft);
    EXPECT_TRUE(view->findChild<QPushButton*>(QStringLiteral("stop"))->isVisible());
}

TEST_F(MinimizeViewTest, aMethodThatActsNeedsATick) {
    order.blocked.draft.method = "POST";
    build();
    auto* consent = view->findChild<QCheckBox*>(QStringLiteral("consent"));
    ASSERT_TRUE(consent);
    EXPECT_FALSE(consent->isChecked());
    EXPECT_FALSE(view->findChild<QPushButton*>(QStringLiteral("start"))->isEnabled());
    consent->click();
    view->findChild<QPushButton*>(QStringLiteral("start"))->click();
    ASSERT_EQ(started.size(), 1u);
    EXPECT_EQ(started[0].allowedMethods, std::set<QByteArray>{"POST"});
}

TEST_F(MinimizeViewTest, everyProbeIsALineWithItsOutcomeForScreenReaders) {
    build();
    add(QStringLiteral("the request as it was blocked"), Verdict::Same);
    add(QStringLiteral("without header X"), std::nullopt);
    view->show(news);
    ASSERT_EQ(table()->rowCount(), 2);
    EXPECT_EQ(table()->item(0, 0)->data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("1  the request as it was blocked: blocked"));
    EXPECT_EQ(table()->item(1, 1)->text(), QStringLiteral("under way…"));
    EXPECT_EQ(view->finding(), QStringLiteral("Probe 2 of at most 12"));
}

TEST_F(MinimizeViewTest, aWaitCountsDown) {
    build();
    add(QStringLiteral("x"), Verdict::Same);
    news.due = scheduler.clock().steadyNow() + std::chrono::seconds(20);
    view->show(news);
    EXPECT_EQ(view->finding(), QStringLiteral("Probe 1 of at most 12 · the next one in 00:20"));
    scheduler.advance(std::chrono::seconds(5));
    EXPECT_EQ(view->finding(), QStringLiteral("Probe 1 of at most 12 · the next one in 00:15"));
}

TEST_F(MinimizeViewTest, theFindingAndWhatCanBeDoneWithIt) {
    build();
    view->findChild<QPushButton*>(QStringLiteral("start"))->click();
    end();
    view->show(news);
    EXPECT_EQ(view->finding(), news.sentence);
    QSignalSpy opened(view.get(), &MinimizeView::openWanted);
    QSignalSpy copied(view.get(), &MinimizeView::copyWanted);
    button(QStringLiteral("Copy as curl"))->click();
    EXPECT_EQ(copied.size(), 1);
    button(QStringLiteral("Open in a new tab"))->click();
    ASSERT_EQ(opened.size(), 1);
    EXPECT_EQ(opened[0][0].value<workspace::RequestDraft>().url, "https://api.example/items?q='");
    EXPECT_FALSE(view->isVisible());
}

TEST_F(MinimizeViewTest, closingItStopsTheSearch) {
    build();
    QSignalSpy ended(view.get(), &FindingFrame::endWanted);
    view->reject();
    EXPECT_EQ(ended.size(), 0) << "nothing ran";
    view->show();
    view->findChild<QPushButton*>(QStringLiteral("start"))->click();
    QTest::keyClick(view.get(), Qt::Key_Escape);
    EXPECT_EQ(ended.size(), 1);
}

TEST_F(MinimizeViewTest, aWorkingRequestCanBeChosen) {
    WorkingRequest working;
    working.text = QStringLiteral("items, which got 200");
    working.draft.url = "https://api.example/items";
    build({working});
    view->findChild<QComboBox*>()->setCurrentIndex(1);
    view->findChild<QPushButton*>(QStringLiteral("start"))->click();
    ASSERT_EQ(started.size(), 1u);
    EXPECT_EQ(started[0].working, working.draft);
}

TEST_F(MinimizeViewTest, aRefusalIsSaid) {
    build();
    news.over = true;
    news.refused = QStringLiteral("A rate limit counts requests.");
    view->show(news);
    EXPECT_EQ(view->finding(), news.refused);
}

} // namespace
} // namespace knockback::ui
