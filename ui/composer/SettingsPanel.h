// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/models/VariableScope.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace knockback::ui {

class FileField;
class ReflowGrid;
class SettingCell;
class VariableLineEdit;

// How a request is sent. What differs from the default is marked and can be put back one by one.
class SettingsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPanel(ThemeManager& themes, QWidget* parent = nullptr);

    void load(const workspace::RequestDraft& draft);
    // All but the automatic headers that are left out: those stand in the Headers tab.
    void store(workspace::RequestDraft& draft) const;
    void setFolder(const QString& folder);
    void setScope(const VariableScope& scope);
    // How many settings differ from the default.
    [[nodiscard]] int changedCount() const;

Q_SIGNALS:
    void edited();

private:
    VariableLineEdit* addText(const char* name, const QString& caption, const QString& hint, const QString& help);
    template <typename Value>
    QComboBox* addChoice(const char* name, const QString& caption, const QString& help,
                         const std::vector<std::pair<QString, Value>>& choices,
                         Value workspace::RequestSettings::*member);
    void addRedirects();
    void addTls();
    void addCookies();
    SettingCell* add(const QString& caption, QWidget* control,
                     std::function<void(workspace::RequestSettings&, const workspace::RequestSettings&)> copy);
    void build();
    void connectFields();
    void show();
    void read();
    void explain();

    ThemeManager& m_themes;
    workspace::RequestSettings m_settings;
    VariableScope m_scope;
    ReflowGrid* m_grid;
    std::vector<SettingCell*> m_cells;
    VariableLineEdit* m_timeout = nullptr;
    VariableLineEdit* m_connectTimeout = nullptr;
    QCheckBox* m_redirects = nullptr;
    QSpinBox* m_maxRedirects = nullptr;
    QCheckBox* m_verify = nullptr;
    FileField* m_caFile = nullptr;
    QComboBox* m_proxy = nullptr;
    VariableLineEdit* m_proxyUrl = nullptr;
    SettingCell* m_proxyUrlCell = nullptr;
    QComboBox* m_version = nullptr;
    QComboBox* m_family = nullptr;
    QCheckBox* m_cookies = nullptr;
    VariableLineEdit* m_overrides = nullptr;
    QLabel* m_note;
};

} // namespace knockback::ui
