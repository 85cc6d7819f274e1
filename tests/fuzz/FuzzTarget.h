// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// FUZZ_TARGET(name) { … input … } is a function of any bytes that must come to an end, with no fault that a sanitizer
// sees and no require() that does not hold. libFuzzer gets it as its entry point (packaging/fuzz); the ordinary tests
// feed it the files of corpus/name (ReplayTest.cpp).
namespace knockback::fuzz {

using Target = void (*)(QByteArrayView input);

// A promise of what is fuzzed; ends the program when it is broken.
void require(bool holds, const char* promise);

bool addTarget(const char* name, Target target);

} // namespace knockback::fuzz

#ifdef KNOCKBACK_FUZZ
#define FUZZ_TARGET(name)                                                                                              \
    static void name(QByteArrayView input);                                                                            \
    extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {                                        \
        name(QByteArrayView(data, static_cast<qsizetype>(size)));                                                      \
        return 0;                                                                                                      \
    }                                                                                                                  \
    static void name(QByteArrayView input)
#else
#define FUZZ_TARGET(name)                                                                                              \
    static void name(QByteArrayView input);                                                                            \
    static const bool name##Added = knockback::fuzz::addTarget(#name, name);                                           \
    static void name(QByteArrayView input)
#endif
