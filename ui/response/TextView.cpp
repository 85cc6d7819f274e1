// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/TextView.h"

#include "ui/theme/Fonts.h"

#include <QScrollBar>

#include <limits>

namespace knockback::ui {

namespace {

constexpr qint64 atOnce = 256 * 1024; // indexed on the window's thread, so that the first frame has something to show
constexpr qint64 indexStep = 64 * 1024 * 1024;
constexpr qint64 liveStep = 8 * 1024 * 1024; // half a gigabyte a second at sixty frames
constexpr int widestRange = 1'000'000'000;

int toBar(qint64 value) {
    return static_cast<int>(std::clamp<qint64>(value, 0, widestRange));
}

} // namespace

TextView::TextView(ThemeManager& themes, QWidget* parent) : QAbstractScrollArea(parent), m_themes(themes) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Response body, as text"));
    viewport()->setCursor(Qt::IBeamCursor);
    // What the mouse wheel moves by.
    verticalScrollBar()->setSingleStep(1);
    horizontalScrollBar()->setSingleStep(4);
    dress();
    connect(&themes, &ThemeManager::changed, this, &TextView::dress);
}

TextView::~TextView() = default;

void TextView::dress() {
    viewport()->setFont(monoFont(m_themes.theme().type.mono));
    const QFontMetricsF metrics(viewport()->font());
    m_rowHeight = static_cast<int>(metrics.height() + 3);
    m_characterWidth = metrics.horizontalAdvance(u'0');
    m_stale = true;
    viewport()->update();
}

void TextView::setBody(const http::Body& body, bool json) {
    m_body = body;
    m_json = json;
    m_matches.clear();
    m_current = -1;
    m_anchor = m_caret = 0;
    m_goal.reset();
    m_toReveal.reset();
    m_widest = 0;
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
    startIndex();
}

void TextView::startIndex() {
    m_background.drop();
    m_indexing = false;
    m_index = TextIndex(m_wrapped ? std::max(columnsShown() - 1, 20) : 0);
    m_index.extend(m_body, atOnce);
    m_stale = true;
    updateScrollBars();
    viewport()->update();
    indexOn();
}

void TextView::grow() {
    if (!m_indexing)
        indexOn();
}

void TextView::indexOn() {
    if (m_index.size() >= m_body.size()) {
        Q_EMIT indexed();
        return;
    }
    m_indexing = true;
    m_background.run(
        [from = m_index, body = m_body, step = m_live ? liveStep : indexStep, stop = m_stop.renew()] {
            TextIndex index = from;
            index.extend(body, index.size() + step, stop);
            return index;
        },
        [this](TextIndex index) { tookIndex(std::move(index)); });
}

void TextView::tookIndex(TextIndex index) {
    const bool progress = index.size() > m_index.size();
    m_index = std::move(index);
    m_indexing = false;
    m_stale = true;
    updateScrollBars();
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    if (m_toReveal && m_toReveal->begin < m_index.size())
        reveal(*std::exchange(m_toReveal, std::nullopt));
    viewport()->update();
    if (progress && !m_live)
        indexOn();
}

void TextView::setFollowing(bool following) {
    m_following = following;
    if (following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TextView::setWrapped(bool wrapped) {
    if (wrapped == m_wrapped)
        return;
    m_wrapped = wrapped;
    const qint64 top = m_index.rowStart(m_body, firstRow());
    horizontalScrollBar()->setValue(0);
    startIndex();
    if (top < m_index.size())
        verticalScrollBar()->setValue(toBar(m_index.rowOf(m_body, top)));
}

qint64 TextView::firstRow() const {
    return verticalScrollBar()->value();
}

int TextView::rowsShown() const {
    return std::max(viewport()->height() / m_rowHeight, 1);
}

int TextView::columnsShown() const {
    return std::max(static_cast<int>((viewport()->width() - m_gutter) / m_characterWidth), 1);
}

void TextView::updateScrollBars() {
    const auto digits = QString::number(std::max<qint64>(m_index.lineCount(), 999)).size();
    m_gutter = static_cast<int>(static_cast<double>(digits + 3) * m_characterWidth);
    verticalScrollBar()->setPageStep(rowsShown());
    verticalScrollBar()->setRange(0, toBar(m_index.rowCount() - rowsShown()));
    horizontalScrollBar()->setPageStep(columnsShown());
    horizontalScrollBar()->setRange(0, m_wrapped ? 0 : toBar(m_widest + 2 - columnsShown()));
}

void TextView::resizeEvent(QResizeEvent* event) {
    m_stale = true;
    if (m_wrapped && event->size().width() != event->oldSize().width()) {
        const qint64 top = m_index.rowStart(m_body, firstRow());
        startIndex();
        verticalScrollBar()->setValue(toBar(m_index.rowOf(m_body, std::min(top, m_index.size()))));
    }
    updateScrollBars();
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void TextView::scrollContentsBy(int, int dy) {
    // Scrolling up is how the user says that the end is not wanted; reaching it, that it is again.
    if (m_following && dy > 0)
        m_following = false;
    m_stale = true;
    viewport()->update();
}

void TextView::setMatches(std::vector<TextMatch> matches, int current) {
    m_matches = std::move(matches);
    m_current = current;
    if (current >= 0)
        reveal(m_matches[static_cast<std::size_t>(current)]);
    viewport()->update();
}

void TextView::reveal(const TextMatch& place) {
    if (place.begin >= m_index.size()) {
        m_toReveal = place;
        return;
    }
    m_following = false;
    m_anchor = place.begin;
    m_caret = place.begin + place.length;
    const qint64 row = m_index.rowOf(m_body, place.begin);
    if (row < firstRow() || row >= firstRow() + rowsShown())
        verticalScrollBar()->setValue(toBar(row - rowsShown() / 3));
    const qint64 column = columnOf(place.begin);
    const int left = horizontalScrollBar()->value();
    if (!m_wrapped && (column < left || column + std::min<qint64>(place.length, 40) > left + columnsShown() - 1)) {
        m_widest = std::max(m_widest, column + place.length);
        updateScrollBars();
        horizontalScrollBar()->setValue(toBar(column - columnsShown() / 3));
    }
    m_stale = true;
    viewport()->update();
}

void TextView::goToLine(qint64 line) {
    // With a wrap width rows are more than lines: the line's first byte is looked for by halves.
    qint64 low = 0;
    qint64 high = m_index.rowCount();
    while (low < high) {
        const qint64 middle = (low + high) / 2;
        if (m_index.lineOf(m_body, m_index.rowStart(m_body, middle)) < line - 1)
            low = middle + 1;
        else
            high = middle;
    }
    reveal({m_index.rowStart(m_body, std::min(low, m_index.rowCount() - 1)), 0});
}

TextMatch TextView::selection() const {
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    return {from, to - from};
}

} // namespace knockback::ui
