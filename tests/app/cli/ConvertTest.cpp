// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

using namespace knockback;
using test::Cli;

namespace {

using Convert = Cli;

QString s(const char* text) {
    return QString::fromUtf8(text);
}

TEST_F(Convert, CurlBecomesAHttpFile) {
    const QString script =
        write("a.sh", "curl -u joe:x -H 'A: 1' -Z https://h.test/one\ncurl -d a=b https://h.test/two\n");
    const auto result = knockback({s("convert"), script, s("-o"), path("a.http")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(result.err.contains("-Z was left out")) << result.err.constData();
    EXPECT_EQ(read("a.http"), "### GET /one\nGET https://h.test/one\nA: 1\nAuthorization: Basic joe x\n\n"
                              "### POST /two\nPOST https://h.test/two\n"
                              "Content-Type: application/x-www-form-urlencoded\n\na=b\n");
    EXPECT_EQ(knockback({s("convert"), write("b.sh", "echo hello\n"), s("-o"), path("b.http")}).exitCode, 3);
    EXPECT_EQ(knockback({s("convert"), path("missing.sh"), s("-o"), path("b.http")}).exitCode, 3);
}

TEST_F(Convert, SaysWhereACurlCommandHoldsASecret) {
    const QString script =
        write("s.sh", "curl -H 'Authorization: Bearer tok-1234567890' 'https://h.test/a?api_key=k-987654'\n"
                      "curl --digest -u joe:swordfish https://h.test/b\ncurl https://h.test/c\n");
    const auto result = knockback({s("convert"), script, s("-o"), path("s.http")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(result.err.contains("GET /a: a secret stands in it in the clear (?api_key=, Authorization)") ||
                result.err.contains("GET /a: a secret stands in it in the clear (Authorization, ?api_key=)"))
        << result.err.constData();
    EXPECT_TRUE(result.err.contains("GET /b: a secret stands in it in the clear (the Digest password)"));
    EXPECT_FALSE(result.err.contains("GET /c"));
    EXPECT_FALSE(result.err.contains("tok-1234567890") || result.err.contains("swordfish"));
}

TEST_F(Convert, AHttpFileBecomesCurlWithWhatIsReallySent) {
    write("part.txt", "from a file");
    const QString file = write("a.http", "@host = h.test\n# @knockback.tls-verify off\nPOST https://{{host}}/up\n"
                                         "Content-Type: multipart/form-data; boundary=b\nX-Later: 1\n\n"
                                         "--b\nContent-Disposition: form-data; name=\"p\"\n\n< ./part.txt\n--b--\n\n"
                                         "###\nGRAPHQL https://{{host}}/graphql\n\nquery { a }\n");
    const auto result = knockback({s("convert"), file, s("-o"), s("-")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_TRUE(result.out.contains("name=\"p\"\r\n\r\nfrom a file\r\n--b--")) << result.out.constData();
    EXPECT_TRUE(result.out.contains("--insecure"));
    EXPECT_LT(result.out.indexOf("Content-Type: multipart"), result.out.indexOf("X-Later"));
    EXPECT_TRUE(result.out.contains("{\"query\":\"query { a }\",\"variables\":{}}"));
    EXPECT_FALSE(result.out.contains("GRAPHQL"));
}

} // namespace
