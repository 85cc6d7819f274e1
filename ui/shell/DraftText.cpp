// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/DraftText.h"

#include "app/workspace/HttpFile.h"

namespace knockback::ui {

std::optional<QByteArray> draftText(const workspace::RequestDraft& draft) {
    workspace::HttpFile file;
    if (!file.append(draft))
        return std::nullopt;
    return file.bytes();
}

std::optional<workspace::RequestDraft> draftOf(const QByteArray& httpText) {
    const workspace::HttpFile file(httpText);
    if (file.count() == 0)
        return std::nullopt;
    auto draft = file.draft(0);
    return draft ? std::optional(std::move(draft).value()) : std::nullopt;
}

QByteArray readableText(const workspace::RequestDraft& draft) {
    if (auto text = draftText(draft))
        return *text;
    QByteArray text = "### " + draft.name.toUtf8() + '\n' + draft.method + ' ' + draft.url + '\n';
    for (const auto& header : draft.headers)
        text += (header.enabled ? "" : "# ") + header.name + ": " + header.value + '\n';
    return text + '\n' + draft.body;
}

} // namespace knockback::ui
