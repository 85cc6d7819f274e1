// SPDX-License-Identifier: GPL-3.0-or-later
// Every provider file of the repository is read by the strict reader, and the schema and the reader know the same
// members.
#include "app/providers/Catalogue.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace knockback::providers {

namespace {

const QString resources = QStringLiteral(KNOCKBACK_SOURCE_DIR "/resources/");

QByteArray contentOf(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

QJsonObject schema() {
    return QJsonDocument::fromJson(contentOf(resources + QStringLiteral("schemas/provider.json"))).object();
}

// A small provider with one member of a wrong type: the reader must know the member to complain about its type.
QString complaintAbout(const QString& list, const QString& member) {
    QJsonObject provider{{QStringLiteral("id"), QStringLiteral("a")},
                         {QStringLiteral("name"), QStringLiteral("A")},
                         {QStringLiteral("hosts"), QJsonArray{QStringLiteral("a.b")}}};
    if (list.isEmpty()) {
        provider[member] = QJsonValue::Null;
    } else { // complete but for the member, so that the complaint is about nothing else
        const QString text = QStringLiteral("x");
        QJsonObject entry;
        if (list == QStringLiteral("limits"))
            entry = {{QStringLiteral("bucket"), text},
                     {QStringLiteral("unit"), text},
                     {QStringLiteral("limitHeader"), text},
                     {QStringLiteral("usedHeader"), text}};
        else if (list == QStringLiteral("waits"))
            entry = {{QStringLiteral("header"), text}, {QStringLiteral("format"), QStringLiteral("auto")}};
        else
            entry = {
                {QStringLiteral("code"), text}, {QStringLiteral("meaning"), text}, {QStringLiteral("advice"), text}};
        entry[member] = QJsonValue::Null;
        provider[list] = QJsonArray{entry};
    }
    const auto parsed = Catalogue::parse(QJsonDocument(provider).toJson(), QStringLiteral("x.json"));
    return parsed ? QString() : parsed.error().sentence;
}

void expectKnown(const QString& list, const QJsonObject& properties) {
    EXPECT_FALSE(properties.isEmpty());
    for (const QString& member : properties.keys()) {
        const QString complaint = complaintAbout(list, member);
        EXPECT_FALSE(complaint.isEmpty()) << member.toStdString();
        EXPECT_FALSE(complaint.contains(QStringLiteral("known here"))) << complaint.toStdString();
    }
}

} // namespace

TEST(ProviderData, everyFileIsReadAndCompiledIn) {
    const QDir folder(resources + QStringLiteral("providers"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    EXPECT_GE(names.size(), 10);
    for (const QString& name : names) {
        const auto provider = Catalogue::parse(contentOf(folder.filePath(name)), name);
        ASSERT_TRUE(provider) << provider.error().sentence.toStdString();
        EXPECT_EQ(QString::fromLatin1(provider->id) + QStringLiteral(".json"), name);
        EXPECT_NE(Catalogue::builtIn().byId(provider->id), nullptr) << name.toStdString();
    }
    EXPECT_EQ(Catalogue::builtIn().all().size(), static_cast<std::size_t>(names.size()));
}

TEST(ProviderData, hostsBelongToOneProviderEach) {
    std::map<QByteArray, QByteArray> owners;
    for (const Provider* provider : Catalogue::builtIn().all())
        for (const QByteArray& host : provider->hosts)
            EXPECT_TRUE(owners.emplace(host, provider->id).second) << host.constData();
}

// The links that are there stay there.
TEST(ProviderData, hasPagesForCodesStatusAndSupport) {
    std::size_t codes = 0;
    std::size_t pages = 0;
    std::size_t status = 0;
    std::size_t support = 0;
    for (const Provider* provider : Catalogue::builtIn().all()) {
        status += provider->statusUrl.isEmpty() ? 0 : 1;
        support += provider->supportUrl.isEmpty() ? 0 : 1;
        for (const ErrorCode& code : provider->errorCodes) {
            ++codes;
            pages += code.docsUrl.isEmpty() ? 0 : 1;
            EXPECT_FALSE(code.docsUrl.isEmpty() && provider->limitsUrl.isEmpty() && provider->docsUrl.isEmpty())
                << provider->id.constData() << ' ' << code.code.constData();
        }
    }
    EXPECT_GE(codes, 185U);
    EXPECT_GE(pages, 96U) << "a page of the code's own; the others fall back on the page about limits";
    EXPECT_GE(status, 55U);
    EXPECT_GE(support, 67U);
}

TEST(ProviderData, everyProviderSaysWhereToGo) {
    for (const Provider* provider : Catalogue::builtIn().all()) {
        if (provider->id == "lab" || provider->id == "common")
            continue;
        EXPECT_FALSE(provider->docsUrl.isEmpty()) << provider->id.constData();
        if (provider->kind == "standard" && provider->limitsUrl.isEmpty())
            continue; // one that is not about limits
        EXPECT_FALSE(provider->limitsUrl.isEmpty()) << provider->id.constData();
        EXPECT_FALSE(provider->blockedStatus.empty()) << provider->id.constData();
        EXPECT_TRUE(provider->kind != "api" || !provider->supportUrl.isEmpty()) << provider->id.constData();
    }
    EXPECT_TRUE(Catalogue::builtIn().byId("lab")->supportUrl.isEmpty());
    EXPECT_EQ(Catalogue::builtIn().forHost("127.0.0.1")->name, QStringLiteral("Local lab"));
}

TEST(ProviderData, schemaAndReaderKnowTheSameMembers) {
    const QJsonObject definitions = schema()[QStringLiteral("$defs")].toObject();
    const QString properties = QStringLiteral("properties");
    expectKnown({}, schema()[properties].toObject());
    expectKnown(QStringLiteral("limits"), definitions[QStringLiteral("limit")][properties].toObject());
    expectKnown(QStringLiteral("waits"), definitions[QStringLiteral("wait")][properties].toObject());
    expectKnown(QStringLiteral("errorCodes"), definitions[QStringLiteral("errorCode")][properties].toObject());
    for (const char* list : {"", "limits", "waits", "errorCodes"})
        EXPECT_TRUE(
            complaintAbout(QLatin1String(list), QStringLiteral("nonsense")).contains(QStringLiteral("known here")));
}

TEST(ProviderData, schemaAndReaderKnowTheSameResetFormats) {
    const QJsonArray formats = schema()[QStringLiteral("$defs")][QStringLiteral("limit")][QStringLiteral("properties")]
                                       [QStringLiteral("resetFormat")][QStringLiteral("enum")]
                                           .toArray();
    EXPECT_EQ(static_cast<std::size_t>(formats.size()), resetFormats().size());
    for (const QJsonValue& format : formats) {
        const QString json =
            QStringLiteral(R"({"id":"a","name":"A","hosts":["a.b"],"limits":[{"bucket":"b","unit":"u",)"
                           R"("limitHeader":"l","resetHeader":"r","resetFormat":"%1"}]})")
                .arg(format.toString());
        EXPECT_TRUE(Catalogue::parse(json.toUtf8(), QStringLiteral("x.json"))) << format.toString().toStdString();
    }
}

} // namespace knockback::providers
