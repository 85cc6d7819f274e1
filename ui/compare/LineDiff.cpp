// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/LineDiff.h"

#include "ui/compare/SequenceDiff.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr qsizetype longestMarked = 4000; // characters; a longer line is marked as a whole
constexpr int wordEffort = 200;

std::vector<QByteArrayView> linesOf(const QByteArray& text) {
    std::vector<QByteArrayView> lines;
    qsizetype from = 0;
    while (from < text.size()) {
        auto end = text.indexOf('\n', from);
        end = end < 0 ? text.size() : end;
        lines.push_back(QByteArrayView(text).sliced(from, end - from));
        from = end + 1;
    }
    return lines;
}

QString shown(QByteArrayView line) {
    return QString::fromUtf8(line.endsWith('\r') ? line.chopped(1) : line);
}

QByteArrayView bytesOf(QStringView word) {
    return {reinterpret_cast<const char*>(word.utf16()), word.size() * 2};
}

// Words, and everything else character by character.
std::vector<QStringView> wordsOf(QStringView text) {
    std::vector<QStringView> words;
    qsizetype from = 0;
    while (from < text.size()) {
        auto end = from + 1;
        if (text[from].isLetterOrNumber())
            while (end < text.size() && text[end].isLetterOrNumber())
                ++end;
        else if (text[from].isHighSurrogate() && end < text.size())
            ++end;
        words.push_back(text.sliced(from, end - from));
        from = end;
    }
    return words;
}

std::vector<QByteArrayView> asBytes(const std::vector<QStringView>& words) {
    std::vector<QByteArrayView> bytes;
    for (const auto word : words)
        bytes.push_back(bytesOf(word));
    return bytes;
}

void addMark(std::vector<Mark>& marks, const std::vector<QStringView>& words, qsizetype first, qsizetype count,
             QStringView text) {
    const auto from = words[static_cast<std::size_t>(first)].data() - text.data();
    const auto& last = words[static_cast<std::size_t>(first + count - 1)];
    marks.push_back({from, last.data() + last.size() - text.data() - from});
}

} // namespace

CompareRow diffLine(const QString& left, const QString& right) {
    CompareRow row{left == right ? RowKind::Same : RowKind::Changed, left, right, {}, {}};
    if (row.kind == RowKind::Same)
        return row;
    if (std::max(left.size(), right.size()) > longestMarked) {
        row.leftMarks = {{0, left.size()}};
        row.rightMarks = {{0, right.size()}};
        return row;
    }
    const auto leftWords = wordsOf(left);
    const auto rightWords = wordsOf(right);
    for (const auto& run : diffSequences(asBytes(leftWords), asBytes(rightWords), wordEffort)) {
        if (run.kind == DiffRun::Removed)
            addMark(row.leftMarks, leftWords, run.left, run.count, left);
        else if (run.kind == DiffRun::Added)
            addMark(row.rightMarks, rightWords, run.right, run.count, right);
    }
    return row;
}

std::vector<CompareRow> diffLines(const QByteArray& left, const QByteArray& right) {
    const auto leftLines = linesOf(left);
    const auto rightLines = linesOf(right);
    const auto leftAt = [&](qsizetype i) { return shown(leftLines[static_cast<std::size_t>(i)]); };
    const auto rightAt = [&](qsizetype i) { return shown(rightLines[static_cast<std::size_t>(i)]); };
    std::vector<CompareRow> rows;
    const auto runs = diffSequences(leftLines, rightLines);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        qsizetype paired = 0;
        if (run.kind == DiffRun::Removed && i + 1 < runs.size() && runs[i + 1].kind == DiffRun::Added)
            paired = std::min(run.count, runs[i + 1].count);
        else if (run.kind == DiffRun::Added && i > 0 && runs[i - 1].kind == DiffRun::Removed)
            paired = -std::min(run.count, runs[i - 1].count); // shown beside the removed lines already
        for (qsizetype n = std::max<qsizetype>(-paired, 0); n < run.count; ++n) {
            CompareRow row;
            if (run.kind == DiffRun::Equal)
                row = {RowKind::Same, leftAt(run.left + n), rightAt(run.right + n), {}, {}};
            else if (n < paired)
                row = diffLine(leftAt(run.left + n), rightAt(runs[i + 1].right + n));
            else if (run.kind == DiffRun::Removed)
                row = {RowKind::LeftOnly, leftAt(run.left + n), {}, {}, {}};
            else
                row = {RowKind::RightOnly, {}, rightAt(run.right + n), {}, {}};
            // Lines that differ in nothing but their ends.
            if (n < paired && row.kind == RowKind::Same)
                row.kind = RowKind::Changed;
            if (row.kind != RowKind::RightOnly)
                row.leftLine = static_cast<int>(run.left + n) + 1;
            if (row.kind != RowKind::LeftOnly)
                row.rightLine = static_cast<int>((n < paired ? runs[i + 1].right : run.right) + n) + 1;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

} // namespace knockback::ui
