// SPDX-License-Identifier: GPL-3.0-or-later
// How an open request and its file on disk stay together.
#include "ui/composer/ComposerPanel.h"
#include "ui/models/DiskNews.h"
#include "ui/shell/RequestPage.h"
#include "ui/widgets/MessageBar.h"

#include <QPushButton>

namespace knockback::ui {

using diagnosis::Cause;

// The panes hold a draft in their own way; only what the user changes from there on is an edit.
void RequestPage::settle(workspace::RequestDraft onDisk, bool unsaved) {
    m_theirs.reset();
    m_disk->dismiss();
    m_saved = unsaved ? onDisk : m_composer->draft();
    m_place.draft = std::move(onDisk);
    m_unsaved = unsaved;
    Q_EMIT changed();
}

void RequestPage::meetDisk(const WorkspaceRequest* now) {
    if (m_place.id.isEmpty() || m_saving)
        return;
    const auto base = std::exchange(m_place.draft, {});
    if (now) {
        m_place = *now;
        m_composer->setScope(m_scope.forFile(m_place.file));
    }
    m_place.draft = base;
    m_composer->setHome({m_place.folder, m_place.inherited});
    const auto mine = m_unsaved ? m_composer->draft() : base;
    switch (diskNews(base, mine, now ? &now->draft : nullptr)) {
    case DiskNews::None:
        if (m_theirs) // a conflict that was undone on disk
            settle(base, m_unsaved);
        return;
    case DiskNews::Settled:
        return settle(now->draft, false);
    case DiskNews::Taken:
        m_composer->load(now->draft);
        return settle(now->draft, false);
    case DiskNews::Renamed: {
        auto renamed = mine;
        renamed.name = now->draft.name;
        m_composer->load(renamed);
        return settle(now->draft, true);
    }
    case DiskNews::Conflict:
        if (m_theirs && sameOnDisk(*m_theirs, now->draft))
            return;
        m_theirs = now->draft;
        return askWhoseCounts();
    case DiskNews::Deleted:
        return sayDeleted();
    }
}

void RequestPage::askWhoseCounts() {
    m_disk->say(Cause::RateLimit, tr("%1 changed on disk, and this tab has changes of its own. Nothing is lost until "
                                     "you choose which of them counts.")
                                      .arg(m_place.file.isEmpty() ? tr("The request") : m_place.file));
    auto* keep = m_disk->addButton(tr("&Keep mine"));
    auto* take = m_disk->addButton(tr("&Take theirs"));
    auto* compare = m_disk->addButton(tr("&Compare"), "primary");
    keep->setToolTip(tr("Stay with this tab's text; saving replaces what is on disk (Alt+K)"));
    take->setToolTip(tr("Show what is on disk and drop this tab's changes (Alt+T)"));
    compare->setToolTip(tr("Show both side by side (Alt+C)"));
    connect(keep, &QPushButton::clicked, this, [this] { settle(*m_theirs, true); });
    connect(take, &QPushButton::clicked, this, &RequestPage::takeTheirs);
    connect(compare, &QPushButton::clicked, this, [this] { Q_EMIT compareRequested(draft(), *m_theirs); });
}

void RequestPage::takeTheirs() {
    const auto theirs = *m_theirs;
    m_composer->load(theirs);
    settle(theirs, false);
}

void RequestPage::sayDeleted() {
    const QString file = m_place.file;
    detach();
    m_disk->say(Cause::RateLimit,
                tr("This request was deleted from %1. The tab keeps it, unsaved: save it to write it to disk again.")
                    .arg(file.isEmpty() ? tr("the workspace") : file));
    connect(m_disk->addButton(tr("&Save again")), &QPushButton::clicked, this, &RequestPage::saveRequested);
}

void RequestPage::detach() {
    m_place.id.clear();
    settle({}, true);
}

bool RequestPage::beginSave() {
    if (m_theirs) {
        askWhoseCounts();
        return false;
    }
    m_composer->commit();
    m_saving = true;
    return true;
}

void RequestPage::endSave(const QString& id, const QString& problem) {
    m_saving = false;
    if (problem.isEmpty()) {
        m_place.id = id;
        settle(m_composer->draft(), false);
    } else {
        m_disk->say(Cause::Overload, problem);
        connect(m_disk->addButton(tr("&Save again")), &QPushButton::clicked, this, &RequestPage::saveRequested);
    }
    const auto workspace = m_backend.workspace();
    const auto now = std::find_if(workspace.requests.begin(), workspace.requests.end(),
                                  [this](const auto& request) { return request.id == m_place.id; });
    if (now != workspace.requests.end())
        meetDisk(&*now);
}

} // namespace knockback::ui
