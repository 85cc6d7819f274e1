// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyPanel.h"

#include "app/workspace/MediaType.h"
#include "ui/composer/BodyWords.h"
#include "ui/composer/CodeVariables.h"
#include "ui/composer/FileBodyView.h"
#include "ui/composer/FilePlace.h"
#include "ui/composer/GraphQlView.h"
#include "ui/composer/JsonCheck.h"
#include "ui/composer/NameValuePage.h"
#include "ui/composer/PartsTable.h"

#include <QComboBox>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>

namespace knockback::ui {

using workspace::BodyKind;

namespace {

bool isPlainText(BodyKind kind) {
    return kind == BodyKind::Json || kind == BodyKind::Xml || kind == BodyKind::Text;
}

// Text kinds share what was typed.
BodyKind keptUnder(BodyKind kind) {
    return isPlainText(kind) ? BodyKind::Text : kind;
}

CodeLanguage languageOf(BodyKind kind) {
    return kind == BodyKind::Json  ? CodeLanguage::Json
           : kind == BodyKind::Xml ? CodeLanguage::Markup
                                   : CodeLanguage::Text;
}

} // namespace

void BodyPanel::load(const workspace::RequestDraft& draft) {
    const QScopedValueRollback loading(m_loading, true);
    const bool sameBody = draft.body == m_draft.body && draft.bodyOff == m_draft.bodyOff &&
                          draft.graphQlOperation == m_draft.graphQlOperation;
    const bool same = sameBody && draft.headers == m_draft.headers && draft.method == m_draft.method;
    m_draft = draft;
    if (same) // while a text is typed its kind stays, whatever it looks like for a moment
        return;
    const auto kind = workspace::bodyKind(draft);
    if (sameBody && kind == m_kind)
        return describe();
    m_background.drop();
    m_kind = kind;
    showKind();
}

void BodyPanel::store(workspace::RequestDraft& draft) const {
    draft.body = m_draft.body;
    draft.bodyOff = m_draft.bodyOff;
    draft.graphQlOperation = m_draft.graphQlOperation;
}

void BodyPanel::setFolder(const QString& folder) {
    m_folder = folder;
    m_parts->parts().setFolder(folder);
    m_file->setFolder(folder);
    describe(); // whether a file is there depends on it
}

void BodyPanel::setScope(const VariableScope& scope) {
    m_form->setScope(scope);
    m_parts->setScope(scope);
    m_file->setScope(scope);
    for (auto* variables : m_variables)
        variables->setScope(scope);
}

void BodyPanel::commit() {
    m_form->table().commit();
    m_parts->commit();
}

void BodyPanel::chooseKind(BodyKind kind) {
    if (kind == m_kind)
        return;
    commit();
    const auto type = workspace::contentTypeValue(m_draft).value_or(QByteArray());
    m_kept[keptUnder(m_kind)] = {m_draft.body, m_draft.bodyOff, m_draft.graphQlOperation, type};
    workspace::setBodyKind(m_draft, kind);
    const auto kept = m_kept.find(keptUnder(kind));
    const bool empty =
        m_draft.body.isEmpty() || (kind == BodyKind::File && workspace::fileBody(m_draft).path.isEmpty());
    if (kept != m_kept.end() && empty && kind != BodyKind::None) {
        m_draft.body = kept->second.body;
        m_draft.bodyOff = kept->second.off;
        m_draft.graphQlOperation = kept->second.operation;
        if (kind == BodyKind::Multipart) // its boundary
            workspace::setContentType(m_draft, kept->second.contentType);
    }
    m_kind = kind;
    showKind();
    Q_EMIT edited();
}

void BodyPanel::showKind() {
    const QScopedValueRollback loading(m_loading, true);
    const QSignalBlocker quiet(m_choice);
    m_choice->setCurrentIndex(m_choice->findData(static_cast<int>(m_kind)));
    QWidget* const views[] = {m_none, m_editor, m_editor, m_editor, m_form, m_parts, m_file, m_graphQl};
    m_views->setCurrentWidget(views[static_cast<int>(m_kind)]);
    setFocusProxy(m_views->currentWidget());
    m_addFile->setVisible(m_kind == BodyKind::Multipart);
    m_format->setVisible(m_kind == BodyKind::Json || m_kind == BodyKind::Xml || m_kind == BodyKind::GraphQl);
    fillView();
    describe();
}

void BodyPanel::fillView() {
    switch (m_kind) {
    case BodyKind::None:
        return;
    case BodyKind::Json:
    case BodyKind::Xml:
    case BodyKind::Text:
        m_editor->setLanguage(languageOf(m_kind));
        if (m_editor->bytes() != m_draft.body)
            m_editor->setBytes(m_draft.body);
        return;
    case BodyKind::Form: {
        std::vector<NameValueRow> rows;
        for (const auto& row : workspace::formRows(m_draft))
            rows.push_back({QString::fromUtf8(row.name), QString::fromUtf8(row.value), row.enabled});
        return m_form->rows().setRows(std::move(rows));
    }
    case BodyKind::Multipart:
        return m_parts->parts().setParts(workspace::formParts(m_draft));
    case BodyKind::File:
        return m_file->setFile(workspace::fileBody(m_draft));
    case BodyKind::GraphQl:
        return m_graphQl->setBody(workspace::graphQlBody(m_draft));
    }
}

void BodyPanel::readView() {
    switch (m_kind) {
    case BodyKind::None:
        return;
    case BodyKind::Json:
    case BodyKind::Xml:
    case BodyKind::Text:
        m_draft.body = m_editor->bytes();
        return;
    case BodyKind::Form: {
        std::vector<workspace::FormRow> rows;
        for (const auto& row : m_form->rows().rows())
            rows.push_back({row.name.toUtf8(), row.value.toUtf8(), row.enabled});
        return workspace::setFormRows(m_draft, rows);
    }
    case BodyKind::Multipart:
        return workspace::setFormParts(m_draft, m_parts->parts().parts());
    case BodyKind::File:
        return workspace::setFileBody(m_draft, m_file->file());
    case BodyKind::GraphQl:
        return workspace::setGraphQlBody(m_draft, m_graphQl->body());
    }
}

void BodyPanel::tellEdit() {
    if (m_loading)
        return;
    readView();
    describe();
    Q_EMIT edited();
}

void BodyPanel::format() {
    if (!m_format->isVisibleTo(this))
        return say(tr("Only JSON and XML can be laid out."), false);
    auto* editor = m_kind == BodyKind::GraphQl ? &m_graphQl->variables() : m_editor;
    const bool json = m_kind != BodyKind::Xml;
    const QByteArray before = editor->bytes();
    m_background.run([before, json] { return json ? laidOutJson(before) : laidOutXml(before); },
                     [this, editor, before](const std::optional<QByteArray>& laidOut) {
                         if (editor->bytes() != before)
                             return;
                         if (!laidOut)
                             say(tr("Not laid out: the brackets, quotes or tags do not match."), true);
                         else if (*laidOut != before)
                             editor->replaceBytes(*laidOut);
                     });
}

void BodyPanel::describe() {
    m_type->setText(typeWords(m_draft, m_kind));
    m_checking.drop();
    switch (m_kind) {
    case BodyKind::None:
    case BodyKind::File:
        return say({}, false);
    case BodyKind::Form:
        return say(formWords(m_form->rows().enabledCount()), false);
    case BodyKind::Multipart:
        return say(partsWords(m_parts->parts()), false);
    case BodyKind::Json:
        return describeJson(m_draft.body);
    case BodyKind::GraphQl:
        return describeJson(workspace::graphQlBody(m_draft).variables);
    case BodyKind::Xml:
    case BodyKind::Text:
        return say(sizeWords(m_draft.body.size()), false);
    }
}

// Away from the window's thread: a body may be large.
void BodyPanel::describeJson(const QByteArray& json) {
    m_checking.run([json] { return checkJson(json); },
                   [this, size = json.size()](const std::optional<JsonProblem>& problem) {
                       say(problem ? jsonProblemSentence(*problem) : sizeWords(size), problem.has_value());
                   });
}

} // namespace knockback::ui
