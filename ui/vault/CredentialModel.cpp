// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialModel.h"

#include "ui/vault/CredentialText.h"

namespace knockback::ui {

CredentialModel::CredentialModel(const base::Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_clock(clock) {}

void CredentialModel::setCredentials(std::vector<vault::Credential> credentials) {
    const auto names = [](const std::vector<vault::Credential>& list) {
        std::vector<QByteArray> found;
        for (const auto& credential : list)
            found.push_back(credential.name);
        return found;
    };
    if (names(credentials) == names(m_credentials)) {
        m_credentials = std::move(credentials);
        tick();
        return;
    }
    beginResetModel();
    m_credentials = std::move(credentials);
    endResetModel();
}

void CredentialModel::tick() {
    if (!m_credentials.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const vault::Credential* CredentialModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_credentials[static_cast<std::size_t>(row)] : nullptr;
}

int CredentialModel::rowOf(const QByteArray& name) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row)->name == name)
            return row;
    return -1;
}

int CredentialModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_credentials.size());
}

int CredentialModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CredentialModel::data(const QModelIndex& index, int role) const {
    const auto* credential = at(index.row());
    if (!credential)
        return {};
    const auto now = m_clock.wallNow();
    if (role == ReferenceRole)
        return referenceText(*credential);
    if (role == BadgeLookRole)
        return static_cast<int>(expiryBadge(*credential, now).look);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Name:
        return QString::fromUtf8(credential->name);
    case Kind:
        return kindText(*credential);
    case Hosts:
        return hostsText(*credential);
    case ValidFor:
        return expiryBadge(*credential, now).text;
    case Rotation:
        return rotationText(*credential, now);
    case LastUsed:
        return agoText(credential->lastUsedAt, now);
    default:
        return {};
    }
}

QVariant CredentialModel::headerData(int section, Qt::Orientation orientation, int role) const {
    static const char* const titles[] = {"Name", "Kind", "Allowed host", "Valid for", "Rotation", "Last used"};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QString::fromLatin1(titles[section]) : QVariant();
}

} // namespace knockback::ui
