// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"

#include <QObject>
#include <QString>

#include <optional>

namespace knockback::ui {

// "00:41", "31:10", "1:02:03"; a started second counts, and nothing is left of what is over.
[[nodiscard]] QString countdownText(base::Nanoseconds left);

// Says what is left until a moment: looks ten times a second and speaks when the text differs.
class Countdown final : public QObject {
    Q_OBJECT
public:
    explicit Countdown(base::Scheduler& scheduler, QObject* parent = nullptr);

    // Starts or restarts; the text is right at once, changed() comes for what follows.
    void start(base::SteadyTime due);
    void stop();
    [[nodiscard]] bool running() const { return m_due.has_value(); }
    [[nodiscard]] const QString& text() const { return m_text; }

Q_SIGNALS:
    void changed(const QString& text);
    void elapsed();

private:
    void tick();
    void arm();
    [[nodiscard]] base::Nanoseconds left() const;

    base::Scheduler& m_scheduler;
    std::optional<base::SteadyTime> m_due;
    QString m_text;
    base::TimerHandle m_timer;
};

} // namespace knockback::ui
