// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultSignIn.h"

#include "app/cli/News.h"
#include "app/oauth/SignIn.h"

namespace knockback::cli {

namespace {
using Step = oauth::SignInProgress::Step;

void tell(News& news, const oauth::SignInProgress& progress) {
    if (progress.step == Step::Waiting || progress.step == Step::Exchanging)
        return; // nothing that the user has to do
    news.add(progress.sentence);
    if (progress.step == Step::OpenBrowser)
        news.add(QStringLiteral("Open this address: %1").arg(QString::fromUtf8(progress.url)));
    if (progress.step == Step::EnterCode && !progress.completeUrl.isEmpty())
        news.add(QStringLiteral("Or open this address, which has the code in it: %1")
                     .arg(QString::fromUtf8(progress.completeUrl)));
}
} // namespace

bool needsSignIn(const vault::Vault& vault, const vault::Credential& credential) {
    if (!oauth::needsUser(credential.kind))
        return false;
    const auto refreshToken = vault.reveal(credential.name, vault::SecretRole::RefreshToken);
    return !refreshToken || refreshToken->isEmpty() || credential.refusedGeneration == credential.generation;
}

QString signIn(Console& console, session::Services& services, const QByteArray& credential,
               const http::SignInDemand& demand) {
    const auto news = std::make_shared<News>();
    services.signIn(credential,
                    {[news](const oauth::SignInProgress& progress) { tell(*news, progress); },
                     [news](const oauth::RenewalOutcome& outcome, bool) {
                         if (outcome && !outcome->note.isEmpty())
                             news->add(outcome->note);
                         news->end(outcome ? QString() : outcome.error().sentence);
                     }},
                    demand);
    return news->follow(console, [&] { services.cancelSignIn(credential); });
}

} // namespace knockback::cli
