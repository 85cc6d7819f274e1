// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

namespace knockback::http {

// Something that is done to every text of an attempt. The walk is here, once, so that no place is forgotten; what is
// done in each kind of place is the implementation's.
class AttemptPass {
public:
    virtual ~AttemptPass() = default;
    [[nodiscard]] Attempt apply(Attempt attempt);

protected:
    virtual QByteArray url(const QByteArray& text) = 0;
    virtual HeaderList headers(const HeaderList& headers) = 0;
    // A message head's bytes. They repeat what `headers` says.
    virtual QByteArray head(const QByteArray& bytes) = 0;
    // A body in memory, with the headers that say what it is.
    virtual QByteArray body(const QByteArray& bytes, const HeaderList& headers, const QString& place) = 0;
    // What is a secret as a whole.
    virtual QByteArray secret(const QByteArray& value, const QString& place) = 0;
    // Any other text: a method, a reason, a failure's details.
    virtual QByteArray text(const QByteArray& text, const QString& place) = 0;
    // A spilled body; what stands instead.
    virtual Body spilled(const Body& body, const QString& place) = 0;

private:
    Body applyToBody(const Body& original, const HeaderList& headers, const QString& place);
    void applyToHead(ResponseHead& responseHead);
    void applyToOptions(SendOptions& options);
};

} // namespace knockback::http
