// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/vault/VaultFixture.h"

#include <QDir>

#include <csignal>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace knockback::test {

using vault::SecretRole;

namespace {
// A child that runs `work` with the writing end of a pipe and ends without destructors; the parent reads the other end.
class Child {
public:
    explicit Child(const std::function<int(int pipe)>& work) {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::close(ends[0]);
            ::_exit(work(ends[1]));
        }
        ::close(ends[1]);
        m_pipe = ends[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (m_pid > 0)
            killNow();
        ::close(m_pipe);
    }

    // What the child wrote with acknowledge(); empty at the end or after 20 s.
    QByteArray readNumber() {
        pollfd wait{m_pipe, POLLIN, 0};
        std::uint32_t number = 0;
        if (::poll(&wait, 1, 20'000) != 1 || ::read(m_pipe, &number, sizeof number) != sizeof number)
            return {};
        return QByteArray::number(number);
    }
    void killNow() {
        ::kill(m_pid, SIGKILL);
        static_cast<void>(exitCode());
    }
    int exitCode() {
        int status = 0;
        ::waitpid(std::exchange(m_pid, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_pid = -1;
    int m_pipe = -1;
};

void acknowledge(int pipe, std::uint32_t number) {
    if (::write(pipe, &number, sizeof number) != sizeof number) // small enough for all or nothing
        ::_exit(3);
}
} // namespace

class VaultProcessTest : public VaultFixture {};

TEST_F(VaultProcessTest, KilledInTheMiddleOfSavesItLosesNoneThatWasAcknowledged) {
    constexpr int kills = 200;
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("1")));
    qulonglong acknowledged = 0;
    for (int round = 0; round < kills; ++round) {
        const auto before = openedVault()->find("a")->generation;
        QByteArray last;
        {
            Child child([this](int pipe) {
                const auto vault = openedVault();
                for (;;) {
                    const auto generation = vault->find("a")->generation;
                    if (!vault->rotate("a", generation, value(QByteArray::number(generation + 1)), {}))
                        return 1;
                    acknowledge(pipe, static_cast<std::uint32_t>(generation + 1));
                }
            });
            // Killed after a few saves, at a moment that nobody chose.
            for (int i = 0; i <= round % 5; ++i) {
                last = child.readNumber();
                ASSERT_FALSE(last.isEmpty());
            }
            child.killNow();
            for (auto more = child.readNumber(); !more.isEmpty(); more = child.readNumber())
                last = more;
        }
        const auto vault = openedVault();
        const auto stored = shown(vault->reveal("a", SecretRole::Value));
        ASSERT_GE(stored.toULongLong(), last.toULongLong());
        ASSERT_LE(stored.toULongLong(), last.toULongLong() + 1) << "one save may have been done and not yet told of";
        ASSERT_EQ(vault->find("a")->generation, stored.toULongLong());
        acknowledged += last.toULongLong() - before;
    }
    EXPECT_GE(acknowledged, 3U * kills);
    std::printf("figure: %d kills in saves, %llu acknowledged saves, none lost\n", kills, acknowledged);
    // And the lock and leftovers of the dead are in nobody's way.
    EXPECT_TRUE(openedVault()->add(bearer("b"), value("x")));
    const auto leftovers = QDir(m_folder.path()).entryList({QStringLiteral("*.new-*")}, QDir::Files | QDir::Hidden);
    EXPECT_TRUE(leftovers.isEmpty());
}

TEST_F(VaultProcessTest, TwoProcessesAddTheirsWithoutLosingTheOthers) {
    constexpr int adds = 25;
    ASSERT_TRUE(openedVault()->add(bearer("first"), value("x")));
    const auto writer = [this](char who) {
        return [this, who](int) {
            const auto vault = openedVault();
            for (int i = 0; i < adds; ++i)
                if (!vault->add(bearer(QByteArray(1, who) + QByteArray::number(i)), value("x")))
                    return 1;
            return 0;
        };
    };
    Child one(writer('a'));
    Child two(writer('b'));
    EXPECT_EQ(one.exitCode(), 0);
    EXPECT_EQ(two.exitCode(), 0);
    EXPECT_EQ(openedVault()->list().size(), 1U + 2 * adds);
}

TEST_F(VaultProcessTest, OfTwoProcessesOneRotatesAGeneration) {
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("x")));
    constexpr std::uint64_t rotations = 20;
    const auto rotator = [this](int) {
        const auto vault = openedVault();
        int won = 0;
        for (std::uint64_t generation = 1; generation <= rotations; ++generation)
            won += vault->rotate("a", generation, value("y"), {}).ok();
        return won;
    };
    Child one(rotator);
    Child two(rotator);
    EXPECT_EQ(one.exitCode() + two.exitCode(), static_cast<int>(rotations));
    EXPECT_EQ(openedVault()->find("a")->generation, 1 + rotations);
}

} // namespace knockback::test
