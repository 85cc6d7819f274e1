// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AwsSettings.h"
#include "app/vault/ImportParts.h"

#include <algorithm>

namespace knockback::vault {

namespace {

struct Profile {
    QByteArray name;
    int line = 0;
    QByteArray region;
    Secrets secrets;
};

void finish(ImportedFile& file, std::optional<Profile>& profile) {
    if (!profile)
        return;
    const QString origin =
        QStringLiteral("profile %1, line %2").arg(QString::fromUtf8(profile->name)).arg(profile->line);
    if (profile->secrets.contains(SecretRole::Value) && profile->secrets.contains(SecretRole::UserName)) {
        ImportedSecret found;
        found.origin = origin;
        found.credential.name = profile->name == "default" ? QByteArray("aws") : credentialName("aws-" + profile->name);
        found.credential.kind = CredentialKind::AwsSigV4;
        found.credential.hosts = {"*.amazonaws.com"};
        if (!profile->region.isEmpty())
            found.credential.settings[awsRegionSetting] = profile->region;
        found.secrets = std::move(profile->secrets);
        file.found.push_back(std::move(found));
    } else if (!profile->secrets.empty()) {
        file.notes << QStringLiteral("%1 has no complete key and was left out.").arg(origin);
    }
    profile.reset();
}

void take(Profile& profile, QByteArrayView key, QByteArrayView value) {
    const QByteArray name = key.toByteArray().toLower();
    if (name == "aws_access_key_id")
        profile.secrets[SecretRole::UserName] = base::Secret::copyOf(value);
    else if (name == "aws_secret_access_key")
        profile.secrets[SecretRole::Value] = base::Secret::copyOf(value);
    else if (name == "aws_session_token")
        profile.secrets[SecretRole::SessionToken] = base::Secret::copyOf(value);
    else if (name == "region")
        profile.region = value.toByteArray();
}
} // namespace

// An INI file with a section for each profile, as the AWS tools keep it in ~/.aws/credentials.
ImportedFile readAwsCredentials(QByteArrayView text) {
    ImportedFile file{ImportFormat::AwsCredentials, {}, {}};
    std::optional<Profile> profile;
    LineReader lines(text);
    QByteArrayView line;
    while (lines.next(line)) {
        const auto left = line.trimmed();
        if (left.isEmpty() || left.startsWith('#') || left.startsWith(';'))
            continue;
        if (left.startsWith('[')) {
            finish(file, profile);
            QByteArray name = left.sliced(1, std::max<qsizetype>(left.indexOf(']') - 1, 0)).trimmed().toByteArray();
            if (name.startsWith("profile "))
                name = name.mid(8).trimmed();
            profile = Profile{name, lines.number(), {}, {}};
        } else if (const auto equals = left.indexOf('='); equals > 0 && profile) {
            take(*profile, left.first(equals).trimmed(), left.sliced(equals + 1).trimmed());
        }
    }
    finish(file, profile);
    return file;
}

} // namespace knockback::vault
