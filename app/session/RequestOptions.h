// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/session/TextFiller.h"
#include "app/workspace/RequestSettings.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace knockback::session {

// The Settings tab as the transport takes it. Files start at `folder`; `environment` names the system's proxy. What
// cannot be filled in is reported to `filler`.
[[nodiscard]] http::SendOptions sendOptions(const workspace::RequestSettings& settings, const QByteArray& url,
                                            const QString& folder, const std::map<QByteArray, QByteArray>& environment,
                                            TextFiller& filler);

// A path of a draft: as it is when absolute, else below `folder`.
[[nodiscard]] QByteArray pathBelow(const QString& folder, const QByteArray& path);

} // namespace knockback::session
