// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ClientSettings.h"

#include "app/vault/VaultSettings.h"

#include <algorithm>
#include <array>

namespace knockback::oauth {

namespace {
template <typename T>
using Names = std::vector<std::pair<const char*, T>>;

const Names<ClientAuth> clientAuths{{"none", ClientAuth::None},
                                    {"basic", ClientAuth::Basic},
                                    {"post", ClientAuth::Post},
                                    {"client_secret_jwt", ClientAuth::SecretJwt},
                                    {"private_key_jwt", ClientAuth::PrivateKeyJwt},
                                    {"tls_client_auth", ClientAuth::Tls}};
const Names<ServiceGrant> grants{{"client_credentials", ServiceGrant::ClientCredentials},
                                 {"jwt-bearer", ServiceGrant::JwtBearer},
                                 {"token-exchange", ServiceGrant::TokenExchange}};
const Names<QByteArray ClientSettings::*> texts{{"authorization-url", &ClientSettings::authorizationUrl},
                                                {"device-url", &ClientSettings::deviceUrl},
                                                {"par-url", &ClientSettings::parUrl},
                                                {"revocation-url", &ClientSettings::revocationUrl},
                                                {"introspection-url", &ClientSettings::introspectionUrl},
                                                {"redirect-uri", &ClientSettings::redirectUri},
                                                {"audience", &ClientSettings::audience},
                                                {"resource", &ClientSettings::resource},
                                                {"subject", &ClientSettings::subject},
                                                {"key-id", &ClientSettings::keyId},
                                                {"certificate-file", &ClientSettings::certificateFile},
                                                {"certificate-key-file", &ClientSettings::certificateKeyFile},
                                                {"ca-file", &ClientSettings::caFile},
                                                {"subject-credential", &ClientSettings::subjectCredential}};
const Names<bool ClientSettings::*> switches{{"par", &ClientSettings::pushed}, {"dpop", &ClientSettings::dpop}};

template <typename T>
const T* named(const Names<T>& names, const QByteArray& name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& known) { return name == known.first; });
    return found == names.end() ? nullptr : &found->second;
}

// False when there is no such setting, or it cannot have this value.
bool read(const QByteArray& name, const QByteArray& value, ClientSettings& settings) {
    if (const auto* text = named(texts, name)) {
        settings.*(*text) = value;
        return true;
    }
    if (const auto* flag = named(switches, name)) {
        settings.*(*flag) = value == "yes";
        return value == "yes" || value == "no";
    }
    if (name == "client-auth") {
        const auto* auth = named(clientAuths, value);
        settings.auth = auth ? *auth : ClientAuth::Automatic;
        return auth != nullptr;
    }
    const auto* grant = name == "grant" ? named(grants, value) : nullptr;
    settings.grant = grant ? *grant : settings.grant;
    return grant != nullptr;
}
} // namespace

bool needsUser(vault::CredentialKind kind) {
    return kind == vault::CredentialKind::AuthorizationCode || kind == vault::CredentialKind::DeviceCode;
}

ClientSettings settingsOf(const vault::Credential& credential) {
    ClientSettings settings;
    for (const auto& [name, value] : credential.settings)
        read(name, value, settings);
    return settings;
}

QString problemWithSettings(const vault::Credential& credential) {
    ClientSettings settings;
    for (const auto& [name, value] : credential.settings)
        if (!vault::isVaultSetting(name) && !read(name, value, settings))
            return QStringLiteral("“%1=%2” is not a setting that a credential has.")
                .arg(QString::fromUtf8(name), QString::fromUtf8(value));
    return {};
}

} // namespace knockback::oauth
