// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/ImportPanel.h"

#include "ui/vault/CredentialText.h"
#include "ui/vault/FieldPlaces.h"
#include "ui/vault/FormFoot.h"
#include "ui/widgets/AppStyle.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

QString lineFor(const vault::ImportedSecret& found, vault::ImportClash clash) {
    const QString name = QString::fromUtf8(found.credential.name);
    const QString where = found.credential.hosts.empty() ? QStringLiteral("no host yet") : hostsText(found.credential);
    QString text = QStringLiteral("%1\n%2 · %3 · %4").arg(name, kindText(found.credential), where, found.origin);
    if (clash == vault::ImportClash::Same)
        text += QStringLiteral("\nis in the vault already");
    else if (clash == vault::ImportClash::Other)
        text += QStringLiteral("\nthe one in the vault has another secret and stays; this becomes a new one");
    return text;
}

} // namespace

ImportPanel::ImportPanel(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_notes(new QLabel)
    , m_list(new QListWidget)
    , m_hosts(new QLineEdit)
    , m_submit(new QPushButton) {
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    setRole(m_title, "title");
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    setRole(m_notes, "muted");
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setWordWrap(true);
    column->addWidget(m_notes);
    m_list->setAccessibleName(QStringLiteral("Found in the file"));
    m_list->setWordWrap(true);
    m_list->setSpacing(4);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    m_hosts->setAccessibleName(QStringLiteral("Allowed hosts of those without one"));
    m_hosts->setPlaceholderText(QStringLiteral("Hosts for those without one: api.example.com"));
    column->addWidget(m_hosts);
    auto* cancel = addFormFoot(*column, *m_submit);
    connect(cancel, &QPushButton::clicked, this, [this] {
        end();
        Q_EMIT cancelled();
    });
    connect(m_submit, &QPushButton::clicked, this, &ImportPanel::submitted);
    connect(m_list, &QListWidget::itemChanged, this, &ImportPanel::showCount);
}

void ImportPanel::begin(const QString& fileName, vault::ImportedFile file, const std::vector<QByteArray>& taken,
                        const std::vector<vault::ImportClash>& clashes) {
    m_found = std::move(file.found);
    m_title->setText(QStringLiteral("Import from %1").arg(QFileInfo(fileName).fileName()));
    QStringList notes{
        m_found.empty()
            ? QStringLiteral("There is nothing in it that could be added (%1).").arg(vault::formatName(file.format))
            : QStringLiteral("Read as %1. The file stays as it is: delete what is in it once it is here.")
                  .arg(vault::formatName(file.format))};
    notes += file.notes;
    m_notes->setText(notes.join(u'\n'));
    m_list->clear();
    m_hosts->clear();
    auto names = taken;
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        auto& found = m_found[i];
        auto* item = new QListWidgetItem(lineFor(found, clashes[i]), m_list);
        const bool same = clashes[i] == vault::ImportClash::Same;
        item->setFlags(same ? Qt::NoItemFlags : Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const bool wanted = found.likely && clashes[i] == vault::ImportClash::None;
        item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
        if (!same) {
            found.credential.name = vault::freeName(found.credential.name, names);
            names.push_back(found.credential.name);
        }
    }
    showCount();
    m_list->setFocus();
}

void ImportPanel::end() {
    m_found.clear();
    m_list->clear();
    m_hosts->clear();
    showCount();
}

void ImportPanel::showCount() {
    int count = 0;
    for (int row = 0; row < m_list->count(); ++row)
        count += m_list->item(row)->checkState() == Qt::Checked;
    m_submit->setEnabled(count > 0);
    m_submit->setText(count == 1 ? QStringLiteral("Add 1 credential")
                                 : QStringLiteral("Add %1 credentials").arg(count));
}

std::vector<vault::CredentialStore::Entry> ImportPanel::takeChosen() {
    std::vector<vault::CredentialStore::Entry> chosen;
    const auto hosts = wordsOf(m_hosts->text());
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        if (m_list->item(static_cast<int>(i))->checkState() != Qt::Checked)
            continue;
        auto& found = m_found[i];
        if (found.credential.hosts.empty())
            found.credential.hosts = hosts;
        chosen.push_back({std::move(found.credential), std::move(found.secrets)});
    }
    m_found.clear();
    return chosen;
}

} // namespace knockback::ui
