// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/history/HistoryFixture.h"

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace knockback::history {
namespace {

constexpr int flushEvery = 37;

class Crash : public HistoryTest {
protected:
    // The child's part: writes as fast as it can and tells the parent what was acknowledged, until it is killed.
    [[noreturn]] void writeUntilKilled(int to) {
        open();
        for (std::uint32_t count = 1; store; ++count) {
            add({.url = "https://a.example/" + QByteArray::number(count)});
            if (count % flushEvery == 0 && (!store->flush() || ::write(to, &count, sizeof count) != sizeof count))
                break;
        }
        ::_exit(1);
    }

    // Kills a writing child after so many acknowledgements and returns how many attempts it had acknowledged.
    std::uint32_t writeAndKill(int acknowledgements) {
        int ends[2];
        EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        const pid_t child = ::fork(); // no other thread is running here
        if (child == 0) {
            ::close(ends[0]);
            writeUntilKilled(ends[1]);
        }
        ::close(ends[1]);
        std::uint32_t acknowledged = 0;
        for (int i = 0; i < acknowledgements; ++i)
            EXPECT_EQ(::read(ends[0], &acknowledged, sizeof acknowledged), static_cast<ssize_t>(sizeof acknowledged));
        ::kill(child, SIGKILL);
        int status = 0;
        EXPECT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        // What was acknowledged between our last read and the end counts, too.
        for (std::uint32_t later = 0; ::read(ends[0], &later, sizeof later) == static_cast<ssize_t>(sizeof later);)
            acknowledged = later;
        ::close(ends[0]);
        return acknowledged;
    }
};

TEST_F(Crash, KillingTheProgramLosesNothingThatWasAcknowledged) {
    qint64 expected = 0;
    for (int round = 0; round < 10; ++round) {
        expected += writeAndKill(1 + round * 3);
        restart();
        const qint64 count = written()->count();
        EXPECT_GE(count, expected) << "round " << round;
        EXPECT_LE(count, expected + flushEvery) << "only what was under way may come on top";
        expected = count;
        expectSound();
        store.reset();
    }
}

} // namespace
} // namespace knockback::history
