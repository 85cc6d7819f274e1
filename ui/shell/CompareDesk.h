// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"
#include "ui/models/Backend.h"
#include "ui/models/HistorySource.h"
#include "ui/models/PaletteEntry.h"

#include <QObject>

namespace knockback::ui {

class CommandPalette;
class ComparePage;

// Finds what an exchange can be compared with, lets the user pick in the palette, and fills the page.
class CompareDesk final : public QObject {
    Q_OBJECT
public:
    CompareDesk(Backend& backend, ComparePage& page, CommandPalette& palette);

    // May be null.
    void setHistory(HistorySource* history) { m_history = history; }
    void choosePartner(const journal::AttemptPtr& shown);
    void compare(const journal::AttemptPtr& left, const journal::AttemptPtr& right);
    void compareDrafts(const workspace::RequestDraft& mine, const workspace::RequestDraft& theirs);

Q_SIGNALS:
    void opened();
    void historyWanted(); // to pick two rows there

private:
    [[nodiscard]] PaletteEntry entry(const QString& kind, const journal::AttemptPtr& other,
                                     const journal::AttemptPtr& shown);
    void findInHistory(const journal::AttemptPtr& shown, bool workingToo);

    Backend& m_backend;
    ComparePage& m_page;
    CommandPalette& m_palette;
    HistorySource* m_history = nullptr;
};

} // namespace knockback::ui
