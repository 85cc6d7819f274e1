// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/vault/KindFields.h"

namespace knockback::ui {

class IssuerEntry;

// The fields that OAuth grants have in common, added to a form one after the other.
class OAuthParts {
public:
    OAuthParts(FieldForm& form, const FieldHelp& help) : m_form(form), m_help(help) {}

    enum class Client { ProvesItself, MayProveItself, Signs };
    enum class Endpoint { Needed, Optional };
    enum class More { Usual, OfBrowser };

    // First: the endpoints that it tells are filled into what comes after.
    void addIssuer();
    // Needed: asked for where no issuer tells it.
    void addEndpoint(const QString& label, const QByteArray& setting, const QString& hint, Endpoint need);
    void addTokenUrl();
    void addClient(Client client);
    void addScopes();
    void addMore(More more = More::Usual);

private:
    using Told = QByteArray oauth::ServerMetadata::*;
    void addUrl(FieldForm& form, const QString& label, const FieldPlace& place, const QString& hint, Endpoint need,
                Told told);

    FieldForm& m_form;
    const FieldHelp& m_help;
    IssuerEntry* m_issuer = nullptr;
};

} // namespace knockback::ui
