// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RunRoute.h"

#include <gtest/gtest.h>

namespace knockback::runs {

TEST(RunRoute, SaysHostEndpointAndCredential) {
    workspace::RequestDraft draft;
    draft.url = "{{base}}/items/{{id}}?q=1";
    draft.headers = {{"X-Off", "{{vault:off}}", false}, {"Authorization", "Bearer {{vault: billing }}"}};
    const auto route = routeOf(draft, {}, {{"base", "https://api.example:8443"}, {"id", "17"}});
    EXPECT_EQ(route.host, "api.example:8443");
    EXPECT_EQ(route.endpoint, "GET /items/*");
    EXPECT_EQ(route.credential, "billing");
    draft.auth.kind = workspace::AuthKind::Credential;
    draft.auth.credential = "github";
    EXPECT_EQ(routeOf(draft, {}, {}).host, "") << "nobody knows where that goes";
    EXPECT_EQ(routeOf(draft, {}, {{"base", "https://a.example"}}).credential, "github");
    draft.auth = {};
    workspace::AuthDraft inherited;
    inherited.kind = workspace::AuthKind::Credential;
    inherited.credential = "file";
    EXPECT_EQ(routeOf(draft, inherited, {{"base", "https://a.example"}}).credential, "file");
}

} // namespace knockback::runs
