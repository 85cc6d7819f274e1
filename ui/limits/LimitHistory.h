// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"

#include <QDialog>

class QLabel;
class QVBoxLayout;

namespace knockback::ui {

class ThemeManager;

// A window with what was left of one limit over time (Qt Charts). Made when it is first asked for; not modal.
class LimitHistory final : public QDialog {
    Q_OBJECT
public:
    LimitHistory(ThemeManager& themes, QWidget* parent);

    // The clocks at one moment, to put wall time under steady samples.
    void setBucket(const ratelimit::BucketState& bucket, base::SteadyTime now, base::WallTime wallNow);
    [[nodiscard]] const ratelimit::BucketKey& key() const { return m_bucket.key; }

private:
    void draw();

    ThemeManager& m_themes;
    ratelimit::BucketState m_bucket;
    base::SteadyTime m_now{};
    base::WallTime m_wallNow{};
    QLabel* m_title;
    QVBoxLayout* m_column;
    QWidget* m_chart = nullptr;
};

} // namespace knockback::ui
