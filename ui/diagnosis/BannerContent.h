// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/diagnosis/Diagnosis.h"
#include "app/session/PlaceInLine.h"
#include "ui/models/CallState.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace knockback::ui {

// What the banner's first button does.
enum class BannerAction { None, SkipWait, SendAgain, UnlockAndSend };

// What the banner says about a call, without a widget.
struct BannerContent {
    bool visible = false;
    bool quiet = false; // one thin line instead of a card
    diagnosis::Cause cause = diagnosis::Cause::None;
    QString title;
    QString confidence; // "high confidence"; empty = say nothing about it
    QStringList lines;  // evidence, then what to do next
    BannerAction action = BannerAction::None;
    QString actionText; // "Retry"; with `due`: "Retry in 00:41"
    std::optional<base::SteadyTime> due;
    bool canCancel = false;
    QString cancelText;
    QString docsUrl;
    bool canEscalate = false;
};

// Where a call stands that waits for its turn, as of now.
struct Turn {
    std::optional<session::PlaceInLine> place;
    base::SteadyTime now{};
};

[[nodiscard]] BannerContent bannerFor(const CallState& call, const Turn& turn = {});

// "high confidence" from 0.8, "medium confidence" from 0.5, "low confidence" below.
[[nodiscard]] QString confidenceText(double confidence);

} // namespace knockback::ui
