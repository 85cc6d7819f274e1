// SPDX-License-Identifier: GPL-3.0-or-later
// The programs are run where their language is installed, and a server on loopback says what they sent.
#include "app/interop/CodeWriter.h"
#include "app/interop/CommandLines.h"
#include "app/interop/CurlCommandReader.h"
#include "tests/support/LoopbackServer.h"

#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

using namespace knockback;
using interop::CodeLanguage;
using interop::writeCode;

namespace {

struct Interpreter {
    CodeLanguage language;
    const char* name;
    const char* program;
    QStringList arguments;  // the code comes on standard input
    QStringList probe = {}; // succeeds when it can run these programs
};

const std::vector<Interpreter>& interpreters() {
    static const std::vector<Interpreter> all{
        {CodeLanguage::Curl, "Curl", "/bin/bash", {QStringLiteral("-s")}},
        {CodeLanguage::Python,
         "Python",
         "python3",
         {QStringLiteral("-")},
         {QStringLiteral("-c"), QStringLiteral("import requests")}},
        {CodeLanguage::JavaScript, "JavaScript", "node", {QStringLiteral("--input-type=module"), QStringLiteral("-")}},
    };
    return all;
}

bool canRun(const Interpreter& interpreter) {
    const QString program = QStandardPaths::findExecutable(QLatin1String(interpreter.program));
    if (program.isEmpty())
        return false;
    if (interpreter.probe.isEmpty())
        return true;
    QProcess process;
    process.start(program, interpreter.probe);
    return process.waitForFinished(20'000) && process.exitCode() == 0;
}

// What the program made of `request` sent; `out` is what it printed.
QByteArray sentBy(const Interpreter& interpreter, test::LoopbackServer& server, const QByteArray& code) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PARTNER_APP"), QStringLiteral("from the environment"));
    for (const char* name : {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        environment.remove(QLatin1String(name));
    process.setProcessEnvironment(environment);
    process.start(QLatin1String(interpreter.program), interpreter.arguments);
    process.write(code);
    process.closeWriteChannel();
    EXPECT_TRUE(process.waitForFinished(30'000)) << interpreter.name;
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().constData() << code.constData();
    EXPECT_TRUE(process.readAllStandardOutput().contains("answered")) << interpreter.name;
    const auto requests = server.requests();
    return requests.empty() ? QByteArray() : requests.back();
}

QByteArrayList fieldsNamed(const QByteArray& request, const QByteArray& name) {
    QByteArrayList values;
    for (const QByteArray& line : request.left(request.indexOf("\r\n\r\n")).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).toLower() == name.toLower())
            values << line.mid(colon + 1).trimmed();
    }
    return values;
}

class Code : public testing::TestWithParam<std::size_t> {
protected:
    Code() {
        test::ServerScript script;
        script.answerEach("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nanswered");
        server.script(std::move(script));
    }
    void SetUp() override {
        if (!canRun(interpreter()))
            GTEST_SKIP() << interpreter().program << " is not installed";
    }
    [[nodiscard]] const Interpreter& interpreter() const { return interpreters().at(GetParam()); }
    test::LoopbackServer server;
};
INSTANTIATE_TEST_SUITE_P(Languages, Code, testing::Range(std::size_t(0), interpreters().size()),
                         [](const testing::TestParamInfo<std::size_t>& row) {
                             return std::string(interpreters().at(row.param).name);
                         });

TEST_P(Code, SendsTheSameRequest) {
    const QByteArrayList bodies{
        "{\"a\": \"it's $HOME `id` \\\\ \\n %PATH% gr\xC3\xBC\xC3\x9F \xE2\x82\xAC\"}\r\n\tend'",
        QByteArray("\0\x01\xff\"\\'\n", 7), "x"};
    for (const QByteArray& body : bodies) {
        http::Request request;
        request.method = "PUT";
        request.url = server.url("/v1/parts?q=a%20b&c='$x'");
        request.headers = {{"Content-Type", "application/octet-stream"},
                           {"X-Odd", "it's \"quoted\" $HOME `id` \\ %PATH% ^ !"},
                           {"X-Latin", "gr\xC3\xBC\xC3\x9F"},
                           {"X-Twice", "one"},
                           {"X-Twice", "two"}};
        request.body = http::Body(body);
        const QByteArray sent = sentBy(interpreter(), server, writeCode(interpreter().language, request));
        EXPECT_TRUE(sent.startsWith("PUT /v1/parts?q=a%20b&c=")) << sent.constData();
        for (const char* name : {"Content-Type", "X-Odd", "X-Latin"})
            EXPECT_EQ(fieldsNamed(sent, name), QByteArrayList{*request.headers.value(name)}) << name;
        EXPECT_EQ(fieldsNamed(sent, "X-Twice").join(", "), "one, two");
        EXPECT_EQ(sent.mid(sent.indexOf("\r\n\r\n") + 4), body) << interpreter().name;
    }
}

TEST_P(Code, TakesHiddenValuesFromTheEnvironment) {
    http::Attempt attempt;
    attempt.request.url = server.url("/x");
    attempt.request.headers = {{"X-Note", "say partner-secret-value twice: partner-secret-value"}};
    http::Redactor redactor;
    redactor.addSecret("partner-app", base::Secret("partner-secret-value"));
    const QByteArray code = writeCode(interpreter().language, redactor.redact(attempt));
    EXPECT_FALSE(code.contains("partner-secret-value"));
    const QByteArray sent = sentBy(interpreter(), server, code);
    EXPECT_EQ(fieldsNamed(sent, "X-Note"), QByteArrayList{"say from the environment twice: from the environment"});
}

TEST_P(Code, AGetHasNoBody) {
    http::Request request;
    request.url = server.url();
    const QByteArray sent = sentBy(interpreter(), server, writeCode(interpreter().language, request));
    EXPECT_TRUE(sent.startsWith("GET / HTTP/1.1\r\n"));
    EXPECT_TRUE(sent.endsWith("\r\n\r\n"));
}

// No cmd here: what is written for it is read back by the reader that its own tests hold to cmd's rules.
TEST(CurlForWindows, ComesBack) {
    for (const QByteArray& odd :
         QByteArrayList{"it's \"quoted\" %PATH% %20b ^ & | < > ( ) !", "ends in \\", "\\\"", "a\\\\b", "two\nlines", "",
                        "gr\xC3\xBC\xC3\x9F", "{\"a\":[1,\"\\n\"]}"}) {
        http::Request request;
        request.method = "POST";
        request.url = "https://h.test/?a=1&b=%20c";
        request.body = http::Body("x" + odd);
        if (!odd.contains('\n'))
            request.headers = {{"X-Odd", odd}};
        const QByteArray code = writeCode(CodeLanguage::CurlWindows, request);
        QByteArrayList words = interop::cmdCommands(code).front().words;
        EXPECT_EQ(words.last(), request.url) << code.constData();
        EXPECT_TRUE(words.contains(odd.isEmpty()        ? "X-Odd;"
                                   : odd.contains('\n') ? "Accept:"
                                                        : "X-Odd: " + odd))
            << code.constData();
    }
}

TEST(CodeWriter, GoImportsOnlyWhatItUses) {
    http::Request request;
    request.url = "https://h.test/";
    const QByteArray get = writeCode(CodeLanguage::Go, request);
    EXPECT_FALSE(get.contains("\"strings\""));
    EXPECT_FALSE(get.contains("\"os\""));
    EXPECT_TRUE(get.contains("http.NewRequest(\"GET\", \"https://h.test/\", nil)"));
    request.method = "POST";
    request.headers = {{"Host", "other.test"}, {"X-A", "a\"b\\c"}};
    request.body = http::Body(QByteArray("\0\xff", 2));
    const QByteArray post = writeCode(CodeLanguage::Go, request);
    EXPECT_TRUE(post.contains("\"strings\""));
    EXPECT_TRUE(post.contains("request.Host = \"other.test\""));
    EXPECT_TRUE(post.contains("request.Header.Add(\"X-A\", \"a\\\"b\\\\c\")"));
    EXPECT_TRUE(post.contains("strings.NewReader(\"\\x00\\xff\")"));
}

TEST(CodeWriter, CSharpKeepsContentFieldsWithTheContent) {
    http::Request request;
    request.method = "PATCH";
    request.url = "https://h.test/";
    request.headers = {{"Content-Type", "text/x"}, {"X-A", "a\"b\\c"}};
    request.body = http::Body("line\n\"q\"");
    const QByteArray code = writeCode(CodeLanguage::CSharp, request);
    EXPECT_TRUE(code.contains("new HttpMethod(\"PATCH\"), \"https://h.test/\")"));
    EXPECT_TRUE(code.contains("new ByteArrayContent(Encoding.UTF8.GetBytes(\"line\\n\\\"q\\\"\"))"));
    EXPECT_TRUE(code.contains("request.Content.Headers.TryAddWithoutValidation(\"Content-Type\", \"text/x\")"));
    EXPECT_TRUE(code.contains("request.Headers.TryAddWithoutValidation(\"X-A\", \"a\\\"b\\\\c\")"));
    request.body = {};
    EXPECT_TRUE(writeCode(CodeLanguage::CSharp, request).contains("Array.Empty<byte>()"));
}

TEST(CodeWriter, EveryLanguageIsListedOnce) {
    http::Request request;
    request.url = "https://h.test/";
    EXPECT_EQ(interop::codeChoices().size(), 6U);
    for (const auto& choice : interop::codeChoices())
        EXPECT_FALSE(writeCode(choice.language, request).isEmpty()) << choice.title;
}

} // namespace
