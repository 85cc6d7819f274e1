// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/lab/LabThread.h"
#include "app/lab/Scenario.h"
#include "app/vault/Vault.h"
#include "ui/models/Views.h"

#include <QByteArray>

#include <map>
#include <memory>

namespace knockback::ui {

// The scenarios that the window offers, each on a server of its own while it runs. A request reaches one through the
// variable {{lab-NAME}}; {{lab}} is the one that was started last.
class LabBench {
public:
    LabBench(vault::Vault& vault, const base::Clock& clock);

    [[nodiscard]] std::vector<ScenarioView> scenarios() const;
    [[nodiscard]] bool isRunning(const QByteArray& id) const { return m_running.contains(id); }
    // Returns what went wrong, or nothing.
    [[nodiscard]] QString start(const QByteArray& id);
    void stop(const QByteArray& id);
    [[nodiscard]] workspace::Environment variables() const;
    // "fixed-window" of "lab-fixed-window"; empty for other names.
    [[nodiscard]] static QByteArray scenarioOf(const QByteArray& variable);

private:
    void provideCredential(const lab::Scenario& scenario, const QByteArray& baseUrl);

    vault::Vault& m_vault;
    const base::Clock& m_clock;
    std::vector<lab::Scenario> m_scenarios;
    struct Running {
        std::unique_ptr<lab::LabThread> thread;
        QByteArray baseUrl;
    };
    std::map<QByteArray, Running> m_running;
    QByteArray m_latest; // base URL
};

} // namespace knockback::ui
