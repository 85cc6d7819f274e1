// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarEntrySplitter.h"

#include <QFileDevice>

namespace knockback::interop {
namespace {

constexpr qsizetype blockSize = 1024 * 1024;
constexpr int endOfFile = -1;

bool isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool endsScalar(int c) {
    return c == ',' || c == ']' || c == '}' || isSpace(c);
}

} // namespace

HarEntrySplitter::HarEntrySplitter(QIODevice& device) : m_device(device) {
    m_block.reserve(blockSize);
}

bool HarEntrySplitter::refill() {
    m_blockStart += m_block.size();
    m_at = 0;
    m_block.resize(blockSize);
    const qint64 got = m_device.read(m_block.data(), blockSize);
    m_block.resize(std::max<qint64>(got, 0));
    return got > 0;
}

int HarEntrySplitter::peek() {
    if (m_at >= m_block.size() && !refill())
        return endOfFile;
    return static_cast<unsigned char>(m_block.at(m_at));
}

int HarEntrySplitter::peekPastSpace() {
    while (isSpace(peek()))
        step();
    return peek();
}

qint64 HarEntrySplitter::offset() const {
    return m_blockStart + m_at;
}

// Moves the bytes up to `end` of the current block.
bool HarEntrySplitter::takeRun(qsizetype end, std::string* into) {
    if (into) {
        const auto length = static_cast<std::size_t>(end - m_at);
        if (into->size() + length > largestEntry) {
            m_tooLarge = true;
            return false;
        }
        into->append(m_block.constData() + m_at, length);
    }
    m_at = end;
    return true;
}

bool HarEntrySplitter::takeScalar(std::string* into) {
    const qint64 start = offset();
    for (int c = peek(); c != endOfFile && !endsScalar(c); c = peek()) {
        if (!takeRun(m_at + 1, into))
            return false;
    }
    return offset() > start;
}

// An object, an array or a string, from its first byte to the one that closes it, in runs as long as the block allows.
bool HarEntrySplitter::takeNested(std::string* into) {
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    while (peek() != endOfFile) {
        const char* bytes = m_block.constData();
        const qsizetype size = m_block.size();
        qsizetype i = m_at;
        bool closed = false;
        for (; i < size && !closed; ++i) {
            const char c = bytes[i];
            if (inString) {
                inString = escaped || c != '"';
                escaped = !escaped && c == '\\';
                closed = !inString && depth == 0;
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                closed = --depth == 0;
            }
        }
        if (!takeRun(i, into))
            return false;
        if (closed)
            return true;
    }
    return false;
}

bool HarEntrySplitter::takeValue(std::string* into) {
    const int c = peek();
    return c == '{' || c == '[' || c == '"' ? takeNested(into) : takeScalar(into);
}

// A member's name, without its quotes; the names we look for hold no escapes.
bool HarEntrySplitter::readString(std::string& into) {
    into.clear();
    if (!takeNested(&into))
        return false;
    into = into.substr(1, into.size() - 2);
    return true;
}

// From in front of an object to in front of the value of its member `wanted`.
bool HarEntrySplitter::enterMember(QByteArrayView wanted) {
    if (peekPastSpace() != '{')
        return false;
    step();
    std::string name;
    while (takeName(name)) {
        if (QByteArrayView(name.data(), static_cast<qsizetype>(name.size())) == wanted)
            return true;
        if (!takeValue(nullptr) || peekPastSpace() != ',')
            return false;
        step();
    }
    return false;
}

// A member's name, up to its value.
bool HarEntrySplitter::takeName(std::string& into) {
    if (peekPastSpace() != '"' || !readString(into) || peekPastSpace() != ':')
        return false;
    step();
    peekPastSpace();
    return true;
}

// From in front of the text to in front of the first entry, or past the only one.
bool HarEntrySplitter::enterTop() {
    if (peekPastSpace() == '[') {
        step();
        return peekPastSpace() == '{';
    }
    if (peek() != '{')
        return false;
    step();
    bool request = false;
    bool response = false;
    std::string name;
    m_entry = "{";
    while (takeName(name)) {
        const bool inLog = name == "log" && enterMember("entries");
        if ((inLog || name == "entries") && peek() == '[') {
            step();
            return inLog || peekPastSpace() == '{';
        }
        if (name == "log")
            return false;
        request |= name == "request";
        response |= name == "response";
        m_entry += '"' + name + "\":";
        if (!takeValue(&m_entry))
            return false;
        if (peekPastSpace() != ',')
            break;
        m_entry += ',';
        step();
    }
    m_entry += '}';
    m_single = peekPastSpace() == '}' && request && response;
    return m_single;
}

HarError HarEntrySplitter::damage(const QString& what) {
    m_state = State::Finished;
    const auto* file = qobject_cast<QFileDevice*>(&m_device);
    const bool unreadable = file && file->error() != QFileDevice::NoError;
    const QString reason = unreadable ? QStringLiteral("the file cannot be read: ") + file->errorString() : what;
    const QString place = m_index < 0 ? QStringLiteral("byte %1").arg(offset())
                                      : QStringLiteral("entry %1, byte %2").arg(m_index).arg(offset());
    return {place + QStringLiteral(": ") + reason, m_index, offset(), true};
}

std::optional<HarError> HarEntrySplitter::findEntries() {
    for (const int c : {0xEF, 0xBB, 0xBF}) { // a byte order mark is tolerated (RFC 8259 8.1)
        if (peek() == c)
            step();
    }
    if (!enterTop()) {
        return damage(
            peek() == endOfFile && offset() == 0
                ? QStringLiteral("the file is empty")
                : QStringLiteral("this is not a HAR: an object with \"log\" and in it \"entries\" was expected"));
    }
    m_state = m_single ? State::Finished : State::FirstEntry;
    return std::nullopt;
}

base::Result<std::optional<HarEntrySplitter::Entry>, HarError> HarEntrySplitter::next() {
    if (m_state == State::BeforeEntries) {
        if (auto error = findEntries())
            return base::Failure(*error);
        if (m_single)
            return std::optional<Entry>{Entry{&m_entry, ++m_index, 0}};
    }
    if (m_state == State::Finished)
        return std::optional<Entry>{};
    const int c = peekPastSpace();
    if (c == ']') {
        m_state = State::Finished;
        return std::optional<Entry>{};
    }
    ++m_index;
    if (m_state == State::LaterEntry) {
        if (c != ',')
            return base::Failure(damage(c == endOfFile ? QStringLiteral("the file ends here; entries may be missing")
                                                       : QStringLiteral("',' or ']' was expected")));
        step();
    }
    if (peekPastSpace() != '{')
        return base::Failure(damage(peek() == endOfFile ? QStringLiteral("the file ends here; entries may be missing")
                                                        : QStringLiteral("'{' was expected")));
    m_state = State::LaterEntry;
    const qint64 start = offset();
    m_entry.clear();
    if (!takeNested(&m_entry))
        return base::Failure(damage(
            m_tooLarge ? QStringLiteral("the entry is larger than 512 MiB")
                       : QStringLiteral("the file ends in the middle of the entry that starts at byte %1").arg(start)));
    return std::optional<Entry>{Entry{&m_entry, m_index, start}};
}

} // namespace knockback::interop
