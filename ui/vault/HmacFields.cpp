// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/FieldChecks.h"
#include "ui/vault/HmacPreview.h"
#include "ui/vault/KindFields.h"
#include "ui/widgets/AppStyle.h"

#include <QComboBox>
#include <QPlainTextEdit>

namespace knockback::ui {

using Need = SecretEntry::Need;
using vault::SecretRole;

namespace {

constexpr int previewLines = 10;

void addPreview(FieldForm& form, const base::Clock* clock) {
    // A label would not break a signature, which is one long word.
    auto* preview = new QPlainTextEdit;
    setRole(preview, "mono");
    preview->setReadOnly(true);
    preview->setTabChangesFocus(true);
    preview->setWordWrapMode(QTextOption::WrapAnywhere);
    preview->setFixedHeight(previewLines * preview->fontMetrics().lineSpacing());
    const auto update = [&form, preview, clock] {
        FormRecord record;
        form.fill(record);
        if (clock)
            preview->setPlainText(hmacPreview(record.credential, clock->wallNow()));
    };
    FieldForm::Own own;
    own.show = [update](const FormRecord&) { update(); };
    own.fill = [](FormRecord&) {};
    own.problem = [] { return QString(); };
    form.addOwn(QStringLiteral("A POST with a body, signed with a key that is no secret"), preview, std::move(own));
    QObject::connect(&form, &FieldForm::edited, preview, update);
}

QString problemWithKey(const SecretEntry& entry, const QString& form) {
    const auto typed = entry.secret();
    if (!typed || typed->isEmpty() || form == QStringLiteral("text"))
        return {};
    const auto bytes = typed->reveal();
    const bool hex = form == QStringLiteral("hex");
    const bool good = std::all_of(bytes.begin(), bytes.end(), [hex](char c) {
        return hex ? std::isxdigit(static_cast<unsigned char>(c)) != 0
                   : std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/' || c == '=';
    });
    return good && (!hex || bytes.size() % 2 == 0)
               ? QString()
               : QStringLiteral("This key is not written in %1: choose how it is written below.").arg(form);
}

} // namespace

void addHmacFields(FieldForm& form, const FieldHelp& help) {
    auto* key =
        form.addSecret(QStringLiteral("Key"), SecretRole::Value, Need::Required, QStringLiteral("stays in the vault"));
    auto* written = form.addChoice(
        QStringLiteral("The key is written as"), settingPlace("hmac-key"),
        {{"", QStringLiteral("text")}, {"hex", QStringLiteral("hex")}, {"base64", QStringLiteral("base64")}});
    form.alsoCheck(key, [key, written] { return problemWithKey(*key, written->currentText()); });
    form.addSecret(QStringLiteral("Key ID"), SecretRole::UserName, Need::Optional, QStringLiteral("{key-id}"))
        ->setSeen();
    form.addText(QStringLiteral("Text to sign"), settingPlace("hmac-text"),
                 QStringLiteral("{timestamp}\\n{method}\\n{path-and-query}\\n{body-sha256}"));
    form.addNote(
        QStringLiteral("{method} {url} {host} {path} {query} {path-and-query} {body} {body-sha256} {timestamp} "
                       "{nonce} {key-id} {header:Name}, and \\n for a line break"));
    form.addChoice(QStringLiteral("Hash"), settingPlace("hmac-hash"),
                   {{"", QStringLiteral("SHA-256")}, {"sha512", QStringLiteral("SHA-512")}});
    form.addChoice(QStringLiteral("The signature is written as"), settingPlace("hmac-encoding"),
                   {{"", QStringLiteral("hex")},
                    {"base64", QStringLiteral("base64")},
                    {"base64url", QStringLiteral("base64url")}});
    form.addText(QStringLiteral("In header"), placeOf(&vault::Credential::header), QStringLiteral("X-Signature"),
                 orNothing(&problemWithToken));
    form.addText(QStringLiteral("The header's value"), settingPlace("hmac-value"), QStringLiteral("{signature}"));
    form.addChoice(QStringLiteral("Timestamp"), settingPlace("hmac-timestamp"),
                   {{"", QStringLiteral("seconds since 1970")},
                    {"unix-ms", QStringLiteral("milliseconds since 1970")},
                    {"iso8601", QStringLiteral("2026-11-22T10:00:00Z")},
                    {"http-date", QStringLiteral("Sun, 22 Nov 2026 10:00:00 GMT")}});
    form.addText(QStringLiteral("Timestamp in header"), settingPlace("hmac-timestamp-header"),
                 QStringLiteral("in no header"), orNothing(&problemWithToken));
    form.addText(QStringLiteral("Nonce in header"), settingPlace("hmac-nonce-header"), QStringLiteral("in no header"),
                 orNothing(&problemWithToken));
    addPreview(form, help.clock);
}

} // namespace knockback::ui
