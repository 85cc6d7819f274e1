// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CookieKeeper.h"
#include "tests/app/vault/VaultFixture.h"

#include <QCryptographicHash>
#include <QDir>

#include <csignal>

#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace knockback::session {
namespace {

using namespace std::chrono_literals;

const QString here = QStringLiteral("/srv/somebody/api");
const QString elsewhere = QStringLiteral("/srv/somebody/other");

class CookieKeeperTest : public test::VaultFixture {
protected:
    // One run of the program, or one of two at a time.
    struct Run {
        explicit Run(CookieKeeperTest& test, std::unique_ptr<vault::Vault> opened)
            : vault(std::move(opened))
            , keeper(test.folder(), shelf, *vault, test.m_clock, base::systemRandom()) {}
        [[nodiscard]] QByteArray sent(const QString& workspace = here) {
            return shelf.valueFor(workspace, "https://api.example/", now);
        }
        void set(const QByteArray& field, const QString& workspace = here) {
            now += 1s; // they are sent in the order in which they came
            shelf.take(workspace, "https://api.example/", {{"Set-Cookie", field}}, now);
            keeper.settle();
        }
        void open(const QString& workspace = here) {
            keeper.open(workspace);
            keeper.settle();
        }
        CookieShelf shelf;
        std::unique_ptr<vault::Vault> vault;
        CookieKeeper keeper;
        base::WallTime now{};
    };
    std::unique_ptr<Run> run() { return run(openedVault()); }
    std::unique_ptr<Run> run(std::unique_ptr<vault::Vault> opened) {
        auto fresh = std::make_unique<Run>(*this, std::move(opened));
        fresh->now = m_clock.wallNow();
        fresh->open();
        return fresh;
    }
    void SetUp() override { ASSERT_TRUE(openedVault()->add(test::bearer("a"), test::value("x")).ok()); }

    // As `--vault other.kbv` opens it; with the same passphrase, but a key of its own.
    [[nodiscard]] QString otherPath() const { return m_folder.filePath(QStringLiteral("other.vault")); }
    [[nodiscard]] std::unique_ptr<vault::Vault> otherVault() {
        const bool fresh = !QFile::exists(otherPath());
        auto wrap = std::make_unique<vault::PassphraseWrap>(
            base::Secret("open sesame"), QStringLiteral("The passphrase"), base::systemRandom(), cheap);
        auto opened = std::make_unique<vault::Vault>(
            std::make_unique<vault::VaultFile>(otherPath(), std::move(wrap), base::systemRandom()),
            vault::VaultMode::Passphrase, m_clock);
        EXPECT_TRUE(opened->open().ok());
        if (fresh) {
            EXPECT_TRUE(opened->add(test::bearer("other"), test::value("y")).ok());
        }
        return opened;
    }

    // Where a workspace's cookies were before each vault had its own.
    [[nodiscard]] QString formerFile() const {
        const QByteArray hash = QCryptographicHash::hash(here.toUtf8(), QCryptographicHash::Sha256).toHex();
        return folder() + u'/' + QString::fromLatin1(hash.first(32)) + QStringLiteral(".kbc");
    }
    static QByteArray bytesOf(const QString& path) {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("cookies")); }
    [[nodiscard]] QStringList files(const QString& pattern = QStringLiteral("*.kbc")) const {
        return QDir(folder()).entryList({pattern}, QDir::Files);
    }
    [[nodiscard]] QString onlyFile() const { return folder() + u'/' + files().value(0); }
};

TEST_F(CookieKeeperTest, WhatHasAnExpiryOutlivesTheProgramAndWhatHasNoneEndsWithIt) {
    auto first = run();
    first->set("kept=v1; Max-Age=3600");
    first->set("ends=v2");
    EXPECT_EQ(first->sent(), "kept=v1; ends=v2");
    EXPECT_TRUE(first->keeper.keeping(here).possible);
    first.reset();
    EXPECT_EQ(run()->sent(), "kept=v1");
    m_clock.advance(2h);
    EXPECT_EQ(run()->sent(), "") << "it is over";
}

TEST_F(CookieKeeperTest, IsSealedForThisUserOnly) {
    run()->set("sid=canary-in-a-cookie; Max-Age=60");
    ASSERT_EQ(files().size(), 1);
    QFile file(onlyFile());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    EXPECT_FALSE(bytes.contains("canary") || bytes.contains("api.example") || bytes.contains("somebody"));
    struct stat facts {};
    ASSERT_EQ(::stat(QFile::encodeName(onlyFile()).constData(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST_F(CookieKeeperTest, EachWorkspaceHasItsOwn) {
    auto first = run();
    first->open(elsewhere);
    first->set("a=here; Max-Age=60");
    first->set("a=elsewhere; Max-Age=60", elsewhere);
    first.reset();
    // Not even under the other's name: the file says in its seal whose it is.
    const auto both = files();
    ASSERT_EQ(both.size(), 2);
    auto second = run();
    second->open(elsewhere);
    EXPECT_EQ(second->sent(), "a=here");
    EXPECT_EQ(second->sent(elsewhere), "a=elsewhere");
    second.reset();
    const QString one = folder() + u'/' + both[0];
    const QString other = folder() + u'/' + both[1];
    ASSERT_TRUE(QFile::remove(one) && QFile::copy(other, one));
    auto third = run();
    third->open(elsewhere);
    EXPECT_TRUE(third->sent().isEmpty() != third->sent(elsewhere).isEmpty());
}

TEST_F(CookieKeeperTest, RemovingIsKeptToo) {
    auto first = run();
    first->set("a=1; Max-Age=60");
    first->set("b=2; Max-Age=60");
    first->set("a=; Max-Age=0");
    first.reset();
    auto second = run();
    EXPECT_EQ(second->sent(), "b=2");
    const auto cookies = second->shelf.cookies(here, second->now);
    second->shelf.clear(here);
    second.reset();
    auto third = run();
    EXPECT_EQ(third->sent(), "");
    for (const auto& cookie : cookies) // as undo does
        third->shelf.put(here, cookie);
    third.reset();
    EXPECT_EQ(run()->sent(), "b=2");
}

TEST_F(CookieKeeperTest, NothingIsKeptWhenTheUserSaysSoAndAllWhenTheUserSaysSo) {
    auto first = run();
    first->set("kept=1; Max-Age=60");
    first->set("ends=2");
    first->keeper.keep(here, false, false);
    first->keeper.settle();
    EXPECT_FALSE(first->keeper.keeping(here).wanted);
    EXPECT_EQ(first->sent(), "kept=1; ends=2");
    first.reset();
    auto second = run();
    EXPECT_EQ(second->sent(), "");
    EXPECT_FALSE(second->keeper.keeping(here).wanted) << "the wish is kept";
    second->set("kept=3; Max-Age=60");
    second->set("ends=4");
    second->keeper.keep(here, true, true);
    second->keeper.settle();
    second.reset();
    EXPECT_EQ(run()->sent(), "kept=3; ends=4");
}

TEST_F(CookieKeeperTest, AnEarlierWishDoesNotUndoALaterOneOfAnotherProgram) {
    for (const bool sessionToo : {false, true}) { // nothing to save, and something
        auto one = run();
        auto two = run();
        one->set("before=1; Max-Age=600");
        one->keeper.keep(here, true, sessionToo);
        one->keeper.settle();
        two->keeper.keep(here, false, false);
        two->keeper.settle();
        one->set("after=2; Max-Age=600");
        EXPECT_FALSE(one->keeper.keeping(here).wanted);
        EXPECT_EQ(one->sent(), "before=1; after=2") << "in memory they stay";
        one.reset();
        two.reset();
        auto later = run();
        EXPECT_FALSE(later->keeper.keeping(here).wanted);
        EXPECT_EQ(later->sent(), "") << "nothing was written";
        later->keeper.keep(here, true, false);
        later->keeper.settle();
    }
}

TEST_F(CookieKeeperTest, AWishOutlivesADiskThatRefused) {
    auto first = run();
    first->set("kept=1; Max-Age=600");
    first->set("ends=2");
    const QString file = onlyFile();
    const QString away = file + QStringLiteral(".away");
    ASSERT_TRUE(QFile::rename(file, away) && QDir().mkdir(file));
    first->keeper.keep(here, true, true);
    first->keeper.settle();
    EXPECT_TRUE(first->keeper.keeping(here).problem);
    ASSERT_TRUE(QDir().rmdir(file) && QFile::rename(away, file));
    first->keeper.wake();
    first->keeper.settle();
    first.reset();
    EXPECT_EQ(run()->sent(), "kept=1; ends=2");
}

TEST_F(CookieKeeperTest, WhatOneProgramClearedIsClearedInTheOther) {
    auto one = run();
    one->set("a=1; Max-Age=600");
    m_clock.advance(1s);
    auto two = run();
    EXPECT_EQ(two->sent(), "a=1");
    one->shelf.clear(here);
    one->keeper.settle();
    two->set("b=2; Max-Age=600");
    EXPECT_EQ(two->sent(), "b=2");
    one.reset();
    two.reset();
    EXPECT_EQ(run()->sent(), "b=2");
}

TEST_F(CookieKeeperTest, EachVaultHasItsOwn) {
    run()->set("a=mine; Max-Age=600");
    for (int turn = 0; turn < 2; ++turn) {
        auto other = run(otherVault());
        EXPECT_EQ(other->sent(), turn == 0 ? "" : "a=others");
        EXPECT_FALSE(other->keeper.keeping(here).problem);
        other->set("a=others; Max-Age=600");
        other.reset();
        auto mine = run();
        EXPECT_EQ(mine->sent(), "a=mine");
        EXPECT_FALSE(mine->keeper.keeping(here).problem);
    }
    EXPECT_EQ(files().size(), 2);
    EXPECT_TRUE(files(QStringLiteral("*.damaged*")).isEmpty());
}

TEST_F(CookieKeeperTest, AnotherVaultInItsPlaceHasItsOwnToo) {
    run(otherVault())->set("b=others; Max-Age=600");
    m_clock.advance(1s);
    auto first = run();
    first->set("a=mine; Max-Age=600");
    ASSERT_TRUE(first->vault->lock().ok());
    const QString mine = path() + QStringLiteral(".mine");
    ASSERT_TRUE(QFile::rename(path(), mine) && QFile::copy(otherPath(), path()));
    ASSERT_TRUE(first->vault->unlock(base::Secret("open sesame")).ok());
    first->keeper.wake();
    first->keeper.settle();
    first->set("c=others; Max-Age=600");
    first.reset();
    EXPECT_EQ(run()->sent(), "b=others; c=others");
    ASSERT_TRUE(QFile::remove(path()) && QFile::rename(mine, path()));
    EXPECT_EQ(run()->sent(), "a=mine");
}

TEST_F(CookieKeeperTest, AFileOfTheFormerNamingIsTakenOver) {
    run()->set("a=1; Max-Age=600");
    ASSERT_TRUE(QFile::rename(onlyFile(), formerFile()));
    auto second = run();
    EXPECT_EQ(second->sent(), "a=1");
    EXPECT_FALSE(second->keeper.keeping(here).problem);
    m_clock.advance(1s);
    second->now = m_clock.wallNow();
    second->set("b=2; Max-Age=600");
    second.reset();
    EXPECT_FALSE(QFile::exists(formerFile()));
    EXPECT_EQ(files().size(), 1);
    EXPECT_EQ(run()->sent(), "a=1; b=2");
}

TEST_F(CookieKeeperTest, AFormerFileOfAnotherVaultIsLeftForThatOne) {
    run()->set("a=mine; Max-Age=600");
    ASSERT_TRUE(QFile::rename(onlyFile(), formerFile()));
    const QByteArray bytes = bytesOf(formerFile());
    auto other = run(otherVault());
    EXPECT_EQ(other->sent(), "");
    EXPECT_FALSE(other->keeper.keeping(here).problem);
    other->set("a=others; Max-Age=600");
    other.reset();
    EXPECT_EQ(bytesOf(formerFile()), bytes);
    EXPECT_TRUE(files(QStringLiteral("*.damaged*")).isEmpty());
    EXPECT_EQ(run()->sent(), "a=mine");
    EXPECT_EQ(run(otherVault())->sent(), "a=others");
}

TEST_F(CookieKeeperTest, WhileTheVaultIsLockedTheyAreInMemoryAndSavedAfterwards) {
    run()->set("old=1; Max-Age=600");
    m_clock.advance(1min);
    auto second = std::make_unique<Run>(*this, openedVault());
    second->now = m_clock.wallNow();
    ASSERT_TRUE(second->vault->lock().ok());
    second->open();
    EXPECT_EQ(second->sent(), "");
    EXPECT_TRUE(second->keeper.keeping(here).sentence.contains(u"locked"));
    second->set("new=2; Max-Age=600");
    EXPECT_EQ(second->sent(), "new=2");
    ASSERT_TRUE(second->vault->unlock(base::Secret("open sesame")).ok());
    second->keeper.wake();
    second->keeper.settle();
    EXPECT_EQ(second->sent(), "old=1; new=2") << "those of the disk have come, and the new one stayed";
    second.reset();
    EXPECT_EQ(run()->sent(), "old=1; new=2");
}

TEST_F(CookieKeeperTest, WithoutAVaultOnDiskNothingIsWritten) {
    QFile::remove(path());
    auto first = run();
    first->set("a=1; Max-Age=60");
    EXPECT_FALSE(first->keeper.keeping(here).possible);
    EXPECT_TRUE(first->keeper.keeping(here).sentence.contains(u"In memory only"));
    EXPECT_FALSE(QDir(folder()).exists());
    // The first credential makes the vault, and the cookies that are there are kept from then on.
    ASSERT_TRUE(first->vault->add(test::bearer("b"), test::value("x")).ok());
    first->keeper.wake();
    first->keeper.settle();
    first.reset();
    EXPECT_EQ(run()->sent(), "a=1");
}

TEST_F(CookieKeeperTest, ADamagedFileIsPutAsideWithOneSentenceAndNothingElseIsLost) {
    auto first = run();
    first->open(elsewhere);
    first->set("a=1; Max-Age=60");
    const QString damaged = onlyFile();
    first->set("a=2; Max-Age=60", elsewhere);
    first.reset();
    QFile file(damaged);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite) && file.seek(60) && file.write("x") == 1);
    file.close();
    auto second = run();
    second->open(elsewhere);
    EXPECT_EQ(second->sent(), "");
    EXPECT_EQ(second->sent(elsewhere), "a=2");
    EXPECT_TRUE(second->keeper.keeping(here).problem);
    EXPECT_TRUE(second->keeper.keeping(here).sentence.contains(u".damaged-1"))
        << second->keeper.keeping(here).sentence.toStdString();
    EXPECT_FALSE(second->keeper.keeping(elsewhere).problem);
    EXPECT_EQ(files(QStringLiteral("*.damaged-1")).size(), 1);
    second->set("a=3; Max-Age=60");
    second.reset();
    EXPECT_EQ(run()->sent(), "a=3");
}

TEST_F(CookieKeeperTest, ADiskThatRefusesIsToldAndTriedAgain) {
    auto first = run();
    ASSERT_TRUE(QDir().mkpath(folder()));
    first->set("a=1; Max-Age=60");
    const QString file = onlyFile();
    ASSERT_TRUE(QFile::rename(file, file + QStringLiteral(".away")) &&
                QDir().mkdir(file)); // not even root writes there
    first->set("b=2; Max-Age=60");
    EXPECT_TRUE(first->keeper.keeping(here).problem);
    EXPECT_TRUE(first->keeper.keeping(here).sentence.startsWith(u"Not saved"));
    ASSERT_TRUE(QDir().rmdir(file) && QFile::rename(file + QStringLiteral(".away"), file));
    first->keeper.wake();
    first->keeper.settle();
    EXPECT_FALSE(first->keeper.keeping(here).problem);
    first.reset();
    EXPECT_EQ(run()->sent(), "a=1; b=2");
}

TEST_F(CookieKeeperTest, OfTwoProgramsEachKeepsWhatItsServersSet) {
    auto one = run();
    auto two = run();
    one->set("one=1; Max-Age=60");
    two->set("two=2; Max-Age=60");
    EXPECT_EQ(two->sent(), "one=1; two=2") << "it has read what the other saved";
    one->set("two=changed; Max-Age=60");
    two->set("one=; Max-Age=0");
    one.reset();
    two.reset();
    EXPECT_EQ(run()->sent(), "two=changed");
}

TEST_F(CookieKeeperTest, TwoProcessesLoseNoneOfTheOthers) {
    constexpr int each = 40;
    const auto writer = [&](char who) {
        const pid_t child = ::fork();
        if (child == 0) {
            auto mine = run();
            for (int i = 0; i < each; ++i)
                mine->set(QByteArray(1, who) + QByteArray::number(i) + "=v; Max-Age=600");
            mine.reset();
            ::_exit(0);
        }
        return child;
    };
    const pid_t children[] = {writer('a'), writer('b')};
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    auto after = run();
    EXPECT_EQ(after->shelf.cookies(here, after->now).size(), 2U * each);
}

TEST_F(CookieKeeperTest, KilledBetweenSavesItLosesNoneThatWasAcknowledged) {
    std::uint32_t acknowledged = 0;
    int kills = 0;
    for (; kills < 40; ++kills) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto mine = run();
            for (std::uint32_t number = acknowledged + 1;; ++number) {
                mine->set("n=" + QByteArray::number(number) + "; Max-Age=600");
                if (::write(ends[1], &number, sizeof number) != sizeof number)
                    ::_exit(3);
            }
        }
        ::close(ends[1]);
        const auto next = [&] {
            std::uint32_t number = 0;
            pollfd wait{ends[0], POLLIN, 0};
            if (::poll(&wait, 1, 20'000) != 1 || ::read(ends[0], &number, sizeof number) != sizeof number)
                return false;
            acknowledged = number;
            return true;
        };
        for (int i = 0; i <= kills % 5; ++i)
            ASSERT_TRUE(next());
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        while (next()) {
        }
        ::close(ends[0]);
        auto after = run();
        const auto stored = after->sent().mid(2).toUInt();
        ASSERT_GE(stored, acknowledged);
        ASSERT_LE(stored, acknowledged + 1);
        EXPECT_TRUE(files(QStringLiteral("*.damaged*")).isEmpty());
        acknowledged = stored;
    }
    RecordProperty("killed", kills);
    RecordProperty("acknowledgedAndFound", static_cast<int>(acknowledged));
}

} // namespace
} // namespace knockback::session
