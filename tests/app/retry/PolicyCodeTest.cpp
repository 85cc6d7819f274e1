// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PolicyCode.h"

#include "tests/support/SeededRandom.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace knockback::retry {

using namespace std::chrono_literals;

namespace {

// Policies that differ in everything a generator looks at.
std::vector<RetryPolicy> policies() {
    std::vector<RetryPolicy> all(1);
    test::SeededRandom dice(3);
    for (int i = 0; i < 12; ++i) {
        RetryPolicy policy;
        policy.maxAttempts = 1 + static_cast<int>(dice.next() % 6);
        policy.statuses = i % 3 == 0 ? std::set<int>{} : std::set<int>{408, 429, 503};
        policy.onNetworkFailure = i % 2 == 0;
        policy.backoff = {static_cast<BackoffKind>(i % 3), static_cast<JitterKind>(i % 4), base::Milliseconds(250 + i),
                          20s};
        if (i % 4 == 1)
            policy.attemptTimeout = 1500ms;
        if (i % 4 == 2)
            policy.callTimeout = 90s;
        policy.retryUnsafeMethods = i % 5 == 0;
        policy.addIdempotencyKey = i % 3 == 1;
        policy.pace = static_cast<PaceMode>(i % 4);
        policy.circuit.enabled = i % 2 == 1;
        if (i % 4 == 3)
            policy.circuit = {true, 20, 60s, 10, 0.25, 2s, 0.5, 15s, 3};
        if (i % 3 == 2)
            policy.fallback = {FallbackKind::Static, R"({"items": "none\" at all"})"};
        if (i % 6 == 5)
            policy.hedgeAfter = 300ms;
        all.push_back(policy);
    }
    return all;
}

// Runs a program over the snippet; returns what it complains of.
QByteArray complaint(const QString& program, const QStringList& before, const QString& snippet, const char* name) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return "cannot write";
    file.write(snippet.toUtf8());
    file.close();
    QProcess process;
    process.start(program, QStringList(before) << path);
    if (!process.waitForFinished(20'000) || process.exitCode() != 0)
        return process.readAllStandardError() + process.readAllStandardOutput() + '\n' + snippet.toUtf8();
    return {};
}

// Brackets in order, strings and comments left out.
QString unbalanced(const QString& code) {
    static const QRegularExpression skipped(
        QStringLiteral("\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])*'|//[^\\n]*|#[^\\n]*"));
    QString rest = code;
    rest.remove(QStringLiteral("\"\"\""));
    rest.remove(skipped);
    QString open;
    for (const QChar c : rest) {
        if (c == u'(' || c == u'[' || c == u'{') {
            open += c;
        } else if (c == u')' || c == u']' || c == u'}') {
            const QChar partner = c == u')' ? u'(' : c == u']' ? u'[' : u'{';
            if (!open.endsWith(partner))
                return QStringLiteral("%1 without %2").arg(c).arg(partner);
            open.chop(1);
        }
    }
    return open;
}

} // namespace

TEST(PolicyCode, everyLibraryHasASnippetThatStandsOnItsOwn) {
    EXPECT_EQ(codeTargets().size(), 8U);
    for (const auto& target : codeTargets()) {
        for (const auto& policy : policies()) {
            const QString code = target.write(policy);
            EXPECT_TRUE(code.contains(u"A Knockback retry policy")) << target.name;
            EXPECT_FALSE(code.contains(QRegularExpression(QStringLiteral("%[1-9]"))))
                << target.name << code.toStdString();
            EXPECT_TRUE(code.endsWith(u'\n')) << target.name;
            EXPECT_EQ(unbalanced(code), QString()) << target.name << '\n' << code.toStdString();
        }
    }
}

TEST(PolicyCode, javaScriptIsJavaScript) {
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty())
        GTEST_SKIP() << "needs node";
    const auto all = policies();
    for (const auto write : {gotCode, axiosRetryCode, awsJavaScriptCode})
        for (std::size_t i = 0; i < all.size(); i += 3) // a process each
            EXPECT_EQ(complaint(node, {QStringLiteral("--check")}, write(all[i]), "snippet.mjs"), QByteArray());
}

TEST(PolicyCode, pythonIsPython) {
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    if (python.isEmpty())
        GTEST_SKIP() << "needs python3";
    const QStringList check{QStringLiteral("-c"),
                            QStringLiteral("import ast, sys; ast.parse(open(sys.argv[1]).read())")};
    for (const auto write : {tenacityCode, botocoreCode})
        for (const auto& policy : policies())
            EXPECT_EQ(complaint(python, check, write(policy), "snippet.py"), QByteArray());
}

TEST(PolicyCode, goIsGo) {
    const QString gofmt = QStandardPaths::findExecutable(QStringLiteral("gofmt"));
    if (gofmt.isEmpty())
        GTEST_SKIP() << "needs gofmt";
    for (const auto& policy : policies())
        EXPECT_EQ(complaint(gofmt, {QStringLiteral("-e")}, failsafeGoCode(policy), "snippet.go"), QByteArray());
}

TEST(PolicyCode, whatALibraryCannotDoIsSaid) {
    RetryPolicy policy;
    policy.callTimeout = 30s;
    policy.addIdempotencyKey = true;
    policy.hedgeAfter = 1s;
    policy.fallback = {FallbackKind::LastGood, {}};
    for (const auto& target : codeTargets()) {
        const QString code = target.write(policy);
        for (const auto* part : {u"retry budget", u"pacing", u"Idempotency-Key", u"hedging", u"fallback"})
            EXPECT_TRUE(code.contains(QStringView(part))) << target.name;
        const bool limited = code.contains(u"30 s for the whole call") || code.contains(u"30000") ||
                             code.contains(u"stop_before_delay(30)");
        EXPECT_TRUE(limited) << target.name << " loses the time limit\n" << code.toStdString();
    }
    for (const auto write : {awsJavaScriptCode, botocoreCode})
        EXPECT_TRUE(write(policy).contains(u"Retry-After as a floor"));
    policy.circuit.slow = 3s;
    for (const auto write : {pollyCode, failsafeGoCode})
        EXPECT_TRUE(write(policy).contains(u"slow answers (3 s)"));
    EXPECT_TRUE(resilience4jCode(policy).contains(u"slowCallDurationThreshold(Duration.ofMillis(3000))"));
}

TEST(PolicyCode, figuresAreThePolicys) {
    RetryPolicy policy;
    policy.maxAttempts = 7;
    policy.statuses = {418};
    policy.backoff = {BackoffKind::Linear, JitterKind::None, 1234ms, 56'789ms};
    for (const auto& target : codeTargets()) {
        const QString code = target.write(policy);
        const bool own = code.contains(u"1234") && code.contains(u"56789");
        const bool builtIn = code.contains(u"this backoff");
        EXPECT_TRUE(own || builtIn) << target.name;
        EXPECT_TRUE(code.contains(u"418") || code.contains(u"statuses of your own")) << target.name;
        EXPECT_TRUE(code.contains(QRegularExpression(QStringLiteral("\\b[67]\\b")))) << target.name;
    }
}

} // namespace knockback::retry
