// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"

#include <QObject>
#include <QTimer>

namespace knockback::base {

// The Scheduler of a thread that runs Qt's event loop (the window, the keychain): one precise QTimer for all waits.
class QtScheduler final : public QObject, public Scheduler {
    Q_OBJECT
public:
    explicit QtScheduler(const Clock& clock = systemClock(), QObject* parent = nullptr);

    [[nodiscard]] const Clock& clock() const override { return m_clock; }
    [[nodiscard]] TimerHandle at(SteadyTime due, std::function<void()> callback) override;
    void post(std::function<void()> callback) override;

private:
    void arm();
    void fire();

    const Clock& m_clock;
    std::shared_ptr<TimerQueue> m_timers = std::make_shared<TimerQueue>();
    QTimer m_timer;
};

} // namespace knockback::base
