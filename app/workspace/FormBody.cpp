// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "app/workspace/FormText.h"
#include "app/workspace/SwitchedOff.h"

namespace knockback::workspace {
namespace {

FormRow rowOf(const QByteArray& raw, bool enabled) {
    auto [name, value] = FormPiece{{}, raw}.decoded();
    return {std::move(name), std::move(value), enabled};
}

std::vector<FormRow> rowsOf(const FormPieces& form) {
    std::vector<FormRow> rows;
    for (const FormPiece& piece : form.pieces)
        rows.push_back(rowOf(piece.raw, true));
    return rows;
}

// The text with its rows changed: rows at its start and end that say the same keep their bytes, and so do separators.
QByteArray changedText(const FormPieces& old, const std::vector<FormRow>& rows) {
    const auto before = rowsOf(old);
    const std::size_t shorter = std::min(before.size(), rows.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == rows[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == rows[rows.size() - 1 - tail])
        ++tail;

    const QByteArray separator = old.pieces.size() > 1 ? old.pieces[1].before : QByteArray("&");
    QByteArray text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool kept = i < head || i >= rows.size() - tail;
        const std::size_t place = i < rows.size() - tail ? i : before.size() - (rows.size() - i);
        const bool has = kept || place < before.size() - tail;
        if (i == 0)
            text += old.pieces.empty() ? QByteArray() : old.pieces.front().before;
        else
            text += has && place > 0 ? old.pieces[place].before : separator;
        text += kept ? old.pieces[place].raw : encodeFormRow(rows[i].name, rows[i].value);
    }
    return rows.empty() ? QByteArray() : text + old.after;
}

} // namespace

std::vector<FormRow> formRows(const RequestDraft& draft) {
    return withSwitchedOff<FormRow>(rowsOf(splitForm(draft.body)), draft.bodyOff,
                                    [](const QByteArray& text) { return rowOf(text, false); });
}

void setFormRows(RequestDraft& draft, const std::vector<FormRow>& rows) {
    if (rows == formRows(draft))
        return;
    std::vector<FormRow> on;
    std::vector<QByteArray> off;
    for (const FormRow& row : rows) {
        if (row.name.isEmpty() && row.value.isEmpty())
            continue; // the empty row at the end of a table
        if (row.enabled)
            on.push_back(row);
        else
            off.push_back(switchedOffLine({on.size(), encodeFormRow(row.name, row.value)}));
    }
    draft.body = changedText(splitForm(draft.body), on);
    draft.bodyOff = std::move(off);
}

} // namespace knockback::workspace
