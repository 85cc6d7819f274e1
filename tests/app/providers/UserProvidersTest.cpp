// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/UserProviders.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <set>

namespace knockback::providers {
namespace {

class UserProvidersTest : public testing::Test {
protected:
    void write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] UserProviders read() const { return readUserProviders(m_folder.path()); }

    QTemporaryDir m_folder;
};

const QByteArray github = R"({"id": "github", "name": "Our GitHub", "hosts": ["code.acme.example"]})";

TEST_F(UserProvidersTest, AFolderThatIsNotThereChangesNothing) {
    const auto user = readUserProviders(m_folder.filePath(QStringLiteral("none")));
    EXPECT_TRUE(user.problems.empty());
    EXPECT_EQ(user.catalogue->forHost("api.github.com"), Catalogue::builtIn().forHost("api.github.com"));
    EXPECT_EQ(user.catalogue->all().size(), Catalogue::builtIn().all().size());
}

TEST_F(UserProvidersTest, AreAddedBesideOurs) {
    write(QStringLiteral("acme.json"),
          R"({"id": "acme", "name": "Acme", "hosts": ["*.acme.example"], "signs": ["x-acme-limit"]})");
    const auto user = read();
    ASSERT_TRUE(user.problems.empty()) << user.problems.front().sentence.toStdString();
    EXPECT_EQ(user.catalogue->forHost("api.acme.example")->name, QStringLiteral("Acme"));
    EXPECT_EQ(user.catalogue->byId("acme")->id, "acme");
    EXPECT_EQ(user.catalogue->forHost("api.stripe.com")->id, "stripe");
    EXPECT_EQ(user.catalogue->all().size(), Catalogue::builtIn().all().size() + 1);
    const http::HeaderList headers{{"X-Acme-Limit", "1"}, {"X-Kong-Request-Id", "1"}};
    std::set<QByteArray> signedBy;
    for (const Provider* provider : user.catalogue->signedBy(headers))
        signedBy.insert(provider->id);
    EXPECT_TRUE(signedBy.contains("acme"));
    for (const Provider* provider : Catalogue::builtIn().signedBy(headers))
        EXPECT_TRUE(signedBy.contains(provider->id)) << provider->id.constData();
}

TEST_F(UserProvidersTest, ReplaceTheOneOfTheSameIdAltogether) {
    write(QStringLiteral("github.json"), github);
    const auto user = read();
    EXPECT_EQ(user.catalogue->byId("github")->name, QStringLiteral("Our GitHub"));
    EXPECT_EQ(user.catalogue->forHost("code.acme.example")->name, QStringLiteral("Our GitHub"));
    EXPECT_EQ(user.catalogue->forHost("api.github.com"), nullptr);
    EXPECT_EQ(user.catalogue->all().size(), Catalogue::builtIn().all().size());
}

TEST_F(UserProvidersTest, TakeOverAHostThatIsOurs) {
    write(QStringLiteral("mine.json"), R"({"id": "mine", "name": "Mine", "hosts": ["*.github.com"]})");
    EXPECT_EQ(read().catalogue->forHost("api.github.com")->id, "mine");
}

TEST_F(UserProvidersTest, LeaveOutABrokenFileWithASentenceAndKeepTheOthers) {
    write(QStringLiteral("a.json"), "[");
    write(QStringLiteral("b.json"), R"({"id": "b", "name": "B", "hosts": ["b.example"], "colour": "red"})");
    write(QStringLiteral("c.json"), github);
    write(QStringLiteral("d.json"), github);
    const auto user = read();
    ASSERT_EQ(user.problems.size(), 3U);
    EXPECT_THAT(user.problems[0].sentence.toStdString(), testing::HasSubstr("a.json"));
    EXPECT_THAT(user.problems[1].sentence.toStdString(), testing::HasSubstr("colour"));
    EXPECT_THAT(user.problems[2].sentence.toStdString(), testing::HasSubstr("d.json"));
    for (const auto& problem : user.problems)
        EXPECT_THAT(problem.sentence.toStdString(), testing::HasSubstr("left out"));
    EXPECT_EQ(user.catalogue->byId("github")->name, QStringLiteral("Our GitHub"));
}

} // namespace
} // namespace knockback::providers
