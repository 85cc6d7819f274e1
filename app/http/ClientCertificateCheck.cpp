// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ClientCertificateCheck.h"

#include "app/http/CertificateReader.h"

#include <QFile>

#include <algorithm>
#include <memory>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace knockback::http {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Leaf = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

constexpr qint64 mostBytes = 1024 * 1024;

// What was found in the files.
struct Found {
    Leaf leaf{nullptr, &X509_free};
    Key key{nullptr, &EVP_PKEY_free};
    QString problem;
    QByteArray file; // that the problem is with
    bool locked = false;

    void fail(const QString& words, const QByteArray& name) {
        problem = words;
        file = name;
    }
};

Bio readerOf(const QByteArray& bytes) {
    return {BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())), &BIO_free};
}

int givePassphrase(char* buffer, int size, int, void* certificate) {
    const QByteArray& passphrase = static_cast<const ClientCertificate*>(certificate)->passphrase;
    const auto length = std::min<qsizetype>(size, passphrase.size());
    std::copy_n(passphrase.constData(), length, buffer);
    return static_cast<int>(length);
}

QByteArray readFile(const QByteArray& name, const QString& what, Found& found) {
    QFile file(QString::fromUtf8(name));
    if (file.open(QIODevice::ReadOnly))
        return file.read(mostBytes);
    found.fail(QStringLiteral("the file of the %1 cannot be read: %2").arg(what, file.errorString()), name);
    return {};
}

void refuseLocked(const ClientCertificate& certificate, const QByteArray& file, Found& found) {
    found.locked = certificate.passphrase.isEmpty();
    found.fail(found.locked ? QStringLiteral("the key of the client certificate needs its passphrase")
                            : QStringLiteral("the passphrase does not open the key of the client certificate"),
               file);
}

void readKey(const ClientCertificate& certificate, Found& found) {
    const QByteArray& name = certificate.keyFile.isEmpty() ? certificate.file : certificate.keyFile;
    const QByteArray pem = readFile(name, QStringLiteral("client certificate's key"), found);
    if (!found.problem.isEmpty())
        return;
    if (!pem.contains("PRIVATE KEY-----"))
        return found.fail(
            QStringLiteral("there is no private key for the client certificate: name the file that has it"), name);
    found.key.reset(PEM_read_bio_PrivateKey(readerOf(pem).get(), nullptr, &givePassphrase,
                                            const_cast<ClientCertificate*>(&certificate)));
    if (!found.key && pem.contains("ENCRYPTED"))
        refuseLocked(certificate, name, found);
    else if (!found.key)
        found.fail(QStringLiteral("the key of the client certificate cannot be read as PEM"), name);
}

void readPem(const ClientCertificate& certificate, Found& found) {
    const QByteArray pem = readFile(certificate.file, QStringLiteral("client certificate"), found);
    if (!found.problem.isEmpty())
        return;
    found.leaf.reset(PEM_read_bio_X509(readerOf(pem).get(), nullptr, nullptr, nullptr));
    if (found.leaf)
        readKey(certificate, found);
    else
        found.fail(QStringLiteral("the file holds no client certificate in PEM form"), certificate.file);
}

void readPkcs12(const ClientCertificate& certificate, Found& found) {
    const QByteArray bytes = readFile(certificate.file, QStringLiteral("client certificate"), found);
    if (!found.problem.isEmpty())
        return;
    const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> store(d2i_PKCS12_bio(readerOf(bytes).get(), nullptr),
                                                                &PKCS12_free);
    if (!store)
        return found.fail(QStringLiteral("the file is not PKCS#12, although its name says so"), certificate.file);
    const char* passphrase = certificate.passphrase.isNull() ? "" : certificate.passphrase.constData();
    if (PKCS12_verify_mac(store.get(), passphrase, -1) != 1)
        return refuseLocked(certificate, certificate.file, found);
    EVP_PKEY* key = nullptr;
    X509* leaf = nullptr;
    if (PKCS12_parse(store.get(), passphrase, &key, &leaf, nullptr) != 1)
        return found.fail(QStringLiteral("the file is sealed in a way that is out of use: write it anew with “openssl "
                                         "pkcs12 -legacy”"),
                          certificate.file);
    found.key.reset(key);
    found.leaf.reset(leaf);
    if (!leaf)
        found.fail(QStringLiteral("the file holds no client certificate"), certificate.file);
    else if (!key)
        found.fail(QStringLiteral("there is no private key for the client certificate in the file"), certificate.file);
}

Found look(const ClientCertificate& certificate) {
    Found found;
    if (isPkcs12(certificate.file))
        readPkcs12(certificate, found);
    else
        readPem(certificate, found);
    if (found.leaf && found.key && X509_check_private_key(found.leaf.get(), found.key.get()) != 1)
        found.fail(QStringLiteral("the key does not belong to the client certificate"),
                   certificate.keyFile.isEmpty() ? certificate.file : certificate.keyFile);
    ERR_clear_error();
    return found;
}

// A worker may still be ending when the program does: what OpenSSL keeps for the thread goes with the work.
struct ThreadStateGuard {
    ThreadStateGuard() = default;
    ~ThreadStateGuard() { OPENSSL_thread_stop(); }
    Q_DISABLE_COPY_MOVE(ThreadStateGuard)
};

} // namespace

bool isPkcs12(const QByteArray& file) {
    const QByteArray name = file.toLower();
    return name.endsWith(".p12") || name.endsWith(".pfx");
}

QString problemWith(const ClientCertificate& certificate, const QByteArray& otherwise) {
    const auto found = look(certificate);
    const bool known = !found.problem.isEmpty();
    return (known ? found.problem : QString::fromUtf8(otherwise)) + QStringLiteral("; file=") +
           QString::fromUtf8(known ? found.file : certificate.file);
}

ClientCertificateRead readClientCertificate(const ClientCertificate& certificate, bool passphraseElsewhere) {
    const ThreadStateGuard guard;
    const auto found = look(certificate);
    ClientCertificateRead read;
    if (found.leaf)
        read.facts = CertificateReader().read(found.leaf.get());
    read.keySeen = found.key && found.problem.isEmpty();
    if (!found.problem.isEmpty() && !(found.locked && passphraseElsewhere))
        read.problem = QStringLiteral("%1%2 (%3).")
                           .arg(found.problem.at(0).toUpper())
                           .arg(found.problem.mid(1), QString::fromUtf8(found.file));
    return read;
}

} // namespace knockback::http
