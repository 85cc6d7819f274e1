// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/report/ReportFixture.h"

#include "app/report/HtmlWriter.h"
#include "app/report/MarkdownWriter.h"
#include "app/report/ReproduceScript.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

using namespace knockback;

namespace {

// A report full of what a hostile server could send.
report::EscalationReport hostileReport() {
    test::Records records;
    auto report = records.blockedReport();
    report.reason = QStringLiteral("<script>alert(1)</script>\n# not a heading\n| a | b |");
    report.evidence = {
        QStringLiteral("body: </td><img src=x onerror=alert(1)> `code` [link](http://evil.example) | cell\nnext")};
    report.nextSteps = {QStringLiteral("<b>bold</b>")};
    report.readings.push_back({QStringLiteral("t"), QStringLiteral("|"), QStringLiteral("1 of ?"), QStringLiteral("?"),
                               QStringLiteral("a`b|c")});
    report.supportUrl = QStringLiteral("javascript:alert(1)");
    return report;
}

TEST(MarkdownWriter, HasEveryPart) {
    test::Records records;
    report::ReportOptions options;
    options.reason = QStringLiteral("We stay at one request in two seconds.");
    const QString text = QString::fromUtf8(report::writeMarkdown(records.blockedReport(options), true));
    for (const char* part :
         {"# Requests to /search/repositories", "## Why we think", "one request in two seconds", "## Fingerprint",
          "## Diagnosis", "## Attempts and waits", "![Timeline of the attempts](timeline.png)",
          "## Limits that the server announced", "## Reproduce", "## Hidden in this report", "## GitHub"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(part))) << part;
}

TEST(MarkdownWriter, SaysWhyThereIsNoPicture) {
    test::Records records;
    const QByteArray text = report::writeMarkdown(records.blockedReport(), false);
    EXPECT_FALSE(text.contains("timeline.png"));
    EXPECT_TRUE(text.contains("There is no picture"));
}

TEST(MarkdownWriter, WhatAServerSentStaysText) {
    const QString text = QString::fromUtf8(report::writeMarkdown(hostileReport(), false));
    EXPECT_FALSE(text.contains(QStringLiteral("<script>")));
    EXPECT_FALSE(text.contains(QStringLiteral("\n# not")));
    EXPECT_FALSE(text.contains(QStringLiteral("[link](")));
    // Every row of a table has the cells of its head.
    int cells = 0;
    for (const QString& line : text.split(u'\n')) {
        if (!line.startsWith(QStringLiteral("| "))) {
            cells = 0;
            continue;
        }
        static const QRegularExpression separator(QStringLiteral("(?<!\\\\)\\|"));
        const int found = int(line.count(separator));
        if (cells == 0)
            cells = found;
        EXPECT_EQ(found, cells) << line.toStdString();
    }
}

TEST(HtmlWriter, IsWellFormedAndHoldsNoForeignMarkup) {
    const QByteArray html = report::writeHtml(hostileReport(), {});
    EXPECT_FALSE(html.contains("<script"));
    EXPECT_FALSE(html.contains("<img"));
    EXPECT_FALSE(html.contains("href=\"javascript"));
    EXPECT_TRUE(html.contains("&lt;script&gt;"));
    // XML's reader is stricter than a browser; only the two void elements have to be closed for it.
    QByteArray xml = html;
    xml.replace("<meta charset=\"utf-8\">", "").replace("<meta name=\"viewport\" content=\"width=device-width\">", "");
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString() << " at line " << reader.lineNumber();
}

TEST(HtmlWriter, NeedsNothingFromTheNetwork) {
    test::Records records;
    const QString html = QString::fromUtf8(report::writeHtml(records.blockedReport(), "\x89PNG"));
    EXPECT_TRUE(html.contains(QStringLiteral("src=\"data:image/png;base64,iVBORw==\"")));
    static const QRegularExpression loads(QStringLiteral("(src|@import|url)\\s*[=(]\\s*[\"']?https?:"));
    EXPECT_FALSE(html.contains(loads));
    EXPECT_FALSE(html.contains(QStringLiteral("<link")));
    EXPECT_TRUE(html.contains(QStringLiteral("prefers-color-scheme: dark")));
}

class ReproduceScript : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_dir.isValid());
        QFile file(m_dir.filePath(QStringLiteral("reproduce.sh")));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(m_records.blockedReport().reproduction);
        file.close();
        // A curl that writes down its arguments, one a line.
        QFile curl(m_dir.filePath(QStringLiteral("curl")));
        ASSERT_TRUE(curl.open(QIODevice::WriteOnly));
        curl.write("#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        curl.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    test::Finished script(const QStringList& environment = {}) {
        return test::runProgram(QStringLiteral("/bin/sh"), {path()},
                                QStringList{QStringLiteral("PATH=%1:/usr/bin:/bin").arg(m_dir.path())} + environment);
    }
    [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("reproduce.sh")); }

    test::Records m_records;
    QTemporaryDir m_dir;
};

TEST_F(ReproduceScript, IsShell) {
    EXPECT_EQ(test::runProgram(QStringLiteral("bash"), {QStringLiteral("-n"), path()}).exitCode, 0);
    if (QStandardPaths::findExecutable(QStringLiteral("shellcheck")).isEmpty())
        GTEST_SKIP() << "no shellcheck on this machine";
    const auto checked = test::runProgram(QStringLiteral("shellcheck"), {path()});
    EXPECT_EQ(checked.exitCode, 0) << checked.out.constData();
}

TEST_F(ReproduceScript, AsksForItsSecretsFirst) {
    const auto ran = script();
    EXPECT_NE(ran.exitCode, 0);
    EXPECT_TRUE(ran.out.isEmpty()) << "nothing may be sent without them";
    EXPECT_TRUE(ran.err.contains("GITHUB_APP")) << ran.err.constData();
    EXPECT_TRUE(ran.err.contains("Set it to the secret")) << ran.err.constData();
}

TEST_F(ReproduceScript, SendsTheRequestWithTheSecretsInPlace) {
    QStringList environment{QStringLiteral("GITHUB_APP=") + QString::fromUtf8(test::canary)};
    // The cookie has no name in the vault; the script asks for it under one made from its place.
    static const QRegularExpression variable(QStringLiteral("\\$\\{(\\w+):\\?"));
    auto names = variable.globalMatch(QString::fromUtf8(m_records.blockedReport().reproduction));
    while (names.hasNext()) {
        const QString name = names.next().captured(1);
        if (name != QStringLiteral("GITHUB_APP"))
            environment << name + QStringLiteral("=session-value");
    }
    const auto ran = script(environment);
    EXPECT_EQ(ran.exitCode, 0) << ran.err.constData();
    const auto arguments = ran.out.split('\n');
    EXPECT_TRUE(arguments.contains("Authorization: Bearer " + test::canary)) << ran.out.constData();
    EXPECT_TRUE(arguments.contains("https://api.github.com/search/repositories?q=qt&api_key=" + test::canary))
        << ran.out.constData();
    EXPECT_TRUE(arguments.contains("Accept: application/json"));
}

TEST(ReproduceScriptTitle, CannotBreakOutOfItsComment) {
    test::Records records;
    const auto exchange = records.read(test::exchange(429, base::Seconds(0)))->exchange;
    const QByteArray script = report::reproduceScript(exchange, QStringLiteral("a\nrm -rf /\r\nb"));
    EXPECT_TRUE(script.startsWith("#!/bin/sh\n# a rm -rf /  b\n"));
}

} // namespace
