// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunModel.h"

#include "app/retry/DurationText.h"
#include "ui/runs/RunWords.h"

#include <utility>

namespace knockback::ui {

using runs::RequestRun;

void RunModel::setRun(const RequestRun* run) {
    beginResetModel();
    m_run = run;
    m_told.assign(run ? run->size() : 0, Told{});
    endResetModel();
}

void RunModel::refresh() {
    int first = -1;
    int last = -1;
    for (std::size_t row = 0; row < m_told.size(); ++row) {
        const Told now{m_run->state(row), m_run->result(row).tries};
        if (std::exchange(m_told[row], now) == now)
            continue;
        first = first < 0 ? static_cast<int>(row) : first;
        last = static_cast<int>(row);
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

int RunModel::rowCount(const QModelIndex& parent) const {
    return m_run && !parent.isValid() ? static_cast<int>(m_run->size()) : 0;
}

int RunModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    if (!m_run || row >= m_run->size())
        return {};
    const auto state = m_run->state(row);
    const auto& result = m_run->result(row);
    const bool done = state == RequestRun::RowState::Done;
    if (role == CauseRole)
        return done ? static_cast<int>(causeOf(result)) : -1;
    if (role == PassedRole)
        return done && runs::isGood(result);
    if (role == Qt::ToolTipRole && index.column() == Start)
        return result.sentence.isEmpty() ? QVariant() : result.sentence;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Number:
        return index.row() + 1;
    case Outcome:
        return outcomeWords(state, result);
    case Status:
        return done && result.status > 0 ? QVariant(result.status) : QVariant();
    case Time:
        return done ? retry::durationText(result.length) : QVariant();
    case Tries:
        return result.tries > 0 ? QVariant(result.tries) : QVariant();
    case Start:
        return result.sentence.isEmpty() || result.status > 0 ? QString::fromUtf8(result.start).simplified()
                                                              : result.sentence;
    }
    return {};
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Row");
    case Outcome:
        return tr("Outcome");
    case Status:
        return tr("Status");
    case Time:
        return tr("Time");
    case Tries:
        return tr("Tries");
    case Start:
        return tr("Answer begins");
    }
    return {};
}

} // namespace knockback::ui
