// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/base/Secret.h"

#include <QObject>

#include <functional>

namespace knockback::ui {

// Puts a secret on the clipboard for ten seconds: marked so that clipboard managers that listen to KDE's hint keep no
// copy, and cleared only while what is there is still ours. Cleared when the program ends, too.
class SecretClipboard final : public QObject {
    Q_OBJECT
public:
    static constexpr base::Seconds keptFor{10};

    explicit SecretClipboard(base::Scheduler& scheduler, QObject* parent = nullptr);
    ~SecretClipboard() override;

    void copy(const base::Secret& secret);
    // At once, instead of when its time is over.
    void clear();
    // How long it is still there; nothing = it is not.
    [[nodiscard]] std::optional<base::Seconds> left() const;

Q_SIGNALS:
    void cleared();

private:
    base::Scheduler& m_scheduler;
    QByteArray m_mark; // of what we put there: a digest, not the secret
    base::SteadyTime m_until{};
    base::TimerHandle m_timer;
};

} // namespace knockback::ui
