// SPDX-License-Identifier: GPL-3.0-or-later
// `minimize` and `check` from the outside, against a server on loopback.
#include "tests/app/cli/CliFixture.h"
#include "tests/support/LoopbackServer.h"

namespace knockback::test {

class InvestigateTest : public Cli {
protected:
    InvestigateTest() {
        server.script(ServerScript().answerEach([](const QByteArray& request) {
            const bool named = request.toLower().contains("\r\nuser-agent:");
            return named ? QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                         : QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nForbidden");
        }));
    }
    QString url(const QByteArray& path = "/") const { return QString::fromUtf8(server.url(path)); }

    LoopbackServer server;
};

TEST_F(InvestigateTest, minimizeSaysWhatDecidesAndHowToReproduceIt) {
    const auto result = knockback(
        {QStringLiteral("minimize"), QStringLiteral("-H"), QStringLiteral("User-Agent:"), url("/items?page=2")});
    EXPECT_EQ(result.exitCode, cli::Done);
    EXPECT_TRUE(result.out.startsWith("Blocked only when header User-Agent is absent.\n")) << result.out.constData();
    EXPECT_TRUE(result.out.contains("curl")) << result.out.constData();
    EXPECT_TRUE(result.err.contains("knockback: 1 of at most 12: the request as it was blocked: blocked"));
}

TEST_F(InvestigateTest, minimizeHasNothingToDoWhereNothingIsBlocked) {
    const auto result = knockback({QStringLiteral("minimize"), url()});
    EXPECT_EQ(result.exitCode, cli::Done);
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST_F(InvestigateTest, minimizeDoesNotRepeatAPostOnItsOwn) {
    const QStringList post{QStringLiteral("minimize"), QStringLiteral("-H"),  QStringLiteral("User-Agent:"),
                           QStringLiteral("-d"),       QStringLiteral("a=1"), url()};
    const auto refused = knockback(post);
    EXPECT_EQ(refused.exitCode, cli::Usage);
    EXPECT_TRUE(refused.err.contains("POST may change something"));
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST_F(InvestigateTest, checkNamesWhatItContactsAndConcludes) {
    const auto good = knockback({QStringLiteral("check"), url()});
    EXPECT_EQ(good.exitCode, cli::Done) << good.out.constData();
    EXPECT_TRUE(good.out.contains("Everything works from here"));
    EXPECT_TRUE(good.err.contains("contacting 127.0.0.1:"));
    const int closed = LoopbackServer().port();
    const auto bad = knockback({QStringLiteral("check"), QStringLiteral("http://127.0.0.1:%1/").arg(closed)});
    EXPECT_EQ(bad.exitCode, cli::NetworkFailure);
    EXPECT_TRUE(bad.out.contains("refuses connections"));
}

TEST_F(InvestigateTest, checkWantsAUrlAndAnAddress) {
    EXPECT_EQ(knockback({QStringLiteral("check"), QStringLiteral("nonsense")}).exitCode, cli::Usage);
    EXPECT_EQ(knockback({QStringLiteral("check"), QStringLiteral("--resolver"), QStringLiteral("x"), url()}).exitCode,
              cli::Usage);
    EXPECT_TRUE(server.requests().empty());
}

} // namespace knockback::test
