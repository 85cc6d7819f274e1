// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/Scintilla.h"
#include "ui/theme/ThemeManager.h"

namespace knockback::ui {

enum class CodeLanguage { Text, Json, Markup };

// The language a media type is written in: "application/problem+json" is JSON, "text/html" is markup.
[[nodiscard]] CodeLanguage languageOf(QByteArrayView contentType);

// QScintilla in our colours, for bodies: UTF-8 bytes in and out, so that no second copy as UTF-16 is made.
class CodeEditor final : public QsciScintilla {
    Q_OBJECT
public:
    explicit CodeEditor(ThemeManager& themes, QWidget* parent = nullptr);

    void setLanguage(CodeLanguage language);
    // Replaces the text; undo starts anew.
    void setBytes(const QByteArray& utf8);
    // Replaces the text as one step that undo takes back.
    void replaceBytes(const QByteArray& utf8);
    [[nodiscard]] QByteArray bytes() const;

private:
    void dress();
    void dressLexer();

    ThemeManager& m_themes;
    CodeLanguage m_language = CodeLanguage::Text;
};

} // namespace knockback::ui
