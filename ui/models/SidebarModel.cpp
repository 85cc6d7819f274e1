// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SidebarModel.h"

#include "app/retry/DurationText.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

using diagnosis::Cause;

namespace {

constexpr std::chrono::minutes soon{5};

QString tr(const char* text) {
    return QCoreApplication::translate("Sidebar", text);
}

} // namespace

SidebarBadge sidebarExpiry(const vault::Credential& credential, base::WallTime now) {
    if (!credential.lastProblem.isEmpty())
        return {Cause::Credential, tr("problem"), false};
    if (vault::canRotate(credential.kind) && !credential.issuedAt)
        return {Cause::Credential, tr("no token"), false};
    if (!credential.expiresAt)
        return {Cause::None, tr("no expiry"), false};
    const auto left = *credential.expiresAt - now;
    if (left <= base::Microseconds(0))
        return {Cause::Credential, tr("expired %1").arg(retry::durationText(-left)), false};
    return {left < soon ? Cause::RateLimit : Cause::None, retry::durationText(left), false};
}

SidebarModel::SidebarModel(Backend& backend, CallTracker& tracker, QObject* parent)
    : QAbstractListModel(parent)
    , m_backend(backend)
    , m_tracker(tracker)
    , m_rows(build()) {
    for (const auto changed : {&Backend::workspaceChanged, &Backend::scenariosChanged, &Backend::credentialsChanged})
        connect(&backend, changed, this, &SidebarModel::refresh);
    connect(&tracker, &CallTracker::pulled, this, &SidebarModel::refresh);
}

int SidebarModel::rowOf(SidebarKind kind, const QString& id) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.kind == kind && row.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::optional<SidebarBadge> SidebarModel::outcomeOf(const QString& requestName) const {
    const auto record = m_tracker.lastAnswerOf(requestName);
    if (!record)
        return std::nullopt;
    const auto cause = record->diagnosis.cause;
    if (cause == Cause::None)
        return SidebarBadge{cause, {}, true};
    const int status = record->exchange.attempt().status();
    return SidebarBadge{cause, status == 0 ? QString() : QString::number(status), true};
}

void SidebarModel::addRequests(std::vector<SidebarRow>& rows) const {
    const auto workspace = m_backend.workspace();
    rows.push_back({SidebarKind::Heading, QStringLiteral("requests"), workspace.name, {}, {}, workspace.folder});
    for (auto& row : requestTree(workspace.requests, m_view)) {
        if (row.kind == SidebarKind::Request)
            row.badge = outcomeOf(row.text);
        rows.push_back(std::move(row));
    }
}

void SidebarModel::setFilter(const QString& filter) {
    m_view.filter = filter.trimmed();
    refresh();
}

void SidebarModel::setFolded(const QString& group, bool folded) {
    if (folded)
        m_view.folded.insert(group);
    else
        m_view.folded.remove(group);
    refresh();
}

void SidebarModel::setFolded(const QSet<QString>& groups) {
    m_view.folded = groups;
    refresh();
}

void SidebarModel::addScenarios(std::vector<SidebarRow>& rows) const {
    const auto scenarios = m_backend.scenarios();
    if (scenarios.empty())
        return;
    rows.push_back({SidebarKind::Heading, QStringLiteral("scenarios"), tr("Lab scenarios"), {}, {}, {}});
    for (const auto& scenario : scenarios) {
        if (!scenario.title.contains(m_view.filter, Qt::CaseInsensitive))
            continue;
        const auto badge =
            scenario.running ? std::optional(SidebarBadge{Cause::None, tr("running"), false}) : std::nullopt;
        rows.push_back(
            {SidebarKind::Scenario, QString::fromUtf8(scenario.id), scenario.title, {}, badge, scenario.description});
    }
}

void SidebarModel::addCredentials(std::vector<SidebarRow>& rows) const {
    const auto credentials = m_backend.credentials();
    rows.push_back({SidebarKind::Heading, QStringLiteral("credentials"), tr("Credentials"), {}, {}, {}});
    const auto now = m_backend.scheduler().clock().wallNow();
    for (const auto& credential : credentials) {
        const QString name = QString::fromUtf8(credential.name);
        if (!name.contains(m_view.filter, Qt::CaseInsensitive))
            continue;
        rows.push_back(
            {SidebarKind::Credential, name, name, {}, sidebarExpiry(credential, now), credential.lastProblem});
    }
    if (credentials.empty() && m_view.filter.isEmpty())
        rows.push_back({SidebarKind::Credential,
                        {},
                        m_backend.vaultLocked() ? tr("Locked") : tr("None yet"),
                        {},
                        {},
                        tr("Opens the vault")});
}

std::vector<SidebarRow> SidebarModel::build() const {
    std::vector<SidebarRow> rows;
    addRequests(rows);
    addScenarios(rows);
    addCredentials(rows);
    return rows;
}

// The selection and the scroll position survive as long as the rows stand for the same things.
void SidebarModel::refresh() {
    auto rows = build();
    const bool sameThings = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                       [](const auto& a, const auto& b) { return a.kind == b.kind && a.id == b.id; });
    if (!sameThings) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        const auto changed = index(static_cast<int>(i));
        Q_EMIT dataChanged(changed, changed);
    }
}

int SidebarModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SidebarModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& row = this->row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::ToolTipRole:
        return row.tip;
    case Qt::AccessibleTextRole: {
        QStringList parts{QString::fromUtf8(row.method), row.text};
        if (row.badge)
            parts << row.badge->text << QString::fromUtf8(diagnosis::causeName(row.badge->cause));
        if (row.isGroup())
            parts << tr(row.folded ? "folded" : "unfolded");
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (row(index.row()).kind == SidebarKind::Heading)
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QStringList SidebarModel::filesBeside(const QString& request) const {
    const auto workspace = m_backend.workspace();
    QString own;
    QStringList files;
    for (const auto& one : workspace.requests) {
        if (one.id == request)
            own = one.file;
        if (!files.contains(one.file))
            files << one.file;
    }
    files.removeAll(own);
    files.sort();
    return files;
}

} // namespace knockback::ui
