// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "ui/models/Background.h"
#include "ui/response/BodyText.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace knockback::ui {

class LargeBodyView;

// A response body: laid out or raw in an editor, large ones in a view that reads only what is on the screen.
class BodyView final : public QWidget {
    Q_OBJECT
public:
    explicit BodyView(ThemeManager& themes, QWidget* parent = nullptr);

    void setBody(const http::Body& body, const QByteArray& contentType, const QByteArray& contentEncoding);
    void save();

private:
    void buildBar();
    void prepare();
    void showText(const BodyText& text);
    void writeTo(const QString& path);

    ThemeManager& m_themes;
    http::Body m_body;
    QByteArray m_contentType;
    QByteArray m_contentEncoding;
    QStackedWidget* m_stack;
    CodeEditor* m_editor;
    LargeBodyView* m_large;
    QLabel* m_empty;
    QWidget* m_bar;
    QLabel* m_note;
    QToolButton* m_pretty;
    QPushButton* m_save;
    Background m_background{*this};
    Background m_saving{*this};
};

} // namespace knockback::ui
