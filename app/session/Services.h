// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/SignInDemand.h"
#include "app/journal/Journal.h"
#include "app/oauth/Introspection.h"
#include "app/oauth/SignInProgress.h"
#include "app/ratelimit/BucketState.h"
#include "app/retry/CircuitView.h"
#include "app/session/CallRunner.h"
#include "app/session/PlaceInLine.h"
#include "app/vault/Hygiene.h"
#include "app/vault/Vault.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace knockback::providers {
class Catalogue;
}
namespace knockback::diagnosis {
class Diagnoser;
}
namespace knockback::history {
class HistoryStore;
}
namespace knockback::connectivity {
struct CheckOrder;
}

namespace knockback::session {

class CookieKeeper;
class CookieShelf;
struct CheckNews;
struct MinimizeNews;
struct MinimizeOrder;

struct ServiceOptions {
    QString dataDir;                       // empty = the user's data folder (XDG)
    std::optional<QString> vaultFile;      // --vault
    std::optional<QString> passphraseFile; // --passphrase-file
    bool keychain = true;                  // false = memory only unless a passphrase file is given
    bool history = true;
    bool vaultMayBeLocked = false; // a window: a vault whose key cannot be had now is there, and can be unlocked
    bool keepCookies = false;      // a window: on disk, sealed with the vault's key; a command starts without any
    bool vaultWanted = true; // false = nothing will be stored or used; one that exists is opened for its secrets' sake
};

struct StartError {
    QString sentence;
    int exitCode = 3; // of the command-line contract
};

// What the gauges draw: a copy of the engine's state at one moment.
struct LimitsSnapshot {
    std::vector<ratelimit::BucketState> buckets;
    std::vector<retry::CircuitView> circuits;
    double retryBudget = 1.0;                   // share that is left, 0 … 1
    std::optional<base::Nanoseconds> clockSkew; // server minus ours, of the latest answer
};

// The composition root: builds and owns the engine thread and everything on it. Construct and destroy on the main
// thread; every method is safe from there and returns at once; `finished` callbacks come on the engine thread.
class Services {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<Services>, StartError> create(ServiceOptions options);
    ~Services();

    base::CallId send(CallSpec spec, CallEars ears);
    void cancel(base::CallId call);
    void recall(base::CallId call, Recall how);
    void skipWait(base::CallId call);
    // Fetches a new token now, or replaces the key by its recipe. `finished` gets an empty sentence on success.
    void rotate(const QByteArray& credential, std::function<void(QString problem)> finished);
    // Ends the replacing of a key at its next step, with a key in use that works; a token is fetched to the end.
    void cancelRotation(const QByteArray& credential);

    // Looks for the smallest request that is still blocked (Minimizer.h); one at a time, a new one ends the one before.
    // `told` is called on the engine thread after every step.
    void minimize(MinimizeOrder order, std::function<void(const MinimizeNews&)> told);
    void endMinimize();
    // "Is it me or them?" (ConnectivityCheck.h), in the same way.
    [[nodiscard]] base::Result<connectivity::CheckOrder, QString> connectivityOrder(const CallSpec& spec,
                                                                                    const QByteArray& resolver);
    void checkConnectivity(connectivity::CheckOrder order, std::function<void(const CheckNews&)> told);
    void endCheck();

    // Signs in by browser or device code, as the credential's kind has it; what is to be opened or entered comes as
    // progress. A second sign-in to the same credential cancels the first.
    void signIn(const QByteArray& credential, oauth::SignInEars ears, const http::SignInDemand& demand = {});
    void cancelSignIn(const QByteArray& credential);
    // Has the server take the credential's tokens no longer. `finished` gets an empty sentence on success.
    void revoke(const QByteArray& credential, std::function<void(QString problem)> finished);
    // Asks the server what it knows of the credential's access token, or says in a sentence why it cannot be asked.
    void inspect(const QByteArray& credential,
                 std::function<void(const base::Result<oauth::TokenFacts, QString>&)> finished);
    // Asks an issuer for its endpoints (RFC 8414), for a credential that is being written.
    void discover(const QByteArray& issuer,
                  std::function<void(const base::Result<oauth::ServerMetadata, QString>&)> finished);

    [[nodiscard]] const journal::Journal& journal() const;
    // Called on the engine thread after something was appended; it must only wake somebody.
    void onJournalAppended(std::function<void()> appended);
    [[nodiscard]] LimitsSnapshot limits() const;
    // Where each call stands that waits for its turn. To be polled at frame rate while something waits; asking costs
    // the engine one walk along its queues, a quarter of a second apart at most. The journal tells a wait's first
    // place and due time only: they may move many times before it ends, and no event is made of that.
    [[nodiscard]] PlacesInLine placesInLine() const;
    // By hand: nothing goes through a circuit that was opened so until it is closed so. `lane` as in CircuitView::lane;
    // without effect when there is no such circuit. Soon, on the engine thread.
    void openCircuit(const QString& lane);
    void closeCircuit(const QString& lane);
    [[nodiscard]] vault::Vault& vault();
    // Puts the providers and rules of that folder's .knockback on top of the program's own, instead of those of the
    // workspace before it. Files are read on a thread of their own, in the order asked for; `done` comes on the engine
    // thread when calls use them, with a sentence for each file that is left out, or not at all when this ends first.
    void useWorkspace(const QString& folder, std::function<void(const QStringList& problems)> done);
    // Those in use now; any thread. What was handed out stays until this ends.
    [[nodiscard]] const providers::Catalogue& catalogue() const;
    [[nodiscard]] const diagnosis::Diagnoser& diagnoser() const;
    // The cookie jar of a workspace. Changed cookies are announced on the engine thread or the caller's.
    [[nodiscard]] CookieShelf& cookies();
    // Has them on disk; null when they are not to be kept.
    [[nodiscard]] CookieKeeper* cookieKeeper();
    // Null when history is off or its file cannot be opened (then historyProblem says why).
    [[nodiscard]] history::HistoryStore* history();
    [[nodiscard]] QString historyProblem() const;
    // What the history tells of each credential's use. From a worker: it reads the disk.
    [[nodiscard]] std::map<QByteArray, vault::CredentialUse> pastUses();
    // Why the vault is memory only although a keychain was wanted; empty when all is well.
    [[nodiscard]] QString vaultNotice() const;
    [[nodiscard]] QString dataDir() const;

private:
    struct Impl;
    explicit Services(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace knockback::session
