// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "ui/models/Background.h"

#include <QWidget>

#include <functional>

namespace knockback::ui {

class ThemeManager;

// Stands for the window while that cannot be made yet: a keychain that does not answer must not look like a program
// that does not start. Shown only when that takes longer than a moment; closing it gives the start up.
class Starting final : public QWidget {
    Q_OBJECT
public:
    // Both outlive it. `reason`: what the start waits for, in a sentence or two.
    Starting(ThemeManager& themes, base::Scheduler& scheduler, const QString& reason);

    // Does `work` on a thread of its own and runs the application's event loop meanwhile. False when the user closed
    // the window first; the work still comes to its end before this object is gone.
    [[nodiscard]] bool runs(std::function<void()> work);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    base::Scheduler& m_scheduler;
    base::TimerHandle m_moment;
    bool m_done = false;
    Background m_work{*this}; // the last member: it waits for the work
};

} // namespace knockback::ui
