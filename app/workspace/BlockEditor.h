// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::workspace {

// Changes the lines of one block in place; what already says the wanted thing keeps its bytes. The block must have a
// request. Any order of calls is fine.
class BlockEditor {
public:
    explicit BlockEditor(HttpBlock block);

    void setName(const QString& name);
    // The version is kept as it is written when it means the same.
    void setRequestLine(const QByteArray& method, const QByteArray& url, http::HttpVersionChoice version);
    // All rows, in the order of the file.
    void setHeaders(const std::vector<HeaderRow>& rows);
    void setBody(const QByteArray& body);
    void setNotes(const QString& notes);
    // The settings lines of these keys become `lines` ("key value", without "# @"), in order: equal ones stay, changed
    // ones take the place of old ones.
    void setSettings(const std::vector<QByteArray>& keys, const std::vector<QByteArray>& lines);

    [[nodiscard]] HttpBlock take();

private:
    [[nodiscard]] HttpLine make(LineKind kind, const QByteArray& text) const { return {kind, text + m_lineEnd}; }
    void insert(std::size_t at, HttpLine line);
    void erase(std::size_t from, std::size_t to);
    [[nodiscard]] std::vector<std::size_t> settingsOf(const std::vector<QByteArray>& keys) const;
    // Where the first line of a setting goes: below the others above the request, and above its scripts.
    [[nodiscard]] std::size_t settingPlace() const;
    [[nodiscard]] std::size_t headersBegin() const;
    // One past the last line before the empty line or the script that ends the headers.
    [[nodiscard]] std::size_t headersEnd() const;
    // Where a first body goes: after the blank line that ends the headers, which is made when it is needed.
    std::size_t bodyPlace();

    HttpBlock m_block;
    QByteArray m_lineEnd;
    QByteArray m_openEnd; // the last line when it came without a line end
};

} // namespace knockback::workspace
