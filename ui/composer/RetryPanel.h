// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace knockback::ui {

// The retry policy as a row of short texts, and what it comes to in one sentence.
class RetryPanel final : public QWidget {
    Q_OBJECT
public:
    explicit RetryPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void load(const retry::RetryPolicy& policy);
    [[nodiscard]] const retry::RetryPolicy& policy() const { return m_policy; }

Q_SIGNALS:
    void edited();

private:
    QLineEdit* addField(QGridLayout& grid, int column, const QString& label, const char* name, const QString& help);
    void fillBackoff();
    void show(const retry::RetryPolicy& policy);
    // Reads every field; one that cannot be read keeps its old value and says how to write it.
    void read();
    void explain(const QString& problem);

    ThemeManager& m_themes;
    retry::RetryPolicy m_policy;
    QComboBox* m_backoff;
    QCheckBox* m_unsafe;
    QCheckBox* m_rotate;
    QLabel* m_sentence;
    QLineEdit* m_retryOn = nullptr;
    QLineEdit* m_baseCap = nullptr;
    QLineEdit* m_attempts = nullptr;
    QLineEdit* m_longest = nullptr;
};

} // namespace knockback::ui
