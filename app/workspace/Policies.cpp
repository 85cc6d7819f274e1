// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/Policies.h"

#include "app/workspace/PolicyFields.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace knockback::workspace {
namespace {

using base::Failure;

std::vector<PolicyPreset> readPresets() {
    QFile file(QStringLiteral(":/knockback/workspace/policies.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    std::vector<PolicyPreset> presets;
    const QJsonArray all = opened ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
    for (const QJsonValue& one : all) {
        QJsonObject json = one.toObject();
        PolicyPreset preset{json.take(QStringLiteral("name")).toString().toUtf8(),
                            json.take(QStringLiteral("description")).toString(),
                            {}};
        auto policy = policyFromJson(json);
        Q_ASSERT(policy);
        if (policy)
            preset.policy = *policy;
        presets.push_back(std::move(preset));
    }
    return presets;
}

int lineOf(const QByteArray& text, qsizetype offset) {
    return static_cast<int>(text.left(offset).count('\n')) + 1;
}

QString presetNames() {
    QStringList names;
    for (const PolicyPreset& preset : policyPresets())
        names << QString::fromUtf8(preset.name);
    return names.join(QStringLiteral(", "));
}

} // namespace

const std::vector<PolicyPreset>& policyPresets() {
    static const std::vector<PolicyPreset> presets = readPresets();
    return presets;
}

const PolicyPreset* policyPreset(QByteArrayView name) {
    for (const PolicyPreset& preset : policyPresets()) {
        if (preset.name == name)
            return &preset;
    }
    return nullptr;
}

QJsonObject policyToJson(const retry::RetryPolicy& policy) {
    QJsonObject json;
    for (const PolicyField& field : policyFields())
        json.insert(QLatin1String(field.name), field.read(policy));
    return json;
}

base::Result<retry::RetryPolicy, QString> policyFromJson(const QJsonObject& json, const retry::RetryPolicy& start) {
    retry::RetryPolicy policy = start;
    for (auto member = json.begin(); member != json.end(); ++member) {
        const PolicyField* field = policyField(member.key().toUtf8());
        if (!field)
            return Failure(QStringLiteral("\"%1\" is not a setting of a retry policy.").arg(member.key()));
        if (const QString problem = field->write(policy, member.value()); !problem.isEmpty())
            return Failure(QStringLiteral("\"%1\" %2.").arg(member.key(), problem));
    }
    if (policy.backoff.cap < policy.backoff.base)
        return Failure(QStringLiteral("\"capMs\" must not be below \"baseMs\"."));
    return policy;
}

base::Result<retry::RetryPolicy, FileError> parsePolicy(const QByteArray& json, const QString& fileName) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return Failure(FileError{fileName, lineOf(json, error.offset),
                                 QStringLiteral("This is not JSON (%1).").arg(error.errorString())});
    if (!document.isObject())
        return Failure(FileError{fileName, 1, QStringLiteral("A retry policy is a JSON object.")});
    QJsonObject object = document.object();
    retry::RetryPolicy start;
    if (object.contains(QStringLiteral("preset"))) {
        const QString name = object.take(QStringLiteral("preset")).toString();
        const PolicyPreset* preset = policyPreset(name.toUtf8());
        if (!preset)
            return Failure(FileError{
                fileName, 0, QStringLiteral("There is no policy \"%1\"; known are %2.").arg(name, presetNames())});
        start = preset->policy;
    }
    auto policy = policyFromJson(object, start);
    if (!policy)
        return Failure(FileError{fileName, 0, policy.error()});
    return *policy;
}

base::Result<retry::RetryPolicy, FileError> loadPolicy(const QString& presetOrFile) {
    if (const PolicyPreset* preset = policyPreset(presetOrFile.toUtf8()))
        return preset->policy;
    QFile file(presetOrFile);
    if (!file.exists())
        return Failure(FileError{{},
                                 0,
                                 QStringLiteral("There is no retry policy \"%1\": neither a preset (%2) nor a file.")
                                     .arg(presetOrFile, presetNames())});
    if (!file.open(QIODevice::ReadOnly))
        return Failure(
            FileError{presetOrFile, 0, QStringLiteral("The policy cannot be read: %1.").arg(file.errorString())});
    return parsePolicy(file.readAll(), presetOrFile);
}

} // namespace knockback::workspace
