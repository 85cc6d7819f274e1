// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpFile.h"

#include "app/workspace/HttpBlockEdit.h"
#include "app/workspace/HttpBlockRead.h"

namespace knockback::workspace {

using base::Failure;

QByteArray HttpFile::bytes() const {
    QByteArray all;
    for (const HttpBlock& block : m_blocks)
        all += block.bytes();
    return all;
}

std::size_t HttpFile::count() const {
    return static_cast<std::size_t>(
        std::count_if(m_blocks.begin(), m_blocks.end(), [](const HttpBlock& block) { return block.hasRequest(); }));
}

std::size_t HttpFile::blockIndex(std::size_t index) const {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        if (m_blocks[i].hasRequest() && seen++ == index)
            return i;
    }
    Q_ASSERT_X(false, "HttpFile", "no request of that number");
    return 0;
}

const HttpBlock& HttpFile::block(std::size_t index) const {
    return m_blocks.at(blockIndex(index));
}

int HttpFile::line(std::size_t index) const {
    const HttpBlock& block = this->block(index);
    return block.firstLine + static_cast<int>(block.find(LineKind::RequestLine).value_or(0));
}

QString HttpFile::name(std::size_t index) const {
    return readName(block(index));
}

RequestFace HttpFile::face(std::size_t index) const {
    const HttpBlock& block = this->block(index);
    RequestFace face;
    face.name = readName(block);
    for (const HttpLine& line : block.lines) {
        const auto setting = line.kind == LineKind::Setting ? parseSetting(line.text()) : std::nullopt;
        if (line.kind == LineKind::RequestLine || line.kind == LineKind::Continuation)
            face.target += line.text().trimmed();
        if (line.kind != LineKind::Separator && !(setting && setting->key == "name"))
            face.content += line.text() + '\n';
    }
    face.content = face.content.trimmed();
    return face;
}

base::Result<RequestDraft, FileError> HttpFile::draft(std::size_t index) const {
    return readDraft(block(index));
}

std::vector<FileError> HttpFile::notes(std::size_t index) const {
    return readNotes(block(index));
}

Environment HttpFile::variables() const {
    Environment variables;
    for (const HttpBlock& block : m_blocks)
        readVariables(block, variables);
    return variables;
}

base::Outcome<FileError> HttpFile::setDraft(std::size_t index, const RequestDraft& draft) {
    if (const auto before = this->draft(index); before && *before == normalised(draft))
        return base::Done{};
    const std::size_t at = blockIndex(index);
    auto edited = editBlock(m_blocks.at(at), draft);
    if (!edited)
        return Failure(FileError{{}, line(index), edited.error()});

    // A changed last line without a line end must not swallow the separator that follows.
    QByteArray all;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const QByteArray bytes = i == at ? edited->bytes() : m_blocks[i].bytes();
        if (!all.isEmpty() && !all.endsWith('\n') && !bytes.isEmpty())
            all += '\n';
        all += bytes;
    }
    HttpFile changed(all);
    const auto reread = changed.count() == count() ? changed.draft(index) : draft;
    if (changed.count() != count() || !reread || *reread != normalised(draft))
        return Failure(
            FileError{{},
                      line(index),
                      QStringLiteral("The request cannot be written as .http text: a value in it would be read "
                                     "as something else. Look for line breaks in names, headers and the URL.")});
    *this = std::move(changed);
    return base::Done{};
}

base::Outcome<FileError> HttpFile::append(const RequestDraft& draft) {
    const QByteArray before = bytes();
    QByteArray text = before;
    const QByteArray end = before.contains("\r\n") ? "\r\n" : "\n";
    if (!text.isEmpty() && !text.endsWith('\n'))
        text += end;
    if (!text.isEmpty())
        text += end;
    text += "### " + draft.name.trimmed().toUtf8() + end + "GET http://localhost" + end;
    HttpFile grown(text);
    if (auto outcome = grown.setDraft(grown.count() - 1, draft); !outcome)
        return outcome;
    *this = std::move(grown);
    return base::Done{};
}

void HttpFile::remove(std::size_t index) {
    HttpBlock& block = m_blocks.at(blockIndex(index));
    // What belongs to the whole file outlives the request above which it stands.
    const auto isTheFiles = [](const HttpLine& line) {
        const auto setting = line.kind == LineKind::Setting ? parseSetting(line.text()) : std::nullopt;
        return line.kind == LineKind::Variable || (setting && setting->key.startsWith("knockback.default."));
    };
    if (std::none_of(block.lines.begin(), block.lines.end(), isTheFiles)) {
        m_blocks.erase(m_blocks.begin() + static_cast<std::ptrdiff_t>(blockIndex(index)));
        return;
    }
    const auto request = static_cast<std::ptrdiff_t>(*block.find(LineKind::RequestLine));
    block.lines.erase(block.lines.begin() + request, block.lines.end());
    std::erase_if(block.lines,
                  [&](const HttpLine& line) { return line.kind == LineKind::Setting && !isTheFiles(line); });
}

} // namespace knockback::workspace
