// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/Unresolved.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class UnresolvedTest : public testing::Test {
protected:
    UnresolvedTest() {
        view.environments[QStringLiteral("staging")] = {{"known", "1"}, {"half", "{{deep}}"}};
        scope = VariableScope(view, QStringLiteral("staging"), {}, {});
    }
    WorkspaceView view;
    VariableScope scope;
    workspace::RequestDraft draft;
};

TEST_F(UnresolvedTest, EveryPlaceThatIsSentIsLookedAt) {
    draft.url = "{{known}}/{{gone}}/:id?x={{gone}}";
    draft.headers = {{"Off", "{{off}}", false}, {"On", "{{half}}", true}};
    draft.body = "{\"a\": {{body}}}";
    draft.auth.kind = workspace::AuthKind::Bearer;
    draft.auth.token = "{{vault:no}}";
    draft.auth.password = "{{not of this kind}}";
    draft.settings.proxyUrl = "{{not manual}}";
    EXPECT_EQ(unresolvedIn(draft, scope),
              (std::vector<Unresolved>{{QStringLiteral("{{gone}}"), DraftPlace::Url, -1},
                                       {QStringLiteral(":id"), DraftPlace::Url, -1},
                                       {QStringLiteral("{{deep}}"), DraftPlace::Headers, 1},
                                       {QStringLiteral("{{vault:no}}"), DraftPlace::Auth, -1},
                                       {QStringLiteral("{{body}}"), DraftPlace::Body, -1}}));
}

TEST_F(UnresolvedTest, TheSentenceNamesEachOnceAndWhereItWasLookedFor) {
    EXPECT_EQ(unresolvedSentence({}, {}), QString());
    const Unresolved x{QStringLiteral("{{x}}"), DraftPlace::Url, -1};
    const Unresolved xAgain{QStringLiteral("{{x}}"), DraftPlace::Body, -1};
    const Unresolved y{QStringLiteral("{{y}}"), DraftPlace::Body, -1};
    EXPECT_EQ(unresolvedSentence({x, xAgain}, QStringLiteral("staging")),
              QStringLiteral("{{x}} has no value in environment staging."));
    EXPECT_EQ(unresolvedSentence({x, y}, {}),
              QStringLiteral("{{x}} and {{y}} have no value and no environment is chosen."));
}

} // namespace
} // namespace knockback::ui
