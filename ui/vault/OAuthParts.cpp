// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/OAuthParts.h"

#include "ui/vault/FieldChecks.h"
#include "ui/vault/IssuerEntry.h"
#include "ui/vault/KeyFileEntry.h"
#include "ui/vault/PathEntry.h"

#include <QComboBox>
#include <QLineEdit>

namespace knockback::ui {

using oauth::ServerMetadata;
using vault::Credential;
using vault::SecretRole;

namespace {

const QString byKey = QStringLiteral("private_key_jwt");
const QString byCertificate = QStringLiteral("tls_client_auth");

KeyFileEntry* addKeyFile(FieldForm& form, const QString& label, std::function<void()> shown) {
    auto* entry = new KeyFileEntry(label);
    FieldForm::Own own;
    own.show = [entry, shown = std::move(shown)](const FormRecord& record) {
        entry->begin(record.stored.contains(SecretRole::ClientKey));
        shown();
    };
    own.fill = [entry](FormRecord& record) {
        if (auto key = entry->key())
            record.secrets[SecretRole::ClientKey] = std::move(*key);
    };
    own.problem = [entry] { return entry->problem(); };
    own.touched = [entry] { return entry->isTouched(); };
    form.addOwn(label, entry, std::move(own));
    QObject::connect(entry, &KeyFileEntry::edited, &form, [&form, entry] {
        form.say(entry, entry->problem());
        Q_EMIT form.edited();
    });
    return entry;
}

} // namespace

void OAuthParts::addIssuer() {
    const QString label = QStringLiteral("Issuer");
    m_issuer = new IssuerEntry(label, m_help.discover);
    auto* entry = m_issuer;
    FieldForm::Own own;
    own.show = [entry](const FormRecord& record) { entry->setIssuer(QString::fromUtf8(record.credential.issuer)); };
    own.fill = [entry](FormRecord& record) { record.credential.issuer = entry->issuer().toUtf8(); };
    own.problem = [entry] { return entry->issuer().isEmpty() ? QString() : problemWithEndpointText(entry->issuer()); };
    m_form.addOwn(label, entry, std::move(own));
    QObject::connect(entry, &IssuerEntry::edited, &m_form, &FieldForm::edited);
    QObject::connect(&entry->line(), &QLineEdit::returnPressed, &m_form, &FieldForm::submitted);
}

void OAuthParts::addUrl(FieldForm& form, const QString& label, const FieldPlace& place, const QString& hint,
                        Endpoint need, Told told) {
    auto* line = form.addText(label, place, hint, orNothing(&problemWithEndpointText));
    if (need == Endpoint::Needed)
        form.alsoCheck(line, [line, issuer = m_issuer] {
            return line->text().trimmed().isEmpty() && issuer->issuer().isEmpty()
                       ? QStringLiteral("Give this address, or the issuer that tells it.")
                       : QString();
        });
    QObject::connect(m_issuer, &IssuerEntry::found, line, [line, told, &form](const ServerMetadata& endpoints) {
        if (!(endpoints.*told).isEmpty())
            line->setText(QString::fromUtf8(endpoints.*told));
        Q_EMIT form.edited();
    });
}

void OAuthParts::addEndpoint(const QString& label, const QByteArray& setting, const QString& hint, Endpoint need) {
    const Told told = setting == "device-url" ? &ServerMetadata::deviceUrl : &ServerMetadata::authorizationUrl;
    addUrl(m_form, label, settingPlace(setting), hint, need, told);
}

void OAuthParts::addTokenUrl() {
    addUrl(m_form, QStringLiteral("Token URL"), placeOf(&Credential::tokenUrl),
           QStringLiteral("https://login.example.com/oauth/token"), Endpoint::Needed, &ServerMetadata::tokenUrl);
}

// The ways of RFC 6749 2.3, OpenID Connect Core 9 and RFC 8705. What the chosen way does not need is not shown.
void OAuthParts::addClient(Client client) {
    m_form.addText(QStringLiteral("Client ID"), placeOf(&Credential::clientId), {},
                   required(QStringLiteral("Give the client ID: the provider gave it to you with the application.")));
    auto* secret =
        m_form.addSecret(QStringLiteral("Client secret"), SecretRole::ClientSecret, SecretEntry::Need::Optional);
    auto* way = m_form.addChoice(QStringLiteral("The client proves who it is"), settingPlace("client-auth"),
                                 {{"", QStringLiteral("with what it has: key, secret in a header, or its ID alone")},
                                  {"basic", QStringLiteral("secret in the Authorization header (Basic)")},
                                  {"post", QStringLiteral("secret in the body (post)")},
                                  {"client_secret_jwt", QStringLiteral("assertion signed with the secret")},
                                  {"private_key_jwt", QStringLiteral("assertion signed with a key (private_key_jwt)")},
                                  {"tls_client_auth", QStringLiteral("client certificate (mTLS)")},
                                  {"none", QStringLiteral("not at all: it is public")}});
    way->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    way->setMinimumContentsLength(20);
    const auto needed = std::make_shared<std::function<void()>>();
    auto* key = addKeyFile(m_form, QStringLiteral("Private key"), [needed] { (*needed)(); });
    auto* keyId =
        m_form.addText(QStringLiteral("Key ID"), settingPlace("key-id"), QStringLiteral("kid, if it has one"));
    auto* certificate =
        m_form.addText(QStringLiteral("Certificate"), settingPlace("certificate-file"), QStringLiteral("a PEM file"));
    auto* certificateKey =
        m_form.addText(QStringLiteral("Key of the certificate"), settingPlace("certificate-key-file"),
                       QStringLiteral("nothing when the same file holds it"));
    *needed = [&form = m_form, way, secret, key, keyId, certificate, certificateKey, signs = client == Client::Signs] {
        const QString chosen = way->currentData().toString();
        const bool withKey = signs || chosen == byKey || (chosen.isEmpty() && !key->willBeMissing());
        form.setShown(secret, chosen != byKey && chosen != byCertificate && chosen != QStringLiteral("none"));
        form.setShown(key, withKey);
        form.setShown(keyId, withKey);
        form.setShown(certificate, chosen == byCertificate);
        form.setShown(certificateKey, chosen == byCertificate);
    };
    QObject::connect(way, &QComboBox::currentIndexChanged, &m_form, *needed);
    (*needed)();
    m_form.alsoCheck(key, [key] {
        return key->willBeMissing() ? QStringLiteral("Read the key that signs, from its PEM file.") : QString();
    });
    m_form.alsoCheck(certificate, [certificate] {
        return certificate->text().trimmed().isEmpty() ? QStringLiteral("Name the PEM file with the certificate.")
                                                       : QString();
    });
    m_form.alsoCheck(secret, [secret, way, key, client] {
        const bool byItself = way->currentData().toString().isEmpty();
        const bool required = byItself ? client == Client::ProvesItself && key->willBeMissing() : true;
        return required && secret->willBeMissing() ? QStringLiteral("This way needs the client secret.") : QString();
    });
}

void OAuthParts::addScopes() {
    m_form.addText(QStringLiteral("Scopes"), placeOf(&Credential::scopes), QStringLiteral("read write"));
}

void OAuthParts::addMore(More more) {
    auto* section = m_form.addSection(QStringLiteral("More"));
    const bool browser = more == More::OfBrowser;
    section->addText(QStringLiteral("Audience"), settingPlace("audience"), QStringLiteral("https://api.example.com"));
    section->addText(QStringLiteral("Resource"), settingPlace("resource"), QStringLiteral("https://api.example.com"));
    section->addText(QStringLiteral("Own authority"), settingPlace("ca-file"),
                     QStringLiteral("a PEM file, when the system does not know it"));
    if (browser) {
        section->addText(QStringLiteral("Redirect address"), settingPlace("redirect-uri"),
                         QStringLiteral("http://127.0.0.1, any port, /callback"), orNothing(&problemWithRedirect));
        section->addSwitch(QStringLiteral("Push the authorization request first (PAR, RFC 9126)"), "par");
        addUrl(*section, QStringLiteral("PAR URL"), settingPlace("par-url"), {}, Endpoint::Optional,
               &ServerMetadata::parUrl);
    }
    section->addSwitch(QStringLiteral("Bind tokens to a key of this credential (DPoP, RFC 9449)"), "dpop");
    addUrl(*section, QStringLiteral("Revocation URL"), settingPlace("revocation-url"), {}, Endpoint::Optional,
           &ServerMetadata::revocationUrl);
    addUrl(*section, QStringLiteral("Introspection URL"), settingPlace("introspection-url"), {}, Endpoint::Optional,
           &ServerMetadata::introspectionUrl);
}

} // namespace knockback::ui
