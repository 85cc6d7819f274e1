// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CodeVariables.h"

#include "app/http/Variables.h"
#include "ui/composer/CodeEditor.h"
#include "ui/composer/Suggestions.h"
#include "ui/composer/VariableSpans.h"

#include <QHelpEvent>
#include <QToolTip>

namespace knockback::ui {

namespace {

// One indicator for each state; the lexers' own begin at 0.
unsigned long indicatorOf(VariableState state) {
    return 10UL + static_cast<unsigned long>(state);
}

constexpr std::array states{VariableState::Known, VariableState::Vault, VariableState::Unknown};
// Of a line: a body may be one line of many megabytes.
constexpr long longestLine = 64 * 1024;

} // namespace

CodeVariables::CodeVariables(CodeEditor& editor, ThemeManager& themes)
    : QObject(&editor)
    , m_editor(editor)
    , m_themes(themes) {
    dress();
    m_editor.SendScintilla(QsciScintilla::SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>('\n'));
    m_editor.viewport()->installEventFilter(this);
    connect(&themes, &ThemeManager::changed, this, &CodeVariables::dress);
    connect(&editor, &QsciScintillaBase::SCN_UPDATEUI, this, &CodeVariables::mark);
    connect(&editor, &QsciScintillaBase::SCN_CHARADDED, this, &CodeVariables::offer);
}

void CodeVariables::setScope(const VariableScope& scope) {
    m_scope = scope;
    mark();
}

void CodeVariables::dress() {
    for (const auto state : states) {
        const auto indicator = indicatorOf(state);
        const auto format = formatOf(state, m_themes.theme());
        m_editor.SendScintilla(QsciScintilla::SCI_INDICSETSTYLE, indicator,
                               static_cast<long>(state == VariableState::Unknown ? QsciScintilla::INDIC_SQUIGGLE
                                                                                 : QsciScintilla::INDIC_STRAIGHTBOX));
        m_editor.SendScintilla(QsciScintilla::SCI_INDICSETFORE, indicator, format.foreground().color());
        m_editor.SendScintilla(QsciScintilla::SCI_INDICSETUNDER, indicator, 1L);
        m_editor.SendScintilla(QsciScintilla::SCI_INDICSETALPHA, indicator, 36L);
        m_editor.SendScintilla(QsciScintilla::SCI_INDICSETOUTLINEALPHA, indicator, 0L);
    }
    mark();
}

QByteArray CodeVariables::line(long number) const {
    const auto row = static_cast<unsigned long>(number);
    const long length = m_editor.SendScintilla(QsciScintilla::SCI_LINELENGTH, row);
    if (length <= 0 || length > longestLine)
        return {};
    QByteArray text(static_cast<qsizetype>(length), '\0');
    m_editor.SendScintilla(QsciScintilla::SCI_GETLINE, row, static_cast<void*>(text.data()));
    return text;
}

void CodeVariables::mark() {
    const long top = m_editor.SendScintilla(QsciScintilla::SCI_GETFIRSTVISIBLELINE);
    const long bottom = top + m_editor.SendScintilla(QsciScintilla::SCI_LINESONSCREEN) + 1;
    for (long shown = top; shown <= bottom; ++shown) {
        const long number =
            m_editor.SendScintilla(QsciScintilla::SCI_DOCLINEFROMVISIBLE, static_cast<unsigned long>(shown));
        const QByteArray text = line(number);
        const long start =
            m_editor.SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(number));
        if (start < 0)
            continue;
        for (const auto state : states) {
            m_editor.SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, indicatorOf(state));
            m_editor.SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, static_cast<unsigned long>(start),
                                   static_cast<long>(text.size()));
        }
        for (const auto& span : http::findVariables(text)) {
            const auto marks = variableMarks(QString::fromUtf8(text.mid(span.start, span.length)), m_scope);
            if (marks.empty())
                continue;
            m_editor.SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, indicatorOf(marks.front().state));
            m_editor.SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE,
                                   static_cast<unsigned long>(start + span.start), static_cast<long>(span.length));
        }
    }
}

void CodeVariables::offer() {
    const long position = m_editor.SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    const long number =
        m_editor.SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, static_cast<unsigned long>(position));
    const long start = m_editor.SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(number));
    const QString before = QString::fromUtf8(line(number).left(position - start));
    const auto found = variableOffer(before, static_cast<int>(before.size()), m_scope);
    if (found.candidates.empty())
        return;
    QByteArray list;
    for (const auto& candidate : found.candidates)
        list += (list.isEmpty() ? "" : "\n") + candidate.text.toUtf8();
    const auto typed = before.mid(found.start).toUtf8().size();
    m_editor.SendScintilla(QsciScintilla::SCI_AUTOCSHOW, static_cast<unsigned long>(typed), list.constData());
}

QString CodeVariables::tipAt(const QPoint& position) const {
    const long at = m_editor.SendScintilla(QsciScintilla::SCI_POSITIONFROMPOINTCLOSE,
                                           static_cast<unsigned long>(position.x()), static_cast<long>(position.y()));
    if (at < 0)
        return {};
    const long number = m_editor.SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, static_cast<unsigned long>(at));
    const long start = m_editor.SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(number));
    const QByteArray text = line(number);
    return variableTip(QString::fromUtf8(text), static_cast<int>(QString::fromUtf8(text.left(at - start)).size()),
                       m_scope);
}

bool CodeVariables::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), m_editor.viewport());
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace knockback::ui
