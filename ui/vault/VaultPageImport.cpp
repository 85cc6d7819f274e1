// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AtomicFile.h"
#include "ui/vault/ImportPanel.h"
#include "ui/vault/VaultPage.h"
#include "ui/widgets/MessageBar.h"

#include <QDir>
#include <QFileDialog>

namespace knockback::ui {

namespace {

constexpr qint64 mostBytes = 4 * 1024 * 1024;

struct Read {
    QString problem;
    vault::ImportedFile file;
    std::vector<QByteArray> taken;
    std::vector<vault::ImportClash> clashes;
};

Read readFile(const QString& fileName, const vault::Vault& vault) {
    Read read;
    auto bytes = vault::readAnyFile(fileName, mostBytes);
    if (!bytes) {
        read.problem = QStringLiteral("%1 cannot be read: %2.").arg(fileName, bytes.error().reason);
        return read;
    }
    const auto format = vault::detectFormat(fileName, *bytes);
    if (format)
        read.file = vault::readSecrets(*format, *bytes);
    else
        read.problem = QStringLiteral("%1 is none of the files that can be imported: .env, netrc, AWS credentials, a "
                                      "Postman or Insomnia environment.")
                           .arg(fileName);
    base::wipe(*bytes);
    for (const auto& credential : vault.list())
        read.taken.push_back(credential.name);
    for (const auto& found : read.file.found)
        read.clashes.push_back(vault::clashOf(found, vault));
    return read;
}

} // namespace

// Not over the way back in, and not over a form with changes.
bool VaultPage::mayImport(const QString& fileName) {
    if (!m_vault.isLocked())
        return yieldForm();
    say(diagnosis::Cause::Credential,
        QStringLiteral("The vault is locked: unlock it, then import %1.").arg(QDir::toNativeSeparators(fileName)));
    return false;
}

void VaultPage::beginImport() {
    if (m_vault.isLocked() || !yieldForm())
        return;
    auto* dialog = new QFileDialog(this, QStringLiteral("Import secrets from"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::AllEntries | QDir::Hidden); // .env, .netrc
    connect(dialog, &QFileDialog::fileSelected, this, &VaultPage::importFrom);
    dialog->open();
}

void VaultPage::importFrom(const QString& fileName) {
    if (!mayImport(fileName))
        return;
    m_reading.run([&vault = m_vault, fileName] { return readFile(fileName, vault); },
                  [this, fileName](Read read) {
                      if (!read.problem.isEmpty())
                          return say(diagnosis::Cause::Credential, read.problem);
                      if (!mayImport(fileName)) // a form was begun meanwhile
                          return;
                      showSide(Import);
                      m_import->begin(fileName, std::move(read.file), read.taken, read.clashes);
                  });
}

void VaultPage::addImported() {
    const auto chosen = std::make_shared<std::vector<vault::CredentialStore::Entry>>(m_import->takeChosen());
    const auto count = chosen->size();
    showSide(Detail);
    change(
        [this, chosen]() -> base::Outcome<vault::VaultError> {
            for (auto& entry : *chosen)
                if (auto added = m_vault.add(entry.credential, std::move(entry.secrets)); !added)
                    return added;
            return base::Done{};
        },
        [this, count] {
            say(diagnosis::Cause::None, QStringLiteral("%1 added. Delete the file, or what is in it.")
                                            .arg(count == 1 ? QStringLiteral("1 credential was")
                                                            : QStringLiteral("%1 credentials were").arg(count)));
        });
}

} // namespace knockback::ui
