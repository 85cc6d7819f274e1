// SPDX-License-Identifier: GPL-3.0-or-later
// Files as users of the other tools write them: read as they are meant, and written back byte for byte.
#include "app/workspace/BodyForm.h"
#include "app/workspace/HttpFile.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;

namespace {

class Sample {
public:
    explicit Sample(const QByteArray& text) : m_file(text) {
        EXPECT_EQ(m_file.bytes(), text);
        for (std::size_t i = 0; i < m_file.count(); ++i) {
            const auto draft = m_file.draft(i);
            EXPECT_TRUE(draft.ok()) << (draft ? "" : draft.error().sentence().toStdString());
            m_drafts.push_back(draft ? *draft : RequestDraft{});
            EXPECT_TRUE(m_file.notes(i).empty());
            // Setting what was read, and reading views of the body, changes nothing.
            EXPECT_TRUE(m_file.setDraft(i, m_drafts.back()).ok());
            RequestDraft same = m_drafts.back();
            if (bodyKind(same) == BodyKind::Form)
                setFormRows(same, formRows(same));
            if (bodyKind(same) == BodyKind::Multipart)
                setFormParts(same, formParts(same));
            if (bodyKind(same) == BodyKind::GraphQl)
                setGraphQlBody(same, graphQlBody(same));
            EXPECT_EQ(same, m_drafts.back());
        }
        EXPECT_EQ(m_file.bytes(), text);
    }
    [[nodiscard]] std::size_t count() const { return m_drafts.size(); }
    [[nodiscard]] const RequestDraft& at(std::size_t i) const { return m_drafts.at(i); }
    [[nodiscard]] Environment variables() const { return m_file.variables(); }

private:
    HttpFile m_file;
    std::vector<RequestDraft> m_drafts;
};

TEST(ToolSamples, JetBrains) {
    const Sample sample("import ./auth.http\n"
                        "\n"
                        "### Items of an order\n"
                        "// @no-redirect\n"
                        "# @no-cookie-jar\n"
                        "# @timeout 600\n"
                        "# @connection-timeout 700 ms\n"
                        "< {%\n"
                        "    request.variables.set(\"id\", 7)\n"
                        "%}\n"
                        "GET https://api.example.test\n"
                        "    /v1/orders/{{id}}\n"
                        "    ?page=2\n"
                        "    &size=50 HTTP/1.1\n"
                        "Accept: application/json\n"
                        "Authorization: Digest {{user}} {{password}}\n"
                        "\n"
                        "> {%\n"
                        "    client.test(\"ok\", () => client.assert(response.status === 200))\n"
                        "%}\n"
                        "\n"
                        "<> 2026-11-20T101112.200.json\n"
                        "\n"
                        "### Sign up\n"
                        "POST https://api.example.test/users\n"
                        "Content-Type: application/x-www-form-urlencoded\n"
                        "\n"
                        "id = 999 &\n"
                        "value = content &\n"
                        "fact = it is %28all%29 encoded\n"
                        "\n"
                        "> ./check.js\n"
                        "\n"
                        "### Upload\n"
                        "POST https://api.example.test/upload HTTP/2\n"
                        "Content-Type: multipart/form-data; boundary=boundary\n"
                        "\n"
                        "--boundary\n"
                        "Content-Disposition: form-data; name=\"first\"; filename=\"input.txt\"\n"
                        "\n"
                        "// not a comment\n"
                        "< ./input.txt\n"
                        "\n"
                        "--boundary\n"
                        "Content-Disposition: form-data; name=\"second\"; filename=\"input-second.txt\"\n"
                        "\n"
                        "< ./input-second.txt\n"
                        "--boundary--\n"
                        "\n"
                        ">>! saved.json\n"
                        "\n"
                        "### Query\n"
                        "GRAPHQL https://api.example.test/graphql\n"
                        "\n"
                        "query ($name: String!) {\n"
                        "  user(name: $name) { id }\n"
                        "}\n"
                        "\n"
                        "{\n"
                        "  \"name\": \"{{user}}\"\n"
                        "}\n"
                        "\n"
                        "###\n"
                        "run #Query\n");
    ASSERT_EQ(sample.count(), 4U);
    EXPECT_EQ(sample.at(0).url, "https://api.example.test/v1/orders/{{id}}?page=2&size=50");
    EXPECT_EQ(sample.at(0).settings.timeout, base::Milliseconds(600'000));
    EXPECT_EQ(sample.at(0).settings.connectTimeout, base::Milliseconds(700));
    EXPECT_EQ(sample.at(0).settings.version, http::HttpVersionChoice::Http11);
    EXPECT_FALSE(sample.at(0).settings.followRedirects);
    EXPECT_FALSE(sample.at(0).settings.cookies);
    EXPECT_EQ(sample.at(0).auth.kind, AuthKind::Digest);
    EXPECT_EQ(sample.at(0).auth.password, "{{password}}");
    EXPECT_TRUE(sample.at(0).body.isEmpty());
    EXPECT_EQ(formRows(sample.at(1)),
              (std::vector<FormRow>{{"id", "999"}, {"value", "content"}, {"fact", "it is (all) encoded"}}));
    const auto parts = formParts(sample.at(2));
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].text, "// not a comment\n< ./input.txt\n");
    EXPECT_EQ(parts[1].file, "./input-second.txt");
    EXPECT_EQ(graphQlBody(sample.at(3)).variables, "{\n  \"name\": \"{{user}}\"\n}");
}

TEST(ToolSamples, RestClient) {
    const Sample sample("@hostname = api.example.test\r\n"
                        "@port = 8443\r\n"
                        "@host = {{hostname}}:{{port}}\r\n"
                        "\r\n"
                        "# @name login\r\n"
                        "# @prompt otp The one-time code\r\n"
                        "# @note signs in\r\n"
                        "POST https://{{host}}/login HTTP/1.1\r\n"
                        "Content-Type: application/x-www-form-urlencoded\r\n"
                        "Authorization: Basic joe:{{$dotenv PASSWORD}}\r\n"
                        "\r\n"
                        "name=foo\r\n"
                        "&password=bar\r\n"
                        "\r\n"
                        "###\r\n"
                        "\r\n"
                        "GET https://{{host}}/items\r\n"
                        "    ?page=2\r\n"
                        "    &pageSize=10\r\n"
                        "Authorization: Bearer {{login.response.body.token}}\r\n"
                        "\r\n"
                        "###\r\n"
                        "\r\n"
                        "POST https://{{host}}/graphql\r\n"
                        "Content-Type: application/json\r\n"
                        "X-REQUEST-TYPE: GraphQL\r\n"
                        "\r\n"
                        "query ($name: String!) {\r\n"
                        "  user(name: $name) { id }\r\n"
                        "}\r\n"
                        "\r\n"
                        "{ \"name\": \"joe\" }\r\n"
                        "\r\n"
                        "###\r\n"
                        "POST https://{{host}}/xml\r\n"
                        "Content-Type: application/xml\r\n"
                        "\r\n"
                        "<@ ./request.xml\r\n");
    ASSERT_EQ(sample.count(), 4U);
    EXPECT_EQ(sample.variables().at("host"), "{{hostname}}:{{port}}");
    EXPECT_EQ(sample.at(0).name, QStringLiteral("login"));
    EXPECT_EQ(sample.at(0).auth.kind, AuthKind::Basic);
    EXPECT_EQ(sample.at(0).auth.password, "{{$dotenv PASSWORD}}");
    EXPECT_EQ(formRows(sample.at(0)), (std::vector<FormRow>{{"name", "foo"}, {"password", "bar"}}));
    EXPECT_EQ(sample.at(1).auth.token, "{{login.response.body.token}}");
    EXPECT_EQ(bodyKind(sample.at(2)), BodyKind::GraphQl);
    EXPECT_EQ(graphQlBody(sample.at(2)).variables, "{ \"name\": \"joe\" }");
    EXPECT_EQ(fileBody(sample.at(3)), (FileBody{"./request.xml", true}));
}

TEST(ToolSamples, VisualStudio) {
    const Sample sample("\xEF\xBB\xBF@Api_HostAddress = http://localhost:5000\r\n"
                        "\r\n"
                        "GET {{Api_HostAddress}}/weatherforecast/\r\n"
                        "Accept: application/json\r\n"
                        "\r\n"
                        "###\r\n"
                        "\r\n"
                        "// adds one\r\n"
                        "POST {{Api_HostAddress}}/todos\r\n"
                        "Content-Type: application/json\r\n"
                        "# Authorization: Bearer old\r\n"
                        "Authorization: Token {{$randomInt}}\r\n"
                        "\r\n"
                        "{\r\n"
                        "  \"title\": \"a\",\r\n"
                        "  \"due\": \"{{$datetime iso8601 1 d}}\"\r\n"
                        "}\r\n");
    ASSERT_EQ(sample.count(), 2U);
    EXPECT_EQ(sample.variables().at("Api_HostAddress"), "http://localhost:5000");
    EXPECT_EQ(sample.at(1).auth.kind, AuthKind::Inherited);
    ASSERT_EQ(sample.at(1).headers.size(), 3U);
    EXPECT_FALSE(sample.at(1).headers[1].enabled);
    EXPECT_EQ(bodyKind(sample.at(1)), BodyKind::Json);
}

} // namespace
