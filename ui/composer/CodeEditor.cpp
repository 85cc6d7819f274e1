// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CodeEditor.h"

#include "app/diagnosis/Diagnosis.h"
#include "ui/theme/Fonts.h"

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr int numberMargin = 0;
constexpr int foldMargin = 2;

void colourJson(QsciLexer& lexer, const Theme& theme) {
    const auto set = [&lexer](int style, const QColor& colour) { lexer.setColor(colour, style); };
    set(QsciLexerJSON::Property, theme.cause(Cause::Credential).text);
    set(QsciLexerJSON::String, theme.cause(Cause::None).text);
    set(QsciLexerJSON::EscapeSequence, theme.cause(Cause::Overload).text);
    set(QsciLexerJSON::Number, theme.cause(Cause::GeoLock).text);
    set(QsciLexerJSON::Keyword, theme.cause(Cause::GeoLock).text);
    set(QsciLexerJSON::KeywordLD, theme.cause(Cause::GeoLock).text);
    set(QsciLexerJSON::IRI, theme.cause(Cause::None).text);
    set(QsciLexerJSON::IRICompact, theme.cause(Cause::None).text);
    set(QsciLexerJSON::CommentLine, theme.textMuted);
    set(QsciLexerJSON::CommentBlock, theme.textMuted);
    set(QsciLexerJSON::Error, theme.danger());
    set(QsciLexerJSON::UnclosedString, theme.danger());
}

void colourMarkup(QsciLexer& lexer, const Theme& theme) {
    for (const int style : {QsciLexerHTML::Tag, QsciLexerHTML::UnknownTag, QsciLexerHTML::XMLTagEnd,
                            QsciLexerHTML::XMLStart, QsciLexerHTML::XMLEnd})
        lexer.setColor(theme.cause(Cause::Credential).text, style);
    for (const int style : {QsciLexerHTML::Attribute, QsciLexerHTML::UnknownAttribute})
        lexer.setColor(theme.cause(Cause::GeoLock).text, style);
    for (const int style : {QsciLexerHTML::HTMLDoubleQuotedString, QsciLexerHTML::HTMLSingleQuotedString})
        lexer.setColor(theme.cause(Cause::None).text, style);
    lexer.setColor(theme.textMuted, QsciLexerHTML::HTMLComment);
}

// Scintilla measures in points only.
QFont inPoints(QFont font, int dotsPerInch) {
    font.setPointSizeF(font.pixelSize() * 72.0 / dotsPerInch);
    return font;
}

} // namespace

CodeLanguage languageOf(QByteArrayView contentType) {
    const auto type = contentType.toByteArray().toLower();
    if (type.contains("json"))
        return CodeLanguage::Json;
    if (type.contains("html") || type.contains("xml"))
        return CodeLanguage::Markup;
    return CodeLanguage::Text;
}

CodeEditor::CodeEditor(ThemeManager& themes, QWidget* parent) : QsciScintilla(parent), m_themes(themes) {
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    setEolMode(QsciScintilla::EolUnix);
    setIndentationsUseTabs(false);
    setIndentationWidth(2);
    setTabWidth(2);
    setAutoIndent(true);
    setBraceMatching(QsciScintilla::SloppyBraceMatch);
    setFolding(QsciScintilla::PlainFoldStyle, foldMargin);
    setMarginType(numberMargin, QsciScintilla::NumberMargin);
    setMarginWidth(1, 0);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETLAYOUTCACHE, static_cast<unsigned long>(SC_CACHE_PAGE));
    // The window's own keys win over the editor's.
    for (const int key : {'L', 'T', 'D', 'U'})
        SendScintilla(SCI_CLEARCMDKEY, static_cast<unsigned long>(key + (SCMOD_CTRL << 16)));
    SendScintilla(SCI_CLEARCMDKEY, static_cast<unsigned long>(SCK_ESCAPE));
    dress();
    connect(&themes, &ThemeManager::changed, this, &CodeEditor::dress);
    connect(this, &QsciScintilla::linesChanged, this,
            [this] { setMarginWidth(numberMargin, QString::number(std::max(lines(), 100) * 10)); });
}

void CodeEditor::setLanguage(CodeLanguage language) {
    if (language == m_language)
        return;
    m_language = language;
    delete lexer();
    if (language == CodeLanguage::Json) {
        auto* json = new QsciLexerJSON(this);
        json->setHighlightComments(false);
        json->setHighlightEscapeSequences(true);
        setLexer(json);
    } else {
        setLexer(language == CodeLanguage::Markup ? new QsciLexerHTML(this) : nullptr);
    }
    dress();
}

void CodeEditor::setBytes(const QByteArray& utf8) {
    const bool locked = isReadOnly();
    setReadOnly(false);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(utf8.size()), utf8.constData());
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    SendScintilla(SCI_GOTOPOS, 0UL);
    setReadOnly(locked);
    setModified(false);
}

void CodeEditor::replaceBytes(const QByteArray& utf8) {
    SendScintilla(SCI_BEGINUNDOACTION);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(utf8.size()), utf8.constData());
    SendScintilla(SCI_ENDUNDOACTION);
    SendScintilla(SCI_GOTOPOS, 0UL);
}

QByteArray CodeEditor::bytes() const {
    const auto* text = static_cast<const char*>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    return {text, length()};
}

void CodeEditor::dress() {
    const auto& theme = m_themes.theme();
    const QFont font = inPoints(monoFont(theme.type.mono), logicalDpiY());
    dressLexer();
    if (!lexer()) {
        setFont(font);
        setColor(theme.text);
        setPaper(theme.field);
    }
    setMarginsFont(font);
    setMarginsBackgroundColor(theme.field);
    setMarginsForegroundColor(theme.textMuted);
    setFoldMarginColors(theme.field, theme.field);
    for (int mark = SC_MARKNUM_FOLDEREND; mark <= int{SC_MARKNUM_FOLDEROPEN}; ++mark) {
        SendScintilla(SCI_MARKERSETFORE, static_cast<unsigned long>(mark), theme.field);
        SendScintilla(SCI_MARKERSETBACK, static_cast<unsigned long>(mark), theme.textMuted);
    }
    setCaretForegroundColor(theme.text);
    setSelectionBackgroundColor(theme.accentSoft);
    resetSelectionForegroundColor();
    setMatchedBraceBackgroundColor(theme.accentSoft);
    setMatchedBraceForegroundColor(theme.accent);
    setUnmatchedBraceForegroundColor(theme.danger());
    setMarginWidth(numberMargin, QString::number(std::max(lines(), 100) * 10));
}

void CodeEditor::dressLexer() {
    auto* lexer = this->lexer();
    if (!lexer)
        return;
    const auto& theme = m_themes.theme();
    const QFont font = inPoints(monoFont(theme.type.mono), logicalDpiY());
    lexer->setDefaultFont(font);
    lexer->setFont(font);
    lexer->setDefaultPaper(theme.field);
    lexer->setPaper(theme.field);
    lexer->setDefaultColor(theme.text);
    lexer->setColor(theme.text);
    if (m_language == CodeLanguage::Json)
        colourJson(*lexer, theme);
    else
        colourMarkup(*lexer, theme);
}

} // namespace knockback::ui
