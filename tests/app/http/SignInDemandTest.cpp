// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SignInDemand.h"

namespace knockback::http {

namespace {
SignInDemand of(const QByteArray& field) {
    return signInDemand({{"WWW-Authenticate", field}});
}
using Words = std::vector<QByteArray>;
} // namespace

TEST(SignInDemand, readsWhatRfc9470Shows) { // 3
    EXPECT_EQ(of(R"(Bearer error="insufficient_user_authentication",
        error_description="A different authentication level is required", acr_values="myACR")"),
              (SignInDemand{{}, {"myACR"}, {}}));
    EXPECT_EQ(of(R"(Bearer error="insufficient_user_authentication", error_description="More recent authentication is
        required", max_age="5")"),
              (SignInDemand{{}, {}, base::Seconds(5)}));
    EXPECT_EQ(of(R"(DPoP error=insufficient_user_authentication, acr_values="a b a", max_age=0)"),
              (SignInDemand{{}, {"a", "b"}, base::Seconds(0)}));
}

TEST(SignInDemand, readsTheMissingScopes) { // RFC 6750 3.1
    EXPECT_EQ(of(R"(Bearer realm="x", error="insufficient_scope", scope="api:write  admin")").scopes,
              (Words{"api:write", "admin"}));
    EXPECT_EQ(signInDemand({{"www-authenticate", "Basic realm=\"a\""},
                            {"WWW-Authenticate", "bearer error=\"insufficient_scope\", scope=\"one\""},
                            {"WWW-Authenticate", "DPoP error=\"insufficient_scope\", scope=\"two one\""}})
                  .scopes,
              (Words{"one", "two"}));
}

TEST(SignInDemand, isEmptyWhereANewTokenOrNothingWouldDo) {
    for (const char* field : {"", "Bearer", R"(Bearer error="invalid_token", scope="a")", R"(Bearer scope="a b")",
                              R"(Basic error="insufficient_scope", scope="a")", R"(Bearer acr_values="mfa", max_age=5)",
                              R"(Bearer error="insufficient_scope")"})
        EXPECT_TRUE(of(field).isEmpty()) << field;
}

TEST(SignInDemand, takesNothingThatIsNoWordOrNumberOfItsKind) {
    EXPECT_EQ(of("Bearer error=\"insufficient_scope\", scope=\"good \\\"bad b\xc3\xa4"
                 "d a\x01z\"")
                  .scopes,
              Words{"good"});
    for (const char* age : {"-1", "soon", "1e3", "99999999999999999999", ""})
        EXPECT_EQ(of(QByteArray(R"(Bearer error="insufficient_user_authentication", max_age=")") + age + '"').maxAge,
                  std::nullopt)
            << age;
}

} // namespace knockback::http
