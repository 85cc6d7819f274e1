// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

using namespace knockback;
using test::Cli;

namespace {

class VaultImport : public Cli {
protected:
    test::CliResult vault(const QStringList& arguments) {
        write("passphrase", "correct horse battery staple\n");
        return knockback(QStringList{QStringLiteral("vault")} + arguments +
                         QStringList{QStringLiteral("--vault"), path("v.vault"), QStringLiteral("--passphrase-file"),
                                     path("passphrase")});
    }
    test::CliResult import(const QStringList& more = {}) {
        return vault(QStringList{QStringLiteral("import"), path(".env")} + more);
    }
};

TEST_F(VaultImport, AddsWhatLooksLikeASecretAndPrintsItsNameOnly) {
    write(".env", "PORT=8080\nAPI_TOKEN=tok-canary-1\n");
    const auto result = import({QStringLiteral("--host"), QStringLiteral("api.test")});
    EXPECT_EQ(result.exitCode, 0) << result.err.constData();
    EXPECT_EQ(result.out, "api-token\n");
    EXPECT_FALSE((result.out + result.err).contains("canary"));
    EXPECT_TRUE(result.err.contains("port"));
    const auto shown = vault({QStringLiteral("show"), QStringLiteral("api-token"), QStringLiteral("--reveal")});
    EXPECT_TRUE(shown.out.contains("value=tok-canary-1\n"));
    EXPECT_TRUE(shown.out.contains("api.test"));
}

TEST_F(VaultImport, OverwritesNothing) {
    write(".env", "API_TOKEN=first\n");
    ASSERT_EQ(import().out, "api-token\n");
    EXPECT_EQ(import().out, "") << "the same again";
    write(".env", "API_TOKEN=second\n");
    const auto again = import();
    EXPECT_EQ(again.out, "");
    EXPECT_TRUE(again.err.contains("stays"));
}

TEST_F(VaultImport, ADryRunAddsNothing) {
    write(".env", "API_TOKEN=first\n");
    EXPECT_EQ(import({QStringLiteral("--dry-run")}).out, "api-token\n");
    EXPECT_EQ(vault({QStringLiteral("list")}).out, "");
}

TEST_F(VaultImport, AFileItCannotUseIsUnreadableInput) {
    EXPECT_EQ(import().exitCode, 3);
    write(".env", "\x89PNG");
    EXPECT_EQ(vault({QStringLiteral("import"), path("passphrase")}).exitCode, 3);
}

} // namespace
