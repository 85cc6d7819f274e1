// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Journal.h"
#include "app/oauth/TokenRefresher.h"

#include <functional>
#include <map>

namespace knockback::session {

struct EngineParts;

// Renews credentials and tells the journal: each token request is an attempt, each renewal is told once, however many
// calls wait for it. Engine thread.
class Rotator {
public:
    explicit Rotator(EngineParts& parts);
    ~Rotator();

    // Who asked; for the journal. The null call is the user.
    struct Asker {
        base::CallId call;
        QString lane;
        std::optional<oauth::RenewalReason> reason = {}; // nothing: the user asked, or a server refused the token
    };
    // `finished` gets an empty sentence when there is a token to use: one newer than `seenGeneration`, or, when the
    // renewal was merely due and cannot be had now, the stored one. Called once, later.
    void rotate(const QByteArray& credential, std::uint64_t seenGeneration, const Asker& asker,
                std::function<void(QString problem)> finished);
    // Whether its token should be renewed before the next request.
    [[nodiscard]] bool isDue(const QByteArray& credential) const { return m_refresher.isDue(credential); }
    // Adds the proof of a token that is bound to a key, and learns what the answer says of the next one (RFC 9449).
    void prove(http::Request& request, const QByteArray& credential);
    void learn(const http::Attempt& attempt);
    [[nodiscard]] oauth::Parts& oauthParts() { return m_oauth; }
    [[nodiscard]] oauth::TokenRefresher& refresher() { return m_refresher; }
    // Tells the journal how a renewal or a sign-in ended.
    void tell(const Asker& asker, const QByteArray& credential, const oauth::RenewalOutcome& done);

private:
    void observed(const QByteArray& credential, const http::Attempt& attempt);

    EngineParts& m_parts;
    oauth::Parts m_oauth;
    oauth::TokenRefresher m_refresher;
    struct Flight {
        Asker asker;
        int attempts = 0;
    };
    std::map<QByteArray, Flight> m_flights;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace knockback::session
