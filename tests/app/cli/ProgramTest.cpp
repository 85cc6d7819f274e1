// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include <QProcess>

#include <csignal>

using namespace knockback;
using test::Cli;

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

// The built program, for what only a process can show: signals, pipes, descriptors.
class Program : public Cli {
protected:
    void start(QProcess& process, const QStringList& arguments) {
        process.start(s(KNOCKBACK_BINARY_DIR "/bin/knockback"), arguments + QStringList{s("--data-dir"), path("data")});
        ASSERT_TRUE(process.waitForStarted(10'000));
    }
    static int interrupt(QProcess& process, int signal = SIGINT) {
        ::kill(static_cast<pid_t>(process.processId()), signal);
        if (!process.waitForFinished(20'000)) {
            process.kill();
            process.waitForFinished(1000);
            return -1;
        }
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    }
};

TEST_F(Program, LabServesUntilInterrupted) {
    for (const int signal : {SIGINT, SIGTERM}) {
        QProcess lab;
        start(lab, {s("lab"), s("tour")});
        ASSERT_TRUE(lab.waitForReadyRead(10'000)) << lab.readAllStandardError().constData();
        const QString url = QString::fromUtf8(lab.readLine()).trimmed();
        EXPECT_TRUE(url.startsWith(s("http://127.0.0.1:"))) << url.toStdString();
        EXPECT_EQ(knockback({s("send"), url + s("/items")}).exitCode, 0);
        EXPECT_EQ(interrupt(lab, signal), 0);
        EXPECT_EQ(lab.readAllStandardOutput(), "") << "the address is all that it prints";
    }
}

TEST_F(Program, InterruptedCallsAreCancelledAndPrinted) {
    QProcess send;
    const auto scenario =
        lab::Scenario::parse(R"({"name": "slow", "title": "Slow", "description": "Limits for a minute",
        "routes": [{"path": "/items", "checks": [{"kind": "limit", "policy": "p", "algorithm": "fixed-window", "limit": 1,
        "windowSeconds": 60, "key": "address", "dialect": "draft-8", "retryAfter": "seconds",
        "answer": {"status": 429, "body": "no"}}], "answer": {"body": "ok"}}]})",
                             s("slow.json"));
    ASSERT_TRUE(scenario.ok()) << scenario.error().sentence.toStdString();
    const auto slow = m_lab.start(*scenario);
    ASSERT_TRUE(slow.ok());
    ASSERT_EQ(knockback({s("send"), QString::fromUtf8(*slow) + s("/items")}).exitCode, 0);
    start(send, {s("send"), s("--json"), QString::fromUtf8(*slow) + s("/items")});
    // The block has been answered when the lab has served its second request; the call waits from then on.
    for (int i = 0; i < 200 && m_lab.requestsServed() < 2; ++i)
        send.waitForFinished(50);
    EXPECT_EQ(interrupt(send), 130);
    const QJsonObject call = QJsonDocument::fromJson(send.readAllStandardOutput()).object();
    EXPECT_EQ(call[s("outcome")], s("cancelled"));
    EXPECT_EQ(call[s("attempts")].toArray().size(), 1);
}

TEST_F(Program, AClosedPipeIsNoCrash) {
    QProcess shell;
    shell.start(s("/bin/sh"), {s("-c"), s("\"$0\" --help | true"), s(KNOCKBACK_BINARY_DIR "/bin/knockback")});
    ASSERT_TRUE(shell.waitForFinished(10'000));
    EXPECT_EQ(shell.exitCode(), 0);
}

// All commands but `send` are in a library, which an installation keeps apart from the program.
TEST_F(Program, OtherCommandsAreFoundWhereTheyAreInstalled) {
    const QString built = s(KNOCKBACK_BINARY_DIR "/bin/");
    ASSERT_TRUE(QDir().mkpath(path("root/bin")) && QDir().mkpath(path("root/lib/knockback")));
    const QString program = path("root/bin/knockback");
    ASSERT_TRUE(QFile::copy(built + s("knockback"), program));
    QProcess alone;
    alone.start(program, {s("lab"), s("--list")});
    ASSERT_TRUE(alone.waitForFinished(10'000));
    EXPECT_EQ(alone.exitCode(), 3);
    EXPECT_TRUE(alone.readAllStandardError().contains("knockback-commands.so"));

    ASSERT_TRUE(QFile::copy(built + s("knockback-commands.so"), path("root/lib/knockback/knockback-commands.so")));
    QProcess installed;
    installed.start(program, {s("lab"), s("--list")});
    ASSERT_TRUE(installed.waitForFinished(10'000));
    EXPECT_EQ(installed.exitCode(), 0) << installed.readAllStandardError().constData();
    EXPECT_TRUE(installed.readAllStandardOutput().contains("tour"));
}

// What `send` alone cannot do is done by the same words as without the split.
TEST_F(Program, SendAsksTheOtherCommandsForHelpAndReports) {
    const auto run = [&](const QStringList& arguments, int exitCode) {
        QProcess send;
        start(send, QStringList{s("send")} + arguments);
        EXPECT_TRUE(send.waitForFinished(20'000));
        EXPECT_EQ(send.exitCode(), exitCode);
        return send.readAllStandardOutput() + send.readAllStandardError();
    };
    EXPECT_TRUE(run({s("--help")}, 0).contains("--retries"));
    EXPECT_TRUE(run({s("--retries"), s("many"), s("http://127.0.0.1:1/")}, 2).contains("See knockback --help"));
    run({s("--retries"), s("0"), s("--report"), path("report.zip"), s("http://127.0.0.1:1/")}, 5);
    EXPECT_TRUE(QFileInfo::exists(path("report.zip")));
}

TEST_F(Program, AFullDiskIsSaid) {
    QProcess shell;
    shell.start(s("/bin/sh"), {s("-c"), s("\"$0\" --data-dir \"$1\" lab --list >/dev/full"),
                               s(KNOCKBACK_BINARY_DIR "/bin/knockback"), path("data")});
    ASSERT_TRUE(shell.waitForFinished(10'000));
    EXPECT_EQ(shell.exitCode(), 3);
    EXPECT_TRUE(shell.readAllStandardError().contains("standard output"));
}

} // namespace
