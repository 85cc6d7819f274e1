// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpBlock.h"

namespace knockback::workspace {
namespace {

constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

bool isTokenByte(char c) {
    // tchar of RFC 9110 5.6.2, and the braces of a variable
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           QByteArrayView("!#$%&'*+-.^_`|~{}").contains(c);
}

bool looksLikeHeader(const QByteArray& text) {
    const qsizetype colon = text.indexOf(':');
    if (colon <= 0)
        return false;
    return std::all_of(text.begin(), text.begin() + colon, isTokenByte);
}

// "> {% … %}", "> handler.js", ">> file", ">>! file", "<> file"; before the request also "< {% … %}" and "< script.js".
bool startsScript(const QByteArray& text, bool beforeRequest) {
    if (text.startsWith("> {%") || text.startsWith(">> ") || text.startsWith(">>! ") || text.startsWith("<> "))
        return true;
    if (text.startsWith("> "))
        return text.trimmed().endsWith(".js");
    return beforeRequest && text.startsWith("< ");
}

// JetBrains: "import file.http", "run file.http", "run #name". Kept, not run.
bool isDirective(const QByteArray& text) {
    return (text.startsWith("import ") || text.startsWith("run ")) && !text.contains("://");
}

bool isBlank(const QByteArray& text) {
    return text.trimmed().isEmpty();
}

// Reads one block line by line.
class BlockReader {
public:
    LineKind read(const QByteArray& text) {
        if (m_inScript) {
            m_inScript = !text.contains("%}");
            return LineKind::Script;
        }
        if (startsScript(text, m_part == Part::Before)) {
            m_inScript = text.contains("{%") && !text.contains("%}");
            return LineKind::Script;
        }
        switch (m_part) {
        case Part::Before:
            return before(text);
        case Part::Url:
            if (!isBlank(text) && QByteArrayView(" \t?&").contains(text.front()))
                return LineKind::Continuation;
            m_part = Part::Headers;
            [[fallthrough]];
        case Part::Headers:
            return header(text);
        case Part::Body:
            break;
        }
        return LineKind::Body;
    }

private:
    enum class Part { Before, Url, Headers, Body };

    LineKind before(const QByteArray& text) {
        if (isBlank(text))
            return LineKind::Blank;
        if (commentText(text))
            return parseSetting(text) ? LineKind::Setting : LineKind::Comment;
        if (text.startsWith('@') && text.contains('='))
            return LineKind::Variable;
        if (isDirective(text))
            return LineKind::Comment;
        m_part = Part::Url;
        return LineKind::RequestLine;
    }

    LineKind header(const QByteArray& text) {
        if (isBlank(text)) {
            m_part = Part::Body;
            return LineKind::Blank;
        }
        const auto comment = commentText(text);
        if (!comment)
            return LineKind::Header;
        if (parseSetting(text))
            return LineKind::Setting;
        return text.startsWith('#') && looksLikeHeader(comment->trimmed()) ? LineKind::DisabledHeader
                                                                           : LineKind::Comment;
    }

    Part m_part = Part::Before;
    bool m_inScript = false;
};

// Blank lines at a body's end are the file's layout, not the body's bytes.
void trimBodyEnd(HttpBlock& block) {
    for (auto line = block.lines.rbegin(); line != block.lines.rend(); ++line) {
        if (line->kind == LineKind::Body && isBlank(line->raw))
            line->kind = LineKind::Blank;
        else if (line->kind != LineKind::Blank && line->kind != LineKind::Script)
            return;
    }
}

} // namespace

QByteArray HttpLine::text() const {
    qsizetype start = raw.startsWith(byteOrderMark) ? byteOrderMark.size() : 0;
    qsizetype end = raw.size();
    if (end > start && raw.at(end - 1) == '\n')
        --end;
    if (end > start && raw.at(end - 1) == '\r')
        --end;
    return raw.mid(start, end - start);
}

std::optional<std::size_t> HttpBlock::find(LineKind kind) const {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind == kind)
            return i;
    }
    return std::nullopt;
}

QByteArray HttpBlock::bytes() const {
    QByteArray all;
    for (const HttpLine& line : lines)
        all += line.raw;
    return all;
}

std::vector<HttpBlock> splitBlocks(const QByteArray& file) {
    std::vector<HttpBlock> blocks(1);
    BlockReader reader;
    int number = 0;
    for (qsizetype start = 0; start < file.size();) {
        const qsizetype newline = file.indexOf('\n', start);
        const qsizetype end = newline < 0 ? file.size() : newline + 1;
        HttpLine line{LineKind::Blank, file.mid(start, end - start)};
        start = end;
        ++number;
        const QByteArray text = line.text();
        if (text.startsWith("###")) {
            if (blocks.back().lines.empty())
                blocks.pop_back();
            blocks.push_back({{}, number});
            reader = BlockReader();
            line.kind = LineKind::Separator;
        } else {
            line.kind = reader.read(text);
        }
        blocks.back().lines.push_back(std::move(line));
    }
    for (HttpBlock& block : blocks)
        trimBodyEnd(block);
    return blocks;
}

std::optional<QByteArray> commentText(const QByteArray& text) {
    if (text.startsWith("//"))
        return text.mid(2);
    if (text.startsWith('#'))
        return text.mid(1);
    return std::nullopt;
}

std::optional<SettingLine> parseSetting(const QByteArray& text) {
    const auto comment = commentText(text);
    if (!comment)
        return std::nullopt;
    qsizetype at = 0;
    while (at < comment->size() && (comment->at(at) == ' ' || comment->at(at) == '\t'))
        ++at;
    if (at == comment->size() || comment->at(at) != '@')
        return std::nullopt;
    const qsizetype keyStart = ++at;
    while (at < comment->size() && !QByteArrayView(" \t=").contains(comment->at(at)))
        ++at;
    SettingLine setting;
    setting.key = comment->mid(keyStart, at - keyStart);
    if (setting.key.isEmpty())
        return std::nullopt;
    setting.rawValue = comment->mid(at + 1);
    setting.value = setting.rawValue.trimmed();
    if (setting.value.startsWith('='))
        setting.value = setting.value.mid(1).trimmed();
    return setting;
}

bool fitsBody(const QByteArray& text) {
    return !text.startsWith("###") && !startsScript(text, false);
}

} // namespace knockback::workspace
