// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyPanel.h"

#include "app/http/HeaderList.h"
#include "ui/models/JsonLayout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

CodeLanguage languageOfDraft(const workspace::RequestDraft& draft) {
    for (const auto& header : draft.headers) {
        if (header.enabled && http::sameFieldName(header.name, "Content-Type"))
            return languageOf(header.value);
    }
    const auto start = draft.body.trimmed().left(1);
    return start == "<" ? CodeLanguage::Markup : CodeLanguage::Json;
}

} // namespace

BodyPanel::BodyPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_editor(new CodeEditor(themes))
    , m_note(new QLabel)
    , m_format(new QPushButton(tr("Format"))) {
    m_editor->setObjectName(QStringLiteral("requestBody"));
    m_editor->setAccessibleName(tr("Request body"));
    m_editor->setLanguage(CodeLanguage::Json);
    m_format->setAutoDefault(false);
    m_format->setToolTip(tr("Lay out as JSON (Ctrl+Shift+F)"));
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_note, 1);
    bar->addWidget(m_format);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 8);
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(m_editor, 1);
    noteSize();
    connect(m_format, &QPushButton::clicked, this, &BodyPanel::format);
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        noteSize();
        if (!m_loading)
            Q_EMIT edited();
    });
}

void BodyPanel::load(const workspace::RequestDraft& draft) {
    m_background.drop();
    m_editor->setLanguage(languageOfDraft(draft));
    if (m_editor->bytes() == draft.body)
        return;
    m_loading = true;
    m_editor->setBytes(draft.body);
    m_loading = false;
    noteSize();
}

void BodyPanel::store(workspace::RequestDraft& draft) const {
    draft.body = m_editor->bytes();
}

void BodyPanel::format() {
    const QByteArray before = m_editor->bytes();
    m_background.run([before] { return layOutJson(before); },
                     [this, before](const std::optional<QByteArray>& laidOut) {
                         if (m_editor->bytes() != before)
                             return;
                         if (!laidOut)
                             m_note->setText(tr("Not laid out: the brackets or quotes do not match."));
                         else if (*laidOut != before)
                             m_editor->replaceBytes(*laidOut);
                     });
}

void BodyPanel::noteSize() {
    const int bytes = m_editor->length();
    m_note->setText(bytes == 0 ? tr("No body") : tr("%n byte(s)", nullptr, bytes));
    m_format->setEnabled(bytes > 0);
}

} // namespace knockback::ui
