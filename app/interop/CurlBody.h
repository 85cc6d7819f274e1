// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/interop/CurlOptions.h"
#include "app/workspace/BodyForm.h"
#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace knockback::interop {

// The body that -d, -F, -T and their kind make.
class CurlBody {
public:
    explicit CurlBody(std::optional<QByteArray> input) : m_input(std::move(input)) {}

    // Takes the option when it is one of them.
    bool take(const CurlOption& option, QStringList& notes);

    [[nodiscard]] bool isEmpty() const { return !m_hasData && m_parts.empty() && m_upload.isEmpty(); }
    [[nodiscard]] bool isUpload() const { return !m_upload.isEmpty(); }
    // What -G puts into the query; nothing of it is a body then.
    [[nodiscard]] QByteArray asQuery() const { return m_data; }
    // Writes body, Content-Type (unless it is there or was taken away) and parts. The draft's headers are complete.
    void writeTo(workspace::RequestDraft& draft) const;

private:
    void addData(const QByteArray& data);
    void addFile(const QByteArray& path, QStringList& notes);
    void addEncoded(const QByteArray& argument, QStringList& notes);
    void addPart(const QByteArray& argument, bool literal, QStringList& notes);

    std::optional<QByteArray> m_input;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_json = false;
    QByteArray m_file; // -d @file: the whole body
    QByteArray m_upload;
    std::vector<workspace::FormPart> m_parts;
};

} // namespace knockback::interop
