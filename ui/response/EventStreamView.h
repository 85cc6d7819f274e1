// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Body.h"
#include "ui/models/Background.h"
#include "ui/models/EventStreamParser.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QSortFilterProxyModel;
class QSplitter;
class QTableView;

namespace knockback::ui {

class CodeEditor;
class EventStreamModel;

// The events of a text/event-stream as a list that grows, and the chosen one's data, laid out when it is JSON. The
// newest event stays in view unless the user scrolled up.
class EventStreamView final : public QWidget {
    Q_OBJECT
public:
    explicit EventStreamView(ThemeManager& themes, QWidget* parent = nullptr);

    // `clock`: of the arrival times, while the stream runs; null for one that has ended.
    void setBody(const http::Body& body, const base::Clock* clock);
    // The stream may have grown.
    void grow();
    void setFilter(const QString& text);
    void copy() const;

Q_SIGNALS:
    // "120 events, 3 shown; reconnect after 2.5 s"
    void noted(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Reading {
        EventStreamParser parser;
        qint64 at = 0;
        std::vector<ServerEvent> events;
    };
    void take(Reading reading);
    void showData();
    void tell();

    ThemeManager& m_themes;
    EventStreamModel* m_model;
    QSortFilterProxyModel* m_shown;
    QSplitter* m_halves;
    QTableView* m_list;
    CodeEditor* m_data;
    http::Body m_body;
    const base::Clock* m_clock = nullptr;
    Reading m_reading;
    bool m_busy = false;
    Background m_background{*this};
};

} // namespace knockback::ui
