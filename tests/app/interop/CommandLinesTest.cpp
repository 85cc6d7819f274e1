// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/CommandLines.h"
#include "app/interop/ShellWords.h"
#include "tests/support/SeededRandom.h"

#include <QProcess>

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::interop;

namespace {

QByteArrayList wordsOf(const QByteArray& text) {
    const auto all = commandLines(text);
    EXPECT_EQ(all.size(), 1U) << text.constData();
    return all.empty() ? QByteArrayList() : all.front().words;
}

TEST(CommandLines, PosixQuotes) {
    EXPECT_EQ(wordsOf("a 'b c' \"d\\\"e\\n\" f\\ g ''"), (QByteArrayList{"a", "b c", "d\"e\\n", "f g", ""}));
    EXPECT_EQ(wordsOf("a'b'\"c\"\\d"), QByteArrayList{"abcd"});
    EXPECT_EQ(wordsOf("a \\\n  b \\\r\n c"), (QByteArrayList{"a", "b", "c"}));
    EXPECT_EQ(wordsOf("a # comment\n"), QByteArrayList{"a"});
    EXPECT_EQ(wordsOf("a#b"), QByteArrayList{"a#b"});
    EXPECT_EQ(wordsOf("a 'never closed"), (QByteArrayList{"a", "never closed"}));
}

TEST(CommandLines, AnsiQuotes) {
    EXPECT_EQ(wordsOf("$'a\\nb\\t\\x41\\101\\u00e9\\'\\\\'"), QByteArrayList{"a\nb\tAA\xC3\xA9'\\"});
    EXPECT_EQ(wordsOf("$'\\ud83d\\ude00'"), QByteArrayList{"\xF0\x9F\x98\x80"}) << "Chrome writes surrogates";
    EXPECT_EQ(wordsOf("$'\\u0021x'"), QByteArrayList{"!x"});
    EXPECT_EQ(wordsOf("\"$'a'\""), QByteArrayList{"$'a'"});
}

TEST(CommandLines, VariablesBecomeOurs) {
    EXPECT_EQ(wordsOf("'Bearer '\"$TOKEN\" ${HOST}/x '$no' $5 \\$no"),
              (QByteArrayList{"Bearer {{TOKEN}}", "{{HOST}}/x", "$no", "$5", "$no"}));
}

TEST(CommandLines, PipesRedirectionsAndHereDocuments) {
    const auto all =
        posixCommands("cat <<EOF | curl x > out 2>&1\none\ntwo\nEOF\nbase64 -d <<'E' | curl y\naGk=\nE\nz <<A\n1\nA\n");
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[1].words, (QByteArrayList{"curl", "x"}));
    EXPECT_EQ(all[1].input, "one\ntwo\n");
    EXPECT_EQ(all[3].input, "hi");
    EXPECT_EQ(all[4].words, QByteArrayList{"z"});
    EXPECT_EQ(all[4].input, "1\n");
}

TEST(CommandLines, CmdCaretsThenQuotes) {
    EXPECT_EQ(wordsOf("curl ^\r\n  -H ^\"A: b^\" ^\r\n x"), (QByteArrayList{"curl", "-H", "A: b", "x"}));
    EXPECT_EQ(wordsOf("curl ^\"a^%^20b^&c^\""), (QByteArrayList{"curl", "a%20b&c"}));
    EXPECT_EQ(wordsOf("curl ^\"^{^\\^\"a^\\^\":^\\^\"x^\\\\y^\\^\"^}^\""),
              (QByteArrayList{"curl", "{\"a\":\"x\\y\"}"}));
    EXPECT_EQ(cmdCommands("curl \"x\\\\y\" \"z\\\\\"").front().words, (QByteArrayList{"curl", "x\\\\y", "z\\"}));
    EXPECT_EQ(wordsOf("curl \"a ^ b\" ^\n\"c\"\"d\""), (QByteArrayList{"curl", "a ^ b", "c\"d"}));
    EXPECT_EQ(wordsOf("curl ^\"a^\n\nb^\""), (QByteArrayList{"curl", "a\nb"}))
        << "a caret and an empty line is a line end";
    EXPECT_EQ(cmdCommands("curl a & curl \"b&c\"").size(), 2U);
}

TEST(CommandLines, PowerShellQuotes) {
    EXPECT_EQ(wordsOf("curl.exe `\r\n  -H 'it''s' `\n \"a`\"b`n$env:NAME\" \"x\"\"y\" $env:HOST"),
              (QByteArrayList{"curl.exe", "-H", "it's", "a\"b\n{{NAME}}", "x\"y", "{{HOST}}"}));
    EXPECT_EQ(powerShellCommands("curl.exe -d '{\\\"a\\\":1}' x").front().words.at(2), "{\"a\":1}");
    EXPECT_EQ(powerShellCommands("curl.exe -d '{\"a\":1}' x").front().words.at(2), "{\"a\":1}");
}

// Whatever quoteWord() writes, this reads, and bash agrees about random quoting.
TEST(CommandLinesProperty, AgreesWithTheWriterAndWithBash) {
    test::SeededRandom random(7);
    const QByteArray bytes("ab \t\n'\"\\$`#&|;<>(){}[]*?!~^%=@\xC3\xA9");
    for (int i = 0; i < 2000; ++i) {
        QByteArray word;
        for (std::uint64_t n = random.next() % 8; n > 0; --n)
            word += bytes.at(static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(bytes.size())));
        ASSERT_EQ(posixCommands("x " + quoteWord(word)).front().words.at(1), word);
    }
    const QList<QByteArray> pieces{"a",           " ",          "'b c'",    "\"d e\"", "\\ ",  "\\\\",
                                   "$'\\x41\\n'", "''",         "\"\\\"\"", "'\\'",    "\\\n", "\"x\\\ny\"",
                                   "\"\\a\"",     "$'\\'\\\\'", "%",        "^"};
    QByteArray script;
    std::vector<QByteArrayList> ours;
    for (int i = 0; i < 300; ++i) {
        QByteArray line = "p";
        for (std::uint64_t n = random.next() % 10; n > 0; --n)
            line += ' ' + pieces.at(static_cast<qsizetype>(random.next() % 16)) +
                    pieces.at(static_cast<qsizetype>(random.next() % 16));
        script += line + "\n";
        const auto read = posixCommands(line);
        ASSERT_EQ(read.size(), 1U);
        ours.push_back(read.front().words.mid(1));
    }
    QProcess bash;
    bash.start(QStringLiteral("/bin/bash"), {QStringLiteral("-s")});
    bash.write("p() { printf '<%s>' \"$@\"; printf '\\0'; }\n" + script);
    bash.closeWriteChannel();
    ASSERT_TRUE(bash.waitForFinished(20'000));
    const QByteArrayList theirs = bash.readAllStandardOutput().split('\0');
    ASSERT_EQ(theirs.size(), 301);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        QByteArray all;
        for (const QByteArray& word : ours[i])
            all += '<' + word + '>';
        ASSERT_EQ(ours[i].isEmpty() ? QByteArray("<>") : all, theirs.at(static_cast<qsizetype>(i)));
    }
}

} // namespace
