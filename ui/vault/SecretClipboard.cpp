// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/SecretClipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

namespace knockback::ui {

namespace {

QByteArray digest(QByteArrayView text) {
    return QCryptographicHash::hash(QByteArray::fromRawData(text.data(), text.size()), QCryptographicHash::Sha256);
}

QMimeData* hinted(const base::Secret& secret) {
    auto* data = new QMimeData; // the clipboard's
    data->setText(QString::fromUtf8(secret.reveal()));
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    return data;
}

// Both: what is selected in a field may have become the primary selection.
std::vector<QClipboard::Mode> modes() {
    std::vector<QClipboard::Mode> found{QClipboard::Clipboard};
    if (QGuiApplication::clipboard()->supportsSelection())
        found.push_back(QClipboard::Selection);
    return found;
}

} // namespace

SecretClipboard::SecretClipboard(base::Scheduler& scheduler, QObject* parent)
    : QObject(parent)
    , m_scheduler(scheduler) {
    connect(qApp, &QCoreApplication::aboutToQuit, this, &SecretClipboard::clear);
}

SecretClipboard::~SecretClipboard() {
    clear();
}

void SecretClipboard::copy(const base::Secret& secret) {
    for (const auto mode : modes())
        QGuiApplication::clipboard()->setMimeData(hinted(secret), mode);
    m_mark = digest(secret.reveal());
    m_until = m_scheduler.clock().steadyNow() + keptFor;
    m_timer = m_scheduler.after(keptFor, [this] { clear(); });
}

void SecretClipboard::clear() {
    if (m_mark.isEmpty())
        return;
    for (const auto mode : modes())
        if (digest(QGuiApplication::clipboard()->text(mode).toUtf8()) == m_mark)
            QGuiApplication::clipboard()->clear(mode);
    m_mark.clear();
    m_timer.cancel();
    Q_EMIT cleared();
}

std::optional<base::Seconds> SecretClipboard::left() const {
    if (m_mark.isEmpty())
        return std::nullopt;
    return std::chrono::ceil<base::Seconds>(m_until - m_scheduler.clock().steadyNow());
}

} // namespace knockback::ui
