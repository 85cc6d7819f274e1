// SPDX-License-Identifier: GPL-3.0-or-later
// "Run many times" in the real window, with the keys and buttons that a user has.
#include "tests/ui/shell/WindowTest.h"
#include "ui/runs/RunFacts.h"
#include "ui/runs/RunPage.h"
#include "ui/runs/RunSetup.h"
#include "ui/widgets/ElidedLabel.h"

#include <QMenu>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>

namespace knockback::ui {

using namespace std::chrono_literals;

namespace {

class RunManyTest : public test::WindowTest {
protected:
    RunPage& openRun() {
        press(Qt::Key_Return, Qt::ControlModifier | Qt::AltModifier);
        auto* page = find<RunPage>("runPage");
        EXPECT_NE(page, nullptr);
        return *page;
    }
    void setTimes(const char* times) {
        QTest::keyClicks(find<QSpinBox>("runTimes"), QLatin1String(times));
        backend.settle();
    }
    void setAtOnce(int count) { find<QSpinBox>("runConcurrency")->setValue(count); }
    void start() {
        press(Qt::Key_Return, Qt::ControlModifier);
        backend.settle();
    }
    void click(const char* name) {
        auto* button = find<QPushButton>(name);
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
        backend.settle();
    }
    void passes(std::uint64_t number) {
        const base::CallId call{number};
        const auto record = backend.answer(call, 1, 200);
        backend.finish(call, journal::CallOutcome::Ok, {}, {record});
        backend.time().advance(300ms);
    }
    // Starts and stops; nothing has gone out.
    void stopAtOnce() {
        start();
        press(Qt::Key_X, Qt::ControlModifier | Qt::AltModifier);
        endAll();
    }
    void endAll() {
        while (ended < backend.sent.size())
            backend.finish(base::CallId{++ended}, journal::CallOutcome::Cancelled);
        backend.settle();
    }
    void leaveTwoRows() {
        openRun();
        setTimes("2");
        stopAtOnce();
    }
    // Every row would be refused in the same words.
    void refuseAll() {
        setAtOnce(1);
        start();
        session::CallResult refused;
        refused.call = base::CallId{1};
        refused.refused = refused.sentence = QStringLiteral("The variable {{nobody}} has no value.");
        Q_EMIT backend.callFinished(refused);
        backend.settle();
    }
    void choose(const QString& environment) {
        for (auto* menu : window->findChildren<QMenu*>()) {
            for (auto* action : menu->actions()) {
                if (action->text() == environment)
                    return action->trigger();
            }
        }
        FAIL() << environment.toStdString();
    }
    QString fact(const char* name) {
        for (const auto& one : find<RunFacts>("runFacts")->facts())
            if (one.name == QLatin1String(name))
                return one.value;
        return QStringLiteral("(none)");
    }
    QTableView& table() { return *find<QTableView>("runTable"); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    static ratelimit::BucketState fiftyIn5Seconds(base::SteadyTime now) {
        ratelimit::BucketState bucket;
        bucket.host = "api.example";
        bucket.label = QStringLiteral("api.example");
        bucket.window.limit = 50;
        bucket.window.remaining = 50;
        bucket.window.windowSeconds = 5;
        bucket.readAt = now;
        bucket.resetAt = now + 5s;
        return bucket;
    }

    std::size_t ended = 0; // of the calls that were sent
};

TEST_F(RunManyTest, SaysBeforeItStartsHowLongTheLimitMakesItTake) {
    auto& page = openRun();
    EXPECT_TRUE(page.sentence().contains(u"No limit is known")) << page.sentence().toStdString();
    backend.limitsNow.buckets = {fiftyIn5Seconds(backend.time().clock().steadyNow())};
    setTimes("300");
    EXPECT_TRUE(page.sentence().startsWith(
        u"300 requests take at least 25.0 s: api.example lets 50 through every 5 s, 50 left now."))
        << page.sentence().toStdString();
    EXPECT_TRUE(backend.sent.empty()) << "nothing goes out before it is asked for";
}

TEST_F(RunManyTest, SendsThemAllSoManyAtOnce) {
    auto& page = openRun();
    setTimes("5");
    setAtOnce(2);
    start();
    ASSERT_EQ(backend.sent.size(), 2u);
    EXPECT_GE(backend.sent[0].draft.policy.longestWait, 24h) << "it waits for its quota";
    for (std::uint64_t call = 1; call <= 5; ++call)
        passes(call);
    EXPECT_EQ(backend.sent.size(), 5u);
    EXPECT_EQ(fact("ok"), u"5");
    EXPECT_EQ(fact("left"), u"0");
    EXPECT_TRUE(page.sentence().startsWith(u"5 of 5 passed in ")) << page.sentence().toStdString();
    EXPECT_EQ(table().model()->rowCount(), 5);
    EXPECT_EQ(cell(4, 1), u"ok");
    EXPECT_EQ(cell(4, 2), u"200");
    EXPECT_EQ(cell(4, 5), u"{\"ok\":true}");
    EXPECT_EQ(find<QPushButton>("runAgain"), nullptr) << "nothing is left";
}

TEST_F(RunManyTest, EachRowOfTheFileGivesItsVariables) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rows.csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("base,id\nhttps://one.example,7\nhttps://two.example,8\n");
    file.close();
    auto& page = openRun();
    page.load(file.fileName());
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLabel>("runRows") != nullptr; }));
    EXPECT_EQ(find<ElidedLabel>("runRows")->wholeText(), u"2 rows: base, id");
    EXPECT_FALSE(find<QSpinBox>("runTimes")->isEnabled());
    start();
    ASSERT_EQ(backend.sent.size(), 2u);
    EXPECT_EQ(backend.sent[0].environment["base"], "https://one.example") << "a row wins over the environment";
    EXPECT_EQ(backend.sent[1].environment["id"], "8");
}

TEST_F(RunManyTest, AMistakeInTheFileIsOneSentenceWithItsPlace) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("rows.csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("a,b\n1\n");
    file.close();
    auto& page = openRun();
    page.load(file.fileName());
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QWidget>("runMessage") != nullptr; }));
    EXPECT_TRUE(find<QWidget>("runMessage")->isVisible());
    EXPECT_TRUE(find<QSpinBox>("runTimes")->isEnabled()) << "the times stay in use";
}

TEST_F(RunManyTest, PauseCallsBackWhatWasNotSentAndResumeSendsIt) {
    openRun();
    setTimes("3");
    setAtOnce(2);
    start();
    click("runPause");
    ASSERT_EQ(backend.recalled.size(), 2u);
    EXPECT_EQ(backend.recalled[0].second, session::Recall::Unsent);
    const auto waiting = backend.recalled[0].first;
    backend.finish(waiting, journal::CallOutcome::Cancelled);
    passes(3 - waiting.value);
    EXPECT_EQ(backend.sent.size(), 2u) << "nothing new goes out";
    EXPECT_EQ(fact("left"), u"2");
    press(Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(backend.sent.size(), 4u) << "the row that was called back, and the third";
}

TEST_F(RunManyTest, StopAsksNothingAndTheRestCanBeRun) {
    auto& page = openRun();
    setTimes("3");
    setAtOnce(1);
    start();
    passes(1);
    press(Qt::Key_X, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_EQ(backend.recalled.back().second, session::Recall::NoRetry);
    passes(2);
    EXPECT_EQ(backend.sent.size(), 2u);
    EXPECT_TRUE(page.sentence().startsWith(u"2 of 3 passed")) << page.sentence().toStdString();
    EXPECT_EQ(cell(2, 1), u"not sent");
    click("runAgain");
    EXPECT_EQ(backend.sent.size(), 3u);
    passes(3);
    EXPECT_TRUE(page.sentence().startsWith(u"3 of 3 passed")) << page.sentence().toStdString();
}

TEST_F(RunManyTest, WhatIsLeftDoesNotGoToAnEnvironmentThatIsNotChosenAnyMore) {
    backend.view.environments[QStringLiteral("production")] = {{"base", "https://live.example"}};
    Q_EMIT backend.workspaceChanged();
    leaveTwoRows();
    ASSERT_NE(find<QPushButton>("runAgain"), nullptr);
    EXPECT_EQ(backend.sent.back().environment["base"], "https://api.example");
    press(Qt::Key_Escape);
    choose(QStringLiteral("production"));
    openRun();
    EXPECT_EQ(find<QPushButton>("runAgain"), nullptr);
    start();
    EXPECT_EQ(backend.sent.back().environment["base"], "https://live.example");
}

TEST_F(RunManyTest, WhatIsLeftIsStillThereWhenTheSameRequestIsOpenedAgain) {
    leaveTwoRows();
    press(Qt::Key_Escape);
    openRun();
    EXPECT_NE(find<QPushButton>("runAgain"), nullptr);
}

TEST_F(RunManyTest, WhatIsLeftDoesNotGoToAnotherWorkspaceOrWithAnotherAccount) {
    CallTracker tracker(backend);
    RunPage page(backend, tracker, themes);
    page.show();
    session::CallSpec spec;
    spec.draft.url = "https://api.example";
    spec.folder = QStringLiteral("/one");
    auto elsewhere = spec;
    elsewhere.folder = QStringLiteral("/two");
    auto account = spec;
    account.inherited.kind = workspace::AuthKind::Bearer;
    account.inherited.token = "{{other}}";
    const auto* again = page.findChild<QPushButton*>(QStringLiteral("runAgain"));
    for (const auto& other : {elsewhere, account}) {
        page.prepare(spec, QStringLiteral("Items"), {});
        page.start();
        page.stop();
        endAll();
        ASSERT_TRUE(again->isVisible());
        page.prepare(spec, QStringLiteral("Items"), {});
        EXPECT_TRUE(again->isVisible());
        page.prepare(other, QStringLiteral("Items"), {});
        EXPECT_FALSE(again->isVisible());
    }
}

TEST_F(RunManyTest, NothingIsClippedAt1024WithAFileAndRowsThatAreLeft) {
    window->resize(1024, 640);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QString(100, u'n') + QStringLiteral(".csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const QByteArray column(60, 'c');
    file.write(column + "1," + column + "2," + column + "3," + column + "4\n1,2,3,4\n5,6,7,8\n");
    file.close();
    auto& page = openRun();
    page.load(file.fileName());
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<ElidedLabel>("runRows") != nullptr; }));
    stopAtOnce();
    QCoreApplication::processEvents(); // what was shown last is laid out
    ASSERT_NE(find<QPushButton>("runAgain"), nullptr);
    const auto whole = [&](QWidget* part) {
        return part->width() >= part->minimumSizeHint().width() &&
               part->mapTo(window.get(), QPoint(part->width(), 0)).x() <= window->width();
    };
    for (auto* part : page.findChildren<QPushButton*>())
        EXPECT_TRUE(part->isHidden() || whole(part)) << part->text().toStdString();
    for (auto* part : page.findChild<RunSetup*>()->findChildren<QLabel*>())
        EXPECT_TRUE(whole(part)) << part->text().toStdString();
}

TEST_F(RunManyTest, TheRunGoesOnWhileAnotherPageIsShown) {
    auto& page = openRun();
    setTimes("2");
    setAtOnce(1);
    start();
    press(Qt::Key_Escape);
    EXPECT_FALSE(page.isVisible());
    EXPECT_TRUE(backend.recalled.empty());
    QString notice;
    QObject::connect(&backend, &Backend::noticed, &page, [&](const QString& sentence) { notice = sentence; });
    passes(1);
    passes(2);
    EXPECT_TRUE(notice.startsWith(u"2 of 2 passed")) << notice.toStdString();
    press(Qt::Key_Return, Qt::ControlModifier | Qt::AltModifier);
    EXPECT_TRUE(page.isVisible());
    EXPECT_EQ(fact("ok"), u"2") << "its rows are still there";
}

TEST_F(RunManyTest, TurnedAwayAttemptsAreCountedWhileTheyWait) {
    openRun();
    setTimes("1");
    start();
    const base::CallId call{1};
    backend.answer(call, 1, 429, test::rateLimited());
    backend.wait(call, 41s, QStringLiteral("The server asked for 41 s."));
    backend.time().advance(300ms);
    EXPECT_EQ(fact("turned away"), u"1");
    EXPECT_EQ(fact("waiting"), u"1");
    EXPECT_EQ(cell(0, 1), u"waits");
}

TEST_F(RunManyTest, WhatIsWrongWithOneIsNotSentThreeHundredTimes) {
    auto& page = openRun();
    setAtOnce(2);
    start();
    session::CallResult refused;
    refused.call = base::CallId{1};
    refused.refused = refused.sentence = QStringLiteral("The variable {{nobody}} has no value.");
    Q_EMIT backend.callFinished(refused);
    backend.settle();
    EXPECT_EQ(backend.sent.size(), 2u);
    backend.finish(base::CallId{2}, journal::CallOutcome::Cancelled);
    backend.settle();
    EXPECT_EQ(page.driver().run()->stage(), runs::RequestRun::Stage::Over);
    EXPECT_TRUE(find<QWidget>("runMessage")->isVisible());
}

TEST_F(RunManyTest, WhatWasWrongIsNotSaidOfTheNextRun) {
    openRun();
    refuseAll();
    ASSERT_NE(find<QWidget>("runMessage"), nullptr);
    click("runAgain");
    EXPECT_EQ(find<QWidget>("runMessage"), nullptr);
}

TEST_F(RunManyTest, WhatWasWrongIsNotSaidOfAnotherRequest) {
    openRun();
    refuseAll();
    press(Qt::Key_Escape);
    openRun();
    EXPECT_NE(find<QWidget>("runMessage"), nullptr) << "of the same one it is still true";
    press(Qt::Key_Escape);
    url().setFocus();
    QTest::keyClicks(&url(), QStringLiteral("2"));
    openRun();
    EXPECT_EQ(find<QWidget>("runMessage"), nullptr);
}

TEST_F(RunManyTest, RowsAreExportedAsTheNameSays) {
    const QTemporaryDir folder;
    auto& page = openRun();
    setTimes("2");
    start();
    passes(1);
    passes(2);
    for (const char* name : {"rows.csv", "rows.JSON"}) {
        const QString path = folder.filePath(QLatin1String(name));
        EXPECT_EQ(page.exportTo(path), QString());
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        EXPECT_TRUE(text.startsWith(path.endsWith(u".csv") ? "row,outcome,status" : "[")) << text.constData();
    }
    EXPECT_TRUE(page.exportTo(QStringLiteral("/nowhere/rows.csv")).contains(u"cannot be written"));
}

TEST_F(RunManyTest, TheSendButtonOffersIt) {
    for (auto* menu : window->findChildren<QMenu*>())
        for (auto* action : menu->actions())
            if (action->text() == u"Run many times…")
                action->trigger();
    EXPECT_NE(find<RunPage>("runPage"), nullptr);
}

} // namespace
} // namespace knockback::ui
