// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/AttemptPass.h"
#include "app/http/RedactionRun.h"

namespace knockback::http {

// Hides known secrets by value, then what stands behind sensitive names.
class RedactPass final : public AttemptPass {
public:
    explicit RedactPass(RedactionRun& run) : m_run(run) {}

protected:
    QByteArray url(const QByteArray& text) override;
    HeaderList headers(const HeaderList& headers) override;
    QByteArray head(const QByteArray& bytes) override;
    QByteArray body(const QByteArray& bytes, const HeaderList& headers, const QString& place) override;
    QByteArray secret(const QByteArray& value, const QString& place) override;
    QByteArray text(const QByteArray& text, const QString& place) override;
    Body spilled(const Body& body, const QString& place) override;

private:
    RedactionRun& m_run;
};

// Goes over the result once more for values that the first pass hid by name: servers repeat what they were sent.
class RepeatPass final : public AttemptPass {
public:
    explicit RepeatPass(RedactionRun& run) : m_run(run) {}

protected:
    QByteArray url(const QByteArray& text) override { return m_run.repeated(text, QStringLiteral("address")); }
    HeaderList headers(const HeaderList& headers) override;
    QByteArray head(const QByteArray& bytes) override;
    QByteArray body(const QByteArray& bytes, const HeaderList&, const QString& place) override {
        return m_run.repeated(bytes, place);
    }
    QByteArray secret(const QByteArray& value, const QString&) override { return value; } // hidden already
    QByteArray text(const QByteArray& text, const QString& place) override { return m_run.repeated(text, place); }
    Body spilled(const Body& body, const QString&) override { return body; }

private:
    RedactionRun& m_run;
};

// Any text on its way out, of which nothing is known.
[[nodiscard]] QByteArray redactAnything(const QByteArray& text, RedactionRun& run, const QString& place);

} // namespace knockback::http
