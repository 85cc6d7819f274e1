// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

using namespace knockback;
using test::Cli;

namespace {

using Usage = Cli;

struct BadInput {
    QStringList arguments;
    int exitCode;
    const char* says; // a part of the sentence
};

TEST_F(Usage, EveryBadInputGetsOneSentenceAndItsCode) {
    const QString http = write("bad.http", "GET http://127.0.0.1:1/\nno header\n");
    const QString policy = write("policy.json", "{\"maxAttempts\": 0}");
    const auto s = [](const char* text) { return QString::fromUtf8(text); };
    const QString url = s("http://127.0.0.1:1/");
    const std::vector<BadInput> inputs{
        {{s("nosuchcommand")}, 2, "neither a subcommand nor a folder"},
        {{s("send")}, 2, "url"},
        {{s("send"), s("not a url")}, 2, "full URL"},
        {{s("send"), s("ftp://host/")}, 2, "full URL"},
        {{s("send"), s("/path")}, 2, "full URL"},
        {{s("send"), s("-H"), s("A: b\r\nEvil: 1"), url}, 2, "line break"},
        {{s("send"), s("-H"), s("no colon"), url}, 2, "not a header"},
        {{s("send"), s("-H"), s(": empty"), url}, 2, "not a header"},
        {{s("send"), s("-X"), s("BAD METHOD"), url}, 2, "method"},
        {{s("send"), s("--retries"), s("-1"), url}, 2, "retries"},
        {{s("send"), s("--retries"), s("many"), url}, 2, "retries"},
        {{s("send"), s("--policy"), s("nosuch"), url}, 2, "aws-standard"},
        {{s("send"), s("--policy"), policy, url}, 2, "maxAttempts"},
        {{s("send"), s("-d"), s("@/nonexistent"), url}, 2, "/nonexistent"},
        {{s("send"), s("{{base}}/x")}, 2, "{{base}}"},
        {{s("send"), s("--har"), s("/nonexistent/out.har"), url}, 3, "/nonexistent"},
        {{s("send"), s("--report"), s("/nonexistent/out.zip"), url}, 3, "/nonexistent"},
        {{s("send"), s("--credential"), s("nosuch"), url}, 6, "nosuch"},
        {{s("send"), url, s("http://127.0.0.1:1/two")}, 2, "one argument too many"},
        {{s("run"), s("/nonexistent.http")}, 3, "/nonexistent.http"},
        {{s("run"), http}, 3, "bad.http:2"},
        {{s("run"), http, s("--pace"), s("fast")}, 2, "pace"},
        {{s("run"), http, s("--repeat"), s("0")}, 2, "repeat"},
        {{s("diagnose"), s("/nonexistent.har")}, 3, "/nonexistent.har"},
        {{s("diagnose")}, 2, "file"},
        {{s("limits"), path("")}, 3, "cannot be read"},
        {{s("report"), s("/nonexistent.har")}, 3, "/nonexistent.har"},
        {{s("convert"), s("a.har"), s("-o"), s("b.json")}, 2, "not supported yet"},
        {{s("convert"), s("a.postman_collection.json"), s("-o"), s("b.http")}, 2, "not supported yet"},
        {{s("lab"), s("nosuch")}, 2, "fixed-window"},
        {{s("lab"), s("/nonexistent.json")}, 3, "/nonexistent.json"},
        {{s("vault")}, 2, "subcommand"},
        {{s("vault"), s("frobnicate")}, 2, ""},
        {{s("tour"), s("--out"), s("/dev/null/x")}, 3, "/dev/null/x"},
        {{s("--nosuch")}, 2, "--nosuch"},
    };
    for (const BadInput& input : inputs) {
        const auto result = knockback(input.arguments);
        const std::string name = input.arguments.join(u' ').toStdString();
        EXPECT_EQ(result.exitCode, input.exitCode) << name << "\n" << result.err.constData();
        EXPECT_TRUE(result.err.contains(input.says)) << name << "\n" << result.err.constData();
        EXPECT_TRUE(result.saidOneSentence()) << name << "\n" << result.err.constData();
        EXPECT_EQ(result.out, "") << name;
    }
}

TEST_F(Usage, HelpAndVersionAreResults) {
    const auto help = knockback({QStringLiteral("--help")});
    EXPECT_EQ(help.exitCode, 0);
    EXPECT_EQ(help.err, "");
    for (const char* command : {"send", "run", "diagnose", "limits", "report", "convert", "lab", "vault", "tour"})
        EXPECT_TRUE(help.out.contains(command)) << command;
    const auto send = knockback({QStringLiteral("send"), QStringLiteral("--help")});
    EXPECT_TRUE(send.out.contains("--retries")) << send.out.constData();
    EXPECT_TRUE(knockback({QStringLiteral("--version")}).out.startsWith("knockback 0."));
}

TEST_F(Usage, WithoutAWindowItSaysSo) {
    const auto result = knockback({});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
}

TEST_F(Usage, TheWindowIsOpenedOnTheFolder) {
    QString opened;
    cli::CliContext context;
    context.openWindow = [&](const QString& workspace, const session::ServiceOptions&) {
        opened = workspace;
        return 0;
    };
    EXPECT_EQ(knockback({path("")}, {}, context).exitCode, 0);
    EXPECT_EQ(opened, path(""));
}

TEST_F(Usage, HandsOverOnlyWhatNeedsTheWindow) {
    int handed = 0;
    cli::CliContext context;
    context.handOver = [&] { ++handed; };
    (void)knockback({QStringLiteral("lab"), QStringLiteral("--list")}, {}, context);
    (void)knockback({QStringLiteral("send"), QStringLiteral("nonsense")}, {}, context);
    EXPECT_EQ(handed, 0);
    (void)knockback({}, {}, context);
    (void)knockback({QStringLiteral("report"), QStringLiteral("/nonexistent.har")}, {}, context);
    (void)knockback(
        {QStringLiteral("send"), QStringLiteral("--report"), QStringLiteral("/nonexistent/r.zip"), QStringLiteral("x")},
        {}, context);
    (void)knockback({QStringLiteral("tour"), QStringLiteral("--out"), QStringLiteral("/dev/null/x")}, {}, context);
    EXPECT_EQ(handed, 4);
}

} // namespace
