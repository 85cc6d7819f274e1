// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::workspace {

// What tells one request from another.
struct RequestFace {
    QString file;
    QString name;       // may be empty
    QByteArray target;  // method and URL
    QByteArray content; // its text without the line that names it
    bool operator==(const RequestFace&) const = default;
};

// For each request of `now` the one of `before` that it is, if any. Asked in this order: same file, name and content;
// same file and name; same file and content; same file and target; the only change between the same neighbours; a file
// under another name with the same name and content. Among equals the order decides.
[[nodiscard]] std::vector<std::optional<std::size_t>> matchRequests(const std::vector<RequestFace>& before,
                                                                    const std::vector<RequestFace>& now);

// Names for the requests of a workspace that stay while files are edited, saved, renamed and shuffled by other
// programs, and that come back with a request that was gone. "billing.http#List customers".
class RequestIds {
public:
    // The requests as they are now; an id for each, in their order.
    std::vector<QString> update(const std::vector<RequestFace>& now);
    // The request `id` is about to be `face`, whatever it was.
    void expect(const QString& id, const RequestFace& face);

private:
    struct Known {
        QString id;
        RequestFace face;
    };
    [[nodiscard]] QString freshId(const RequestFace& face, const std::vector<QString>& taken) const;
    std::vector<Known> m_known;
};

} // namespace knockback::workspace
