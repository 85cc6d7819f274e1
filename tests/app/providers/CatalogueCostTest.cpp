// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalogue costs at the start, and when a host is first met: printed, not judged.
#include "app/providers/Catalogue.h"

#include "app/base/Clock.h"

#include <cstdio>

namespace knockback::providers {

TEST(CatalogueCost, isPaidWhereAProviderIsMet) {
    const auto timed = [](const auto& step) {
        const auto begin = base::systemClock().steadyNow();
        step();
        return std::chrono::duration<double, std::micro>(base::systemClock().steadyNow() - begin).count();
    };
    const Provider* met = nullptr;
    std::size_t all = 0;
    const double index = timed([] { EXPECT_EQ(Catalogue::builtIn().forHost("nobody.example"), nullptr); });
    const double first = timed([&] { met = Catalogue::builtIn().forHost("api.github.com"); });
    const double again = timed([&] { EXPECT_EQ(Catalogue::builtIn().forHost("api.github.com"), met); });
    const double every = timed([&] { all = Catalogue::builtIn().all().size(); });
    ASSERT_NE(met, nullptr);
    EXPECT_GE(all, 40u);
    std::printf("index %.0f us, a provider met first %.0f us, met again %.1f us, all %zu files %.0f us\n", index, first,
                again, all, every);
}

} // namespace knockback::providers
