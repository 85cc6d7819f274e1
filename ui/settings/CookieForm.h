// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Cookie.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace knockback::ui {

// Adds a cookie, or changes one. Its value is hidden while it is typed.
class CookieForm final : public QWidget {
    Q_OBJECT
public:
    explicit CookieForm(QWidget* parent = nullptr);

    void edit(const http::Cookie& cookie, base::WallTime now);
    void add(base::WallTime now);
    // What is missing, in a sentence; empty = it can be saved.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] http::Cookie cookie() const;
    // The one that is replaced; nothing when one is added.
    [[nodiscard]] const std::optional<http::Cookie>& original() const { return m_original; }

Q_SIGNALS:
    void submitted();
    void cancelled();

private:
    void fill(const http::Cookie& cookie, base::WallTime now);
    void check();

    std::optional<http::Cookie> m_original;
    base::WallTime m_createdAt{};
    QLabel* m_title;
    QLineEdit* m_domain;
    QLineEdit* m_name;
    QLineEdit* m_value;
    QLineEdit* m_path;
    QCheckBox* m_hostOnly;
    QCheckBox* m_secure;
    QCheckBox* m_httpOnly;
    QComboBox* m_sameSite;
    QCheckBox* m_expires;
    QDateTimeEdit* m_at;
    QLabel* m_problem;
    QPushButton* m_save;
};

} // namespace knockback::ui
