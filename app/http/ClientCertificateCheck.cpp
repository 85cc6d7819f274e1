// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ClientCertificateCheck.h"

#include <QFile>

#include <algorithm>
#include <memory>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace knockback::http {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio readerOf(const QByteArray& pem) {
    return {BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free};
}

int givePassphrase(char* buffer, int size, int, void* certificate) {
    const QByteArray& passphrase = static_cast<const ClientCertificate*>(certificate)->passphrase;
    const auto length = std::min<qsizetype>(size, passphrase.size());
    std::copy_n(passphrase.constData(), length, buffer);
    return static_cast<int>(length);
}

QString about(const QString& words, const QByteArray& file) {
    return words + QStringLiteral("; file=") + QString::fromUtf8(file);
}

// The file's text; in `problem` why there is none.
QByteArray readFile(const QByteArray& name, const QString& what, QString& problem) {
    QFile file(QString::fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly)) {
        problem = about(QStringLiteral("the file of the %1 cannot be read: %2").arg(what, file.errorString()), name);
        return {};
    }
    return file.readAll();
}

QString keyProblem(const ClientCertificate& certificate, X509* leaf) {
    const QByteArray& name = certificate.keyFile.isEmpty() ? certificate.file : certificate.keyFile;
    QString problem;
    const QByteArray pem = readFile(name, QStringLiteral("client certificate's key"), problem);
    if (!problem.isEmpty())
        return problem;
    if (!pem.contains("PRIVATE KEY-----"))
        return about(QStringLiteral("there is no private key for the client certificate: name the file that has it"),
                     name);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(readerOf(pem).get(), nullptr, &givePassphrase,
                                const_cast<ClientCertificate*>(&certificate)),
        &EVP_PKEY_free);
    if (!key && pem.contains("ENCRYPTED"))
        return about(certificate.passphrase.isEmpty()
                         ? QStringLiteral("the key of the client certificate needs its passphrase")
                         : QStringLiteral("the passphrase does not open the key of the client certificate"),
                     name);
    if (!key)
        return about(QStringLiteral("the key of the client certificate cannot be read as PEM"), name);
    if (X509_check_private_key(leaf, key.get()) != 1)
        return about(QStringLiteral("the key does not belong to the client certificate"), name);
    return {};
}

} // namespace

QString problemWith(const ClientCertificate& certificate, const QByteArray& otherwise) {
    QString problem;
    const QByteArray pem = readFile(certificate.file, QStringLiteral("client certificate"), problem);
    if (!problem.isEmpty())
        return problem;
    const std::unique_ptr<X509, decltype(&X509_free)> leaf(
        PEM_read_bio_X509(readerOf(pem).get(), nullptr, nullptr, nullptr), &X509_free);
    problem = leaf ? keyProblem(certificate, leaf.get())
                   : about(QStringLiteral("the file holds no client certificate in PEM form"), certificate.file);
    ERR_clear_error();
    return problem.isEmpty() ? about(QString::fromUtf8(otherwise), certificate.file) : problem;
}

} // namespace knockback::http
