// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CertificateFields.h"

#include "app/http/IsoDate.h"
#include "app/vault/AuthApplier.h"
#include "ui/models/CertificateText.h"
#include "ui/vault/FieldChecks.h"
#include "ui/vault/PathEntry.h"
#include "ui/widgets/AppStyle.h"

#include <QLabel>
#include <QLineEdit>

namespace knockback::ui {

using vault::SecretRole;

namespace {

PathEntry* addPath(FieldForm& form, const QString& label, const QByteArray& setting, const QString& hint,
                   const QString& missing) {
    auto* entry = new PathEntry(label, hint);
    const auto place = settingPlace(setting);
    FieldForm::Own own;
    own.show = [entry, place](const FormRecord& record) { entry->setPath(place.read(record.credential)); };
    own.fill = [entry, place](FormRecord& record) { place.write(record.credential, entry->path()); };
    own.problem = [entry, missing] { return entry->path().isEmpty() ? missing : QString(); };
    form.addOwn(label, entry, std::move(own));
    QObject::connect(entry, &PathEntry::edited, &form, &FieldForm::edited);
    QObject::connect(&entry->line(), &QLineEdit::returnPressed, &form, &FieldForm::submitted);
    return entry;
}

} // namespace

CertificateCheck::CertificateCheck(const base::Clock* clock, QWidget* parent) : QLabel(parent), m_clock(clock) {
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setAccessibleName(QStringLiteral("The certificate"));
}

void CertificateCheck::look(const http::ClientCertificate& files, bool passphraseKept) {
    m_problem.clear();
    m_facts.reset();
    m_background.drop();
    m_looking = !files.file.isEmpty();
    if (!m_looking)
        return setText(QStringLiteral("Choose the file: its dates and whether its key fits are looked at here."));
    setText(QStringLiteral("Looking at it…"));
    m_background.run([files, passphraseKept] { return http::readClientCertificate(files, passphraseKept); },
                     [this](const http::ClientCertificateRead& read) { tell(read); });
}

void CertificateCheck::tell(const http::ClientCertificateRead& read) {
    m_looking = false;
    m_problem = read.problem;
    m_facts = read.facts;
    QStringList sentences;
    if (m_facts && m_clock) {
        const auto text = certificateText(*m_facts, m_clock->wallNow());
        sentences << QStringLiteral("%1 · %2 (%3)").arg(text.name, text.validity, text.remaining);
    }
    if (!m_problem.isEmpty())
        sentences << m_problem;
    else if (m_facts)
        sentences << (read.keySeen ? QStringLiteral("The key belongs to it.")
                                   : QStringLiteral("Its key is locked with the passphrase in the vault: whether it "
                                                    "fits shows when it is used."));
    setRole(this, m_problem.isEmpty() ? "small" : "problem");
    setText(sentences.join(u'\n'));
    Q_EMIT looked();
}

QString CertificateCheck::problem() const {
    if (m_looking) // its dates would be missing
        return QStringLiteral("It is still being looked at.");
    return m_problem.isEmpty() ? QString() : QStringLiteral("It could not be used like this.");
}

void CertificateCheck::fill(vault::Credential& credential) const {
    if (!m_facts)
        return;
    credential.issuedAt = http::parseIsoDate(m_facts->notBefore);
    credential.expiresAt = http::parseIsoDate(m_facts->notAfter);
}

void addCertificateFields(FieldForm& form, const FieldHelp& help) {
    auto* file = addPath(form, QStringLiteral("Certificate"), vault::certificateFileSetting,
                         QStringLiteral("client.pem or client.p12"),
                         QStringLiteral("Name the file with the certificate: PEM, or PKCS#12 (.p12, .pfx)."));
    auto* key = addPath(form, QStringLiteral("Key"), vault::certificateKeySetting,
                        QStringLiteral("in the certificate's file"), {});
    auto* passphrase = form.addSecret(QStringLiteral("Passphrase of the key"), SecretRole::Value,
                                      SecretEntry::Need::Optional, QStringLiteral("none"));
    auto* check = new CertificateCheck(help.clock);
    const auto look = [file, key, passphrase, check] {
        const auto typed = passphrase->secret();
        check->look({file->path().toUtf8(), key->path().toUtf8(), typed ? typed->reveal().toByteArray() : QByteArray()},
                    !typed && !passphrase->willBeMissing());
    };
    FieldForm::Own own;
    own.show = [look](const FormRecord&) { look(); };
    own.fill = [check](FormRecord& record) { check->fill(record.credential); };
    own.problem = [check] { return check->problem(); };
    form.addOwn({}, check, std::move(own));
    QObject::connect(check, &CertificateCheck::looked, &form, &FieldForm::recheck);
    QObject::connect(file, &PathEntry::edited, check, look);
    QObject::connect(key, &PathEntry::edited, check, look);
    QObject::connect(passphrase, &SecretEntry::edited, check, look);
}

} // namespace knockback::ui
