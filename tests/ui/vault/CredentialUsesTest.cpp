// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialUses.h"

#include <gtest/gtest.h>

namespace knockback::ui {

using workspace::AuthKind;

namespace {

WorkspaceRequest request(const QString& name) {
    WorkspaceRequest made;
    made.id = name;
    made.draft.name = name;
    made.draft.url = "https://api.example/";
    made.file = QStringLiteral("api.http");
    return made;
}

} // namespace

TEST(CredentialUsesTest, FindsEveryPlaceThatNamesIt) {
    WorkspaceView view;
    for (const char* name : {"url", "header", "body", "token", "chosen", "nothing", "other", "off"})
        view.requests.push_back(request(QLatin1String(name)));
    view.requests[0].draft.url = "https://api.example/?k={{vault:gh}}";
    view.requests[1].draft.headers = {{"X-Key", "{{ vault:gh }}"}};
    view.requests[2].draft.body = "a {{vault:gh}} b {{vault:gh}}";
    view.requests[3].draft.auth.kind = AuthKind::Bearer;
    view.requests[3].draft.auth.token = "{{vault:gh}}";
    view.requests[4].draft.auth.kind = AuthKind::Credential;
    view.requests[4].draft.auth.credential = "gh";
    view.requests[6].draft.url = "https://api.example/?k={{vault:gh2}}&l={{gh}}";
    view.requests[7].draft.parametersOff = {"0 k={{vault:gh}}"};
    view.requests[5].inherited.kind = AuthKind::Credential;
    view.requests[5].inherited.credential = "gh";
    view.files[QStringLiteral("api.http")].own["key"] = "{{vault:gh}}";
    const auto uses = usesOf(view, "gh");
    EXPECT_EQ(uses.names, (QStringList{QStringLiteral("url"), QStringLiteral("header"), QStringLiteral("body"),
                                       QStringLiteral("token"), QStringLiteral("chosen"), QStringLiteral("off")}));
    EXPECT_EQ(uses.elsewhere,
              (QStringList{QStringLiteral("the default of api.http"), QStringLiteral("the variables of api.http")}));
    EXPECT_EQ(usesText(uses),
              QStringLiteral("Named by url, header, body, token, chosen and 1 more. Change it by hand in "
                             "the default of api.http and in the variables of api.http."));
}

TEST(CredentialUsesTest, RenamingThereAndBackChangesNothingElse) {
    auto draft = request(QStringLiteral("r")).draft;
    draft.body = "{{vault:gh}} {{vault:other}} {{gh}} {{vault:gh}}";
    const auto before = draft;
    EXPECT_TRUE(renameIn(draft, "gh", "github-ci"));
    EXPECT_EQ(draft.body, "{{vault:github-ci}} {{vault:other}} {{gh}} {{vault:github-ci}}");
    EXPECT_TRUE(renameIn(draft, "github-ci", "gh"));
    EXPECT_EQ(draft, before);
    EXPECT_FALSE(renameIn(draft, "nobody", "x"));
    EXPECT_EQ(draft, before);
}

} // namespace knockback::ui
