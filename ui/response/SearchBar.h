// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Background.h"
#include "ui/models/BodySearch.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace knockback::ui {

// Looks for text in what is shown: as typed or as a regular expression, on a worker, with the place among the matches.
class SearchBar final : public QWidget {
    Q_OBJECT
public:
    explicit SearchBar(ThemeManager& themes, QWidget* parent = nullptr);

    // The UTF-8 text that is searched; what is typed is looked for anew.
    void setBody(const http::Body& body);
    // Opens with the field ready to be typed in.
    void open(const QString& text);
    void close();
    void step(int by);

Q_SIGNALS:
    // `current` is an index of `matches`, or -1.
    void found(const std::vector<knockback::ui::TextMatch>& matches, int current);
    void currentChanged(int current);
    // ":120" was typed.
    void lineRequested(qint64 line);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void dress();
    void search();
    void show(SearchFindings findings);
    void tell();

    ThemeManager& m_themes;
    QLineEdit* m_field;
    QToolButton* m_case;
    QToolButton* m_regex;
    QToolButton* m_previous;
    QToolButton* m_next;
    QToolButton* m_close;
    QLabel* m_count;
    http::Body m_body;
    SearchFindings m_findings;
    int m_current = -1;
    Background m_background{*this};
    StopOwner m_stop; // goes first, so that the background need not be waited for
};

} // namespace knockback::ui
