// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryLookup.h"

#include <QDateTime>

namespace knockback::ui {

namespace {

constexpr int mostHits = 20;
constexpr int lookedThrough = 200; // of a request's newest attempts

journal::AttemptPtr recordOf(history::HistoryReader& reader, history::StoredAttemptId id) {
    auto record = reader.loadRecord(id);
    return record ? *record : nullptr;
}

bool isWorking(const history::HistoryRow& row) {
    return row.cause == diagnosis::Cause::None && row.status >= 200 && row.status < 400 && !row.tokenRequest;
}

} // namespace

QString hitText(const history::HistoryRow& row) {
    const auto local = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(row.startedAt));
    return QStringLiteral("%1 %2 · %3 · %4")
        .arg(QString::fromUtf8(row.method), QString::fromUtf8(row.url.mid(row.url.indexOf("://") + 3)),
             row.status ? QString::number(row.status) : QStringLiteral("no answer"),
             local.toString(QStringLiteral("d MMM HH:mm")));
}

HistoryLookup::HistoryLookup(history::HistoryStore* store) {
    if (!store)
        return;
    if (auto reader = store->reader())
        m_reader = std::move(reader).value();
}

void HistoryLookup::search(const QString& words, std::function<void(std::vector<Hit>)> found) {
    if (!m_reader)
        return;
    history::HistoryFilter filter;
    filter.text = words.trimmed();
    filter.limit = mostHits;
    m_search.run(
        [reader = m_reader, filter] {
            std::vector<Hit> hits;
            for (const auto& row : reader->page(filter))
                hits.push_back({row.id, hitText(row)});
            return hits;
        },
        std::move(found));
}

void HistoryLookup::lastWorking(const QString& requestName, base::WallTime before,
                                std::function<void(journal::AttemptPtr)> found) {
    if (!m_reader)
        return;
    history::HistoryFilter filter;
    filter.requestName = requestName;
    filter.limit = lookedThrough;
    m_working.run(
        [reader = m_reader, filter, before]() -> journal::AttemptPtr {
            for (const auto& row : reader->page(filter)) {
                // Stored times are cut to milliseconds.
                if (isWorking(row) && row.startedAt + base::Milliseconds(1) < before)
                    return recordOf(*reader, row.id);
            }
            return nullptr;
        },
        std::move(found));
}

void HistoryLookup::load(qint64 id, std::function<void(journal::AttemptPtr)> loaded) {
    if (m_reader)
        m_load.run([reader = m_reader, id] { return recordOf(*reader, id); }, std::move(loaded));
}

} // namespace knockback::ui
