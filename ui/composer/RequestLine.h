// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QComboBox;
class QMenu;

namespace knockback::ui {

class SplitButton;
class UrlField;

// Method, URL, and the button that sends or, while a call runs, cancels.
class RequestLine final : public QWidget {
    Q_OBJECT
public:
    explicit RequestLine(ThemeManager& themes, QWidget* parent = nullptr);

    [[nodiscard]] QByteArray method() const;
    void setMethod(const QByteArray& method);
    [[nodiscard]] UrlField& url() { return *m_url; }
    [[nodiscard]] const UrlField& url() const { return *m_url; }
    // What else the Send button offers.
    [[nodiscard]] QMenu& choices() { return *m_choices; }
    void setRunning(bool running);
    void focusUrl();

Q_SIGNALS:
    void edited(); // the method; the URL speaks for itself
    void sendRequested(bool withRetries);
    void manyRequested(); // to be sent many times
    void cancelRequested();

private:
    void dress();
    void buildMethods();
    void buildSend();

    ThemeManager& m_themes;
    QComboBox* m_method;
    UrlField* m_url;
    SplitButton* m_send;
    QMenu* m_choices;
    bool m_running = false;
};

// The colour a method is written in: reading green, creating vermilion, replacing blue, removing rose.
[[nodiscard]] QColor methodColour(const Theme& theme, const QByteArray& method);

} // namespace knockback::ui
