// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/CodeEditor.h"
#include "ui/models/BodyKind.h"
#include "ui/models/BodySearch.h"

#include <QStackedWidget>

namespace knockback::ui {

class TextView;

// A text body: small ones in an editor with colours and folds, large and growing ones in the view that reads only what
// is on the screen.
class TextPage final : public QStackedWidget {
    Q_OBJECT
public:
    // The editor needs 22 ms for a megabyte: more would be longer than a frame.
    static constexpr qint64 editorLimit = 1'000'000;

    explicit TextPage(ThemeManager& themes, QWidget* parent = nullptr);

    // UTF-8 text that is whole.
    void setText(const http::Body& utf8, BodyKind kind, bool laidOut);
    // UTF-8 text that still grows.
    void setGrowing(const http::Body& utf8, BodyKind kind, bool laidOut);
    void grow();
    // The text comes over the network: its end stays in view.
    void setLive(bool live);

    void setWrapped(bool wrapped);
    void setMatches(const std::vector<TextMatch>& matches, int current);
    void setCurrentMatch(int current);
    // From 1.
    void goToLine(qint64 line);
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] const http::Body& text() const { return m_text; }

Q_SIGNALS:
    void noted(const QString& sentence);

private:
    [[nodiscard]] bool inEditor() const { return currentIndex() == 0; }
    void markInEditor();

    CodeEditor* m_editor;
    TextView* m_view;
    http::Body m_text;
    std::vector<TextMatch> m_matches;
};

} // namespace knockback::ui
