// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SidebarTree.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

WorkspaceRequest request(const char* file, const char* name, const char* method = "GET") {
    WorkspaceRequest request;
    request.file = QLatin1String(file);
    request.id = request.file + u'#' + QLatin1String(name);
    request.draft.name = QLatin1String(name);
    request.draft.method = method;
    request.draft.url = "https://api.example/x";
    return request;
}

// "  name" for each row, two spaces a level, "+" before what is folded.
QString drawn(const std::vector<SidebarRow>& rows) {
    QStringList lines;
    for (const auto& row : rows)
        lines << QString(row.depth * 2, u' ') + (row.folded ? QStringLiteral("+") : QString()) + row.text +
                     (row.kind == SidebarKind::Folder ? QStringLiteral("/") : QString());
    return lines.join(u'\n');
}

const std::vector<WorkspaceRequest> several{request("z.http", "last"), request("admin/users/list.http", "all users"),
                                            request("admin/users/list.http", "one user", "DELETE"),
                                            request("admin/Login.rest", "login", "POST"), request("a.http", "first")};

TEST(SidebarTreeTest, FoldersBeforeFilesBothByNameRequestsInOrder) {
    EXPECT_EQ(drawn(requestTree(several, {})).toStdString(), "admin/\n"
                                                             "  users/\n"
                                                             "    list\n"
                                                             "      all users\n"
                                                             "      one user\n"
                                                             "  Login\n"
                                                             "    login\n"
                                                             "a\n"
                                                             "  first\n"
                                                             "z\n"
                                                             "  last");
}

TEST(SidebarTreeTest, OneFileAloneHasNoRow) {
    EXPECT_EQ(drawn(requestTree({request("a.http", "one"), request("a.http", "two")}, {})).toStdString(), "one\ntwo");
    EXPECT_TRUE(requestTree({}, {}).empty());
}

TEST(SidebarTreeTest, FoldedGroupsKeepTheirRowAndHideTheRest) {
    TreeView view;
    view.folded = {QStringLiteral("admin/"), QStringLiteral("z.http")};
    EXPECT_EQ(drawn(requestTree(several, view)).toStdString(), "+admin/\na\n  first\n+z");
}

TEST(SidebarTreeTest, AFilterShowsWhatFitsWithItsWayThere) {
    TreeView view;
    view.folded = {QStringLiteral("admin/")};
    view.filter = QStringLiteral("delete");
    EXPECT_EQ(drawn(requestTree(several, view)).toStdString(), "admin/\n  users/\n    list\n      one user");
    view.filter = QStringLiteral("nothing like it");
    EXPECT_TRUE(requestTree(several, view).empty());
}

} // namespace
} // namespace knockback::ui
