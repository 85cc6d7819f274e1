// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QObject>

namespace knockback::ui {

class NameValuePage;

// The Headers tab: the draft's own rows, and below them those that are added on sending, each with its reason and,
// where it can be left out, a switch.
class HeadersBinding final : public QObject {
    Q_OBJECT
public:
    explicit HeadersBinding(NameValuePage& page);

    void load(const workspace::RequestDraft& draft);
    void store(workspace::RequestDraft& draft) const;
    // What is added depends on the whole request.
    void showAutomatic(const workspace::RequestDraft& draft);

Q_SIGNALS:
    void edited();

private:
    void switchAutomatic(int number, bool on);

    NameValuePage& m_page;
    std::vector<QByteArray> m_names; // of the automatic rows shown
    std::vector<QByteArray> m_omitted;
};

} // namespace knockback::ui
