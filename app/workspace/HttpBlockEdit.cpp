// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpBlockEdit.h"

#include "app/workspace/HeaderMerge.h"
#include "app/workspace/HttpBlockRead.h"
#include "app/workspace/HttpFile.h"
#include "app/workspace/PolicyFields.h"

namespace knockback::workspace {
namespace {

using base::Failure;

// Changes one block in place. The helpers keep `lines` in a readable order at any moment.
class BlockEditor {
public:
    explicit BlockEditor(HttpBlock block) : m_block(std::move(block)) {
        const QByteArray first = m_block.lines.front().raw;
        m_lineEnd = first.endsWith("\r\n") ? "\r\n" : "\n";
        if (!m_block.lines.back().raw.endsWith('\n')) // so that lines can be added after it
            m_block.lines.back().raw += m_lineEnd;
    }

    void setName(const QString& name) {
        if (readName(m_block) == name)
            return;
        if (const auto at = findSetting("name"); at || m_block.lines.front().kind != LineKind::Separator) {
            setSetting("name", name.toUtf8());
            return;
        }
        const QByteArray text = m_block.lines.front().text();
        const auto start = std::find_if(text.begin(), text.end(), [](char c) { return c != '#'; });
        const QByteArray marks = text.left(start - text.begin());
        m_block.lines.front() = make(LineKind::Separator, name.isEmpty() ? marks : marks + ' ' + name.toUtf8());
    }

    void setRequestLine(const QByteArray& method, const QByteArray& url) {
        const std::size_t at = *m_block.find(LineKind::RequestLine);
        std::size_t end = at + 1;
        QByteArray whole = m_block.lines[at].text();
        while (end < m_block.lines.size() && m_block.lines[end].kind == LineKind::Continuation)
            whole += m_block.lines[end++].text().trimmed();
        const RequestLineParts parts = parseRequestLine(whole);
        if (parts.method == method && parts.url == url)
            return;
        const QByteArray version = parts.version.isEmpty() ? QByteArray() : ' ' + parts.version;
        m_block.lines[at] = make(LineKind::RequestLine, method + ' ' + url + version);
        erase(at + 1, end);
    }

    void setHeaders(const std::vector<HeaderRow>& rows) {
        std::size_t start = *m_block.find(LineKind::RequestLine) + 1;
        while (start < m_block.lines.size() && m_block.lines[start].kind == LineKind::Continuation)
            ++start;
        std::size_t end = start;
        while (end < m_block.lines.size() && m_block.lines[end].kind != LineKind::Blank &&
               m_block.lines[end].kind != LineKind::Script)
            ++end;
        const std::vector<HttpLine> old(m_block.lines.begin() + std::ptrdiff_t(start),
                                        m_block.lines.begin() + std::ptrdiff_t(end));
        const std::vector<HttpLine> merged = mergeHeaders(old, rows, m_lineEnd);
        erase(start, end);
        m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(start), merged.begin(), merged.end());
    }

    void setBody(const QByteArray& body) {
        QByteArray kept = body;
        while (kept.endsWith('\n') || kept.endsWith('\r'))
            kept.chop(1);
        const QByteArray ends = body.mid(kept.size());
        setSetting("knockback.body-end", ends.isEmpty() ? std::nullopt : std::optional(escapeLineEnds(ends)));

        std::size_t first = m_block.lines.size();
        std::vector<HttpLine> others;
        for (std::size_t i = 0; i < m_block.lines.size(); ++i) {
            if (m_block.lines[i].kind == LineKind::Body)
                first = std::min(first, i);
        }
        if (first == m_block.lines.size())
            first = bodyPlace(!kept.isEmpty());
        std::erase_if(m_block.lines, [](const HttpLine& line) { return line.kind == LineKind::Body; });
        if (kept.isEmpty())
            return;
        std::vector<HttpLine> lines;
        for (const QByteArray& text : kept.split('\n'))
            lines.push_back({LineKind::Body, text + '\n'});
        lines.back().raw = lines.back().raw.chopped(1) + m_lineEnd;
        m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(first), lines.begin(), lines.end());
    }

    // Nothing = no such line.
    void setSetting(const QByteArray& key, const std::optional<QByteArray>& value) {
        const auto at = findSetting(key);
        if (!value) {
            if (at)
                erase(*at, *at + 1);
            return;
        }
        if (at && parseSetting(m_block.lines[*at].text())->value == *value)
            return;
        HttpLine line = make(LineKind::Setting, "# @" + key + ' ' + *value);
        if (at)
            m_block.lines[*at] = std::move(line);
        else
            insertBeforeRequest(std::move(line));
    }

    void setNotes(const QString& notes) {
        std::size_t place = *m_block.find(LineKind::RequestLine);
        for (auto at = findSetting("knockback.note"); at; at = findSetting("knockback.note")) {
            place = std::min(place, *at);
            erase(*at, *at + 1);
        }
        if (notes.isEmpty())
            return;
        for (const QString& line : notes.split(u'\n')) {
            m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(place++),
                                 make(LineKind::Setting, "# @knockback.note " + line.toUtf8()));
        }
    }

    void setPolicy(const retry::RetryPolicy& policy, const retry::RetryPolicy& start) {
        for (const PolicyField& field : policyFields()) {
            const QJsonValue value = field.read(policy);
            const QByteArray key = QByteArray("knockback.retry.") + field.name;
            setSetting(key, value == field.read(start) ? std::nullopt : std::optional(settingText(value)));
        }
    }

    [[nodiscard]] HttpBlock take() { return std::move(m_block); }

private:
    [[nodiscard]] HttpLine make(LineKind kind, const QByteArray& text) const { return {kind, text + m_lineEnd}; }

    void erase(std::size_t from, std::size_t to) {
        m_block.lines.erase(m_block.lines.begin() + std::ptrdiff_t(from), m_block.lines.begin() + std::ptrdiff_t(to));
    }

    void insertBeforeRequest(HttpLine line) {
        const std::size_t at = *m_block.find(LineKind::RequestLine);
        m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(at), std::move(line));
    }

    [[nodiscard]] std::optional<std::size_t> findSetting(const QByteArray& key) const {
        for (std::size_t i = 0; i < m_block.lines.size(); ++i) {
            if (m_block.lines[i].kind != LineKind::Setting)
                continue;
            const auto setting = parseSetting(m_block.lines[i].text());
            if (setting && setting->key == key)
                return i;
        }
        return std::nullopt;
    }

    // Where a first body goes: after the blank line that ends the headers, which is made when it is needed.
    std::size_t bodyPlace(bool make) {
        std::size_t at = *m_block.find(LineKind::RequestLine) + 1;
        while (at < m_block.lines.size() && m_block.lines[at].kind != LineKind::Blank &&
               m_block.lines[at].kind != LineKind::Script)
            ++at;
        const bool blank = at < m_block.lines.size() && m_block.lines[at].kind == LineKind::Blank;
        if (!blank && make)
            m_block.lines.insert(m_block.lines.begin() + std::ptrdiff_t(at), {LineKind::Blank, m_lineEnd});
        return blank || make ? at + 1 : at;
    }

    HttpBlock m_block;
    QByteArray m_lineEnd;
};

// What cannot stand in a .http file, in one sentence.
QString problemWith(const RequestDraft& draft) {
    for (const HeaderRow& row : draft.headers) {
        if (row.name.isEmpty())
            return QStringLiteral("A header has a value but no name.");
    }
    for (const QByteArray& line : draft.body.split('\n')) {
        if (!fitsBody(line))
            return QStringLiteral(
                       "The body has a line that means something else in a .http file (\"%1\"). Keep the body "
                       "in a file of its own and write \"< ./body.txt\" in its place.")
                .arg(QString::fromUtf8(line.left(20)));
    }
    return {};
}

} // namespace

base::Result<HttpBlock, QString> editBlock(HttpBlock block, const RequestDraft& wanted) {
    const RequestDraft draft = normalised(wanted);
    if (const QString problem = problemWith(draft); !problem.isEmpty())
        return Failure(problem);
    const auto start = basePolicy(block);
    const auto before = readDraft(block);
    if (!start)
        return Failure(start.error());
    if (!before)
        return Failure(before.error().text);
    BlockEditor editor(std::move(block));
    editor.setRequestLine(draft.method, draft.url);
    editor.setName(draft.name);
    if (draft.auth.credential != before->auth.credential)
        editor.setSetting("knockback.credential", draft.auth.kind == AuthKind::Credential
                                                      ? std::optional(draft.auth.credential)
                                                      : std::nullopt);
    if (draft.policy != before->policy)
        editor.setPolicy(draft.policy, *start);
    if (draft.notes != before->notes)
        editor.setNotes(draft.notes);
    if (draft.headers != before->headers)
        editor.setHeaders(draft.headers);
    if (draft.body != before->body)
        editor.setBody(draft.body);
    return editor.take();
}

} // namespace knockback::workspace
