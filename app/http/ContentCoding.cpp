// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ContentCoding.h"

#include "app/http/ContentStage.h"

#include <QList>

#include <vector>

namespace knockback::http {

namespace {

constexpr std::size_t mostCodings = 5; // nobody uses more than two; each costs memory and time
constexpr qint64 readSize = 256 * 1024;

struct Coding {
    QByteArray name;
    std::unique_ptr<ContentStage> stage;
    qint64 decoded = 0;
};

std::unique_ptr<ContentStage> stageFor(const QByteArray& name) {
    if (name == "gzip" || name == "x-gzip")
        return gzipStage();
    if (name == "deflate")
        return deflateStage();
    if (name == "br")
        return brotliStage();
    return name == "zstd" ? zstdStage() : nullptr;
}

// The names that do something, in the order in which they were applied.
std::vector<QByteArray> codingNames(const QByteArray& encoding) {
    std::vector<QByteArray> names;
    for (const QByteArray& part : encoding.toLower().split(','))
        if (QByteArray name = part.trimmed(); !name.isEmpty() && name != "identity")
            names.push_back(std::move(name));
    return names;
}

class CodingChain final : public ContentDecoder {
public:
    CodingChain(std::vector<Coding> codings, qint64 most) : m_codings(std::move(codings)), m_most(most) {}

    bool feed(QByteArrayView bytes, BodyWriter& out) override {
        if (!m_problem.isEmpty())
            return false;
        m_started = m_started || !bytes.isEmpty();
        return bytes.isEmpty() || push(0, bytes, out);
    }

    QString problem(bool atEnd) const override {
        if (!m_problem.isEmpty() || !atEnd || !m_started)
            return m_problem;
        for (const Coding& coding : m_codings)
            if (!coding.stage->isComplete())
                return QStringLiteral("The body ends too early: the end of its %1 coding is missing.")
                    .arg(QString::fromLatin1(coding.name));
        return {};
    }

private:
    // Into the coding at `index`, or behind the last one.
    bool push(std::size_t index, QByteArrayView bytes, BodyWriter& out) {
        if (index == m_codings.size())
            return write(bytes, out);
        Coding& coding = m_codings[index];
        const bool last = index + 1 == m_codings.size();
        const auto onward = [&](QByteArrayView decoded) {
            coding.decoded += decoded.size();
            // What lies between two codings is a bomb's place too.
            if (!last && coding.decoded > m_most)
                return tooMuch();
            return push(index + 1, decoded, out);
        };
        if (coding.stage->push(bytes, onward))
            return true;
        if (m_problem.isEmpty())
            m_problem = QStringLiteral("The body is not valid %1: %2.")
                            .arg(QString::fromLatin1(coding.name), QString::fromUtf8(coding.stage->damage()));
        return false;
    }

    bool write(QByteArrayView bytes, BodyWriter& out) {
        const QByteArrayView fitting = bytes.first(std::min<qint64>(bytes.size(), m_most - m_written));
        if (!out.append(fitting)) {
            m_problem = QStringLiteral("The temporary folder has no room for the decoded body: make some and try "
                                       "again.");
            return false;
        }
        m_written += fitting.size();
        return fitting.size() == bytes.size() || tooMuch();
    }

    bool tooMuch() {
        m_problem = QStringLiteral("The decoded body is larger than %1 bytes: the rest was left out.").arg(m_most);
        return false;
    }

    std::vector<Coding> m_codings; // the last one applied first
    qint64 m_most;
    qint64 m_written = 0;
    bool m_started = false;
    QString m_problem;
};

} // namespace

QByteArray acceptedCodings() {
    return "gzip, deflate, br, zstd";
}

std::unique_ptr<ContentDecoder> ContentDecoder::create(const QByteArray& encoding, qint64 most) {
    const auto names = codingNames(encoding);
    if (names.size() > mostCodings)
        return nullptr;
    std::vector<Coding> codings;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        auto stage = stageFor(*name);
        if (!stage)
            return nullptr;
        codings.push_back({*name, std::move(stage)});
    }
    return std::make_unique<CodingChain>(std::move(codings), most);
}

DecodedBody decodeBody(const Body& body, const QByteArray& encoding, qint64 most) {
    if (body.isEmpty() || codingNames(encoding).empty())
        return {body, {}};
    const auto decoder = ContentDecoder::create(encoding, most);
    if (!decoder)
        return {body, QStringLiteral("The body is coded as “%1”, which cannot be undone here: these are its bytes as "
                                     "they came.")
                          .arg(QString::fromLatin1(encoding.left(80)))};
    BodyWriter out;
    for (qint64 at = 0; at < body.size(); at += readSize)
        if (!decoder->feed(body.read(at, readSize), out))
            break;
    return {out.body(), decoder->problem(true)};
}

} // namespace knockback::http
