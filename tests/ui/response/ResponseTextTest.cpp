// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ResponseText.h"

#include "app/http/IsoDate.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/composer/CodeEditor.h"
#include "ui/response/AttemptFacts.h"
#include "ui/response/CertificateTree.h"
#include "ui/response/ResponsePanel.h"
#include "ui/response/TextView.h"
#include "ui/response/TimingView.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

TEST(ResponseText, SizesInSiUnits) {
    EXPECT_EQ(sizeText(0), QStringLiteral("0 B"));
    EXPECT_EQ(sizeText(999), QStringLiteral("999 B"));
    EXPECT_EQ(sizeText(1000), QStringLiteral("1.0 KB"));
    EXPECT_EQ(sizeText(1234), QStringLiteral("1.2 KB"));
    EXPECT_EQ(sizeText(99'400), QStringLiteral("99 KB"));
    EXPECT_EQ(sizeText(999'600), QStringLiteral("1.0 MB"));
    EXPECT_EQ(sizeText(5'000'000'000), QStringLiteral("5.0 GB"));
}

TEST(ResponseText, TimesWithThreeFigures) {
    EXPECT_EQ(timeText(310us), QStringLiteral("0.31 ms"));
    EXPECT_EQ(timeText(4200us), QStringLiteral("4.2 ms"));
    EXPECT_EQ(timeText(182ms), QStringLiteral("182 ms"));
    EXPECT_EQ(timeText(999'600us), QStringLiteral("1.0 s"));
    EXPECT_EQ(timeText(4200ms), QStringLiteral("4.2 s"));
    EXPECT_EQ(timeText(41s), QStringLiteral("41 s"));
}

TEST(ResponseText, ProtocolInOneLook) {
    http::ConnectionFacts facts;
    EXPECT_EQ(protocolText(facts), QString());
    facts.httpVersion = "HTTP/2";
    EXPECT_EQ(protocolText(facts), QStringLiteral("HTTP/2 · no TLS"));
    facts.tlsVersion = "TLSv1.3";
    EXPECT_EQ(protocolText(facts), QStringLiteral("HTTP/2 · TLS 1.3"));
}

TEST(ResponseText, TheServersPhraseGoesFirst) {
    http::Attempt attempt;
    EXPECT_EQ(phraseOf(attempt), QString());
    attempt.response.emplace();
    attempt.response->head.status = 429;
    EXPECT_EQ(phraseOf(attempt), QStringLiteral("Too Many Requests"));
    attempt.response->head.reason = "Calm Down";
    EXPECT_EQ(phraseOf(attempt), QStringLiteral("Calm Down"));
}

TEST(AttemptFacts, RawShowsEveryHeadInOrder) {
    http::Attempt attempt;
    attempt.sentHead = "GET / HTTP/1.1\r\n\r\n";
    EXPECT_EQ(rawHeads(attempt), attempt.sentHead);
    attempt.response.emplace();
    attempt.response->informational.push_back({"HTTP/1.1", 103, "", {}, "HTTP/1.1 103 Early Hints\r\n\r\n"});
    attempt.response->head.raw = "HTTP/1.1 200 OK\r\n\r\n";
    EXPECT_EQ(rawHeads(attempt), "GET / HTTP/1.1\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
}

TEST(AttemptFacts, DuplicateHeadersAndOrderAreKept) {
    http::Attempt attempt;
    attempt.response.emplace();
    attempt.response->head.headers = {{"Vary", "a"}, {"set-cookie", "s=1; Path=/"}, {"Vary", "b"}, {"Set-Cookie", "t"}};
    const auto pairs = headerPairs(attempt);
    ASSERT_EQ(pairs.size(), 6U);
    EXPECT_TRUE(pairs[0].heading);
    EXPECT_EQ(pairs[3].value, QStringLiteral("b"));
}

TEST(AttemptFacts, ACookieIsTakenApartAndItsRefusalSaid) {
    http::Attempt attempt;
    attempt.request.url = "http://api.example/v1/items";
    attempt.startedAt = base::fromEpochMs(1'700'000'000'000);
    attempt.response.emplace();
    attempt.response->head.headers = {{"Set-Cookie", "s=1; Path=/; HttpOnly; Max-Age=7200"},
                                      {"set-cookie", "t=2; Domain=other.example"}};
    const auto pairs = cookiePairs(attempt);
    QStringList told;
    for (const auto& pair : pairs)
        told << pair.name + u'=' + pair.value;
    EXPECT_EQ(told[0], QStringLiteral("s="));
    EXPECT_TRUE(told.contains(QStringLiteral("Goes to=api.example alone, path /")));
    EXPECT_TRUE(told.contains(QStringLiteral("Attributes=HttpOnly")));
    EXPECT_TRUE(told.contains(QStringLiteral("Not kept=The domain other.example is not that of api.example.")));
}

TEST(Timing, PhasesFollowEachOtherAndMissingOnesAreMarked) {
    http::Timing timing;
    timing.send = 1ms;
    timing.wait = 10ms;
    timing.receive = 4ms;
    const auto bars = phasesOf(timing);
    ASSERT_EQ(bars.size(), 6U);
    EXPECT_FALSE(bars[0].happened);
    EXPECT_TRUE(bars[3].happened);
    EXPECT_EQ(bars[4].start, 1ms);
    EXPECT_EQ(bars[5].start, 11ms);
}

TEST(ResponsePanel, AnEarlierAttemptStaysChosenWhenANewOneComes) {
    ThemeManager themes(ThemeKind::Light);
    test::FakeBackend backend;
    ResponsePanel panel(themes);
    CallState call;
    call.id = base::CallId{1};
    call.attemptLimit = 5;
    call.attempts = {backend.answer(call.id, 1, 429, test::rateLimited()), backend.answer(call.id, 2, 503)};
    panel.show(call);
    EXPECT_EQ(panel.shownAttempt(), call.attempts[1]);
    auto* picker = panel.findChild<QToolButton*>(QStringLiteral("attemptPicker"));
    ASSERT_EQ(picker->menu()->actions().size(), 2);
    picker->menu()->actions()[0]->trigger();
    EXPECT_EQ(panel.shownAttempt(), call.attempts[0]);
    call.attempts.push_back(backend.answer(call.id, 3, 200));
    panel.show(call);
    EXPECT_EQ(panel.shownAttempt(), call.attempts[0]);
    CallState next;
    next.id = base::CallId{2};
    next.attempts = {backend.answer(next.id, 1, 200)};
    panel.show(next);
    EXPECT_EQ(panel.shownAttempt(), next.attempts[0]);
}

TEST(ResponsePanel, ANarrowLineShortensTheAttemptAndCutsNothing) {
    ThemeManager themes(ThemeKind::Light);
    test::FakeBackend backend;
    ResponsePanel panel(themes);
    CallState call;
    call.id = base::CallId{1};
    call.attemptLimit = 5;
    call.attempts = {backend.answer(call.id, 1, 429, test::rateLimited()), backend.answer(call.id, 2, 200)};
    panel.show(call);
    panel.QWidget::show();
    const auto* picker = panel.findChild<QToolButton*>(QStringLiteral("attemptPicker"));
    panel.resize(900, 400);
    EXPECT_EQ(picker->text(), QStringLiteral("attempt 2 of 5 · retry"));
    panel.resize(334, 400); // the pane of the history in a small window
    EXPECT_EQ(picker->text(), QStringLiteral("2 of 5"));
    EXPECT_EQ(picker->toolTip(), QStringLiteral("attempt 2 of 5 · retry"));
    QCoreApplication::sendPostedEvents(); // lays out what was shortened
    EXPECT_GE(picker->width(), picker->sizeHint().width());
}

TEST(ResponseText, WhyAnAttemptWasMade) {
    test::FakeBackend backend;
    auto record = *backend.answer(base::CallId{1}, 1, 200);
    EXPECT_EQ(triggerText(record), QString());
    record.trigger = journal::AttemptTrigger::Redirect;
    EXPECT_EQ(triggerText(record), QStringLiteral("redirect"));
    record.trigger = journal::AttemptTrigger::Challenge;
    EXPECT_EQ(triggerText(record), QStringLiteral("digest challenge"));
}

TEST(Timing, FactsAddUp) {
    http::Attempt attempt;
    attempt.timing.send = 1ms;
    attempt.timing.wait = 10ms;
    attempt.timing.receive = 500ms;
    attempt.timing.total = 511ms;
    attempt.connection.reused = true;
    attempt.connection.bytesReceived = 1'000'000;
    QStringList told;
    for (const auto& [name, value] : timingFacts(attempt))
        told << name + u'=' + value;
    EXPECT_TRUE(told.contains(QStringLiteral("First byte of the answer after=11 ms")));
    EXPECT_TRUE(told.contains(QStringLiteral("Received=1.0 MB, 2.0 MB a second")));
    EXPECT_TRUE(told.contains(QStringLiteral("Connection=used again: no name lookup, no connect, no handshake")));
}

TEST(CertificateTree, TheServersCertificateIsInnermostAndOpen) {
    ThemeManager themes(ThemeKind::Light);
    CertificateTree tree(themes);
    http::CertificateFacts leaf{"CN=api.example",       "CN=R11",          "2026-01-01T00:00:00Z",
                                "2026-12-31T00:00:00Z", "DNS:api.example", "pem1"};
    http::CertificateFacts issuer{"CN=R11", "CN=R11", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "", "pem2"};
    tree.setChain({leaf, issuer}, *http::parseIsoDate("2026-12-21T00:00:00Z"));
    ASSERT_EQ(tree.topLevelItemCount(), 1);
    const auto* top = tree.topLevelItem(0);
    EXPECT_EQ(top->text(0), QStringLiteral("R11"));
    const auto* server = top->child(top->childCount() - 1);
    EXPECT_EQ(server->text(0), QStringLiteral("api.example"));
    EXPECT_EQ(server->text(1), QStringLiteral("10 days left"));
    EXPECT_TRUE(server->isExpanded());
    EXPECT_EQ(server->child(1)->text(1), QStringLiteral("CN=R11"));
    tree.setChain({}, {});
    EXPECT_EQ(tree.topLevelItemCount(), 0);
    EXPECT_TRUE(tree.isHidden());
}

// The call while its answer comes, in pieces, and after.
struct Answer {
    Answer() {
        panel.setBackend(backend);
        panel.resize(900, 500);
        panel.setVisible(true);
        call.id = base::CallId{1};
        call.attempt = 1;
        call.phase = CallPhase::Sending;
        call.answering = session::Answering{call.id, base::AttemptId{7}, {}, body.body()};
        call.answering->head.status = 200;
        call.answering->head.headers = {{"Content-Type", "text/plain"}};
    }
    TextView* text() { return panel.findChild<TextView*>(QStringLiteral("responseText")); }
    bool shows(const QByteArray& bytes) {
        return QTest::qWaitFor([&] {
            backend.settle();
            return text() && text()->isVisible() && text()->indexedBytes() == bytes.size() && text()->body() == bytes;
        });
    }

    ThemeManager themes{ThemeKind::Light};
    test::FakeBackend backend;
    ResponsePanel panel{themes};
    http::BodyWriter body;
    CallState call;
};

TEST(ResponsePanel, AnAnswerThatTakesItsTimeIsShownAsItComes) {
    Answer a;
    ASSERT_TRUE(a.body.append("one\n"));
    a.panel.show(a.call);
    a.backend.settle();
    EXPECT_EQ(a.text(), nullptr) << "most answers are whole before anyone could read their begin";
    a.backend.time().advance(200ms);
    ASSERT_TRUE(a.shows("one\n"));
    EXPECT_TRUE(a.panel.findChild<QLabel*>(QStringLiteral("status"))->text().contains(QStringLiteral("200")));
    ASSERT_TRUE(a.body.append("two\n"));
    EXPECT_TRUE(a.shows("one\ntwo\n"));
    a.call.attempts = {a.backend.answer(a.call.id, 1, 200)};
    a.call.phase = CallPhase::Done;
    a.call.answering.reset();
    a.panel.show(a.call);
    EXPECT_EQ(a.panel.shownAttempt(), a.call.attempts.back());
    ASSERT_TRUE(QTest::qWaitFor([&] {
        const auto* editor = a.panel.findChild<CodeEditor*>(QStringLiteral("responseBody"));
        return editor && editor->isVisible() && editor->text() == u"{\n  \"ok\": true\n}";
    }));
}

TEST(ResponsePanel, AQuickAnswerIsNeverShownHalf) {
    Answer a;
    ASSERT_TRUE(a.body.append("half"));
    a.panel.show(a.call);
    a.call.attempts = {a.backend.answer(a.call.id, 1, 200)};
    a.call.phase = CallPhase::Done;
    a.call.answering.reset();
    a.panel.show(a.call);
    a.backend.time().advance(1s);
    EXPECT_EQ(a.text() && a.text()->isVisible(), false);
}

TEST(ResponsePanel, ShowsTheBodyLaidOut) {
    ThemeManager themes(ThemeKind::Light);
    test::FakeBackend backend;
    ResponsePanel panel(themes);
    CallState call;
    call.id = base::CallId{1};
    call.phase = CallPhase::Done;
    call.attempts = {backend.answer(call.id, 1, 200)};
    call.body = QByteArray("{\"token\":\"visible to the person at the screen\"}");
    panel.show(call);
    auto* editor = panel.findChild<CodeEditor*>(QStringLiteral("responseBody"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return editor->length() > 0; }));
    EXPECT_EQ(editor->bytes(), "{\n  \"token\": \"visible to the person at the screen\"\n}");
}

} // namespace
} // namespace knockback::ui
