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

TEST_F(Program, AFullDiskIsSaid) {
    QProcess shell;
    shell.start(s("/bin/sh"), {s("-c"), s("\"$0\" --data-dir \"$1\" lab --list >/dev/full"),
                               s(KNOCKBACK_BINARY_DIR "/bin/knockback"), path("data")});
    ASSERT_TRUE(shell.waitForFinished(10'000));
    EXPECT_EQ(shell.exitCode(), 3);
    EXPECT_TRUE(shell.readAllStandardError().contains("standard output"));
}

} // namespace
