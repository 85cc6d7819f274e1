// SPDX-License-Identifier: GPL-3.0-or-later
// Saving while another program edits the same file: nobody's edit is ever lost.
#include "app/workspace/Workspace.h"
#include "tests/app/workspace/Folder.h"

#include <gtest/gtest.h>

using namespace knockback;
using namespace knockback::workspace;
using test::Folder;

namespace {

const QString file = QStringLiteral("a.http");
const QByteArray sample = "### One\nGET http://h/1\n\n### Two\nGET http://h/2\nA: 1\n\n### Three\nGET http://h/3\n";

class Saving : public testing::Test {
protected:
    Saving() {
        folder.write("a.http", sample);
        auto opened = Workspace::open(folder.path());
        space = std::move(opened).value();
    }
    base::Result<RequestRef, FileError> saveTwo() {
        RequestDraft draft = *space.load({file, 1});
        draft.url = "http://h/mine";
        return space.save({file, 1}, draft);
    }
    static QByteArray with(QByteArray text, const QByteArray& from, const QByteArray& to) {
        EXPECT_EQ(text.count(from), 1);
        return text.replace(from, to);
    }
    Folder folder;
    Workspace space;
};

TEST_F(Saving, TheirEditElsewhereStays) {
    const QByteArray theirs = with(sample, "h/3", "h/theirs");
    folder.write("a.http", theirs);
    const auto saved = saveTwo();
    ASSERT_TRUE(saved.ok());
    EXPECT_EQ(folder.read("a.http"), with(theirs, "h/2", "h/mine"));
}

TEST_F(Saving, TheirCommentInTheSameRequestStays) {
    const QByteArray theirs = with(sample, "### Two\n", "### Two\n# they say\n");
    folder.write("a.http", theirs);
    ASSERT_TRUE(saveTwo().ok());
    EXPECT_EQ(folder.read("a.http"), with(theirs, "h/2", "h/mine"));
}

TEST_F(Saving, ARequestThatTheyPutAboveShiftsOurs) {
    const QByteArray theirs = "### Zero\nGET http://h/0\n\n" + sample;
    folder.write("a.http", theirs);
    const auto saved = saveTwo();
    ASSERT_TRUE(saved.ok());
    EXPECT_EQ(saved->index, 2U);
    EXPECT_EQ(folder.read("a.http"), with(theirs, "h/2", "h/mine"));
    EXPECT_EQ(space.load(*saved)->url, "http://h/mine");
}

TEST_F(Saving, TheSameRequestIsNotWrittenOver) {
    for (const auto& [from, to] :
         std::vector<std::pair<QByteArray, QByteArray>>{{"h/2", "h/theirs"}, {"A: 1", "A: 2"}}) {
        const QByteArray theirs = with(sample, from, to);
        folder.write("a.http", theirs);
        const auto saved = saveTwo();
        ASSERT_FALSE(saved.ok());
        EXPECT_TRUE(saved.error().sentence().startsWith(QStringLiteral("a.http:5: Another program")))
            << saved.error().sentence().toStdString();
        EXPECT_EQ(folder.read("a.http"), theirs);
        // Having seen it, the user may still decide for his own.
        ASSERT_TRUE(space.reload().ok());
        ASSERT_TRUE(saveTwo().ok());
        folder.write("a.http", sample);
        ASSERT_TRUE(space.reload().ok());
    }
}

TEST_F(Saving, ARequestThatTheyRemovedIsSaid) {
    const QByteArray theirs = with(sample, "### Two\nGET http://h/2\nA: 1\n\n", "");
    folder.write("a.http", theirs);
    const auto saved = saveTwo();
    ASSERT_FALSE(saved.ok());
    EXPECT_TRUE(saved.error().text.contains(QStringLiteral("removed")));
    EXPECT_EQ(folder.read("a.http"), theirs);
}

TEST_F(Saving, AFileThatIsGoneIsNotMadeAgain) {
    QFile::remove(folder.path("a.http"));
    EXPECT_FALSE(saveTwo().ok());
    EXPECT_FALSE(QFile::exists(folder.path("a.http")));
}

TEST_F(Saving, NothingChangedNothingWritten) {
    const auto before = QFileInfo(folder.path("a.http")).metadataChangeTime();
    ASSERT_TRUE(space.save({file, 1}, *space.load({file, 1})).ok());
    EXPECT_EQ(QFileInfo(folder.path("a.http")).metadataChangeTime(), before);
    EXPECT_EQ(folder.read("a.http"), sample);
}

TEST_F(Saving, LinksAndPermissionsStay) {
    ASSERT_TRUE(QFile::rename(folder.path("a.http"), folder.path("real.txt")));
    ASSERT_TRUE(QFile::link(folder.path("real.txt"), folder.path("a.http")));
    QFile::setPermissions(folder.path("real.txt"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
    const auto before = QFileInfo(folder.path("real.txt")).permissions();
    ASSERT_TRUE(saveTwo().ok());
    EXPECT_TRUE(QFileInfo(folder.path("a.http")).isSymLink());
    EXPECT_EQ(folder.read("real.txt"), with(sample, "h/2", "h/mine"));
    EXPECT_EQ(QFileInfo(folder.path("real.txt")).permissions(), before);
}

TEST_F(Saving, RemovingFindsTheRequestToo) {
    folder.write("a.http", "### Zero\nGET http://h/0\n\n" + sample);
    ASSERT_TRUE(space.remove({file, 0}).ok());
    EXPECT_EQ(folder.read("a.http"), "### Zero\nGET http://h/0\n\n" + with(sample, "### One\nGET http://h/1\n\n", ""));
}

TEST(Workspace, AnUnreadableFileDoesNotHideTheOthers) {
    Folder folder;
    folder.write("a.http", sample);
    ASSERT_TRUE(QFile::link(folder.path("nowhere"), folder.path("b.http")));
    folder.write("huge.http", "x");
    QFile::resize(folder.path("huge.http"), 33 * 1024 * 1024);
    const auto space = Workspace::open(folder.path());
    ASSERT_TRUE(space.ok());
    EXPECT_EQ(space->requests().size(), 3U);
    ASSERT_EQ(space->problems().size(), 1U);
    EXPECT_TRUE(space->problems().front().sentence().startsWith(QStringLiteral("huge.http")));
}

TEST(Workspace, EntriesSayTheirLineAndNotes) {
    Folder folder;
    folder.write("a.http", "### x\n# @knockback.shiny 1\nGET http://h/\n");
    const auto space = Workspace::open(folder.path());
    const auto entry = space->requests().at(0);
    EXPECT_EQ(entry.line, 3);
    ASSERT_EQ(entry.notes.size(), 1);
    EXPECT_TRUE(entry.notes.front().startsWith(QStringLiteral("a.http:2: ")));
}

} // namespace
