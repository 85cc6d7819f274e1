// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BlockEditor.h"

#include "app/workspace/HeaderMerge.h"
#include "app/workspace/HttpBlockRead.h"

namespace knockback::workspace {
namespace {

bool saysTheSame(const HttpLine& line, const QByteArray& wanted) {
    const auto is = parseSetting(line.text());
    const auto should = parseSetting("# @" + wanted);
    if (!is || !should || is->key != should->key)
        return false;
    return is->key == "knockback.note" ? is->rawValue == should->rawValue : is->value == should->value;
}

} // namespace

BlockEditor::BlockEditor(HttpBlock block) : m_block(std::move(block)) {
    m_lineEnd = m_block.lines.front().raw.endsWith("\r\n") ? "\r\n" : "\n";
    QByteArray& last = m_block.lines.back().raw;
    if (!last.endsWith('\n')) { // so that lines can be added after it
        m_openEnd = last;
        last += m_lineEnd;
    }
}

HttpBlock BlockEditor::take() {
    QByteArray& last = m_block.lines.back().raw;
    if (!m_openEnd.isEmpty() && last == m_openEnd + m_lineEnd)
        last = m_openEnd;
    return std::move(m_block);
}

void BlockEditor::setName(const QString& name) {
    if (readName(m_block) == name)
        return;
    if (!settingsOf({"name"}).empty() || m_block.lines.front().kind != LineKind::Separator) {
        setSettings({"name"}, {"name " + name.toUtf8()});
        return;
    }
    const QByteArray text = m_block.lines.front().text();
    const auto start = std::find_if(text.begin(), text.end(), [](char c) { return c != '#'; });
    const QByteArray marks = text.left(start - text.begin());
    m_block.lines.front() = make(LineKind::Separator, name.isEmpty() ? marks : marks + ' ' + name.toUtf8());
}

void BlockEditor::setRequestLine(const QByteArray& method, const QByteArray& url, http::HttpVersionChoice version) {
    const std::size_t at = *m_block.find(LineKind::RequestLine);
    const std::size_t end = headersBegin();
    QByteArray whole = m_block.lines[at].text();
    for (std::size_t i = at + 1; i < end; ++i)
        whole += m_block.lines[i].text().trimmed();
    const RequestLineParts parts = parseRequestLine(whole);
    const bool sameVersion = versionChoice(parts.version) == version;
    if (parts.method == method && parts.url == url && sameVersion)
        return;
    const QByteArray written = sameVersion ? parts.version : versionText(version);
    m_block.lines[at] =
        make(LineKind::RequestLine, method + ' ' + url + (written.isEmpty() ? QByteArray() : ' ' + written));
    erase(at + 1, end);
}

void BlockEditor::setHeaders(const std::vector<HeaderRow>& rows) {
    const std::size_t start = headersBegin();
    const std::size_t end = headersEnd();
    const std::vector<HttpLine> old(m_block.lines.begin() + std::ptrdiff_t(start),
                                    m_block.lines.begin() + std::ptrdiff_t(end));
    const std::vector<HttpLine> merged = mergeHeaders(old, rows, m_lineEnd);
    erase(start, end);
    m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(start), merged.begin(), merged.end());
}

void BlockEditor::setBody(const QByteArray& body) {
    QByteArray kept = body;
    while (kept.endsWith('\n') || kept.endsWith('\r'))
        kept.chop(1);
    const QByteArray ends = body.mid(kept.size());
    std::vector<QByteArray> endLine;
    if (!ends.isEmpty())
        endLine.push_back("knockback.body-end " + escapeLineEnds(ends));
    setSettings({"knockback.body-end"}, endLine);

    auto first = m_block.find(LineKind::Body);
    if (!first && kept.isEmpty())
        return;
    const std::size_t place = first ? *first : bodyPlace();
    std::erase_if(m_block.lines, [](const HttpLine& line) { return line.kind == LineKind::Body; });
    if (kept.isEmpty())
        return;
    std::vector<HttpLine> lines;
    for (const QByteArray& text : kept.split('\n'))
        lines.push_back({LineKind::Body, text + '\n'});
    lines.back().raw = lines.back().raw.chopped(1) + m_lineEnd;
    m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(place), lines.begin(), lines.end());
}

void BlockEditor::setNotes(const QString& notes) {
    std::vector<QByteArray> lines;
    if (!notes.isEmpty()) {
        for (const QString& line : notes.split(u'\n'))
            lines.push_back("knockback.note " + line.toUtf8());
    }
    setSettings({"knockback.note"}, lines);
}

void BlockEditor::setSettings(const std::vector<QByteArray>& keys, const std::vector<QByteArray>& lines) {
    const auto old = settingsOf(keys);
    const std::size_t shorter = std::min(old.size(), lines.size());
    std::size_t head = 0;
    while (head < shorter && saysTheSame(m_block.lines[old[head]], lines[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head &&
           saysTheSame(m_block.lines[old[old.size() - 1 - tail]], lines[lines.size() - 1 - tail]))
        ++tail;
    const std::size_t oldEnd = old.size() - tail;
    const std::size_t newEnd = lines.size() - tail;

    std::size_t next = settingPlace(); // where a line without an old one to replace goes
    if (head > 0)
        next = old[head - 1] + 1;
    else if (!old.empty())
        next = old[0];
    std::size_t taken = head;
    std::size_t written = head;
    for (; taken < oldEnd && written < newEnd; ++taken, ++written) {
        m_block.lines[old[taken]] = make(LineKind::Setting, "# @" + lines[written]);
        next = old[taken] + 1;
    }
    for (std::size_t i = oldEnd; i > taken; --i)
        erase(old[i - 1], old[i - 1] + 1);
    for (; written < newEnd; ++written)
        insert(next++, make(LineKind::Setting, "# @" + lines[written]));
}

void BlockEditor::insert(std::size_t at, HttpLine line) {
    m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(at), std::move(line));
}

void BlockEditor::erase(std::size_t from, std::size_t to) {
    m_block.lines.erase(m_block.lines.begin() + std::ptrdiff_t(from), m_block.lines.begin() + std::ptrdiff_t(to));
}

std::vector<std::size_t> BlockEditor::settingsOf(const std::vector<QByteArray>& keys) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_block.lines.size(); ++i) {
        const HttpLine& line = m_block.lines[i];
        const auto setting = line.kind == LineKind::Setting ? parseSetting(line.text()) : std::nullopt;
        if (setting && std::find(keys.begin(), keys.end(), setting->key) != keys.end())
            found.push_back(i);
    }
    return found;
}

std::size_t BlockEditor::settingPlace() const {
    const std::size_t request = *m_block.find(LineKind::RequestLine);
    std::size_t place = std::min(request, m_block.find(LineKind::Script).value_or(request));
    for (std::size_t i = 0; i < request; ++i) {
        if (m_block.lines[i].kind == LineKind::Setting)
            place = i + 1;
    }
    return place;
}

std::size_t BlockEditor::headersBegin() const {
    std::size_t at = *m_block.find(LineKind::RequestLine) + 1;
    while (at < m_block.lines.size() && m_block.lines[at].kind == LineKind::Continuation)
        ++at;
    return at;
}

std::size_t BlockEditor::headersEnd() const {
    std::size_t at = headersBegin();
    while (at < m_block.lines.size() && m_block.lines[at].kind != LineKind::Blank &&
           m_block.lines[at].kind != LineKind::Script)
        ++at;
    return at;
}

std::size_t BlockEditor::bodyPlace() {
    const std::size_t at = headersEnd();
    if (at == m_block.lines.size() || m_block.lines[at].kind != LineKind::Blank)
        insert(at, {LineKind::Blank, m_lineEnd});
    return at + 1;
}

} // namespace knockback::workspace
