// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Body.h"
#include "tests/support/SeededRandom.h"

#include <atomic>
#include <csignal>
#include <limits>
#include <thread>

#include <sys/resource.h>

namespace knockback {

using http::Body;
using http::BodyWriter;

namespace {

QByteArray pattern(qsizetype size) {
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 131 + (i >> 9)) % 251);
    return bytes;
}

} // namespace

TEST(Body, emptyHasNothingToRead) {
    const Body body;
    EXPECT_TRUE(body.isEmpty());
    EXPECT_EQ(body.read(0, 10), QByteArray());
    EXPECT_EQ(body, Body(QByteArray()));
    EXPECT_EQ(BodyWriter().body(), body);
    EXPECT_FALSE(body.isSpilled());
}

TEST(Body, readsWithinItsBounds) {
    const Body body(QByteArray("0123456789"));
    EXPECT_EQ(body.read(3, 4), "3456");
    EXPECT_EQ(body.read(8, 100), "89");
    EXPECT_EQ(body.read(10, 1), "");
    EXPECT_EQ(body.read(11, 1), "");
    EXPECT_EQ(body.read(-1, 5), "");
    EXPECT_EQ(body.read(0, -5), "");
    EXPECT_EQ(body.read(2, std::numeric_limits<qint64>::max()), "23456789");
    EXPECT_EQ(body.prefix(2), "01");
    EXPECT_EQ(body.bytes(), "0123456789");
    EXPECT_NE(body, Body(QByteArray("012345678X")));
    EXPECT_NE(body, Body(QByteArray("012345678")));
}

// Against the plain array, with pieces and reads of random sizes around the places where chunks and the file begin.
TEST(Body, isTheSameAsAnArrayWhereverItsBytesAre) {
    test::SeededRandom random(7);
    const QByteArray whole = pattern(300'000);
    for (const qint64 limit : {qint64(0), qint64(1), qint64(4096), qint64(50'000), BodyWriter::defaultMemoryLimit}) {
        BodyWriter writer(limit);
        const Body body = writer.body();
        for (qsizetype at = 0; at < whole.size();) {
            const auto size = std::min<qsizetype>(whole.size() - at, static_cast<qsizetype>(random.next() % 9000));
            ASSERT_TRUE(writer.append(QByteArrayView(whole).sliced(at, size)));
            at += size;
            ASSERT_EQ(body.size(), at);
        }
        EXPECT_EQ(body.isSpilled(), limit < whole.size()) << limit;
        EXPECT_EQ(body, Body(whole)) << limit;
        for (int i = 0; i < 300; ++i) {
            const auto offset = static_cast<qint64>(random.next() % 310'000);
            const auto length = static_cast<qint64>(random.next() % 20'000);
            ASSERT_EQ(body.read(offset, length), whole.mid(offset, length)) << limit << ' ' << offset << ' ' << length;
        }
    }
}

TEST(Body, bytesLiveAsLongAsAnyHandle) {
    Body body;
    {
        BodyWriter writer(10);
        ASSERT_TRUE(writer.append("twelve bytes"));
        body = writer.body();
    }
    EXPECT_TRUE(body.isSpilled());
    EXPECT_EQ(body.bytes(), "twelve bytes");
}

TEST(Body, readersSeeOnlyWholeBytesWhileItGrows) {
    const QByteArray whole = pattern(4'000'000);
    BodyWriter writer(1'000'000);
    const Body body = writer.body();
    std::atomic<bool> wrong = false;
    std::thread reader([&] {
        for (qint64 seen = 0; seen < whole.size();) {
            const qint64 size = body.size();
            const qint64 from = std::max<qint64>(0, size - 5000);
            if (size < seen || body.read(from, size - from) != whole.mid(from, size - from))
                wrong = true;
            seen = size;
        }
    });
    for (qsizetype at = 0; at < whole.size(); at += 10'000)
        if (!writer.append(QByteArrayView(whole).sliced(at, 10'000)))
            wrong = true;
    reader.join();
    EXPECT_FALSE(wrong);
}

TEST(Body, aFullDiskIsReportedAndKeepsWhatWasThere) {
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{20'000, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    std::signal(SIGXFSZ, SIG_IGN);
    BodyWriter writer(100);
    const bool first = writer.append(pattern(10'000));
    const bool second = writer.append(pattern(50'000));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_DFL);
    EXPECT_TRUE(first);
    EXPECT_FALSE(second);
    EXPECT_EQ(writer.body().bytes(), pattern(10'000));
}

TEST(Body, aFolderThatCannotBeWrittenIsReported) {
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/nonexistent/folder");
    BodyWriter writer(4);
    const bool inMemory = writer.append("1234");
    const bool beyond = writer.append("5");
    before.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    EXPECT_TRUE(inMemory);
    EXPECT_FALSE(beyond);
    EXPECT_EQ(writer.body().bytes(), "1234");
}

} // namespace knockback
