// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ContentCoding.h"
#include "tests/support/SeededRandom.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

namespace knockback::http {

namespace {

QByteArray deflated(const QByteArray& bytes, int windowBits) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray brotli(const QByteArray& bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(static_cast<std::size_t>(bytes.size()));
    QByteArray out(static_cast<qsizetype>(size), '\0');
    EXPECT_TRUE(BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, static_cast<std::size_t>(bytes.size()),
                                      reinterpret_cast<const std::uint8_t*>(bytes.constData()), &size,
                                      reinterpret_cast<std::uint8_t*>(out.data())));
    out.truncate(static_cast<qsizetype>(size));
    return out;
}

QByteArray zstd(const QByteArray& bytes) {
    QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(bytes.size()))), '\0');
    const std::size_t size = ZSTD_compress(out.data(), static_cast<std::size_t>(out.size()), bytes.constData(),
                                           static_cast<std::size_t>(bytes.size()), 3);
    out.truncate(static_cast<qsizetype>(size));
    return out;
}

QByteArray coded(const QByteArray& coding, const QByteArray& bytes) {
    if (coding == "gzip")
        return deflated(bytes, 15 + 16);
    if (coding == "deflate")
        return deflated(bytes, 15);
    if (coding == "raw deflate")
        return deflated(bytes, -15);
    return coding == "br" ? brotli(bytes) : zstd(bytes);
}

// Half words, half noise: it has matches, literals and stored blocks.
QByteArray mixture(int size) {
    test::SeededRandom random(static_cast<std::uint64_t>(size));
    QByteArray bytes;
    while (bytes.size() < size)
        bytes += random.next() % 2 == 0 ? QByteArray("rate limit exceeded; ") : QByteArray::number(random.next(), 36);
    bytes.truncate(size);
    return bytes;
}

class Coding : public testing::TestWithParam<const char*> {
protected:
    QByteArray name = QByteArray(GetParam()).replace("raw ", "");
    QByteArray code(const QByteArray& bytes) { return coded(GetParam(), bytes); }
    DecodedBody decode(const QByteArray& bytes, qint64 most = 1LL << 32) { return decodeBody(bytes, name, most); }
};

} // namespace

struct Fact {
    const char* encoding;
    const char* hex; // as the command line tools make it of "hello world\n"
};

class CodingFact : public testing::TestWithParam<Fact> {};

TEST_P(CodingFact, isDecoded) {
    const DecodedBody decoded = decodeBody(QByteArray::fromHex(GetParam().hex), GetParam().encoding);
    EXPECT_EQ(decoded.problem, QString());
    EXPECT_EQ(decoded.body.bytes(), "hello world\n");
}

INSTANTIATE_TEST_SUITE_P(
    Tools, CodingFact,
    testing::Values(Fact{"gzip", "1f8b0800000000000003cb48cdc9c95728cf2fca49e102002d3b08af0c000000"},
                    Fact{"X-GZip", "1f8b0800000000000003cb48cdc9c95728cf2fca49e102002d3b08af0c000000"},
                    Fact{"deflate", "789ccb48cdc9c95728cf2fca49e102001e720467"},
                    Fact{"deflate", "cb48cdc9c95728cf2fca49e10200"}, Fact{"br", "212c000468656c6c6f20776f726c640a03"},
                    Fact{"zstd", "28b52ffd240c61000068656c6c6f20776f726c640a8c6d7d20"},
                    Fact{" identity , GZIP,, ", "1f8b0800000000000003cb48cdc9c95728cf2fca49e102002d3b08af0c000000"}));

TEST_P(Coding, undoesWhatItsLibraryMade) {
    for (const int size : {0, 1, 2, 100, 65'535, 65'536, 65'537, 1'000'000}) {
        const QByteArray bytes = mixture(size);
        const DecodedBody decoded = decode(code(bytes));
        EXPECT_EQ(decoded.problem, QString()) << size;
        EXPECT_TRUE(decoded.body.bytes() == bytes) << size;
    }
}

TEST_P(Coding, comesInPiecesOfAnySize) {
    const QByteArray bytes = mixture(5000);
    const QByteArray wire = code(bytes);
    for (const int piece : {1, 2, 3, 7, 100, 4096}) {
        const auto decoder = ContentDecoder::create(name);
        BodyWriter out;
        for (qsizetype at = 0; at < wire.size(); at += piece)
            ASSERT_TRUE(
                decoder->feed(QByteArrayView(wire).sliced(at, std::min<qsizetype>(piece, wire.size() - at)), out));
        EXPECT_EQ(decoder->problem(true), QString());
        EXPECT_TRUE(out.body().bytes() == bytes) << piece;
    }
}

TEST_P(Coding, givesOutWhatItCanBeforeTheEnd) {
    const QByteArray bytes = mixture(1'000'000);
    const QByteArray wire = code(bytes);
    const auto decoder = ContentDecoder::create(name);
    BodyWriter out;
    ASSERT_TRUE(decoder->feed(QByteArrayView(wire).first(wire.size() / 2), out));
    EXPECT_GT(out.body().size(), 100'000);
    EXPECT_TRUE(bytes.startsWith(out.body().bytes()));
    EXPECT_EQ(decoder->problem(false), QString());
    EXPECT_TRUE(decoder->problem(true).startsWith(QStringLiteral("The body ends too early")));
}

TEST_P(Coding, everyCutIsNoticed) {
    const QByteArray wire = code(mixture(300));
    for (qsizetype cut = 1; cut < wire.size(); ++cut) {
        const DecodedBody decoded = decode(wire.left(cut));
        EXPECT_FALSE(decoded.problem.isEmpty()) << cut;
        EXPECT_TRUE(mixture(300).startsWith(decoded.body.bytes())) << cut;
    }
}

// Whatever the bytes are, decoding ends, and either says so or gives something (only gzip and zlib have a check sum).
TEST_P(Coding, damageNeverCrashes) {
    const QByteArray bytes = mixture(2000);
    const QByteArray wire = code(bytes);
    const bool checked = name == "gzip" || QByteArray(GetParam()) == "deflate";
    test::SeededRandom random(7);
    for (int i = 0; i < 500; ++i) {
        QByteArray broken = wire;
        const auto at = static_cast<qsizetype>(random.next() % static_cast<std::uint64_t>(wire.size()));
        broken[at] = static_cast<char>(broken[at] ^ static_cast<char>(1U << (random.next() % 8)));
        const DecodedBody decoded = decode(broken, 1 << 20);
        EXPECT_LE(decoded.body.size(), 1 << 20);
        EXPECT_TRUE(decoded.problem.isEmpty() || decoded.problem.endsWith(QLatin1Char('.')));
        const bool unnoticed = checked && decoded.problem.isEmpty() && decoded.body.bytes() != bytes;
        EXPECT_FALSE(unnoticed) << "byte " << at;
    }
}

TEST_P(Coding, otherBytesAreNotIt) {
    const DecodedBody decoded = decode("{\"this\": \"is plain JSON, whatever the header says\"}");
    EXPECT_TRUE(decoded.problem.contains(QLatin1String("not valid ") + QLatin1String(name)) ||
                decoded.problem.contains(QLatin1String("too early")))
        << decoded.problem.toStdString();
}

TEST_P(Coding, bytesBehindTheEndAreNoticedAndWhatCameBeforeIsGood) {
    const DecodedBody decoded = decode(code("good") + "and more");
    EXPECT_EQ(decoded.body.bytes(), "good");
    EXPECT_TRUE(decoded.problem.startsWith(QStringLiteral("The body is not valid"))) << decoded.problem.toStdString();
}

TEST_P(Coding, aBombStopsAtTheLimit) {
    const QByteArray bomb = code(QByteArray(50'000'000, 'x'));
    EXPECT_LT(bomb.size(), 100'000);
    const DecodedBody decoded = decode(bomb, 1'000'000);
    EXPECT_EQ(decoded.body.size(), 1'000'000);
    EXPECT_EQ(decoded.problem, QStringLiteral("The decoded body is larger than 1000000 bytes: the rest was left out."));
}

TEST_P(Coding, exactlyTheLimitIsNotTooMuch) {
    EXPECT_EQ(decode(code(mixture(1000)), 1000).problem, QString());
    EXPECT_FALSE(decode(code(mixture(1001)), 1000).problem.isEmpty());
}

TEST_P(Coding, aBombInsideAnotherStopsToo) {
    // Ten megabytes that decode to nothing, and that the second coding makes small.
    const QByteArray inner = deflated(QByteArray(), 15 + 16).repeated(500'000);
    const DecodedBody decoded = decodeBody(code(inner), "gzip, " + name, 1'000'000);
    EXPECT_EQ(decoded.body.size(), 0);
    EXPECT_TRUE(decoded.problem.contains(QLatin1String("larger than 1000000"))) << decoded.problem.toStdString();
}

TEST_P(Coding, refusesEverythingAfterDamage) {
    const auto decoder = ContentDecoder::create(name);
    BodyWriter out;
    ASSERT_FALSE(decoder->feed(QByteArray(1000, '\xff'), out));
    const QString problem = decoder->problem(false);
    EXPECT_FALSE(problem.isEmpty());
    EXPECT_FALSE(decoder->feed(code("good"), out));
    EXPECT_EQ(decoder->problem(true), problem);
    EXPECT_TRUE(out.body().isEmpty());
}

INSTANTIATE_TEST_SUITE_P(All, Coding, testing::Values("gzip", "deflate", "raw deflate", "br", "zstd"),
                         [](const auto& coding) { return QByteArray(coding.param).replace(' ', '_').toStdString(); });

TEST(ContentCodings, areUndoneLastFirst) {
    const QByteArray bytes = mixture(10'000);
    EXPECT_TRUE(decodeBody(brotli(coded("gzip", bytes)), "gzip, br").body.bytes() == bytes);
    EXPECT_FALSE(decodeBody(brotli(coded("gzip", bytes)), "br, gzip").problem.isEmpty());
    EXPECT_TRUE(decodeBody(coded("gzip", zstd(coded("deflate", bytes))), "deflate, zstd, gzip").body.bytes() == bytes);
}

TEST(ContentCodings, aCutInsideTheOuterOneIsNoticed) {
    const QByteArray wire = brotli(coded("gzip", mixture(1000)));
    EXPECT_TRUE(decodeBody(wire.chopped(3), "gzip, br").problem.contains(QLatin1String("br coding is missing")));
}

TEST(ContentCodings, areKnownOrNot) {
    EXPECT_TRUE(ContentDecoder::create(""));
    EXPECT_TRUE(ContentDecoder::create("identity"));
    EXPECT_TRUE(ContentDecoder::create(acceptedCodings()));
    EXPECT_FALSE(ContentDecoder::create("compress"));
    EXPECT_FALSE(ContentDecoder::create("gzip, odd"));
    EXPECT_TRUE(ContentDecoder::create("gzip,gzip,gzip,gzip,gzip"));
    EXPECT_FALSE(ContentDecoder::create("gzip,gzip,gzip,gzip,gzip,gzip"));
}

TEST(ContentCodings, aBodyWithoutOneIsLeftAlone) {
    EXPECT_EQ(decodeBody(QByteArray("plain"), "").body.bytes(), "plain");
    EXPECT_EQ(decodeBody(QByteArray(), "gzip").problem, QString()) << "an answer to HEAD has no body";
    const DecodedBody unknown = decodeBody(QByteArray("odd bytes"), "odd");
    EXPECT_EQ(unknown.body.bytes(), "odd bytes");
    EXPECT_EQ(unknown.problem, QStringLiteral("The body is coded as “odd”, which cannot be undone here: these are its "
                                              "bytes as they came."));
}

TEST(Gzip, mayHaveSeveralMembersAndPadding) {
    const QByteArray two = coded("gzip", "one ") + coded("gzip", "two");
    EXPECT_EQ(decodeBody(two, "gzip").body.bytes(), "one two");
    EXPECT_EQ(decodeBody(two, "gzip").problem, QString());
    EXPECT_EQ(decodeBody(two + QByteArray(100, '\0'), "gzip").problem, QString());
    EXPECT_FALSE(decodeBody(two.chopped(1), "gzip").problem.isEmpty());
}

TEST(Zstd, mayHaveSeveralFramesButNoLargeWindow) {
    EXPECT_EQ(decodeBody(zstd("one ") + zstd("two"), "zstd").body.bytes(), "one two");
    // RFC 9659: over 8 MB a receiver may refuse; browsers do.
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, 27);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
    QByteArray wire(1 << 16, '\0');
    ZSTD_outBuffer out{wire.data(), static_cast<std::size_t>(wire.size()), 0};
    ZSTD_inBuffer in{"x", 1, 0};
    ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_continue); // so that it cannot choose a smaller one
    EXPECT_EQ(ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_end), 0u);
    wire.truncate(static_cast<qsizetype>(out.pos));
    EXPECT_TRUE(decodeBody(wire, "zstd").problem.contains(QLatin1String("memory")));
}

} // namespace knockback::http
