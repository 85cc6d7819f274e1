// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/QuotaTracker.h"

#include "app/ratelimit/BucketView.h"
#include "app/ratelimit/LearnedBucket.h"
#include "app/ratelimit/ReadingContext.h"
#include "app/ratelimit/RouteTable.h"

#include <algorithm>
#include <array>
#include <map>

namespace knockback::ratelimit {

namespace {

constexpr std::size_t mostBuckets = 1024;

QString partitionOf(const RouteKey& route, const QuotaWindow& window) {
    QString who = QString::fromUtf8(route.credential);
    if (!window.partitionKey.isEmpty())
        return window.partitionKey;
    if (window.scope == QuotaScope::Address)
        return {};
    // A bucket that the server names has the same name at every endpoint that shares it.
    if (window.scope == QuotaScope::Endpoint && window.bucket == unnamedBucket && !route.endpoint.isEmpty())
        return who.isEmpty() ? QString::fromUtf8(route.endpoint)
                             : QStringLiteral("%1 · %2").arg(QString::fromUtf8(route.endpoint), who);
    return who;
}

} // namespace

struct QuotaTracker::Tables {
    std::map<BucketKey, Bucket> buckets;
    RouteTable routes;

    // The bucket of that window, made when it is new, and linked to the route that it holds for.
    Bucket& bucketFor(const RouteKey& key, const QuotaWindow& window, base::SteadyTime now) {
        const bool perEndpoint = window.scope == QuotaScope::Endpoint && !key.endpoint.isEmpty();
        Route& host = routes.at(hostOf(key), now);
        BucketKey name{key.provider.isEmpty() ? key.host : key.provider, window.bucket, partitionOf(key, window)};
        const auto found = buckets.try_emplace(name, name, key.host).first;
        (perEndpoint ? routes.at(key, now) : host).link(found->second);
        return found->second;
    }

    // The host's route, and the endpoint's own when the key names one; null where nothing is known.
    using Known = std::array<const Route*, 2>;
    Known known(const RouteKey& key) const {
        if (key.endpoint.isEmpty())
            return {routes.find(key), nullptr};
        return {routes.find(hostOf(key)), routes.find(key)};
    }

    template <typename Visit>
    static void eachBucket(const Known& known, Visit visit) {
        for (const Route* route : known) {
            if (!route)
                continue;
            for (const Bucket* bucket : route->buckets)
                visit(*bucket);
        }
    }

    void count(Route& route, int change) {
        route.inFlight += change;
        for (Bucket* bucket : route.buckets)
            bucket->addInFlight(change);
    }

    void forgetOldest() {
        while (buckets.size() > mostBuckets) {
            const auto oldest = std::min_element(buckets.begin(), buckets.end(), [](const auto& a, const auto& b) {
                return a.second.state().readAt < b.second.state().readAt;
            });
            routes.unlink(&oldest->second);
            buckets.erase(oldest);
        }
    }
};

QuotaTracker::QuotaTracker() : m_tables(std::make_unique<Tables>()) {}
QuotaTracker::~QuotaTracker() = default;
QuotaTracker::QuotaTracker(QuotaTracker&&) noexcept = default;
QuotaTracker& QuotaTracker::operator=(QuotaTracker&&) noexcept = default;

void QuotaTracker::correct(const RouteKey& route, QuotaReading& reading, base::SteadyTime now) {
    for (QuotaWindow& window : reading.windows)
        m_tables->bucketFor(route, window, now).correct(window, now);
}

std::vector<BucketKey> QuotaTracker::observe(const RouteKey& route, const QuotaReading& reading, bool blocked,
                                             base::SteadyTime now) {
    std::vector<Bucket*> changed;
    for (const QuotaWindow& window : reading.windows) {
        Bucket& bucket = m_tables->bucketFor(route, window, now);
        bucket.read(window, now);
        changed.push_back(&bucket);
    }
    if (blocked && changed.empty()) {
        QuotaWindow unnamed;
        unnamed.bucket = unnamedBucket;
        changed.push_back(&m_tables->bucketFor(route, unnamed, now));
    }
    const bool someExhausted =
        std::any_of(changed.begin(), changed.end(), [](const Bucket* bucket) { return bucket->isExhausted(); });
    // Where the answer names no time and no window explains it, the provider's documentation may.
    const auto wait = reading.retryAfterSeconds || someExhausted ? reading.retryAfterSeconds : reading.blockSeconds;
    for (Bucket* bucket : changed) {
        // The block is the exhausted windows' doing; when none is (a limit that is not announced), it may be any's.
        const bool concerned = blocked && (!someExhausted || bucket->isExhausted());
        bucket->setBlocked(concerned, wait, now);
    }

    std::vector<BucketKey> keys;
    for (const Bucket* bucket : changed)
        keys.push_back(bucket->state().key);
    m_tables->forgetOldest();
    return keys;
}

void QuotaTracker::started(const RouteKey& route, base::SteadyTime now) {
    m_tables->count(m_tables->routes.at(hostOf(route), now), 1);
    if (!route.endpoint.isEmpty())
        m_tables->count(m_tables->routes.at(route, now), 1);
}

void QuotaTracker::finished(const RouteKey& route) {
    const auto end = [&](Route* known) {
        if (known && known->inFlight > 0)
            m_tables->count(*known, -1);
    };
    end(m_tables->routes.find(hostOf(route)));
    if (!route.endpoint.isEmpty())
        end(m_tables->routes.find(route));
}

void QuotaTracker::setLearned(const RouteKey& route, base::Nanoseconds spacing, base::SteadyTime now) {
    noteTaught(m_tables->routes.at(hostOf(route), now), spacing, now);
}

QString QuotaTracker::laneLabel(const RouteKey& route) const {
    const BucketState* scarcest = nullptr;
    m_tables->eachBucket(m_tables->known(route), [&](const Bucket& bucket) {
        if (!scarcest || shareLeft(bucket.state()) < shareLeft(*scarcest))
            scarcest = &bucket.state();
    });
    if (!scarcest)
        return {};
    return scarcest->key.name == unnamedBucket ? QString::fromUtf8(scarcest->host) : scarcest->label;
}

std::vector<BucketState> QuotaTracker::snapshot(base::SteadyTime now) const {
    std::vector<BucketState> states;
    for (const auto& [key, bucket] : m_tables->buckets) {
        BucketState view = asOf(bucket.state(), now);
        view.inFlight = bucket.inFlight();
        const bool saysSomething =
            view.blocked || view.notBefore || view.window.limit || view.window.remaining || view.window.resetSeconds;
        if (saysSomething)
            states.push_back(std::move(view));
    }
    for (const auto& [key, route] : m_tables->routes)
        if (auto learned = learnedBucket(key, route, now))
            states.push_back(std::move(*learned));
    std::stable_sort(states.begin(), states.end(), scarcerThan);
    return states;
}

} // namespace knockback::ratelimit
