// SPDX-License-Identifier: GPL-3.0-or-later
// The workspace's own providers and rules on the command line.
#include "tests/app/cli/CliFixture.h"

#include <QDir>

using namespace knockback;
using test::Cli;

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

const QByteArray capture = "> GET / HTTP/1.1\r\n> Host: gate.acme.example\r\n>\r\n< HTTP/1.1 475 Full\r\n"
                           "< X-Gate-Size: 9\r\n< X-Gate-Left: 4\r\n<\r\n";

class WorkspaceKnowledge : public Cli {
protected:
    WorkspaceKnowledge() {
        QDir(path("")).mkpath(s("space/.knockback/providers"));
        QDir(path("")).mkpath(s("space/.knockback/rules"));
        write("space/.knockback/providers/gate.json",
              R"({"id": "gate", "name": "Gate", "hosts": ["gate.acme.example", "127.0.0.1"],
                  "limitsUrl": "https://docs.acme.example/limits",
                  "limits": [{"bucket": "gate", "limitHeader": "x-gate-size", "remainingHeader": "x-gate-left", "unit": "requests"}]})");
        writeRule("rate_limit");
    }
    // 200 and 475 are both the gate's word for a full house.
    void writeRule(const QByteArray& cause) {
        write("space/.knockback/rules/gate.json",
              R"({"rules": [{"id": "gate-full", "kind": "decision", "weight": 0.97, "cause": ")" + cause +
                  R"(", "subcause": "generic", "when": {"status": [200, 475]}, "says": "The gate is full."}]})");
    }
};

TEST_F(WorkspaceKnowledge, DiagnoseUsesItWhenItIsNamed) {
    const QString file = write("curl.txt", capture);
    EXPECT_EQ(knockback({s("diagnose"), file}).json()[s("cause")], s("client_error"));
    const auto result = knockback({s("diagnose"), s("--workspace"), path("space"), file});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(result.err.isEmpty()) << result.err.constData();
    EXPECT_EQ(result.json()[s("cause")], s("rate_limit"));
    EXPECT_EQ(result.json()[s("docsUrl")], s("https://docs.acme.example/limits"));
}

TEST_F(WorkspaceKnowledge, LimitsAreReadInItsDialect) {
    const QString file = write("curl.txt", capture);
    EXPECT_TRUE(knockback({s("limits"), file}).json()[s("windows")].toArray().isEmpty());
    const auto result = knockback({s("limits"), file, s("--workspace"), path("space")});
    const auto windows = result.json()[s("windows")].toArray();
    ASSERT_EQ(windows.size(), 1) << result.err.constData();
    EXPECT_EQ(windows[0][s("limit")], 9);
    EXPECT_EQ(windows[0][s("remaining")], 4);
}

TEST_F(WorkspaceKnowledge, ABrokenFileIsOneSentenceOnStandardError) {
    write("space/.knockback/rules/broken.json", "{");
    const auto result = knockback({s("diagnose"), s("--workspace"), path("space"), write("curl.txt", capture)});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
    EXPECT_TRUE(result.err.contains("broken.json")) << result.err.constData();
    EXPECT_EQ(result.json()[s("cause")], s("rate_limit"));
}

TEST_F(WorkspaceKnowledge, AFolderThatIsNotThereIsAMistake) {
    const auto result = knockback({s("diagnose"), s("--workspace"), path("nowhere"), write("curl.txt", capture)});
    EXPECT_EQ(result.exitCode, cli::Usage);
    EXPECT_TRUE(result.err.contains("nowhere")) << result.err.constData();
    EXPECT_TRUE(result.out.isEmpty());
}

TEST_F(WorkspaceKnowledge, TheReportFollowsIt) {
    const QByteArray har =
        "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"t\", \"version\": \"1\"}, \"entries\": [{"
        "\"startedDateTime\": \"2026-11-21T10:00:00.000Z\", \"time\": 120, \"request\": {\"method\": \"GET\", "
        "\"url\": \"https://gate.acme.example/\", \"httpVersion\": \"HTTP/1.1\", \"headers\": [], \"queryString\": [], "
        "\"cookies\": [], \"headersSize\": -1, \"bodySize\": 0}, \"response\": {\"status\": 475, \"statusText\": \"\", "
        "\"httpVersion\": \"HTTP/1.1\", \"headers\": [], \"cookies\": [], \"content\": {\"size\": 0, \"mimeType\": "
        "\"text/plain\", \"text\": \"\"}, \"redirectURL\": \"\", \"headersSize\": -1, \"bodySize\": 0}, \"cache\": {}, "
        "\"timings\": {\"send\": 1, \"wait\": 100, \"receive\": 19}}]}}";
    write("space/.knockback/rules/broken.json", "{");
    const auto result =
        knockback({s("report"), write("a.har", har), s("--workspace"), path("space"), s("-o"), path("r.zip")});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(result.saidOneSentence()) << result.err.constData();
    EXPECT_TRUE(QFile::exists(path("r.zip")));
}

TEST_F(WorkspaceKnowledge, RunUsesThatOfTheFilesFolder) {
    const QByteArray request = "### Items\n# @knockback.policy none\nGET " + startLab("tour").toUtf8() + "/items\n";
    write("space/a.http", request);
    const auto blocked = knockback({s("run"), path("space/a.http"), s("--json")});
    EXPECT_EQ(blocked.exitCode, cli::Blocked) << blocked.out.constData() << blocked.err.constData();
    EXPECT_EQ(knockback({s("run"), write("a.http", request), s("--json")}).exitCode, 0);
    writeRule("no such cause");
    const auto broken = knockback({s("run"), path("space"), s("--json")});
    EXPECT_EQ(broken.exitCode, 0) << broken.out.constData();
    EXPECT_TRUE(broken.saidOneSentence()) << broken.err.constData();
    EXPECT_TRUE(broken.err.contains("gate.json")) << broken.err.constData();
}

} // namespace
