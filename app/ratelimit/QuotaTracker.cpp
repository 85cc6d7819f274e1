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
        host.perEndpoint |= perEndpoint;
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

std::vector<BucketKey> QuotaTracker::observe(const RouteKey& route, const QuotaReading& reading, bool blocked,
                                             base::SteadyTime now) {
    // Whether a limit that is known explains a block is asked before this answer changes it.
    bool explained = false;
    m_tables->eachBucket(m_tables->known(route),
                         [&](const Bucket& bucket) { explained = explained || bucket.available(now).value_or(1) < 1; });
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

    Route& host = m_tables->routes.at(hostOf(route), now);
    host.answered = true;
    if (!route.endpoint.isEmpty())
        m_tables->routes.at(route, now).answered = true;
    if (!host.timed) // answers come about as far apart as requests went out
        host.learned.sent(now);
    if (!blocked || !(explained || someExhausted))
        host.learned.answered(blocked, host.inFlight, now);
    noteTaught(host, now);

    std::vector<BucketKey> keys;
    for (const Bucket* bucket : changed)
        keys.push_back(bucket->state().key);
    m_tables->forgetOldest();
    return keys;
}

void QuotaTracker::started(const RouteKey& route, base::SteadyTime now) {
    Route& host = m_tables->routes.at(hostOf(route), now);
    m_tables->count(host, 1);
    if (now != base::SteadyTime()) {
        host.timed = true;
        host.learned.sent(now);
    }
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

base::SteadyTime QuotaTracker::notBefore(const RouteKey& route, base::SteadyTime now) const {
    base::SteadyTime earliest = now;
    m_tables->eachBucket(m_tables->known(route),
                         [&](const Bucket& bucket) { earliest = std::max(earliest, bucket.notBefore(now)); });
    return earliest;
}

RouteQuota QuotaTracker::quotaOf(const RouteKey& key, base::SteadyTime now) const {
    RouteQuota quota;
    quota.notBefore = now;
    const auto known = m_tables->known(key);
    const auto [host, endpoint] = known;
    if (!host)
        return quota;
    const Route* own = host->perEndpoint ? endpoint : host;
    quota.inFlight = own ? own->inFlight : 0;
    if (own && own->answered)
        quota.knowledge = RouteKnowledge::Silent;
    m_tables->eachBucket(known, [&](const Bucket& bucket) { bucket.tighten(quota, now); });
    quota.learnedRate = host->learned.perSecond(now);
    if (quota.knowledge == RouteKnowledge::Silent && quota.learnedRate)
        quota.knowledge = RouteKnowledge::Learned;
    else if (quota.knowledge == RouteKnowledge::Silent)
        quota.available = std::max(0.0, host->learned.slowStart() - host->inFlight);
    return quota;
}

QString QuotaTracker::laneLabel(const RouteKey& route) const {
    const BucketState* scarcest = nullptr;
    m_tables->eachBucket(m_tables->known(route), [&](const Bucket& bucket) {
        if (!scarcest || shareLeft(bucket.state()) < shareLeft(*scarcest))
            scarcest = &bucket.state();
    });
    return scarcest ? scarcest->label : QString();
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
