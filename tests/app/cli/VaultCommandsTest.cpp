// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

#include "app/cli/VaultSecretInput.h"

using namespace knockback;
using test::Cli;
using vault::CredentialKind;
using vault::SecretRole;

namespace {

QString s(const char* text) {
    return QString::fromUtf8(text);
}

class VaultCommands : public Cli {
protected:
    test::CliResult vault(QStringList arguments, const QByteArray& input = {}) {
        if (!QFile::exists(path("passphrase")))
            write("passphrase", "correct horse battery staple\n");
        arguments.prepend(s("vault"));
        return knockback(
            arguments + QStringList{s("--vault"), path("v.vault"), s("--passphrase-file"), path("passphrase")}, input);
    }
};

TEST_F(VaultCommands, AddListShowRemove) {
    const auto added = vault({s("add"), s("github"), s("--kind"), s("bearer"), s("--host"), s("api.github.com"),
                              s("--host"), s("*.example.com")},
                             "tok-123456-canary\n");
    EXPECT_EQ(added.exitCode, 0) << added.err.constData();
    EXPECT_EQ(added.out, "");

    const auto list = QJsonDocument::fromJson(vault({s("list"), s("--json")}).out).array();
    ASSERT_EQ(list.size(), 1);
    EXPECT_EQ(list[0].toObject().keys(), (QStringList{s("expiresAt"), s("hosts"), s("kind"), s("lastRotatedAt"),
                                                      s("name"), s("scopes"), s("state")}));
    EXPECT_EQ(list[0][s("name")], s("github"));
    EXPECT_EQ(list[0][s("hosts")].toArray().size(), 2);
    EXPECT_EQ(list[0][s("state")], s("no expiry"));
    EXPECT_TRUE(list[0][s("expiresAt")].isNull());

    const auto masked = vault({s("show"), s("github")});
    EXPECT_FALSE(masked.out.contains("tok-123456"));
    EXPECT_TRUE(masked.out.contains("value="));
    EXPECT_TRUE(vault({s("show"), s("github"), s("--reveal")}).out.contains("value=tok-123456-canary\n"));
    EXPECT_FALSE(read("v.vault").contains("canary"));

    EXPECT_EQ(vault({s("check")}).exitCode, 0);
    EXPECT_EQ(vault({s("remove"), s("github")}).exitCode, 0);
    EXPECT_EQ(vault({s("remove"), s("github")}).exitCode, 6);
    EXPECT_EQ(vault({s("list")}).out, "");
}

TEST_F(VaultCommands, ProblemsHaveTheirCodes) {
    EXPECT_EQ(vault({s("add"), s("a"), s("--host"), s("h")}, "secret-one").exitCode, 0);
    EXPECT_EQ(vault({s("add"), s("a"), s("--host"), s("h")}, "secret-two").exitCode, 6) << "there is one already";
    EXPECT_EQ(vault({s("show"), s("nosuch")}).exitCode, 6);
    EXPECT_EQ(vault({s("rotate"), s("nosuch")}).exitCode, 6);
    EXPECT_EQ(vault({s("rotate"), s("a")}).exitCode, 6) << "a bearer token cannot be renewed";
    const auto empty = vault({s("add"), s("b"), s("--host"), s("h")});
    EXPECT_EQ(empty.exitCode, 2);
    EXPECT_TRUE(empty.err.contains("standard input")) << empty.err.constData();
    EXPECT_EQ(vault({s("add"), s("c"), s("--kind"), s("magic")}, "x").exitCode, 2);
    EXPECT_EQ(vault({s("add"), s("c"), s("--kind"), s("api-key")}, "x").exitCode, 2) << "neither header nor query";
    EXPECT_EQ(vault({s("add"), s("c"), s("--kind"), s("client-credentials")}, "x").exitCode, 2) << "no token URL";
    EXPECT_EQ(vault({s("add"), s("c"), s("--kind"), s("refresh-token"), s("--token-url"), s("nonsense")}, "x").exitCode,
              2);
    write("passphrase", "wrong\n");
    const auto wrong = vault({s("list")});
    EXPECT_EQ(wrong.exitCode, 7);
    EXPECT_TRUE(wrong.saidOneSentence()) << wrong.err.constData();
}

TEST_F(VaultCommands, WhatAnApiHasAskedForIsForThoseWhoSignIn) {
    ASSERT_EQ(vault({s("add"), s("a"), s("--host"), s("h")}, "secret-one").exitCode, 0);
    for (const auto& option :
         {QStringList{s("--scope"), s("write")}, {s("--acr"), s("mfa")}, {s("--max-age"), s("0")}}) {
        const auto refused = vault(QStringList{s("rotate"), s("a")} + option);
        EXPECT_EQ(refused.exitCode, 2);
        EXPECT_TRUE(refused.err.contains("Nobody signs in to “a”")) << refused.err.constData();
    }
    EXPECT_EQ(vault({s("rotate"), s("a"), s("--max-age"), s("-1")}).exitCode, 2);
    const auto help = vault({s("rotate"), s("--help")});
    for (const char* word :
         {"recipe", "replace", "revoked", "sign in again", "Ctrl+C", "--scope", "--acr", "--max-age"})
        EXPECT_TRUE(help.out.contains(word)) << word;
}

TEST_F(VaultCommands, WithoutAKeychainTheVaultIsAbsent) {
    const auto result = knockback({s("vault"), s("list")});
    EXPECT_EQ(result.exitCode, 7) << result.out.constData();
    EXPECT_TRUE(result.err.contains("--passphrase-file")) << result.err.constData();
    EXPECT_EQ(
        knockback({s("vault"), s("list"), s("--vault"), path("v"), s("--passphrase-file"), s("/nonexistent")}).exitCode,
        7);
}

TEST_F(VaultCommands, ACredentialIsSentToItsHostOnlyAndRotated) {
    const QString lab = startLab("token-expiry");
    const QString host = lab.mid(7);
    const auto added = vault({s("add"), s("ledger"), s("--kind"), s("client-credentials"), s("--host"), host,
                              s("--token-url"), lab + s("/oauth/token"), s("--client-id"), s("lab-client")},
                             "lab-secret");
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    const QStringList open{s("--vault"), path("v.vault"), s("--passphrase-file"), path("passphrase")};
    const auto rotated = vault({s("rotate"), s("ledger"), s("--json")});
    EXPECT_EQ(rotated.exitCode, 0) << rotated.err.constData();
    EXPECT_FALSE(rotated.json()[s("lastRotatedAt")].isNull());
    const auto sent =
        knockback(QStringList{s("send"), s("--credential"), s("ledger"), s("--json"), lab + s("/account")} + open);
    EXPECT_EQ(sent.exitCode, 0) << sent.out.constData() << sent.err.constData();
    EXPECT_EQ(sent.json()[s("status")], 200);
    const auto elsewhere =
        knockback(QStringList{s("send"), s("--credential"), s("ledger"), s("http://localhost:1/")} + open);
    EXPECT_EQ(elsewhere.exitCode, 6) << elsewhere.err.constData();
}

vault::Secrets parsed(QByteArray input, CredentialKind kind) {
    auto secrets = cli::parseSecrets(input, kind);
    EXPECT_TRUE(secrets.ok());
    return secrets ? std::move(*secrets) : vault::Secrets();
}

TEST(VaultSecretInput, OneValueGoesWhereItsKindSays) {
    EXPECT_EQ(parsed("tok\n", CredentialKind::Bearer).at(SecretRole::Value).reveal(), "tok");
    EXPECT_EQ(parsed("tok\r\n", CredentialKind::ApiKey).at(SecretRole::Value).reveal(), "tok");
    EXPECT_EQ(parsed(" a b = c ", CredentialKind::Bearer).at(SecretRole::Value).reveal(), " a b = c ");
    EXPECT_EQ(parsed("s", CredentialKind::ClientCredentials).at(SecretRole::ClientSecret).reveal(), "s");
    EXPECT_EQ(parsed("r", CredentialKind::RefreshToken).at(SecretRole::RefreshToken).reveal(), "r");
    const auto basic = parsed("user:pa:ss", CredentialKind::Basic);
    EXPECT_EQ(basic.at(SecretRole::UserName).reveal(), "user");
    EXPECT_EQ(basic.at(SecretRole::Value).reveal(), "pa:ss");
    EXPECT_TRUE(parsed("", CredentialKind::DeviceCode).empty());
}

TEST(VaultSecretInput, LinesNameTheirValues) {
    const auto secrets = parsed("refresh_token=r=1\r\nclient_secret=c\n\nvalue=v", CredentialKind::RefreshToken);
    EXPECT_EQ(secrets.at(SecretRole::RefreshToken).reveal(), "r=1");
    EXPECT_EQ(secrets.at(SecretRole::ClientSecret).reveal(), "c");
    EXPECT_EQ(secrets.at(SecretRole::Value).reveal(), "v");
    const auto basic = parsed("username=u\npassword=p\n", CredentialKind::Basic);
    EXPECT_EQ(basic.at(SecretRole::UserName).reveal(), "u");
}

TEST(VaultSecretInput, WhatIsUnclearIsRefusedWithoutRepeatingIt) {
    for (const QByteArray text : {"", "\n", "one-canary\ntwo-canary\n", "client_secret=a\ncanary"}) {
        QByteArray input = text;
        const auto secrets = cli::parseSecrets(input, CredentialKind::Bearer);
        ASSERT_FALSE(secrets.ok()) << text.constData();
        EXPECT_FALSE(secrets.error().contains(s("canary")));
    }
    QByteArray noColon = "canary";
    EXPECT_FALSE(cli::parseSecrets(noColon, CredentialKind::Basic).ok());
    QByteArray huge(2 * 1024 * 1024, 'x');
    EXPECT_FALSE(cli::parseSecrets(huge, CredentialKind::Bearer).ok());
}

} // namespace
