// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryPage.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/history/HistoryLookup.h"
#include "ui/history/HistoryModel.h"
#include "ui/response/ResponsePanel.h"
#include "ui/theme/ThemeManager.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QTemporaryDir>

namespace knockback::ui {

using namespace std::chrono_literals;

class HistoryPageTest : public testing::Test {
protected:
    HistoryPageTest() {
        auto opened = history::HistoryStore::open(folder.filePath(QStringLiteral("history.sqlite")), events);
        EXPECT_TRUE(opened.ok());
        store = std::move(opened).value();
    }
    void add(const QByteArray& url, int status, diagnosis::Cause cause) { add(url, {{status, cause}}); }
    // One call with so many attempts.
    void add(const QByteArray& url, const std::vector<std::pair<int, diagnosis::Cause>>& answers) {
        const base::CallId call{++m_calls};
        events.append(journal::CallStarted{call, QStringLiteral("Items"), "GET", url});
        for (std::size_t i = 0; i < answers.size(); ++i)
            addAttempt(call, static_cast<int>(i) + 1, url, answers[i].first, answers[i].second);
        events.append(journal::CallFinished{call, journal::CallOutcome::Ok, {}});
        EXPECT_TRUE(store->flush());
    }
    void addAttempt(base::CallId call, int number, const QByteArray& url, int status, diagnosis::Cause cause) {
        http::Attempt attempt;
        attempt.request.url = url;
        attempt.startedAt = backend.time().clock().wallNow();
        attempt.response.emplace();
        attempt.response->head.status = status;
        attempt.response->head.version = "HTTP/1.1";
        attempt.response->body = QByteArray("{}");
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = cause;
        diagnosis.title = QStringLiteral("title of %1").arg(status);
        events.append(journal::AttemptFinished{
            std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{call,
                                                                            {++m_attempts},
                                                                            number,
                                                                            QStringLiteral("Items"),
                                                                            {},
                                                                            QStringLiteral("lane"),
                                                                            http::Redactor().redact(attempt),
                                                                            diagnosis,
                                                                            {},
                                                                            {},
                                                                            false})});
    }
    void open() {
        page = std::make_unique<HistoryPage>(backend, store.get(), QString(), themes);
        page->resize(1100, 700);
        page->show();
    }
    [[nodiscard]] HistoryModel* model() const { return page->findChild<HistoryModel*>(); }
    [[nodiscard]] bool rowsBecome(int rows) const {
        return QTest::qWaitFor([&] { return model()->rowCount() == rows; }, 5000);
    }

    QTemporaryDir folder;
    test::FakeBackend backend;
    journal::Journal events{backend.time().clock()};
    std::unique_ptr<history::HistoryStore> store;
    ThemeManager themes{ThemeKind::Light};
    std::unique_ptr<HistoryPage> page;

private:
    std::uint64_t m_calls = 0;
    std::uint64_t m_attempts = 0;
};

TEST_F(HistoryPageTest, ShowsWhatWasStoredNewestFirst) {
    add("https://api.example/first", 200, diagnosis::Cause::None);
    add("https://api.example/second", 429, diagnosis::Cause::RateLimit);
    open();
    ASSERT_TRUE(rowsBecome(2));
    EXPECT_EQ(model()->index(0, HistoryModel::Answer).data().toString(), QStringLiteral("429"));
    EXPECT_EQ(model()->index(1, HistoryModel::Url).data().toString(), QStringLiteral("api.example/first"));
}

TEST_F(HistoryPageTest, SearchAndCauseNarrowTheList) {
    add("https://api.example/first", 200, diagnosis::Cause::None);
    add("https://api.example/second", 429, diagnosis::Cause::RateLimit);
    open();
    ASSERT_TRUE(rowsBecome(2));
    auto* search = page->findChild<QLineEdit*>(QStringLiteral("historySearch"));
    QTest::keyClicks(search, QStringLiteral("second"));
    backend.time().advance(200ms);
    EXPECT_TRUE(rowsBecome(1));
    search->clear();
    backend.time().advance(200ms);
    ASSERT_TRUE(rowsBecome(2));
    page->findChild<QComboBox*>(QStringLiteral("historyCause"))->setCurrentIndex(1);
    EXPECT_TRUE(rowsBecome(1)) << "blocks only";
}

TEST_F(HistoryPageTest, TheChosenAttemptTellsItsStoryAndCanBeEscalated) {
    add("https://api.example/second", 429, diagnosis::Cause::RateLimit);
    open();
    QSignalSpy escalated(page.get(), &HistoryPage::escalateRequested);
    ASSERT_TRUE(rowsBecome(1));
    const auto summary = [&] {
        for (const auto* label : page->findChildren<QLabel*>())
            if (label->text().startsWith(u"title of 429"))
                return label->text();
        return QString();
    };
    ASSERT_TRUE(QTest::qWaitFor([&] { return !summary().isEmpty(); }, 5000));
    EXPECT_TRUE(summary().contains(u"1 attempt, 0 waits")) << summary().toStdString();
    for (auto* button : page->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Escalate…"))
            QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_EQ(escalated.size(), 1);
    EXPECT_EQ(escalated[0][0].value<report::ReportInput>().attempts.size(), 1u);
}

TEST_F(HistoryPageTest, TheChosenAttemptIsTheOneThatIsShown) {
    add("https://api.example/once", 200, diagnosis::Cause::None);
    add("https://api.example/thrice",
        {{429, diagnosis::Cause::RateLimit}, {503, diagnosis::Cause::Overload}, {200, diagnosis::Cause::None}});
    open();
    ASSERT_TRUE(rowsBecome(4));
    QAbstractItemView* list = nullptr;
    for (auto* view : page->findChildren<QAbstractItemView*>())
        if (view->model() == model())
            list = view;
    ASSERT_NE(list, nullptr);
    const auto select = [&](int row) { list->setCurrentIndex(model()->index(row, HistoryModel::Answer)); };
    auto* shown = page->findChild<ResponsePanel*>();
    const auto showsStatusOf = [&](int row, int status) {
        select(row);
        return QTest::qWaitFor(
            [&] {
                const auto attempt = shown->shownAttempt();
                return attempt && attempt->exchange.attempt().status() == status;
            },
            5000);
    };
    std::map<QString, int> rowOf;
    for (int row = 0; row < 3; ++row)
        rowOf[model()->index(row, HistoryModel::Answer).data().toString()] = row;
    for (const int status : {429, 503, 200, 503, 429})
        EXPECT_TRUE(showsStatusOf(rowOf[QString::number(status)], status)) << status;
    select(3); // the last of three attempts was chosen before: this call has but one
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return shown->shownAttempt()->exchange.attempt().request.url.endsWith("/once"); }, 5000));
}

TEST_F(HistoryPageTest, WithoutAStoreItSaysWhy) {
    HistoryPage without(backend, nullptr, QStringLiteral("The history file is damaged."), themes);
    without.show();
    bool said = false;
    for (const auto* label : without.findChildren<QLabel*>())
        said = said || label->text().contains(u"The history file is damaged.");
    EXPECT_TRUE(said);
}

TEST(HistoryModelTest, KeepsTheModelRules) {
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<history::HistoryRow> rows(3);
    model.setRows(rows, true);
    model.appendRows(rows, false);
    EXPECT_EQ(model.rowCount(), 6);
    EXPECT_FALSE(model.canFetchMore({}));
}

TEST_F(HistoryPageTest, TwoChosenRowsAreComparedTheEarlierFirst) {
    add("https://api.example/first", 200, diagnosis::Cause::None);
    add("https://api.example/second", 429, diagnosis::Cause::RateLimit);
    open();
    ASSERT_TRUE(rowsBecome(2));
    QSignalSpy compared(page.get(), &HistoryPage::compareRequested);
    auto* button = page->findChild<QPushButton*>(QStringLiteral("compareTwo"));
    EXPECT_FALSE(button->isEnabled()) << "one row is no pair";
    page->findChild<QTableView*>(QStringLiteral("historyTable"))->selectAll();
    ASSERT_TRUE(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(compared.wait(5000));
    const auto left = compared[0][0].value<journal::AttemptPtr>();
    EXPECT_EQ(left->exchange.attempt().request.url, "https://api.example/first");
}

TEST_F(HistoryPageTest, TheLookupFindsByWordsAndTheLastThatWorked) {
    add("https://api.example/first", 200, diagnosis::Cause::None);
    add("https://api.example/second", 429, diagnosis::Cause::RateLimit);
    HistoryLookup lookup(store.get());
    std::vector<HistorySource::Hit> hits;
    lookup.search(QStringLiteral("secon"), [&hits](std::vector<HistorySource::Hit> found) { hits = std::move(found); });
    ASSERT_TRUE(QTest::qWaitFor([&hits] { return !hits.empty(); }, 5000));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_TRUE(hits[0].text.contains(QStringLiteral("api.example/second · 429"))) << hits[0].text.toStdString();
    journal::AttemptPtr working;
    lookup.lastWorking(QStringLiteral("Items"), backend.time().clock().wallNow() + 1h,
                       [&working](const journal::AttemptPtr& found) { working = found; });
    ASSERT_TRUE(QTest::qWaitFor([&working] { return working != nullptr; }, 5000));
    EXPECT_EQ(working->exchange.attempt().status(), 200);
}

TEST_F(HistoryPageTest, BlocksOverTimeLeadToTheirAttempts) {
    add("https://api.example/first", 200, diagnosis::Cause::None);
    add("https://api.example/second", 429, diagnosis::Cause::RateLimit);
    add("https://api.example/third", 429, diagnosis::Cause::RateLimit);
    add("https://other.example/fourth", 403, diagnosis::Cause::SuspiciousPattern);
    open();
    ASSERT_TRUE(rowsBecome(4));
    auto* views = page->findChild<QTabBar*>(QStringLiteral("historyViews"));
    views->setFocus();
    QTest::keyClick(views, Qt::Key_Right);
    const auto* sentence = page->findChild<QLabel*>(QStringLiteral("blocksSentence"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !sentence->text().isEmpty(); }, 5000));
    EXPECT_TRUE(sentence->text().startsWith(u"3 of 4 attempts were turned away, 2 of them by api.example"))
        << sentence->text().toStdString();
    auto* providers = page->findChild<QTableWidget*>(QStringLiteral("blocksProviders"));
    ASSERT_EQ(providers->rowCount(), 2);
    EXPECT_EQ(providers->item(0, 1)->text(), QStringLiteral("2 of 3"));

    providers->setFocus();
    QTest::keyClick(providers, Qt::Key_Return);
    ASSERT_TRUE(rowsBecome(2)) << "the blocks of the chosen provider";
    EXPECT_EQ(views->currentIndex(), 0);
    auto* restriction = page->findChild<QPushButton*>(QStringLiteral("historyRestriction"));
    ASSERT_TRUE(restriction->isVisible());
    EXPECT_TRUE(restriction->text().startsWith(u"api.example since"));
    QTest::mouseClick(restriction, Qt::LeftButton);
    EXPECT_TRUE(rowsBecome(4)) << "and back to everything";
    EXPECT_FALSE(restriction->isVisible());
}

TEST_F(HistoryPageTest, ATimeWithoutBlocksSaysSo) {
    add("https://api.example/first", 200, diagnosis::Cause::None);
    open();
    page->findChild<QTabBar*>(QStringLiteral("historyViews"))->setCurrentIndex(1);
    const auto said = [this] {
        for (const auto* label : page->findChildren<QLabel*>())
            if (label->isVisible() &&
                label->text() == QStringLiteral("The one attempt of this time was not turned away."))
                return true;
        return false;
    };
    EXPECT_TRUE(QTest::qWaitFor(said, 5000));
}

} // namespace knockback::ui
