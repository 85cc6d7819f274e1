// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Hygiene.h"

#include <QWidget>

#include <functional>
#include <optional>

class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

class ThemeManager;

// What the hygiene checks found of one credential: what is wrong first, each with what can be done about it and a way
// to dismiss it. Dismissed ones stand below a line of their own, where they can be brought back.
class HygieneList final : public QWidget {
    Q_OBJECT
public:
    // The button for a finding's remedy; no text = there is none.
    struct Remedy {
        QString text;
        QString tip;
        std::function<void()> act;
    };
    using Remedies = std::function<Remedy(const vault::HygieneFinding&)>;

    HygieneList(ThemeManager& themes, Remedies remedies, QWidget* parent = nullptr);

    void show(const vault::Credential& credential, std::vector<vault::HygieneFinding> findings);

Q_SIGNALS:
    void dismissed(const vault::HygieneFinding& finding, bool dismissed);

private:
    struct Shown {
        QByteArray credential;
        std::vector<vault::HygieneFinding> open;
        std::vector<vault::HygieneFinding> put;
        bool unfolded = false;
        bool operator==(const Shown&) const = default;
    };
    void rebuild();
    void fill();
    [[nodiscard]] int focusedButton() const;
    void giveFocus(int button, const QString& name);
    QPushButton* smallButton(const QString& text, const QString& accessible);
    void addFinding(const vault::HygieneFinding& finding, bool putAway);
    QWidget* buttonsFor(const vault::HygieneFinding& finding, bool putAway);
    void addFold();

    ThemeManager& m_themes;
    Remedies m_remedies;
    std::optional<Shown> m_shown;
    QVBoxLayout* m_column;
    std::vector<QPushButton*> m_buttons; // from top to bottom
};

} // namespace knockback::ui
