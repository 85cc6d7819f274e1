// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <QAbstractListModel>

#include <vector>

namespace knockback::ui {

// The exchanges of a pasted text, in its order. The display role is what a screen reader says of one.
class PasteDiagnosisModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { CauseRole = Qt::UserRole, AnswerRole, RequestRole, TitleRole };
    using QAbstractListModel::QAbstractListModel;

    void setAttempts(std::vector<journal::AttemptPtr> attempts);
    [[nodiscard]] const std::vector<journal::AttemptPtr>& attempts() const { return m_attempts; }
    // The first one that was blocked, else the first; -1 without any.
    [[nodiscard]] int firstOfInterest() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<journal::AttemptPtr> m_attempts;
};

} // namespace knockback::ui
