// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Body.h"
#include "ui/models/Background.h"
#include "ui/models/BodyKind.h"
#include "ui/models/BodySearch.h"
#include "ui/response/TextJob.h"
#include "ui/theme/ThemeManager.h"

#include <QStackedWidget>

class QLabel;

namespace knockback::ui {

class EventStreamView;
class HexView;
class JsonTreeView;
class PairTable;
class PreviewView;
class TextPage;

// A body in each of its modes. A page is made when it is first wanted: most answers are looked at in one mode.
class BodyPages final : public QStackedWidget {
    Q_OBJECT
public:
    explicit BodyPages(ThemeManager& themes, QWidget* parent = nullptr);

    struct Shown {
        http::Body body;
        BodyKind kind = BodyKind::Text;
        QByteArray contentType;
        BodyMode mode = BodyMode::Raw;
        // Of a stream that still runs: the arrival times of its events. Null for a body that is whole.
        const base::Clock* growing = nullptr;
    };
    void show(const Shown& shown);
    void showEmpty(const QString& sentence);
    // The body may have grown, or the text that is being made of it.
    void grow();

    void setWrapped(bool wrapped);
    void setEventFilterText(const QString& text);
    void setMatches(const std::vector<TextMatch>& matches, int current);
    void setCurrentMatch(int current);
    void goToLine(qint64 line);
    // The text that a search looks through; empty outside the text modes.
    [[nodiscard]] http::Body searched() const;
    [[nodiscard]] QString selectedText() const;
    // Everything that is shown, as far as a clipboard can take it.
    void copyAll();

Q_SIGNALS:
    void noted(const QString& sentence);
    // searched() is another text now.
    void textChanged();

private:
    void showText(bool pretty);
    void showForm();
    TextPage& textPage();
    EventStreamView& eventPage();
    JsonTreeView& treePage();
    HexView& hexPage();
    PreviewView& previewPage();

    ThemeManager& m_themes;
    Shown m_shown;
    QLabel* m_empty;
    TextPage* m_text = nullptr;
    EventStreamView* m_events = nullptr;
    PairTable* m_form = nullptr;
    JsonTreeView* m_tree = nullptr;
    HexView* m_hex = nullptr;
    PreviewView* m_preview = nullptr;
    bool m_wrapped = false;
    QString m_eventFilter;
    Background m_background{*this};
    StopOwner m_stop; // goes first, so that the background need not be waited for
};

} // namespace knockback::ui
