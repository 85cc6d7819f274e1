// SPDX-License-Identifier: GPL-3.0-or-later
// The commands are run by real shells, with a curl that only says what it was given.
#include "app/interop/CurlCommandWriter.h"
#include "app/interop/ShellWords.h"
#include "tests/app/interop/Attempts.h"

#include <QProcess>

namespace knockback::interop::test {
namespace {

struct Run {
    QByteArrayList words; // curl's arguments
    QByteArray input;     // its standard input
};

Run runIn(const QString& shell, const QByteArray& command, const QByteArray& setUp = {}) {
    const QByteArray curl =
        "curl() { printf '%s\\0' \"$@\"; case \" $* \" in *' @- '*) printf 'INPUT\\0'; cat;; esac; }\n";
    QProcess process;
    process.start(shell, {QStringLiteral("-s")});
    process.write(curl + setUp + command);
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(20'000));
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData();
    const QByteArray out = process.readAllStandardOutput();
    const auto input = out.indexOf(QByteArray("\0INPUT\0", 7));
    Run run;
    run.words = out.left(input < 0 ? out.size() - 1 : input).split('\0');
    if (input >= 0)
        run.input = out.mid(input + 7);
    return run;
}

QByteArrayList fieldsOf(const Run& run) {
    QByteArrayList fields;
    for (qsizetype i = 0; i + 1 < run.words.size(); ++i)
        if (run.words.at(i) == "-H")
            fields << run.words.at(i + 1);
    return fields;
}

class CurlCommand : public testing::TestWithParam<const char*> {
protected:
    [[nodiscard]] QString shell() const { return QLatin1String(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Shells, CurlCommand, testing::Values("/bin/sh", "/bin/bash"),
                         [](const testing::TestParamInfo<const char*>& row) {
                             return std::string(row.param).substr(5);
                         });

TEST_P(CurlCommand, SendsTheSameRequest) {
    auto attempt = fullAttempt();
    attempt.request.headers.append("X-Odd", "it's $HOME `id` \"q\" \\ *!");
    attempt.request.headers.append("X-Empty", "");
    const auto run = runIn(shell(), curlCommand(redacted(attempt)));
    EXPECT_EQ(fieldsOf(run),
              (QByteArrayList{"X-Trace: one", "x-trace: two", "Content-Type: application/json",
                              "X-Odd: it's $HOME `id` \"q\" \\ *!", "X-Empty;", "User-Agent:", "Accept:"}));
    EXPECT_TRUE(run.words.contains("--http1.1"));
    EXPECT_EQ(run.words.last(), attempt.request.url);
    const auto data = run.words.indexOf("--data-binary");
    ASSERT_GE(data, 0);
    EXPECT_EQ(run.words.at(data + 1), attempt.request.body.bytes());
    EXPECT_FALSE(run.words.contains("-X")) << "a body makes it a POST";
}

TEST_P(CurlCommand, TakesHiddenValuesFromTheEnvironment) {
    auto attempt = fullAttempt();
    attempt.request.headers.append("X-Note", "for partner-secret-value only");
    http::Redactor redactor;
    redactor.addSecret("partner-app", base::Secret("partner-secret-value"));
    const auto safe = redactor.redact(attempt);
    const auto command = curlCommand(safe);
    EXPECT_FALSE(command.contains("partner-secret-value"));
    EXPECT_EQ(curlVariables(safe), (std::vector<QByteArray>{"PARTNER_APP"}));
    const auto run = runIn(shell(), command, "PARTNER_APP='a b\"c'\n");
    EXPECT_TRUE(fieldsOf(run).contains("X-Note: for a b\"c only"));
}

TEST_P(CurlCommand, BinaryAndBigBodiesComeFromAHereDocument) {
    for (const QByteArray& body :
         {QByteArray("\0\x01\xff'", 4), QByteArray("text ").repeated(30'000), QByteArray("\xC3")}) {
        auto attempt = fullAttempt();
        attempt.request.body = http::Body(body);
        const auto run = runIn(shell(), curlCommand(redacted(attempt)));
        EXPECT_EQ(run.input, body);
        EXPECT_EQ(run.words.last(), attempt.request.url);
    }
}

TEST_P(CurlCommand, LeavesNothingToCurlsOwnReading) {
    auto attempt = fullAttempt();
    attempt.request.method = "PUT";
    attempt.request.url = "https://api.example.test/a/../b/{x}[1]";
    attempt.request.body = http::Body(QByteArray("@file"));
    const auto run = runIn(shell(), curlCommand(redacted(attempt)));
    EXPECT_TRUE(run.words.contains("--globoff"));
    EXPECT_TRUE(run.words.contains("--path-as-is"));
    EXPECT_TRUE(run.words.contains("--data-raw")) << "@ would name a file";
    EXPECT_EQ(run.words.at(run.words.indexOf("-X") + 1), "PUT");
}

TEST(CurlCommandWriter, AGetIsShort) {
    http::Attempt attempt;
    attempt.request.url = "https://api.example.test/";
    attempt.request.headers = {{"Host", "api.example.test"}, {"User-Agent", "Inventory/4"}, {"Accept", "*/*"}};
    EXPECT_EQ(
        curlCommand(redacted(attempt)),
        "curl -sS -i \\\n  -H 'User-Agent: Inventory/4' \\\n  -H 'Accept: */*' \\\n  https://api.example.test/\n");
    attempt.request.method = "HEAD";
    EXPECT_TRUE(curlCommand(redacted(attempt)).contains("--head"));
}

TEST(CurlCommandWriter, AHostOfItsOwnIsKept) {
    http::Attempt attempt;
    attempt.request.url = "https://198.51.100.7/";
    attempt.request.headers = {{"Host", "api.example.test"}};
    EXPECT_TRUE(curlCommand(redacted(attempt)).contains("-H 'Host: api.example.test'"));
}

TEST(ShellWords, QuoteOnlyWhereNeeded) {
    EXPECT_EQ(quoteWord("plain-word_1.2/3:4=5@6"), "plain-word_1.2/3:4=5@6");
    EXPECT_EQ(quoteWord(""), "''");
    EXPECT_EQ(quoteWord("a b"), "'a b'");
    EXPECT_EQ(quoteWord("it's"), "'it'\\''s'");
    EXPECT_EQ(quoteWord("a\nb"), "'a\nb'");
}

TEST(ShellWords, HiddenValuesBecomeVariables) {
    EXPECT_EQ(quoteWordWithVariables("Bearer \xE2\x80\xB9github-app\xE2\x80\xBA"), "'Bearer '\"$GITHUB_APP\"");
    EXPECT_EQ(quoteWordWithVariables("\xE2\x80\xB9"
                                     "a\xE2\x80\xBA\xE2\x80\xB9"
                                     "b\xE2\x80\xBA"),
              "\"$A\"\"$B\"");
    EXPECT_EQ(quoteWordWithVariables("\xE2\x80\xB9never closed"), "'\xE2\x80\xB9never closed'");
    EXPECT_EQ(quoteWordWithVariables("\xE2\x80\xB9\xE2\x80\xBA"), "'\xE2\x80\xB9\xE2\x80\xBA'");
    EXPECT_EQ(variableName("1st key"), "SECRET_1ST_KEY");
    EXPECT_EQ(variableName("--"), "SECRET");
    EXPECT_EQ(variableName("a..b "), "A_B");
}

} // namespace
} // namespace knockback::interop::test
