// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialDetail.h"

#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialText.h"
#include "ui/vault/LifetimeBar.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/SectionHeader.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr base::Seconds revealFor{15};
constexpr base::Seconds clipboardFor{30};

QLabel* factLabel(const QString& accessible) {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessible);
    return label;
}

void clear(QLayout& layout) {
    while (auto* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

CredentialDetail::CredentialDetail(vault::Vault& vault, base::Scheduler& scheduler, ThemeManager& themes,
                                   QWidget* parent)
    : QFrame(parent)
    , m_vault(vault)
    , m_scheduler(scheduler)
    , m_themes(themes)
    , m_title(new QLabel)
    , m_badge(new Badge(themes))
    , m_rotate(new QPushButton(QStringLiteral("Rotate now")))
    , m_secret(factLabel(QStringLiteral("Secret")))
    , m_reveal(new QPushButton(QStringLiteral("Reveal")))
    , m_copy(new QPushButton(QStringLiteral("Copy 30 s")))
    , m_issued(factLabel(QStringLiteral("Issued and expires")))
    , m_scopes(factLabel(QStringLiteral("Scopes")))
    , m_endpoint(factLabel(QStringLiteral("Token endpoint")))
    , m_hosts(factLabel(QStringLiteral("Sent only to")))
    , m_lifetimeTitle(new QLabel(QStringLiteral("Lifetime")))
    , m_lifetime(new LifetimeBar(themes))
    , m_rotations(new QVBoxLayout) {
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);

    auto* head = new QHBoxLayout;
    setRole(m_title, "title");
    head->addWidget(m_title);
    head->addWidget(m_badge);
    head->addStretch();
    column->addLayout(head);
    auto* buttons = new QHBoxLayout;
    setRole(m_rotate, "primary");
    m_rotate->setToolTip(QStringLiteral("Fetch a new token now"));
    buttons->addWidget(m_rotate);
    auto* remove = new QPushButton(QStringLiteral("Remove…"));
    setRole(remove, "danger");
    buttons->addWidget(remove);
    buttons->addStretch();
    column->addLayout(buttons);

    buildFacts(*column);
    setRole(m_lifetimeTitle, "label");
    column->addSpacing(4);
    column->addWidget(m_lifetimeTitle);
    column->addWidget(m_lifetime);
    column->addSpacing(8);
    column->addWidget(new SectionHeader(QStringLiteral("Rotations in this session")));
    column->addLayout(m_rotations);
    column->addStretch();

    connect(m_rotate, &QPushButton::clicked, this, [this] { Q_EMIT rotateRequested(m_credential.name); });
    connect(remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_credential.name); });
    connect(m_reveal, &QPushButton::clicked, this, &CredentialDetail::toggleReveal);
    connect(m_copy, &QPushButton::clicked, this, &CredentialDetail::copySecret);
}

void CredentialDetail::buildFacts(QVBoxLayout& column) {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    const auto add = [form](const QString& title, QWidget* value) {
        auto* label = new QLabel(title);
        setRole(label, "muted");
        form->addRow(label, value);
    };
    auto* secretRow = new QWidget;
    auto* row = new QHBoxLayout(secretRow);
    row->setContentsMargins(0, 0, 0, 0);
    setRole(m_secret, "mono");
    row->addWidget(m_secret, 1);
    for (auto* button : {m_reveal, m_copy}) {
        setRole(button, "flat");
        row->addWidget(button, 0, Qt::AlignTop);
    }
    add(QStringLiteral("Secret"), secretRow);
    add(QStringLiteral("Issued · expires"), m_issued);
    add(QStringLiteral("Scopes"), m_scopes);
    add(QStringLiteral("Token endpoint"), m_endpoint);
    add(QStringLiteral("Sent only to"), m_hosts);
    column.addLayout(form);
}

void CredentialDetail::setCredential(const vault::Credential& credential) {
    if (credential.name != m_credential.name || credential.generation != m_credential.generation)
        hideSecret();
    m_credential = credential;
    m_title->setText(QString::fromUtf8(credential.name));
    m_rotate->setVisible(vault::canRotate(credential.kind));
    QStringList scopes;
    for (const auto& scope : credential.scopes)
        scopes << QString::fromUtf8(scope);
    m_scopes->setText(scopes.isEmpty() ? QStringLiteral("none asked for") : scopes.join(QStringLiteral(", ")));
    m_endpoint->setText(credential.tokenUrl.isEmpty() ? QStringLiteral("–") : QString::fromUtf8(credential.tokenUrl));
    m_hosts->setText(hostsText(credential));
    tick();
}

void CredentialDetail::tick() {
    const auto now = m_scheduler.clock().wallNow();
    const auto badge = expiryBadge(m_credential, now);
    m_badge->setBadge(badge.look, badge.text, false);
    const auto from = m_credential.lastRotatedAt ? m_credential.lastRotatedAt : m_credential.issuedAt;
    m_issued->setText(QStringLiteral("%1 · %2").arg(from ? clockText(*from, now) : QStringLiteral("unknown"),
                                                    m_credential.expiresAt ? clockText(*m_credential.expiresAt, now)
                                                                           : QStringLiteral("never")));
    const auto spent = lifeSpent(m_credential, now);
    m_lifetimeTitle->setVisible(spent.has_value());
    m_lifetime->setVisible(spent.has_value());
    if (spent)
        m_lifetime->setSpent(*spent);
}

void CredentialDetail::setRotating(bool rotating) {
    m_rotate->setEnabled(!rotating);
    m_rotate->setText(rotating ? QStringLiteral("Rotating…") : QStringLiteral("Rotate now"));
}

void CredentialDetail::setRotations(const std::vector<journal::Event>& rotations) {
    clear(*m_rotations);
    const auto now = m_scheduler.clock().wallNow();
    if (rotations.empty()) {
        auto* none = new QLabel(QStringLiteral("None yet."));
        setRole(none, "muted");
        m_rotations->addWidget(none);
    }
    for (const auto& event : rotations) {
        const auto& rotated = std::get<journal::CredentialRotated>(event.body);
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 2, 0, 2);
        auto* time = new QLabel(clockText(event.wall, now));
        setRole(time, "muted");
        auto* mark = new Badge(m_themes);
        mark->setBadge(rotated.ok ? diagnosis::Cause::None : diagnosis::Cause::RateLimit,
                       rotated.ok ? QStringLiteral("renewed") : QStringLiteral("failed"));
        auto* text = new QLabel(rotated.call.isNull() ? QStringLiteral("%1 Asked for by hand.").arg(rotated.sentence)
                                                      : rotated.sentence);
        text->setWordWrap(true);
        row->addWidget(time, 0, Qt::AlignTop);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        m_rotations->addWidget(line);
    }
}

void CredentialDetail::toggleReveal() {
    if (m_revealed)
        return hideSecret();
    auto secret = m_vault.reveal(m_credential.name, vault::SecretRole::Value);
    if (!secret) {
        m_secret->setText(secret.error().sentence);
        return;
    }
    m_secret->setText(QString::fromUtf8(secret->reveal().toByteArray()));
    m_revealed = true;
    m_reveal->setText(QStringLiteral("Hide"));
    m_hideTimer = m_scheduler.after(revealFor, [this] { hideSecret(); });
}

void CredentialDetail::hideSecret() {
    m_hideTimer.cancel();
    m_revealed = false;
    m_secret->setText(QStringLiteral("••••••••••••"));
    m_reveal->setText(QStringLiteral("Reveal"));
}

void CredentialDetail::copySecret() {
    auto secret = m_vault.reveal(m_credential.name, vault::SecretRole::Value);
    if (!secret)
        return;
    const QString text = QString::fromUtf8(secret->reveal().toByteArray());
    auto* clipboard = QGuiApplication::clipboard();
    clipboard->setText(text);
    m_copy->setText(QStringLiteral("Copied"));
    m_clipboardTimer = m_scheduler.after(clipboardFor, [this, text] {
        m_copy->setText(QStringLiteral("Copy 30 s"));
        // Only what we put there: the user may have copied something else meanwhile.
        if (QGuiApplication::clipboard()->text() == text)
            QGuiApplication::clipboard()->clear();
    });
}

} // namespace knockback::ui
