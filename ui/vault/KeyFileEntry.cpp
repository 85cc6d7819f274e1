// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/KeyFileEntry.h"

#include "app/oauth/SigningKey.h"
#include "app/vault/AtomicFile.h"
#include "ui/widgets/AppStyle.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace knockback::ui {

namespace {

constexpr qint64 mostBytes = 64 * 1024;

struct Read {
    base::Secret key;
    QString problem;
};

Read readKey(const QString& file) {
    auto bytes = vault::readAnyFile(file, mostBytes);
    if (!bytes)
        return {{}, QStringLiteral("%1 cannot be read: %2.").arg(file, bytes.error().reason)};
    base::Secret key(std::move(*bytes));
    if (!oauth::SigningKey::fromPem(key))
        return {
            {},
            QStringLiteral("%1 is not a key that can sign: it has to be an RSA key of at least 2048 bits or a P-256 "
                           "key, in PEM and without a passphrase.")
                .arg(file)};
    return {std::move(key), {}};
}

} // namespace

KeyFileEntry::KeyFileEntry(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_state(new QLabel)
    , m_choose(new QPushButton(QStringLiteral("Read a file…"))) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_choose->setAccessibleName(QStringLiteral("%1: read a file").arg(name));
    row->addWidget(m_choose);
    setRole(m_state, "muted");
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    row->addWidget(m_state, 1);
    setFocusProxy(m_choose);
    connect(m_choose, &QPushButton::clicked, this, &KeyFileEntry::choose);
    begin(false);
}

void KeyFileEntry::begin(bool stored) {
    m_stored = stored;
    m_key.wipe();
    m_problem.clear();
    m_background.drop();
    m_state->setText(stored ? QStringLiteral("kept; read another one to replace it") : QStringLiteral("none yet"));
}

void KeyFileEntry::choose() {
    auto* dialog = new QFileDialog(this, m_choose->accessibleName(), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::AllEntries | QDir::Hidden);
    connect(dialog, &QFileDialog::fileSelected, this, &KeyFileEntry::readFrom);
    dialog->open();
}

void KeyFileEntry::readFrom(const QString& file) {
    m_background.run(
        [file] { return readKey(file); },
        [this, file](Read read) {
            m_key = std::move(read.key);
            m_problem = read.problem;
            if (!m_key.isEmpty())
                m_state->setText(
                    QStringLiteral("read from %1; kept in the vault from then on").arg(QFileInfo(file).fileName()));
            Q_EMIT edited();
        });
}

std::optional<base::Secret> KeyFileEntry::key() const {
    return m_key.isEmpty() ? std::nullopt : std::optional(m_key.clone());
}

} // namespace knockback::ui
