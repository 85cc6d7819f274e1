// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/ImportParts.h"

#include "app/http/SensitiveNames.h"
#include "app/vault/SecretShape.h"

#include <QFileInfo>

#include <algorithm>

namespace knockback::vault {

bool LineReader::next(QByteArrayView& line) {
    if (m_rest.isEmpty())
        return false;
    const auto end = m_rest.indexOf('\n');
    line = end < 0 ? m_rest : m_rest.first(end);
    if (line.endsWith('\r'))
        line.chop(1);
    m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
    ++m_number;
    return true;
}

QByteArray credentialName(QByteArrayView from) {
    QByteArray name;
    for (const char c : from.first(std::min<qsizetype>(from.size(), 80))) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter || (c >= 'A' && c <= 'Z'))
            name += letter ? c : static_cast<char>(c - 'A' + 'a');
        else if (!name.isEmpty() && !name.endsWith('-'))
            name += '-';
    }
    while (name.endsWith('-'))
        name.chop(1);
    return name.isEmpty() ? QByteArray("imported") : name;
}

namespace {
bool saysSecret(QByteArrayView variable) {
    const QByteArray upper = variable.toByteArray().toUpper();
    static constexpr const char* words[] = {"TOKEN",  "SECRET",     "PASSWORD",    "PASSWD",     "API_KEY",
                                            "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIAL", "AUTH"};
    return http::isSensitiveParam(variable) ||
           std::any_of(std::begin(words), std::end(words), [&](const char* word) { return upper.contains(word); });
}
} // namespace

ImportedSecret secretOfVariable(QByteArrayView variable, base::Secret value, const QString& origin) {
    ImportedSecret found;
    found.origin = origin;
    found.credential.name = credentialName(variable);
    found.credential.kind = CredentialKind::Bearer;
    const auto shape = knownShape(value.reveal());
    if (shape)
        found.credential.hosts = shape->hosts;
    const QByteArray upper = variable.toByteArray().toUpper();
    if (upper.contains("API_KEY") || upper.contains("APIKEY") || upper.contains("X-API-KEY"))
        found.credential.kind = CredentialKind::ApiKey;
    found.likely = shape || looksRandom(value.reveal()) || (saysSecret(variable) && !value.isEmpty());
    found.secrets.emplace(SecretRole::Value, std::move(value));
    return found;
}

QString formatName(ImportFormat format) {
    switch (format) {
    case ImportFormat::DotEnv:
        return QStringLiteral(".env");
    case ImportFormat::Netrc:
        return QStringLiteral("netrc");
    case ImportFormat::AwsCredentials:
        return QStringLiteral("AWS credentials");
    case ImportFormat::PostmanEnvironment:
        return QStringLiteral("Postman environment");
    case ImportFormat::InsomniaEnvironment:
        return QStringLiteral("Insomnia environment");
    }
    return {};
}

std::optional<ImportFormat> detectFormat(const QString& fileName, QByteArrayView text) {
    const QString name = QFileInfo(fileName).fileName().toLower();
    const auto start = text.trimmed();
    if (text.contains("aws_access_key_id") && !start.startsWith('{'))
        return ImportFormat::AwsCredentials;
    if (start.startsWith('{') || start.startsWith('['))
        return text.contains("\"_type\"") || text.contains("insomnia") ? ImportFormat::InsomniaEnvironment
                                                                       : ImportFormat::PostmanEnvironment;
    if (name == QStringLiteral(".netrc") || name == QStringLiteral("_netrc") || name == QStringLiteral("netrc") ||
        start.startsWith("machine ") || start.startsWith("default "))
        return ImportFormat::Netrc;
    if (name.contains(QStringLiteral(".env")) || text.contains('='))
        return ImportFormat::DotEnv;
    return std::nullopt;
}

ImportedFile readSecrets(ImportFormat format, QByteArrayView text) {
    switch (format) {
    case ImportFormat::DotEnv:
        return readDotEnv(text);
    case ImportFormat::Netrc:
        return readNetrc(text);
    case ImportFormat::AwsCredentials:
        return readAwsCredentials(text);
    case ImportFormat::PostmanEnvironment:
        return readPostmanEnvironment(text);
    case ImportFormat::InsomniaEnvironment:
        return readInsomniaEnvironment(text);
    }
    return {};
}

ImportClash clashOf(const ImportedSecret& secret, const Vault& vault) {
    if (!vault.find(secret.credential.name))
        return ImportClash::None;
    for (const auto& [role, value] : secret.secrets) {
        const auto present = vault.reveal(secret.credential.name, role);
        if (!present || !(*present == value))
            return ImportClash::Other;
    }
    return ImportClash::Same;
}

QByteArray freeName(const QByteArray& wanted, const std::vector<QByteArray>& taken) {
    QByteArray name = wanted;
    for (int number = 2; std::find(taken.begin(), taken.end(), name) != taken.end(); ++number)
        name = wanted + '-' + QByteArray::number(number);
    return name;
}

} // namespace knockback::vault
