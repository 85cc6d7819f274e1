// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace knockback::vault {

// Of a credential of the kind aws-sigv4, in its settings. Empty = read off the host, <service>.<region>.amazonaws.com.
inline const QByteArray awsRegionSetting = "aws-region";
inline const QByteArray awsServiceSetting = "aws-service";

} // namespace knockback::vault
