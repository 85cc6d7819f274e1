// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/EpollLoop.h"

#include <array>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

namespace knockback {

using base::EpollLoop;
using namespace std::chrono_literals;

namespace {

// Both ends of a pipe, closed at the end of the test.
class Pipe {
public:
    Pipe() {
        if (::pipe2(m_ends.data(), O_NONBLOCK | O_CLOEXEC) != 0)
            ADD_FAILURE() << "no pipe";
    }
    ~Pipe() {
        closeReader();
        closeWriter();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] int reader() const { return m_ends[0]; }
    [[nodiscard]] int writer() const { return m_ends[1]; }
    void fill() const { EXPECT_EQ(::write(writer(), "x", 1), 1); }
    void drain() const {
        char c = 0;
        EXPECT_EQ(::read(reader(), &c, 1), 1);
    }
    void closeReader() { close(m_ends[0]); }
    void closeWriter() { close(m_ends[1]); }

private:
    static void close(int& fd) {
        if (fd >= 0)
            ::close(fd);
        fd = -1;
    }
    std::array<int, 2> m_ends{-1, -1};
};

} // namespace

TEST(EpollLoop, quitBeforeRunEndsItAtOnceAndItMayRunAgain) {
    EpollLoop loop;
    loop.quit();
    loop.run();
    bool ran = false;
    loop.post([&] {
        ran = true;
        loop.quit();
    });
    loop.run();
    EXPECT_TRUE(ran);
}

TEST(EpollLoop, postsOfOneThreadKeepTheirOrderAndWakeTheLoop) {
    EpollLoop loop;
    std::vector<int> seen;
    std::thread other([&] {
        for (int i = 0; i < 10'000; ++i)
            loop.post([&, i] { seen.push_back(i); });
        loop.post([&] { loop.quit(); });
    });
    loop.run();
    other.join();
    ASSERT_EQ(seen.size(), 10'000u);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(EpollLoop, postsOfManyThreadsAllArrive) {
    EpollLoop loop;
    int count = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 2'500; ++i)
                loop.post([&] {
                    if (++count == 10'000)
                        loop.quit();
                });
        });
    loop.run();
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(count, 10'000);
}

TEST(EpollLoop, aPostFromAPostRunsOnTheNextTurnAndTimersAreNotStarved) {
    EpollLoop loop;
    std::function<void()> again = [&] { loop.post(again); };
    loop.post(again);
    const auto timer = loop.after(5ms, [&] { loop.quit(); });
    loop.run();
    SUCCEED() << "came back";
}

TEST(EpollLoop, droppedPostsMayPostWhileTheyAreDropped) {
    struct PostsAtItsEnd {
        EpollLoop& loop;
        ~PostsAtItsEnd() {
            loop.post([] {});
        }
    };
    EpollLoop loop;
    loop.post([last = std::make_shared<PostsAtItsEnd>(loop)] {});
}

TEST(EpollLoop, waitsAreNeverEarlyAndInOrder) {
    EpollLoop loop;
    std::vector<int> order;
    std::vector<base::TimerHandle> timers;
    int early = 0;
    for (const int ms : {30, 10, 20, 1, 0}) {
        const auto due = loop.clock().steadyNow() + std::chrono::milliseconds(ms);
        timers.push_back(loop.at(due, [&, ms, due] {
            early += loop.clock().steadyNow() < due ? 1 : 0;
            order.push_back(ms);
            if (ms == 30)
                loop.quit();
        }));
    }
    EXPECT_TRUE(order.empty()) << "never from inside at()";
    loop.run();
    EXPECT_EQ(order, (std::vector{0, 1, 10, 20, 30}));
    EXPECT_EQ(early, 0);
}

TEST(EpollLoop, anEarlierWaitThatIsAddedLaterFiresFirst) {
    EpollLoop loop;
    std::string order;
    auto late = loop.after(30ms, [&] {
        order += 'l';
        loop.quit();
    });
    base::TimerHandle soon;
    loop.post([&] { soon = loop.after(5ms, [&] { order += 's'; }); });
    loop.run();
    EXPECT_EQ(order, "sl");
}

TEST(EpollLoop, aCancelledWaitDoesNotDelayTheNext) {
    EpollLoop loop;
    auto first = loop.after(2ms, [] { ADD_FAILURE(); });
    auto second = loop.after(8ms, [&] { loop.quit(); });
    first.cancel();
    loop.run();
}

TEST(EpollLoop, readinessIsReported) {
    EpollLoop loop;
    const Pipe pipe;
    int reads = 0;
    loop.watch(pipe.reader(), EpollLoop::Readable, [&](std::uint32_t ready) {
        EXPECT_EQ(ready, EpollLoop::Readable);
        pipe.drain();
        if (++reads == 2)
            loop.quit();
        else
            pipe.fill();
    });
    loop.watch(pipe.writer(), EpollLoop::Writable, [&](std::uint32_t ready) {
        EXPECT_EQ(ready, EpollLoop::Writable);
        loop.unwatch(pipe.writer());
        pipe.fill();
    });
    loop.run();
    EXPECT_EQ(reads, 2);
}

TEST(EpollLoop, hangUpIsReported) {
    EpollLoop loop;
    Pipe pipe;
    pipe.closeReader();
    std::uint32_t seen = 0;
    loop.watch(pipe.writer(), 0, [&](std::uint32_t ready) {
        seen = ready;
        loop.unwatch(pipe.writer());
        loop.quit();
    });
    loop.run();
    EXPECT_TRUE(seen & EpollLoop::Failed);
}

TEST(EpollLoop, unwatchedMeansNeverAgainEvenWhenBothWereReady) {
    EpollLoop loop;
    const Pipe a;
    const Pipe b;
    a.fill();
    b.fill();
    int calls = 0;
    const auto once = [&](std::uint32_t) {
        ++calls;
        loop.unwatch(a.reader());
        loop.unwatch(b.reader());
        loop.post([&] { loop.quit(); });
    };
    loop.watch(a.reader(), EpollLoop::Readable, once);
    loop.watch(b.reader(), EpollLoop::Readable, once);
    loop.run();
    EXPECT_EQ(calls, 1);
}

// A descriptor number that is closed and given out again within one batch: the old event is not the new owner's.
TEST(EpollLoop, aReusedDescriptorDoesNotInheritEvents) {
    EpollLoop loop;
    auto a = std::make_unique<Pipe>();
    auto b = std::make_unique<Pipe>();
    a->fill();
    b->fill();
    int wrong = 0;
    std::unique_ptr<Pipe> fresh;
    const auto first = [&](std::unique_ptr<Pipe>& mine, std::unique_ptr<Pipe>& other) {
        return [&](std::uint32_t) {
            const int number = other->reader();
            loop.unwatch(mine->reader());
            loop.unwatch(number);
            other.reset();
            fresh = std::make_unique<Pipe>(); // takes the number of the closed one
            EXPECT_EQ(fresh->reader(), number);
            loop.watch(number, EpollLoop::Readable, [&](std::uint32_t) { ++wrong; });
        };
    };
    loop.watch(a->reader(), EpollLoop::Readable, first(a, b));
    loop.watch(b->reader(), EpollLoop::Readable, first(b, a));
    const auto timer = loop.after(10ms, [&] { loop.quit(); });
    loop.run();
    EXPECT_EQ(wrong, 0);
}

TEST(EpollLoop, aWatchMayReplaceItselfFromItsCallback) {
    EpollLoop loop;
    const Pipe pipe;
    pipe.fill();
    std::string seen;
    loop.watch(pipe.reader(), EpollLoop::Readable, [&](std::uint32_t) {
        seen += '1';
        loop.watch(pipe.reader(), EpollLoop::Readable, [&](std::uint32_t) {
            seen += '2';
            loop.quit();
        });
    });
    loop.run();
    EXPECT_EQ(seen, "12");
}

} // namespace knockback
