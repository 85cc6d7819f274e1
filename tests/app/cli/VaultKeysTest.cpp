// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliFixture.h"

using namespace knockback;
using test::Cli;

namespace {

class VaultKeys : public Cli {
protected:
    test::CliResult vault(const QStringList& arguments, const char* passphrase = "passphrase",
                          const QByteArray& input = {}) {
        return knockback(QStringList{QStringLiteral("vault")} + arguments +
                             QStringList{QStringLiteral("--vault"), path("v.vault"),
                                         QStringLiteral("--passphrase-file"), path(passphrase)},
                         input);
    }
    test::CliResult ways(const QStringList& more = {}, const char* passphrase = "passphrase") {
        return vault(QStringList{QStringLiteral("unlock-by")} + more, passphrase);
    }
    void SetUp() override {
        write("passphrase", "correct horse\n");
        ASSERT_EQ(vault({QStringLiteral("add"), QStringLiteral("a"), QStringLiteral("--host"), QStringLiteral("h")},
                        "passphrase", "secret-a\n")
                      .exitCode,
                  0);
    }
};

TEST_F(VaultKeys, ARecoveryKeyIsPrintedOnceAndOpensTheVault) {
    EXPECT_EQ(ways().out, "passphrase\n");
    const auto made = ways({QStringLiteral("--recovery-key")});
    ASSERT_EQ(made.exitCode, 0) << made.err.constData();
    EXPECT_EQ(made.out.size(), 40);
    EXPECT_EQ(ways().out, "passphrase\nrecovery-key\n");
    write("paper", made.out.toLower());
    EXPECT_TRUE(vault({QStringLiteral("list")}, "paper").out.contains("bearer"));
}

TEST_F(VaultKeys, ThePassphraseIsChangedInOneStep) {
    write("new", "battery staple\n");
    ASSERT_EQ(ways({QStringLiteral("--new-passphrase-file"), path("new")}).exitCode, 0);
    EXPECT_EQ(vault({QStringLiteral("list")}).exitCode, 7) << "the old one opens nothing";
    EXPECT_EQ(vault({QStringLiteral("list")}, "new").exitCode, 0);
}

TEST_F(VaultKeys, TheLastWayStays) {
    EXPECT_NE(ways({QStringLiteral("--remove"), QStringLiteral("passphrase")}).exitCode, 0);
    EXPECT_EQ(ways({QStringLiteral("--remove"), QStringLiteral("guessing")}).exitCode, 2);
    EXPECT_EQ(ways().out, "passphrase\n");
}

} // namespace
