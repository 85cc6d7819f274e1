// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/interop/HarError.h"

#include <QIODevice>

#include <optional>
#include <string>

namespace knockback::interop {

// Cuts a HAR into the texts of its `log.entries[]`, or what people copy out of one (the log alone, an array of entries,
// one entry) into the same, reading 1 MiB at a time, so that memory follows the largest entry and not the file. Knows
// just enough JSON for that: strings and nesting; each entry's own syntax is left to its parser.
class HarEntrySplitter {
public:
    // `device` is open for reading, may be sequential, and outlives this object.
    explicit HarEntrySplitter(QIODevice& device);

    struct Entry {
        const std::string* text; // valid until the next call
        qint64 index;
        qint64 offset; // of its first byte in the file
    };

    // The next entry; empty at the end of the array. After an error there is nothing more.
    [[nodiscard]] base::Result<std::optional<Entry>, HarError> next();

    // Larger entries are refused instead of filling the memory.
    static constexpr std::size_t largestEntry = std::size_t{512} * 1024 * 1024;

private:
    enum class State { BeforeEntries, FirstEntry, LaterEntry, Finished };

    bool refill();
    int peek();
    int peekPastSpace();
    void step() { ++m_at; }
    [[nodiscard]] qint64 offset() const;
    bool enterMember(QByteArrayView wanted);
    bool enterTop();
    bool takeName(std::string& into);
    bool readString(std::string& into);
    bool takeValue(std::string* into);
    bool takeNested(std::string* into);
    bool takeScalar(std::string* into);
    bool takeRun(qsizetype end, std::string* into);
    [[nodiscard]] HarError damage(const QString& what);
    [[nodiscard]] std::optional<HarError> findEntries();

    QIODevice& m_device;
    QByteArray m_block;
    qsizetype m_at = 0;
    qint64 m_blockStart = 0;
    State m_state = State::BeforeEntries;
    qint64 m_index = -1;
    bool m_tooLarge = false;
    bool m_single = false; // the file is one entry, and m_entry is its text
    std::string m_entry;
};

} // namespace knockback::interop
