// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryStore.h"
#include "ui/models/Background.h"
#include "ui/models/HistorySource.h"

#include <QObject>

#include <memory>

namespace knockback::ui {

// Answers the window's questions about the history from a worker.
class HistoryLookup final : public QObject, public HistorySource {
    Q_OBJECT
public:
    // `store` may be null: then nothing is found.
    explicit HistoryLookup(history::HistoryStore* store);

    void search(const QString& words, std::function<void(std::vector<Hit>)> found) override;
    void lastWorking(const QString& requestName, base::WallTime before,
                     std::function<void(journal::AttemptPtr)> found) override;
    void load(qint64 id, std::function<void(journal::AttemptPtr)> loaded) override;

private:
    std::shared_ptr<history::HistoryReader> m_reader;
    Background m_search{*this};
    Background m_working{*this};
    Background m_load{*this};
};

// "GET api.example/items · 429 · 22 Nov 09:41"
[[nodiscard]] QString hitText(const history::HistoryRow& row);

} // namespace knockback::ui
