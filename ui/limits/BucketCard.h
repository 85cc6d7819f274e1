// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/limits/BucketWords.h"

#include <QAbstractButton>

namespace knockback::ui {

class ThemeManager;
struct Theme;

// One bucket: gauge, words, what was left over time. A button: clicking opens its history.
class BucketCard final : public QAbstractButton {
    Q_OBJECT
public:
    explicit BucketCard(ThemeManager& themes, QWidget* parent = nullptr);

    // Paints again only those parts of which something that is seen changed. `fresh`: the bucket itself, not only the
    // time. `waiting`: calls that wait for it.
    void setBucket(const ratelimit::BucketState& bucket, base::SteadyTime now, bool fresh, int waiting = 0);
    // Names the host beside the bucket, where there are buckets of several.
    void showHost(bool shown);
    [[nodiscard]] const ratelimit::BucketState& bucket() const { return m_bucket; }
    [[nodiscard]] const BucketWords& words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override { return {265, 136}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 136}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void paintWords(QPainter& painter, const QRectF& box);
    void paintTitle(QPainter& painter, const QRectF& line);
    [[nodiscard]] QRectF gaugeBox() const;
    [[nodiscard]] QRectF wordsBox() const;
    [[nodiscard]] QRectF chartBox() const;

    ThemeManager& m_themes;
    ratelimit::BucketState m_bucket;
    BucketWords m_words;
    base::SteadyTime m_now{};
    BucketMood m_mood = BucketMood::Unknown;
    bool m_starving = false;
    bool m_hostShown = false;
};

// The ground of every card; `lit` while the pointer or the keyboard is on it, `edge` for one that wants to be seen.
void paintCard(QPainter& painter, const Theme& theme, const QRectF& box, bool lit, const QColor& edge = {});

} // namespace knockback::ui
