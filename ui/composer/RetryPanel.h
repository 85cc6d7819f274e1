// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace knockback::ui {

class RetryPanelChart;

// The policy as short texts, the ones that are changed most on top and the others folded away, and what it comes to:
// one sentence, and a chart of the schedule that follows every edit. Presets fill it in; as code it goes into the
// user's own program.
class RetryPanel final : public QWidget {
    Q_OBJECT
public:
    explicit RetryPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void load(const retry::RetryPolicy& policy);
    [[nodiscard]] const retry::RetryPolicy& policy() const { return m_policy; }

Q_SIGNALS:
    void edited();
    // The edit that follows is to be taken back by itself.
    void stepBegins();

private:
    [[nodiscard]] QLayout* firstRow();
    [[nodiscard]] QLayout* preview();
    void fillFold();
    [[nodiscard]] QLineEdit* newField(const QString& name, const char* id, const QString& help);
    void prepareChoice(const QString& name, QComboBox& box);
    void fillBackoff();
    void fillPace();
    [[nodiscard]] QToolButton* presetButton();
    [[nodiscard]] QToolButton* codeButton();
    [[nodiscard]] QToolButton* moreButton();
    void fold(bool away);
    void showFold();
    void showPolicy(const retry::RetryPolicy& policy);
    // Reads every field; one that cannot be read keeps its old value and says how to write it.
    void read();
    void readFirstRow(const std::function<void(const QLineEdit*)>& complain);
    void readSecondRow(const std::function<void(const QLineEdit*)>& complain);
    void explain(const QString& problem);

    ThemeManager& m_themes;
    retry::RetryPolicy m_policy;
    QComboBox* m_backoff;
    QComboBox* m_pace;
    QCheckBox* m_unsafe;
    QCheckBox* m_key;
    QCheckBox* m_rotate;
    QLabel* m_sentence;
    RetryPanelChart* m_chart;
    QToolButton* m_preset;
    QToolButton* m_more;
    QWidget* m_folded;
    QLineEdit* m_retryOn = nullptr;
    QLineEdit* m_baseCap = nullptr;
    QLineEdit* m_attempts = nullptr;
    QLineEdit* m_longest = nullptr;
    QLineEdit* m_limits = nullptr;
    QLineEdit* m_circuit = nullptr;
    QLineEdit* m_fallback = nullptr;
    QLineEdit* m_hedge = nullptr;
};

} // namespace knockback::ui
