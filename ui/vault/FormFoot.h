// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

// Ends a form with a row of buttons at the right: Cancel, which is returned, and `submit`, which leads.
[[nodiscard]] QPushButton* addFormFoot(QVBoxLayout& column, QPushButton& submit);

} // namespace knockback::ui
