// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialDetail.h"

#include "app/vault/KeyRecipeSettings.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/CredentialText.h"
#include "ui/vault/HygieneList.h"
#include "ui/vault/LifetimeBar.h"
#include "ui/vault/SecretField.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/SectionHeader.h"

#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QLabel* factLabel(const QString& accessible) {
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(accessible);
    return label;
}

} // namespace

CredentialDetail::CredentialDetail(vault::Vault& vault, base::Scheduler& scheduler, ThemeManager& themes,
                                   QWidget* parent)
    : QFrame(parent)
    , m_scheduler(scheduler)
    , m_title(new ElidedLabel)
    , m_badge(new Badge(themes))
    , m_rotate(new QPushButton(QStringLiteral("Rotate now")))
    , m_more(new QToolButton)
    , m_form(new QFormLayout)
    , m_secret(new SecretField(vault, scheduler, themes))
    , m_issued(factLabel(QStringLiteral("Issued and expires")))
    , m_scopes(factLabel(QStringLiteral("Scopes")))
    , m_endpoint(factLabel(QStringLiteral("Token endpoint")))
    , m_hosts(factLabel(QStringLiteral("Sent only to")))
    , m_usedBy(factLabel(QStringLiteral("Used by")))
    , m_oldKey(factLabel(QStringLiteral("Old key")))
    , m_lifetimeTitle(new QLabel(QStringLiteral("Lifetime — rotates at the mark")))
    , m_lifetime(new LifetimeBar(themes))
    , m_rotations(new MarkedLines(themes, QStringLiteral("None yet."))) {
    buildHygiene(themes);
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    buildHead(*column);
    buildFacts(*column);
    connect(m_secret, &SecretField::replaceRequested, this, &CredentialDetail::replaceRequested);
    setRole(m_lifetimeTitle, "label");
    column->addSpacing(4);
    column->addWidget(m_lifetimeTitle);
    column->addWidget(m_lifetime);
    column->addSpacing(8);
    column->addWidget(new SectionHeader(QStringLiteral("Rotation history")));
    column->addWidget(m_rotations);
    column->addSpacing(8);
    column->addWidget(new SectionHeader(QStringLiteral("Hygiene")));
    column->addWidget(m_hygiene);
    column->addStretch();
}

// What is wrong has a button where one of this page's does something about it.
void CredentialDetail::buildHygiene(ThemeManager& themes) {
    m_hygiene = new HygieneList(themes, [this](const vault::HygieneFinding& finding) -> HygieneList::Remedy {
        using vault::HygieneCheck;
        const bool rotates = m_rotate->isVisibleTo(this);
        const bool asksUser = m_credential.kind == vault::CredentialKind::AuthorizationCode ||
                              m_credential.kind == vault::CredentialKind::DeviceCode;
        if (finding.check == HygieneCheck::Unused)
            return {QStringLiteral("Remove it"), QStringLiteral("Can be undone"),
                    [this] { Q_EMIT removeRequested(m_credential.name); }};
        if (finding.check == HygieneCheck::WideScope && asksUser && m_actions.signIn)
            return {QStringLiteral("Sign in again…"), QStringLiteral("In the browser"),
                    [this] { m_actions.signIn(m_credential.name); }};
        if (finding.check == HygieneCheck::WideScope)
            return {QStringLiteral("Edit its scopes…"), QString(), [this] { Q_EMIT editRequested(); }};
        if (rotates && finding.check != HygieneCheck::Reused)
            return {QStringLiteral("Rotate now"), QStringLiteral("Fetch a new one; the old one is worth nothing then"),
                    [this] { Q_EMIT rotateRequested(m_credential.name); }};
        if (!vault::canRotate(m_credential.kind))
            return {QStringLiteral("Replace it…"), QStringLiteral("By one that you have made at the provider"),
                    [this] { Q_EMIT replaceRequested(); }};
        return {};
    });
    connect(m_hygiene, &HygieneList::dismissed, this, [this](const vault::HygieneFinding& finding, bool dismissed) {
        Q_EMIT dismissRequested(m_credential.name, finding, dismissed);
    });
}

void CredentialDetail::buildHead(QVBoxLayout& column) {
    auto* head = new QHBoxLayout;
    setRole(m_title, "title");
    head->addWidget(m_title);
    head->addWidget(m_badge);
    head->addStretch();
    setRole(m_rotate, "primary");
    m_rotate->setToolTip(QStringLiteral("Fetch a new token now, or replace the key by its recipe"));
    head->addWidget(m_rotate);
    auto* edit = new QPushButton(QStringLiteral("Edit…"));
    edit->setToolTip(QStringLiteral("E or F2"));
    head->addWidget(edit);
    connect(edit, &QPushButton::clicked, this, &CredentialDetail::editRequested);
    setRole(m_more, "outline");
    m_more->setText(QStringLiteral("⋯"));
    m_more->setFixedWidth(36);
    m_more->setAccessibleName(QStringLiteral("More for this credential"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    m_more->setFocusPolicy(Qt::StrongFocus);
    head->addWidget(m_more);
    column.addLayout(head);
    connect(m_rotate, &QPushButton::clicked, this, [this] { Q_EMIT rotateRequested(m_credential.name); });
    fillMenu();
}

void CredentialDetail::setActions(VaultActions actions) {
    m_actions = std::move(actions);
    fillMenu();
}

void CredentialDetail::fillMenu() {
    auto* menu = m_more->menu();
    menu->clear();
    menu->addAction(QStringLiteral("Edit…\tF2"), this, &CredentialDetail::editRequested);
    menu->addAction(QStringLiteral("Replace secret…\tCtrl+R"), this, &CredentialDetail::replaceRequested);
    const bool rotates = vault::canRotate(m_credential.kind);
    const auto offer = [&](const QString& text, const QString& tip, const auto& action, bool fits) {
        if (!action || !fits)
            return;
        auto* item = menu->addAction(text, this, [this, action] { action(m_credential.name); });
        item->setToolTip(tip);
    };
    offer(QStringLiteral("Test"), QStringLiteral("Ask the server whether it still holds"), m_actions.test, rotates);
    const bool asksUser = m_credential.kind == vault::CredentialKind::AuthorizationCode ||
                          m_credential.kind == vault::CredentialKind::DeviceCode;
    offer(QStringLiteral("Sign in again…"), QStringLiteral("In the browser"), m_actions.signIn, asksUser);
    offer(QStringLiteral("Revoke at the server…"),
          QStringLiteral("Removing it here does not revoke it: whoever has it could still use it"), m_actions.revoke,
          rotates);
    menu->addSeparator();
    menu->addAction(QStringLiteral("Remove\tDel"), this, [this] { Q_EMIT removeRequested(m_credential.name); });
    menu->setToolTipsVisible(true);
}

void CredentialDetail::buildFacts(QVBoxLayout& column) {
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    const auto add = [this](const QString& title, QWidget* value) {
        auto* label = new QLabel(title);
        setRole(label, "muted");
        m_form->addRow(label, value);
    };
    add(QStringLiteral("Secret"), m_secret);
    add(QStringLiteral("Issued · expires"), m_issued);
    add(QStringLiteral("Scopes"), m_scopes);
    add(QStringLiteral("Token endpoint"), m_endpoint);
    add(QStringLiteral("Sent only to"), m_hosts);
    add(QStringLiteral("Used by"), m_usedBy);
    add(QStringLiteral("Old key"), m_oldKey);
    column.addLayout(m_form);
}

void CredentialDetail::setCredential(const vault::Credential& credential) {
    const bool other = credential.name != m_credential.name;
    if (other || credential.generation != m_credential.generation)
        m_secret->setCredential(credential.name);
    m_credential = credential;
    if (other)
        fillMenu();
    showFacts();
    tick();
}

void CredentialDetail::showFacts() {
    m_title->setWholeText(QString::fromUtf8(m_credential.name));
    const bool rotates = vault::canRotate(m_credential.kind);
    m_rotate->setVisible(rotates || vault::hasRecipe(m_credential));
    QStringList scopes;
    for (const auto& scope : m_credential.scopes)
        scopes << QString::fromUtf8(scope);
    m_scopes->setText(scopes.isEmpty() ? QStringLiteral("none asked for") : scopes.join(QStringLiteral(", ")));
    m_form->setRowVisible(m_scopes, rotates || !scopes.isEmpty());
    m_endpoint->setText(QString::fromUtf8(m_credential.tokenUrl));
    m_form->setRowVisible(m_endpoint, !m_credential.tokenUrl.isEmpty());
    m_hosts->setText(hostsText(m_credential));
    const auto owed = vault::owedRevocation(m_credential);
    m_oldKey->setText(owed ? vault::owedText(*owed) : QString());
    m_form->setRowVisible(m_oldKey, owed.has_value());
}

void CredentialDetail::setUse(const vault::CredentialUse& use, const vault::CredentialCopies& copies) {
    m_use = use;
    m_copies = copies;
    showUse();
}

void CredentialDetail::showUse() {
    const auto requests = [](auto count) {
        return count == 1 ? QStringLiteral("1 request") : QStringLiteral("%1 requests").arg(count);
    };
    const auto last = std::max(m_use.lastAt, m_credential.lastUsedAt);
    const QString sent = m_use.requests.empty()
                             ? QStringLiteral("no request that the history knows of")
                             : QStringLiteral("sent by %1, last %2")
                                   .arg(requests(m_use.requests.size()), agoText(last, m_scheduler.clock().wallNow()));
    m_usedBy->setText(
        m_namedBy.isEmpty() ? sent : QStringLiteral("%1 of this workspace, %2").arg(requests(m_namedBy.size()), sent));
    QStringList names = m_namedBy;
    for (const auto& name : m_use.requests)
        if (!names.contains(name))
            names << (name.isEmpty() ? QStringLiteral("(without a name)") : name);
    m_usedBy->setToolTip(names.join(u'\n'));
    m_hygiene->show(m_credential, vault::checkHygiene(m_credential, m_use, m_copies, m_scheduler.clock().wallNow()));
}

void CredentialDetail::tick() {
    const auto now = m_scheduler.clock().wallNow();
    const auto badge = stateBadge(m_credential, now);
    m_badge->setBadge(badge.look, badge.text, false);
    const auto from = m_credential.lastRotatedAt ? m_credential.lastRotatedAt : m_credential.issuedAt;
    m_issued->setText(vault::canRotate(m_credential.kind) && !from
                          ? QStringLiteral("no token fetched yet")
                          : QStringLiteral("%1 · %2").arg(from ? clockText(*from, now) : QStringLiteral("unknown"),
                                                          m_credential.expiresAt
                                                              ? clockText(*m_credential.expiresAt, now)
                                                              : QStringLiteral("never")));
    const auto spent = lifeSpent(m_credential, now);
    const auto mark = rotationMark(m_credential);
    m_lifetimeTitle->setText(mark ? QStringLiteral("Lifetime — rotates at the mark") : QStringLiteral("Lifetime"));
    m_lifetimeTitle->setVisible(spent.has_value());
    m_lifetime->setVisible(spent.has_value());
    if (spent)
        m_lifetime->setSpent(*spent, mark);
    m_secret->tick();
}

void CredentialDetail::setRotating(bool rotating) {
    m_rotate->setEnabled(!rotating);
    m_rotate->setText(rotating ? QStringLiteral("Rotating…") : QStringLiteral("Rotate now"));
}

QMenu* CredentialDetail::menu() const {
    return m_more->menu();
}

void CredentialDetail::setRotations(std::vector<MarkedLines::Line> rotations) {
    m_rotations->show(std::move(rotations));
}

} // namespace knockback::ui
