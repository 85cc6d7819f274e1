// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/TextPage.h"

#include "ui/response/TextView.h"

namespace knockback::ui {

namespace {

constexpr int matchIndicator = 9;
constexpr std::size_t mostMarked = 5000; // of the matches; all can be stepped through

CodeLanguage languageOfKind(BodyKind kind) {
    switch (kind) {
    case BodyKind::Json:
    case BodyKind::JsonLines:
        return CodeLanguage::Json;
    case BodyKind::Xml:
    case BodyKind::Html:
    case BodyKind::Svg:
        return CodeLanguage::Markup;
    default:
        return CodeLanguage::Text;
    }
}

bool isJson(BodyKind kind) {
    return kind == BodyKind::Json || kind == BodyKind::JsonLines;
}

unsigned long number(qint64 value) {
    return static_cast<unsigned long>(value);
}

} // namespace

TextPage::TextPage(ThemeManager& themes, QWidget* parent)
    : QStackedWidget(parent)
    , m_editor(new CodeEditor(themes))
    , m_view(new TextView(themes)) {
    m_editor->setObjectName(QStringLiteral("responseBody"));
    m_editor->setAccessibleName(tr("Response body"));
    m_editor->setReadOnly(true);
    m_editor->SendScintilla(QsciScintilla::SCI_INDICSETSTYLE, number(matchIndicator),
                            long{QsciScintilla::INDIC_ROUNDBOX});
    m_editor->SendScintilla(QsciScintilla::SCI_INDICSETUNDER, number(matchIndicator), 1L);
    m_editor->SendScintilla(QsciScintilla::SCI_INDICSETALPHA, number(matchIndicator), 110L);
    m_view->setObjectName(QStringLiteral("responseText"));
    addWidget(m_editor);
    addWidget(m_view);
    const auto dress = [this, &themes] {
        m_editor->SendScintilla(QsciScintilla::SCI_INDICSETFORE, number(matchIndicator),
                                themes.theme().cause(diagnosis::Cause::RateLimit).mark);
    };
    dress();
    connect(&themes, &ThemeManager::changed, this, dress);
    connect(m_view, &TextView::noted, this, &TextPage::noted);
}

void TextPage::setText(const http::Body& utf8, BodyKind kind, bool laidOut) {
    m_text = utf8;
    m_matches.clear();
    if (utf8.size() > editorLimit) {
        setLive(false);
        m_view->setBody(utf8, laidOut && isJson(kind));
        return setCurrentWidget(m_view);
    }
    m_editor->setLanguage(languageOfKind(kind));
    m_editor->setBytes(utf8.bytes());
    m_view->setBody({});
    setCurrentWidget(m_editor);
}

void TextPage::setGrowing(const http::Body& utf8, BodyKind kind, bool laidOut) {
    m_text = utf8;
    m_matches.clear();
    setLive(false);
    m_view->setBody(utf8, laidOut && isJson(kind));
    setCurrentWidget(m_view);
}

void TextPage::grow() {
    if (!inEditor())
        m_view->grow();
}

void TextPage::setLive(bool live) {
    m_view->setLive(live);
    m_view->setFollowing(live);
}

void TextPage::setWrapped(bool wrapped) {
    m_editor->setWrapMode(wrapped ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
    m_view->setWrapped(wrapped);
}

void TextPage::setMatches(const std::vector<TextMatch>& matches, int current) {
    m_matches = matches;
    if (!inEditor())
        return m_view->setMatches(matches, current);
    markInEditor();
    setCurrentMatch(current);
}

void TextPage::markInEditor() {
    m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, number(matchIndicator));
    m_editor->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(m_editor->length()));
    const auto count = std::min(m_matches.size(), mostMarked);
    for (std::size_t i = 0; i < count; ++i)
        m_editor->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, number(m_matches[i].begin),
                                static_cast<long>(m_matches[i].length));
}

void TextPage::setCurrentMatch(int current) {
    if (current < 0 || static_cast<std::size_t>(current) >= m_matches.size())
        return;
    if (!inEditor())
        return m_view->setMatches(m_matches, current);
    const auto& match = m_matches[static_cast<std::size_t>(current)];
    const auto line = m_editor->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, number(match.begin));
    m_editor->SendScintilla(QsciScintilla::SCI_ENSUREVISIBLE, number(line));
    m_editor->SendScintilla(QsciScintilla::SCI_SETSEL, number(match.begin),
                            static_cast<long>(match.begin + match.length));
    m_editor->SendScintilla(QsciScintilla::SCI_SCROLLCARET);
}

void TextPage::goToLine(qint64 line) {
    if (!inEditor())
        return m_view->goToLine(line);
    const auto index = static_cast<int>(std::clamp<qint64>(line, 1, m_editor->lines())) - 1;
    m_editor->ensureLineVisible(index);
    m_editor->setSelection(index, 0, index, m_editor->lineLength(index));
}

QString TextPage::selectedText() const {
    if (inEditor())
        return m_editor->selectedText();
    const auto chosen = m_view->selection();
    return chosen.length > 200 ? QString() : QString::fromUtf8(m_text.read(chosen.begin, chosen.length));
}

} // namespace knockback::ui
