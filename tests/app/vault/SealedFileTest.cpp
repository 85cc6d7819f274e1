// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SealedFile.h"
#include "app/vault/CookieCodec.h"
#include "tests/app/vault/VaultFixture.h"

#include <sodium.h>
#include <sys/stat.h>

namespace knockback::test {

using vault::KeptCookies;
using vault::SealedFile;
using vault::SealedProblem;

class SealedFileTest : public VaultFixture {
protected:
    SealedFileTest() { m_random.fill(m_key.span()); }
    [[nodiscard]] SealedFile file(const QByteArray& purpose = "cookies of a") { return {path(), purpose, m_random}; }
    std::optional<SealedProblem> problemOf(const base::Result<vault::SealedContents, vault::SealedError>& result) {
        return result ? std::nullopt : std::optional(result.error().problem);
    }
    QByteArray digestOfDamaged() {
        const auto loaded = file().load(m_key);
        EXPECT_EQ(problemOf(loaded), SealedProblem::Damaged);
        return loaded ? QByteArray() : loaded.error().digest;
    }
    void save(const QByteArray& text) { ASSERT_TRUE(file().save(m_key, base::Secret(text), 0).ok()); }

    SeededRandom m_random{9};
    base::Secret m_key = base::Secret::zeros(32);
};

TEST_F(SealedFileTest, HoldsWhatWasSavedForThisUserOnly) {
    EXPECT_EQ(problemOf(file().load(m_key)), SealedProblem::Missing);
    const auto first = file().save(m_key, base::Secret("canary-4711"), 0);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(*first, 1U);
    ASSERT_TRUE(file().save(m_key, base::Secret("canary-4712"), 1).ok());
    const auto loaded = file().load(m_key);
    ASSERT_TRUE(loaded.ok());
    EXPECT_EQ(loaded->generation, 2U);
    EXPECT_EQ(loaded->bytes.reveal(), "canary-4712");
    EXPECT_FALSE(fileBytes().contains("canary"));
    struct stat facts {};
    ASSERT_EQ(::stat(QFile::encodeName(path()).constData(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST_F(SealedFileTest, EveryBitThatIsFlippedIsFound) {
    save("contents");
    const QByteArray whole = fileBytes();
    for (qsizetype bit = 0; bit < whole.size() * 8; ++bit) {
        QByteArray flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        writeFile(flipped);
        ASSERT_TRUE(problemOf(file().load(m_key))) << "bit " << bit;
    }
}

// As somebody would who can count a checksum.
TEST_F(SealedFileTest, EveryBitThatIsFlippedOnPurposeIsFound) {
    save("contents");
    const QByteArray whole = fileBytes();
    for (qsizetype bit = 0; bit < (whole.size() - 32) * 8; ++bit) {
        QByteArray flipped = whole.chopped(32);
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
        QByteArray digest(32, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), 32,
                           reinterpret_cast<const unsigned char*>(flipped.constData()),
                           static_cast<unsigned long long>(flipped.size()), nullptr, 0);
        writeFile(flipped + digest);
        ASSERT_TRUE(problemOf(file().load(m_key))) << "bit " << bit;
    }
}

TEST_F(SealedFileTest, EveryLengthThatIsCutIsFound) {
    save("contents");
    const QByteArray whole = fileBytes();
    for (qsizetype length = 0; length < whole.size(); ++length) {
        writeFile(whole.first(length));
        ASSERT_EQ(problemOf(file().load(m_key)), SealedProblem::Damaged) << length;
    }
    writeFile(whole + '\0');
    EXPECT_EQ(problemOf(file().load(m_key)), SealedProblem::Damaged);
}

TEST_F(SealedFileTest, OpensForItsOwnPurposeAndKeyOnly) {
    save("contents");
    EXPECT_EQ(problemOf(file("cookies of b").load(m_key)), SealedProblem::Damaged);
    base::Secret other = m_key.clone();
    other.data()[0] ^= 1;
    EXPECT_EQ(problemOf(file().load(other)), SealedProblem::Damaged);
    EXPECT_TRUE(file().load(m_key).ok());
}

TEST_F(SealedFileTest, WhoHasNotSeenTheLatestSaveChangesNothing) {
    save("first");
    for (const std::uint64_t expected : {0U, 2U}) {
        const auto saved = file().save(m_key, base::Secret("second"), expected);
        ASSERT_FALSE(saved.ok());
        EXPECT_EQ(saved.error().problem, SealedProblem::Stale);
    }
    EXPECT_EQ(file().load(m_key)->bytes.reveal(), "first");
}

TEST_F(SealedFileTest, NothingIsSavedOverAFileThatDoesNotOpen) {
    writeFile("something else");
    EXPECT_EQ(file().save(m_key, base::Secret("x"), 0).error().problem, SealedProblem::Damaged);
    EXPECT_EQ(fileBytes(), "something else");
    const auto aside = file().putAside(digestOfDamaged());
    ASSERT_TRUE(aside.ok());
    EXPECT_TRUE(aside->endsWith(QStringLiteral(".damaged-1"))) << aside->toStdString();
    EXPECT_TRUE(file().save(m_key, base::Secret("x"), 0).ok());
    QFile kept(*aside);
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(kept.readAll(), "something else");
    writeFile("again");
    const auto second = file().putAside(digestOfDamaged());
    ASSERT_TRUE(second.ok());
    EXPECT_TRUE(second->endsWith(QStringLiteral(".damaged-2"))) << "the first is not overwritten";
}

// Two processes that met the same damaged file.
TEST_F(SealedFileTest, OnlyTheBytesThatDidNotOpenArePutAside) {
    writeFile("something else");
    const QByteArray met = digestOfDamaged();
    ASSERT_TRUE(file().putAside(met).ok());
    EXPECT_EQ(file().putAside(met).error().problem, SealedProblem::Stale) << "the other did it before";
    save("good");
    EXPECT_EQ(file().putAside(met).error().problem, SealedProblem::Stale) << "the other has saved, too";
    const auto loaded = file().load(m_key);
    ASSERT_TRUE(loaded.ok());
    EXPECT_EQ(loaded->bytes.reveal(), "good");
    // One that opens can be put aside as well: its contents may be what is wrong.
    EXPECT_TRUE(file().putAside(loaded->digest).ok());
}

TEST_F(SealedFileTest, EveryReasonNotToOpenComesWithTheBytesItIsAbout) {
    save("contents");
    const QByteArray opened = file().load(m_key)->digest;
    EXPECT_FALSE(opened.isEmpty());
    EXPECT_EQ(file("cookies of b").load(m_key).error().digest, opened);
    writeFile(fileBytes().chopped(1));
    const QByteArray cut = digestOfDamaged();
    EXPECT_FALSE(cut.isEmpty());
    EXPECT_NE(cut, opened);
}

TEST_F(SealedFileTest, TakesAFileOfAFormerNameOver) {
    const QString former = path() + QStringLiteral(".former");
    ASSERT_TRUE(file().takeOver(former, m_key).ok()) << "there is none";
    save("contents");
    ASSERT_TRUE(QFile::rename(path(), former));
    ASSERT_TRUE(file().takeOver(former, m_key).ok());
    EXPECT_FALSE(QFile::exists(former));
    EXPECT_EQ(file().load(m_key)->bytes.reveal(), "contents");
}

TEST_F(SealedFileTest, LeavesAFormerFileThatIsNotItsOwnAndItsOwnThatIsThere) {
    const QString former = path() + QStringLiteral(".former");
    save("contents");
    ASSERT_TRUE(QFile::rename(path(), former));
    base::Secret other = m_key.clone();
    other.data()[0] ^= 1;
    EXPECT_TRUE(file().takeOver(former, other).ok());
    EXPECT_TRUE(file("cookies of b").takeOver(former, m_key).ok());
    EXPECT_TRUE(QFile::exists(former));
    EXPECT_FALSE(QFile::exists(path()));
    save("newer");
    EXPECT_TRUE(file().takeOver(former, m_key).ok());
    EXPECT_TRUE(QFile::exists(former));
    EXPECT_EQ(file().load(m_key)->bytes.reveal(), "newer");
}

TEST_F(SealedFileTest, AFingerprintTellsKeysApartAndNothingElse) {
    const QByteArray print = vault::fingerprintOf(m_key);
    EXPECT_EQ(print.size(), 16);
    EXPECT_EQ(vault::fingerprintOf(m_key.clone()), print);
    EXPECT_FALSE(m_key.reveal().toByteArray().toHex().contains(print));
    for (qsizetype byte = 0; byte < m_key.size(); ++byte) {
        base::Secret other = m_key.clone();
        other.data()[byte] ^= 1;
        EXPECT_NE(vault::fingerprintOf(other), print) << byte;
    }
}

TEST(CookieCodec, BringsBackWhatItWrote) {
    KeptCookies kept{false, true, {}};
    EXPECT_EQ(vault::decodeCookies(vault::encodeCookies(kept)), kept);
    http::Cookie cookie;
    cookie.name = "sid";
    cookie.value = QByteArray("a\0\xff=b", 5);
    cookie.domain = "api.example";
    cookie.path = "/v1";
    cookie.hostOnly = false;
    cookie.secure = true;
    cookie.sameSite = http::SameSite::Strict;
    cookie.createdAt = base::WallTime(base::Microseconds(1'700'000'000'123'456));
    kept = {true, false, {cookie, cookie}};
    kept.cookies[1].expiresAt = base::WallTime(base::Microseconds(-5));
    kept.cookies[1].httpOnly = true;
    const auto bytes = vault::encodeCookies(kept);
    EXPECT_EQ(bytes.size() % 1024, 0);
    EXPECT_EQ(vault::decodeCookies(bytes), kept);
}

TEST(CookieCodec, RefusesWhatItDidNotWrite) {
    KeptCookies kept;
    kept.cookies.resize(3);
    const auto bytes = vault::encodeCookies(kept).reveal().toByteArray();
    for (qsizetype length = 0; length < 40; ++length)
        EXPECT_FALSE(vault::decodeCookies(base::Secret(bytes.first(length)))) << length;
    EXPECT_FALSE(vault::decodeCookies(base::Secret(bytes + 'x')));
    QByteArray huge = bytes;
    huge[2] = '\xff';
    huge[5] = '\xff';
    EXPECT_FALSE(vault::decodeCookies(base::Secret(huge)));
}

} // namespace knockback::test
