// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Response.h"

namespace knockback {

TEST(ReasonPhrase, isTheRegisteredOne) {
    EXPECT_EQ(http::reasonPhrase(200), "OK");
    EXPECT_EQ(http::reasonPhrase(413), "Content Too Large");
    EXPECT_EQ(http::reasonPhrase(429), "Too Many Requests");
    EXPECT_EQ(http::reasonPhrase(451), "Unavailable For Legal Reasons");
    EXPECT_EQ(http::reasonPhrase(511), "Network Authentication Required");
    for (const int unknown : {0, -1, 99, 306, 418, 599, 1000})
        EXPECT_EQ(http::reasonPhrase(unknown), "") << unknown;
}

} // namespace knockback
