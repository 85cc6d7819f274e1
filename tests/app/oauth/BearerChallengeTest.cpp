// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/BearerChallenge.h"

namespace knockback::oauth {

TEST(BearerChallenge, OnlyAGrantThatIsNotEnoughCannotBeCured) {
    const auto helps = [](http::HeaderList headers) {
        http::Attempt attempt;
        attempt.response.emplace();
        attempt.response->head.status = 401;
        attempt.response->head.headers = std::move(headers);
        return newTokenMayHelp(attempt);
    };
    EXPECT_TRUE(newTokenMayHelp({}));
    EXPECT_TRUE(helps({}));
    EXPECT_TRUE(helps({{"WWW-Authenticate", "Bearer"}}));
    EXPECT_TRUE(helps({{"WWW-Authenticate", R"(Bearer realm="x", error="invalid_token")"}}));
    EXPECT_TRUE(helps({{"WWW-Authenticate", R"(Bearer error_description="insufficient_scope")"}}));
    EXPECT_TRUE(helps({{"WWW-Authenticate", R"(Basic error="insufficient_scope")"}}));
    EXPECT_FALSE(helps({{"WWW-Authenticate", R"(Bearer error="insufficient_scope", scope="api:write")"}}));
    EXPECT_FALSE(helps({{"www-authenticate", R"(bearer error="insufficient_user_authentication", acr_values="mfa")"}}));
    EXPECT_FALSE(helps({{"WWW-Authenticate", R"(DPoP error=insufficient_scope)"}}));
    EXPECT_FALSE(helps({{"WWW-Authenticate", "Basic"}, {"WWW-Authenticate", R"(Bearer error="insufficient_scope")"}}));
}

} // namespace knockback::oauth
