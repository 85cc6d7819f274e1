// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/Services.h"
#include "ui/diagnosis/MinimizeView.h"
#include "ui/theme/ThemeManager.h"

#include <QObject>

#include <memory>
#include <mutex>

namespace knockback::ui {

class MainWindow;
class ServicesBackend;

// Opens "Find the smallest request that is blocked" and "Is it me or them?" for the request that is shown, and carries
// between their dialogs and the engine.
class ProbeDesk final : public QObject {
    Q_OBJECT
public:
    // All of them outlive this object. Adds both actions to the window.
    ProbeDesk(session::Services& services, ServicesBackend& backend, MainWindow& window, ThemeManager& themes);
    ~ProbeDesk() override;

    // Of that call.
    void minimize(base::CallId call);
    void checkConnectivity(base::CallId call);

private:
    // What engine callbacks hold on to, because they may outlive this object.
    struct Door {
        std::mutex mutex;
        ProbeDesk* desk = nullptr;
        void post(std::function<void(ProbeDesk&)> call);
    };
    void search(MinimizeView& view, const session::MinimizeOrder& order);
    void copy(const journal::AttemptPtr& attempt);
    void open(QDialog& view);
    [[nodiscard]] base::CallId shownCall() const;
    [[nodiscard]] std::vector<WorkingRequest> workingLike(const session::CallSpec& blocked) const;

    session::Services& m_services;
    ServicesBackend& m_backend;
    MainWindow& m_window;
    ThemeManager& m_themes;
    int m_run = 0; // news of an earlier one is dropped
    std::shared_ptr<Door> m_door = std::make_shared<Door>();
};

} // namespace knockback::ui
