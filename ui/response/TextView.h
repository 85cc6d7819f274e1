// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Background.h"
#include "ui/models/BodySearch.h"
#include "ui/models/TextIndex.h"
#include "ui/models/TextRow.h"
#include "ui/response/TextRows.h"
#include "ui/theme/ThemeManager.h"

#include <QAbstractScrollArea>
#include <QTextLayout>

namespace knockback::ui {

// Shows a text body of any size by reading only what is on the screen: the first rows at once, the rest as soon as a
// worker has indexed it, also while the body still grows. Text can be selected with mouse and keys, and copied.
class TextView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr qint64 copyLimit = 32 * 1024 * 1024;

    explicit TextView(ThemeManager& themes, QWidget* parent = nullptr);
    ~TextView() override;

    // UTF-8. `json`: laid out JSON, in colours.
    void setBody(const http::Body& body, bool json = false);
    // The body may have grown: reads on.
    void grow();
    // Of a body that comes over the network, only so much is read a frame: looking on must not slow the download.
    void setLive(bool live) { m_live = live; }
    // Keeps the end in view unless the user scrolls up.
    void setFollowing(bool following);
    void setWrapped(bool wrapped);
    [[nodiscard]] bool isWrapped() const { return m_wrapped; }

    // What a search found; `current` is an index of it, -1 for none.
    void setMatches(std::vector<TextMatch> matches, int current);
    // Scrolls to these bytes and selects them, as soon as they are indexed.
    void reveal(const TextMatch& place);
    void goToLine(qint64 line);

    void copy();
    void selectAll();
    [[nodiscard]] qint64 rowCount() const { return m_index.rowCount(); }
    [[nodiscard]] const http::Body& body() const { return m_body; }
    [[nodiscard]] qint64 indexedBytes() const { return m_index.size(); }
    [[nodiscard]] TextMatch selection() const;
    [[nodiscard]] qint64 firstRow() const;

Q_SIGNALS:
    // Something that the user should know, in a sentence.
    void noted(const QString& sentence);
    // All that has come so far is indexed.
    void indexed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Line {
        RowPiece piece;
        TextRow row;
        std::unique_ptr<QTextLayout> layout;
    };

    void dress();
    void startIndex();
    void indexOn();
    void tookIndex(TextIndex index);
    void updateScrollBars();
    void layOut();
    void measure();
    void paintLine(QPainter& painter, const Line& line, int y);
    void paintBytes(QPainter& painter, const Line& line, int y, TextMatch bytes, const QColor& colour);
    void paintGutter(QPainter& painter, const Line& line, int y);
    [[nodiscard]] QList<QTextLayout::FormatRange> coloursOf(const Line& line) const;

    [[nodiscard]] qint64 offsetAt(const QPoint& position);
    [[nodiscard]] int columnsShown() const;
    [[nodiscard]] int rowsShown() const;
    [[nodiscard]] qint64 columnOf(qint64 offset) const;
    bool moveCaret(QKeyEvent* event);
    [[nodiscard]] qint64 movedVertically(qint64 rows);
    [[nodiscard]] qint64 movedSideways(bool forward) const;
    void setCaret(qint64 offset, bool select);
    void showCaret();
    void selectWord(qint64 offset);
    void selectLine(qint64 offset);

    ThemeManager& m_themes;
    http::Body m_body;
    TextIndex m_index;
    bool m_json = false;
    bool m_wrapped = false;
    bool m_following = false;
    bool m_live = false;
    bool m_indexing = false;
    std::optional<TextMatch> m_toReveal; // not indexed yet
    std::vector<TextMatch> m_matches;
    int m_current = -1;
    qint64 m_anchor = 0;
    qint64 m_caret = 0;
    std::optional<qint64> m_goal; // the column that the caret keeps over shorter rows
    ulong m_doubleClicked = 0;

    std::vector<Line> m_lines; // on the screen
    bool m_stale = true;       // of m_lines
    qint64 m_widest = 0;       // characters of the widest row that was seen
    int m_rowHeight = 16;
    double m_characterWidth = 8;
    int m_gutter = 48;
    Background m_background{*this};
    StopOwner m_stop; // goes first, so that the background need not be waited for
};

} // namespace knockback::ui
