// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/HttpBlockEdit.h"

#include "app/workspace/AuthText.h"
#include "app/workspace/BlockEditor.h"
#include "app/workspace/HttpBlockRead.h"
#include "app/workspace/HttpFile.h"
#include "app/workspace/PolicyFields.h"
#include "app/workspace/SettingFields.h"

namespace knockback::workspace {
namespace {

using base::Failure;

// How a block says how to sign in.
struct AuthPlace {
    std::vector<HeaderRow> rows; // all of the block
    std::optional<std::size_t> row;
    bool setting = false;
};

AuthPlace authPlace(const HttpBlock& block) {
    AuthPlace place{readRows(block), {}, hasAuthSetting(block)};
    if (!place.setting)
        place.row = authRow(place.rows);
    return place;
}

bool hasAuthorization(const std::vector<HeaderRow>& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const HeaderRow& row) {
        return row.enabled && http::sameFieldName(row.name, "Authorization");
    });
}

// Where the Auth tab's row goes among `rows`, so that the rows around it stay its neighbours.
std::size_t placeAmong(const std::vector<HeaderRow>& rows, const AuthPlace& old) {
    if (!old.row)
        return rows.size();
    const std::size_t after = old.rows.size() - 1 - *old.row;
    std::size_t same = 0;
    while (same < after && same < rows.size() && rows[rows.size() - 1 - same] == old.rows[old.rows.size() - 1 - same])
        ++same;
    return same == after ? rows.size() - same : std::min(*old.row, rows.size());
}

void editAuth(BlockEditor& editor, const RequestDraft& draft, const RequestDraft& before, const AuthPlace& old) {
    const bool changed = draft.auth != before.auth;
    const auto header = authHeader(draft.auth);
    const bool asHeader = header && !hasAuthorization(draft.headers) && (changed || old.row);
    std::vector<HeaderRow> rows = draft.headers;
    if (asHeader) {
        HeaderRow row{"Authorization", *header};
        if (old.row)
            row = changed ? HeaderRow{old.rows[*old.row].name, *header} : old.rows[*old.row];
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(placeAmong(draft.headers, old)), row);
    }
    if (rows != old.rows)
        editor.setHeaders(rows);
    if (!changed && asHeader == old.row.has_value())
        return;
    const QByteArray line = asHeader ? QByteArray() : authSetting(draft.auth, QByteArray(ownPrefix.toByteArray()));
    editor.setSettings({"knockback.auth", "knockback.credential"},
                       line.isEmpty() ? std::vector<QByteArray>() : std::vector<QByteArray>{line});
}

void editSettings(BlockEditor& editor, const RequestSettings& settings, const RequestSettings& before) {
    for (const SettingField& field : settingFields()) {
        const auto lines = field.write(settings);
        if (lines != field.write(before))
            editor.setSettings(field.keys, lines);
    }
}

void editPolicy(BlockEditor& editor, const retry::RetryPolicy& policy, const retry::RetryPolicy& before,
                const retry::RetryPolicy& start) {
    for (const PolicyField& field : policyFields()) {
        const QJsonValue value = field.read(policy);
        if (value == field.read(before))
            continue;
        const QByteArray key = QByteArray("knockback.retry.") + field.name;
        std::vector<QByteArray> lines;
        if (value != field.read(start))
            lines.push_back(key + ' ' + settingText(value));
        editor.setSettings({key}, lines);
    }
}

// One settings line for each value that is not empty.
void editLines(BlockEditor& editor, const QByteArray& key, const std::vector<QByteArray>& values,
               const std::vector<QByteArray>& before) {
    if (values == before)
        return;
    std::vector<QByteArray> lines;
    for (const QByteArray& value : values) {
        if (!value.isEmpty())
            lines.push_back(key + ' ' + value);
    }
    editor.setSettings({key}, lines);
}

void editBody(BlockEditor& editor, const RequestDraft& draft, const RequestDraft& before) {
    editLines(editor, "knockback.body-off", draft.bodyOff, before.bodyOff);
    editLines(editor, "knockback.graphql-operation", {draft.graphQlOperation}, {before.graphQlOperation});
    if (draft.body != before.body)
        editor.setBody(draft.body);
}

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
    const AuthPlace place = authPlace(block);
    BlockEditor editor(std::move(block));
    editor.setRequestLine(draft.method, draft.url, draft.settings.version);
    editor.setName(draft.name);
    editLines(editor, "knockback.path-names", {draft.pathNames}, {before->pathNames});
    editLines(editor, "knockback.parameter-off", draft.parametersOff, before->parametersOff);
    editAuth(editor, draft, *before, place);
    editSettings(editor, draft.settings, before->settings);
    editPolicy(editor, draft.policy, before->policy, *start);
    if (draft.notes != before->notes)
        editor.setNotes(draft.notes);
    editBody(editor, draft, *before);
    return editor.take();
}

} // namespace knockback::workspace
