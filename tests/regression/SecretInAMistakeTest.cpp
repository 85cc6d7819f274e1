// SPDX-License-Identifier: GPL-3.0-or-later
// A secret typed where something else belongs came back in the sentence that said so, and with it in a build's log.
#include "tests/app/cli/CliFixture.h"

using namespace knockback;

namespace {

using Mistake = test::Cli;

// The first 12 and the last 12 of a secret give it away, too.
void expectSilence(const test::CliResult& result, const QByteArray& secret, const QStringList& arguments) {
    const QByteArray said = result.out + result.err;
    const std::string tried = arguments.join(u' ').toStdString();
    EXPECT_NE(result.exitCode, 0) << tried;
    EXPECT_TRUE(result.err.contains("knockback: ")) << tried;
    EXPECT_EQ(said.indexOf(secret.left(12)), -1) << tried << "\n" << said.constData();
    EXPECT_EQ(said.indexOf(secret.right(12)), -1) << tried << "\n" << said.constData();
}

// %S is the secret.
const std::vector<const char*> mistakes{
    "%S",
    "send %S",
    "send URL %S",
    "send -H %S URL",
    "send --retries 0 -H Authorization;%S URL",
    "send -H %S\nX:1 URL",
    "send --retries 0 -X %S URL",
    "send --retries %S URL",
    "send --policy %S URL",
    "send --credential %S URL",
    "send -d @%S URL",
    "send --har %S/x URL",
    "send --%S URL",
    "send --token=%S URL",
    "send --token %S URL",
    "send --retries 0 http://user:%S@127.0.0.1:1/",
    "send {{%S}}",
    "send --times 2 --json {{%S}}",
    "send --retries 0 URL{{vault:%S}}",
    "check http://user:%S@127.0.0.1:1/",
    "check URL --resolver %S",
    "minimize URL -H %S",
    "run %S",
    "diagnose %S",
    "report %S",
    "convert %S -o x.sh",
    "lab %S",
    "lab --port %S",
    "tour --out /dev/null/%S",
    "vault add a --kind %S",
    "vault add a %S --kind bearer",
    "vault add a --kind client-credentials --token-url %S",
    "vault add a --kind client-credentials --token-url https://h/t --set %S",
    "vault add a --kind client-credentials --token-url https://h/t --set client-auth=%S",
    "vault list --passphrase-file %S",
};
// These open the vault, which is slow on purpose.
const std::vector<const char*> mistakesInTheVault{
    "vault show %S --passphrase-file PASS",
    "vault import %S --passphrase-file PASS",
    "vault unlock-by --remove %S --passphrase-file PASS",
    "vault unlock-by --new-passphrase-file %S --passphrase-file PASS",
};

QStringList argumentsOf(const char* line, const QByteArray& secret, const QString& passphraseFile) {
    QStringList arguments = QString::fromUtf8(line).split(u' ');
    for (QString& argument : arguments)
        argument.replace(QStringLiteral("URL"), QStringLiteral("http://127.0.0.1:1/"))
            .replace(QStringLiteral("PASS"), passphraseFile)
            .replace(QStringLiteral("%S"), QString::fromUtf8(secret));
    return arguments;
}

TEST_F(Mistake, IsSaidWithoutTheSecretInIt) {
    for (const QByteArray secret :
         {"q3kj5h8d7f6g-._~+/m2n4b6v8c0xz", "q3kj5h8d7f6g \"&<'%\\/+é>m2n4b6v8c0xz",
          "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
          "Tr0ub4dor&3-on-the-run", "550e8400-e29b-41d4-a716-446655440000"}) {
        for (const char* line : mistakes) {
            const QStringList arguments = argumentsOf(line, secret, {});
            expectSilence(knockback(arguments), secret, arguments);
        }
    }
}

TEST_F(Mistake, IsSaidWithoutTheSecretInItInTheVaultToo) {
    const QString passphrase = write("passphrase", "correct horse battery staple");
    const QByteArray secret = "q3kj5h8d7f6g-._~+/m2n4b6v8c0xz";
    for (const char* line : mistakesInTheVault) {
        const QStringList arguments = argumentsOf(line, secret, passphrase);
        expectSilence(knockback(arguments), secret, arguments);
    }
}

// Where each call has a line of its own, that says it.
TEST_F(Mistake, IsPrintedWithoutTheSecretInIt) {
    for (const QByteArray secret : {"q3kj5h8d7f6g-._~+/m2n4b6v8c0xz", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"})
        for (const char* line : {"send --times 2 --retries 0 http://user:%S@127.0.0.1:1/", "send --times 2 {{%S}}"}) {
            const auto result = knockback(argumentsOf(line, secret, {}));
            EXPECT_NE(result.exitCode, 0) << line;
            EXPECT_FALSE((result.out + result.err).isEmpty());
            for (const QByteArray& said : {result.out, result.err})
                for (const QByteArray& part : {secret.left(12), secret.right(12)})
                    EXPECT_EQ(said.indexOf(part), -1) << line << '\n' << said.constData();
        }
}

// The sentence is kept in the history, too.
TEST_F(Mistake, IsKeptWithoutTheSecretInIt) {
    const QByteArray secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    const QStringList arguments{QStringLiteral("send"), QStringLiteral("--credential"), QString::fromUtf8(secret),
                                QStringLiteral("http://127.0.0.1:1/")};
    expectSilence(knockback(arguments), secret, arguments);
    const QByteArray kept = read("data/history.sqlite") + read("data/history.sqlite-wal");
    EXPECT_TRUE(kept.contains("There is no credential of that name"));
    EXPECT_EQ(kept.indexOf(secret.left(12)), -1);
}

TEST_F(Mistake, APassphraseInsteadOfItsFileIsNotRepeatedEvenIfItIsWords) {
    const QByteArray secret = "correct horse battery staple";
    const QStringList arguments{QStringLiteral("vault"), QStringLiteral("list"), QStringLiteral("--passphrase-file"),
                                QString::fromUtf8(secret)};
    expectSilence(knockback(arguments), secret, arguments);
}

TEST_F(Mistake, SaysWhichArgumentItWasAndRepeatsWhatIsNoSecret) {
    const QString url = QStringLiteral("http://127.0.0.1:1/");
    const auto said = [&](const QStringList& arguments) { return knockback(arguments).err; };
    EXPECT_EQ(said({QStringLiteral("send"), QStringLiteral("-H"),
                    QStringLiteral("ghp_16C7e42F292c6912E7710c838347Ae178B"), url}),
              "knockback: “‹argument 5›” is not a header: write it as 'Name: value'.\n");
    for (const char* harmless : {"lang", "./calls/reqests.http", "/nonexistent.har", "api-v2.example.com/oauth2/token",
                                 "client-credentals", "staging-eu-west-1"})
        EXPECT_TRUE(said({QStringLiteral("run"), QString::fromUtf8(harmless)}).contains(harmless)) << harmless;
    const QString there = write("a1b2c3d4e5f60718.http", "GET nonsense\n\nnonsense {{\n");
    EXPECT_TRUE(said({QStringLiteral("run"), path("a1b2c3d4e5f60719.http")}).contains("a1b2c3d4e5f60719.http"));
}

} // namespace
