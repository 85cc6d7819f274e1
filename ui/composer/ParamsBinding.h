// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QObject>

namespace knockback::ui {

class NameValuePage;
class UrlField;

// Keeps the URL and the parameters' table in step: what is typed in one shows in the other at once. Below the query's
// rows stand those of the path.
class ParamsBinding final : public QObject {
    Q_OBJECT
public:
    ParamsBinding(UrlField& url, NameValuePage& page);

    void load(const workspace::RequestDraft& draft);
    void store(workspace::RequestDraft& draft) const;

Q_SIGNALS:
    // The URL, or a parameter that is not part of it, changed by the user's hand.
    void edited();

private:
    void followUrl();
    void followRows();
    void followPathRow(int number, int column, const QString& text);
    void showPathRows();

    UrlField& m_url;
    NameValuePage& m_page;
    QString m_names; // of path segments, as long as they were ever known: undoing an edit of the URL brings them back
    bool m_following = false;
};

} // namespace knockback::ui
