// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SecretImport.h"
#include "app/vault/JsonStrings.h"
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using vault::CredentialKind;
using vault::ImportedFile;
using vault::ImportFormat;
using vault::SecretRole;

namespace {
ImportedFile read(ImportFormat format, QByteArrayView text) {
    return vault::readSecrets(format, text);
}

// "name=value" of everything found.
QByteArray listed(const ImportedFile& file, SecretRole role = SecretRole::Value) {
    QByteArray all;
    for (const auto& found : file.found) {
        const auto secret = found.secrets.find(role);
        all += found.credential.name + '=' +
               (secret == found.secrets.end() ? QByteArray("-") : secret->second.reveal().toByteArray()) + '|';
    }
    return all;
}
} // namespace

TEST(DotEnvImport, readsNamesValuesQuotesAndComments) {
    const auto file = read(ImportFormat::DotEnv, "# settings\n"
                                                 "API_TOKEN=abc123 # for staging\r\n"
                                                 "export DB_PASSWORD='it''s # not a comment'\n"
                                                 "  SECRET = \"two\\nlines \\\"quoted\\\"\"\n"
                                                 "HASH_TOKEN=a#b\n"
                                                 "EMPTY=\n"
                                                 "no assignment here\n");
    EXPECT_EQ(listed(file), "api-token=abc123|db-password=it|secret=two\nlines \"quoted\"|hash-token=a#b|");
    EXPECT_TRUE(file.notes.isEmpty());
}

TEST(DotEnvImport, aQuotedValueMayRunOverLines) {
    const auto file =
        read(ImportFormat::DotEnv, "KEY=\"-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\"\nB_TOKEN=x\n");
    EXPECT_EQ(listed(file), "key=-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----|b-token=x|");
    EXPECT_EQ(file.found[1].origin, QStringLiteral("B_TOKEN, line 4"));
}

TEST(DotEnvImport, whatIsMadeOfOthersOrNeverEndsIsLeftOutWithANote) {
    const auto file = read(ImportFormat::DotEnv, "URL_TOKEN=https://${USER}:${PASS}@db\nB='${literal}'\nC=\"open\n");
    EXPECT_EQ(listed(file), "b=${literal}|");
    EXPECT_EQ(file.notes.size(), 2);
}

TEST(DotEnvImport, onlyWhatIsNamedOrLooksLikeASecretIsProposed) {
    const QByteArray github = "ghp_" + QByteArray(36, 'a');
    const auto file = read(ImportFormat::DotEnv, "PORT=8080\nLOG_LEVEL=debug\nGH=" + github + "\nSTRIPE_API_KEY=abc\n");
    ASSERT_EQ(file.found.size(), 4U);
    EXPECT_FALSE(file.found[0].likely);
    EXPECT_FALSE(file.found[1].likely);
    EXPECT_TRUE(file.found[2].likely);
    EXPECT_EQ(file.found[2].credential.hosts, std::vector<QByteArray>{"api.github.com"});
    EXPECT_TRUE(file.found[3].likely);
    EXPECT_EQ(file.found[3].credential.kind, CredentialKind::ApiKey);
    EXPECT_TRUE(file.found[3].credential.hosts.empty()) << "nobody knows where it goes";
}

TEST(NetrcImport, readsMachinesInAnyLayout) {
    const auto file =
        read(ImportFormat::Netrc, "machine api.test login me password hunter2\n"
                                  "machine B.example\n\tlogin you\n\tpassword \"with \\\"blank\\\" in it\"\n"
                                  "# machine c login x password y\n"
                                  "macdef init\ncd /pub\nmachine trap login x password y\n\n"
                                  "default login anonymous password x\n"
                                  "machine nopass login x\n");
    EXPECT_EQ(listed(file), "api-test=hunter2|b-example=with \"blank\" in it|");
    EXPECT_EQ(listed(file, SecretRole::UserName), "api-test=me|b-example=you|");
    EXPECT_EQ(file.found[1].credential.hosts, std::vector<QByteArray>{"b.example"});
    EXPECT_EQ(file.found[0].credential.kind, CredentialKind::Basic);
    EXPECT_EQ(file.notes.size(), 2);
}

TEST(AwsImport, readsProfiles) {
    const auto file = read(ImportFormat::AwsCredentials, "[default]\naws_access_key_id = AKIDEXAMPLE\n"
                                                         "aws_secret_access_key=abc/def+1\nregion = eu-central-1\n"
                                                         "[profile build]\nAWS_ACCESS_KEY_ID=ASIAX\n; a comment\n"
                                                         "aws_secret_access_key=s\naws_session_token=t==\n"
                                                         "[sso]\nsso_session = x\n[half]\naws_access_key_id=A\n");
    EXPECT_EQ(listed(file), "aws=abc/def+1|aws-build=s|");
    EXPECT_EQ(listed(file, SecretRole::UserName), "aws=AKIDEXAMPLE|aws-build=ASIAX|");
    EXPECT_EQ(listed(file, SecretRole::SessionToken), "aws=-|aws-build=t==|");
    EXPECT_EQ(file.found[0].credential.kind, CredentialKind::AwsSigV4);
    EXPECT_EQ(file.found[0].credential.settings.at("aws-region"), "eu-central-1");
    EXPECT_EQ(file.notes.size(), 1);
}

TEST(PostmanImport, readsTheValuesOfAnEnvironment) {
    const auto file = read(ImportFormat::PostmanEnvironment,
                           R"({"id":"1","name":"staging","values":[
                               {"key":"base","value":"https://api.test","type":"default","enabled":true},
                               {"value":"s\u00e9cr\u0065t","key":"api_token","type":"secret"},
                               {"key":"made","value":"{{base}}/x"},{"key":"empty","value":""}],
                               "_postman_variable_scope":"environment"})");
    EXPECT_EQ(listed(file), "base=https://api.test|api-token=sécret|");
    EXPECT_FALSE(file.found[0].likely);
    EXPECT_TRUE(file.found[1].likely);
    EXPECT_EQ(file.notes.size(), 1);
}

TEST(InsomniaImport, readsTheDataOfEveryEnvironment) {
    const auto file = read(ImportFormat::InsomniaEnvironment,
                           R"({"_type":"export","__export_format":4,"resources":[
                               {"_id":"req_1","_type":"request","url":"https://x","authentication":{"token":"not this"}},
                               {"_id":"env_1","_type":"environment","name":"Base","data":{"stripe":{"secret_key":"abc"},
                                "token":"t"}}]})");
    EXPECT_EQ(listed(file), "stripe-secret-key=abc|token=t|");
}

TEST(SecretImport, knowsAFileByItsNameOrItsContent) {
    using vault::detectFormat;
    EXPECT_EQ(detectFormat(QStringLiteral("/tmp/.netrc"), ""), ImportFormat::Netrc);
    EXPECT_EQ(detectFormat(QStringLiteral("x"), "machine a login b password c"), ImportFormat::Netrc);
    EXPECT_EQ(detectFormat(QStringLiteral("credentials"), "[default]\naws_access_key_id=A"),
              ImportFormat::AwsCredentials);
    EXPECT_EQ(detectFormat(QStringLiteral(".env.local"), "A=1"), ImportFormat::DotEnv);
    EXPECT_EQ(detectFormat(QStringLiteral("a.json"), R"( {"values":[]})"), ImportFormat::PostmanEnvironment);
    EXPECT_EQ(detectFormat(QStringLiteral("a.json"), R"({"_type":"export"})"), ImportFormat::InsomniaEnvironment);
    EXPECT_FALSE(detectFormat(QStringLiteral("picture.png"), "\x89PNG"));
}

TEST(SecretImport, everyReaderTakesAnyBytes) {
    SeededRandom random(3);
    const QByteArray seeds =
        "machine login password default macdef \"'\\\n\r=[]{}:,#aws_access_key_id values key data \\u00d8";
    for (int round = 0; round < 20'000; ++round) {
        QByteArray text = round % 2 ? "{\"values\":[{\"key\":\"" : "";
        for (auto left = random.next() % 60; left > 0; --left)
            text += random.next() % 4
                        ? seeds[static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(seeds.size()))]
                        : static_cast<char>(random.next());
        for (const auto format : {ImportFormat::DotEnv, ImportFormat::Netrc, ImportFormat::AwsCredentials,
                                  ImportFormat::PostmanEnvironment, ImportFormat::InsomniaEnvironment})
            for (const auto& found : read(format, text).found)
                ASSERT_FALSE(found.credential.name.isEmpty());
    }
}

TEST(SecretImport, aDeepNestIsRefusedAndNotFollowed) {
    const QByteArray deep = QByteArray(100'000, '[');
    EXPECT_FALSE(vault::walkJsonStrings(deep, [](const vault::JsonPath&, base::Secret) {}));
}

class SecretImportVaultTest : public VaultFixture {};

TEST_F(SecretImportVaultTest, NothingIsOverwrittenWithoutSaying) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("api-token"), value("abc")));
    const auto clash = [&](const QByteArray& text) {
        return vault::clashOf(read(ImportFormat::DotEnv, text).found.front(), *vault);
    };
    EXPECT_EQ(clash("API_TOKEN=abc"), vault::ImportClash::Same);
    EXPECT_EQ(clash("API_TOKEN=other"), vault::ImportClash::Other);
    EXPECT_EQ(clash("NEW_TOKEN=other"), vault::ImportClash::None);
    EXPECT_EQ(vault::freeName("a", {"a", "a-2", "b"}), "a-3");
    EXPECT_EQ(vault::freeName("c", {"a"}), "c");
}

} // namespace knockback::test
