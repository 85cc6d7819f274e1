// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ByteScan.h"

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace knockback::ui {

namespace {

#ifdef __SSE2__

constexpr qsizetype lane = 16;

__m128i load(const char* data) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(data));
}

// Sixteen bytes at a time with `test`, which gives 0xff where a byte is meant; the rest with `one`.
template <typename Test, typename One>
qsizetype findFirst(QByteArrayView bytes, Test test, One one) {
    qsizetype at = 0;
    for (; at + lane <= bytes.size(); at += lane) {
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(test(load(bytes.data() + at))));
        if (mask != 0)
            return at + std::countr_zero(mask);
    }
    while (at < bytes.size() && !one(bytes[at]))
        ++at;
    return at;
}

qint64 sumOfHalves(__m128i sums) {
    alignas(16) std::int64_t halves[2];
    _mm_store_si128(reinterpret_cast<__m128i*>(halves), sums);
    return halves[0] + halves[1];
}

template <typename Test, typename One>
qint64 count(QByteArrayView bytes, Test test, One one) {
    qsizetype at = 0;
    __m128i sums = _mm_setzero_si128();
    while (at + lane <= bytes.size()) {
        // A byte counter holds 255 at the most.
        const auto blocks = std::min<qsizetype>((bytes.size() - at) / lane, 255);
        __m128i counters = _mm_setzero_si128();
        for (qsizetype i = 0; i < blocks; ++i, at += lane)
            counters = _mm_sub_epi8(counters, test(load(bytes.data() + at)));
        sums = _mm_add_epi64(sums, _mm_sad_epu8(counters, _mm_setzero_si128()));
    }
    qint64 total = sumOfHalves(sums);
    for (; at < bytes.size(); ++at)
        total += one(bytes[at]) ? 1 : 0;
    return total;
}

const auto isQuoteOrBackslash = [](__m128i v) {
    return _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
};
// '[' and '{', ']' and '}' differ in one bit only.
const auto isQuoteOrBracket = [](__m128i v) {
    const auto folded = _mm_or_si128(v, _mm_set1_epi8(0x20));
    const auto bracket =
        _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')), _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
    return _mm_or_si128(bracket, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
};
const auto isFeed = [](__m128i v) { return _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')); };
// As signed numbers, continuation bytes are -128 … -65.
const auto isLead = [](__m128i v) { return _mm_cmpgt_epi8(v, _mm_set1_epi8(-65)); };

#else

template <typename Test, typename One>
qsizetype findFirst(QByteArrayView bytes, Test, One one) {
    return std::find_if(bytes.begin(), bytes.end(), one) - bytes.begin();
}
template <typename Test, typename One>
qint64 count(QByteArrayView bytes, Test, One one) {
    return std::count_if(bytes.begin(), bytes.end(), one);
}
constexpr int isQuoteOrBackslash = 0;
constexpr int isQuoteOrBracket = 0;
constexpr int isLead = 0;

#endif

} // namespace

qsizetype findQuoteOrBackslash(QByteArrayView bytes) {
    return findFirst(bytes, isQuoteOrBackslash, [](char c) { return c == '"' || c == '\\'; });
}

qsizetype findQuoteOrBracket(QByteArrayView bytes) {
    return findFirst(bytes, isQuoteOrBracket,
                     [](char c) { return c == '"' || c == '{' || c == '}' || c == '[' || c == ']'; });
}

qint64 countCharacters(QByteArrayView bytes) {
    return count(bytes, isLead, [](char c) { return static_cast<signed char>(c) > -65; });
}

TextCount countText(QByteArrayView bytes) {
    TextCount result;
    qsizetype at = 0;
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128();
    __m128i feeds = zero;
    __m128i leads = zero;
    while (at + lane <= bytes.size()) {
        const auto blocks = std::min<qsizetype>((bytes.size() - at) / lane, 255);
        __m128i feedCounters = zero;
        __m128i leadCounters = zero;
        for (qsizetype i = 0; i < blocks; ++i, at += lane) {
            const auto v = load(bytes.data() + at);
            feedCounters = _mm_sub_epi8(feedCounters, isFeed(v));
            leadCounters = _mm_sub_epi8(leadCounters, isLead(v));
        }
        feeds = _mm_add_epi64(feeds, _mm_sad_epu8(feedCounters, zero));
        leads = _mm_add_epi64(leads, _mm_sad_epu8(leadCounters, zero));
    }
    result = {sumOfHalves(feeds), sumOfHalves(leads)};
#endif
    for (; at < bytes.size(); ++at) {
        result.lineFeeds += bytes[at] == '\n' ? 1 : 0;
        result.characters += static_cast<signed char>(bytes[at]) > -65 ? 1 : 0;
    }
    return result;
}

} // namespace knockback::ui
