// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/RouteKey.h"

namespace knockback::ratelimit {

TEST(EndpointOf, replacesIdentifiers) {
    EXPECT_EQ(endpointOf("GET", "/channels/1234567890/messages?limit=5"), "GET /channels/*/messages");
    EXPECT_EQ(endpointOf("DELETE", "/v1/items/550e8400-e29b-41d4-a716-446655440000"), "DELETE /v1/items/*");
    EXPECT_EQ(endpointOf("GET", "/repos/acme/face"), "GET /repos/acme/face");
    EXPECT_EQ(endpointOf("GET", ""), "GET ");
}

} // namespace knockback::ratelimit
