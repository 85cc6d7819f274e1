// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/DiagnosisView.h"

#include "app/diagnosis/ExplainedCodes.h"
#include "ui/diagnosis/BannerContent.h"
#include "ui/diagnosis/StepWords.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/SectionHeader.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int placeWidth = 150;

QLabel* words(const QString& text, const char* role = nullptr) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText); // much of it comes from a server
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    if (role)
        setRole(label, role);
    return label;
}

QLabel* place(const QString& text) {
    auto* label = words(text, "muted");
    label->setFixedWidth(placeWidth);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

QPushButton* linkTo(const QString& url, const QString& text) {
    auto* button = new QPushButton(text);
    setRole(button, "flat");
    button->setToolTip(url);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(text, url));
    QObject::connect(button, &QPushButton::clicked, button, [url] { QDesktopServices::openUrl(QUrl(url)); });
    return button;
}

} // namespace

DiagnosisView::DiagnosisView(ThemeManager& themes, QWidget* parent) : QScrollArea(parent), m_themes(themes) {
    setObjectName(QStringLiteral("diagnosisView"));
    setAccessibleName(QStringLiteral("Why this was answered"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    clear();
}

void DiagnosisView::clear() {
    auto* page = new QWidget;
    m_column = new QVBoxLayout(page);
    m_column->setContentsMargins(12, 12, 12, 12);
    m_column->setSpacing(8);
    setWidget(page); // which deletes the one before
}

void DiagnosisView::show(const journal::AttemptRecord& record, const providers::Catalogue& catalogue) {
    clear();
    addVerdict(record.diagnosis);
    addSteps(record.diagnosis);
    if (m_probes)
        addProbes(record.diagnosis);
    addCodes(record, catalogue);
    addEvidence(record.diagnosis);
    addReferences(record.diagnosis, catalogue.byId(record.provider));
    m_column->addStretch(1);
}

void DiagnosisView::addSection(const QString& title) {
    m_column->addSpacing(4);
    m_column->addWidget(new SectionHeader(title));
}

void DiagnosisView::addText(const QString& text, const char* role) {
    m_column->addWidget(words(text, role));
}

void DiagnosisView::addVerdict(const diagnosis::Diagnosis& diagnosis) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* title = words(diagnosis.title, "banner");
    auto* badge = new Badge(m_themes);
    const bool sure = diagnosis.cause != diagnosis::Cause::None;
    badge->setBadge(diagnosis.cause, sure ? confidenceText(diagnosis.confidence) : QStringLiteral("no block"));
    row->addWidget(title, 1);
    row->addWidget(badge, 0, Qt::AlignTop);
    m_column->addLayout(row);
}

void DiagnosisView::addSteps(const diagnosis::Diagnosis& diagnosis) {
    if (diagnosis.nextSteps.empty())
        return;
    addSection(QStringLiteral("What next"));
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    int row = 0;
    for (const auto& step : diagnosis.nextSteps) {
        grid->addWidget(words(QStringLiteral("%1.").arg(row + 1), "muted"), row, 0);
        grid->addWidget(words(step.text), row, 1);
        const QString text = buttonText(step.action);
        const bool leadsNowhere = step.action == diagnosis::NextAction::OpenDocs && diagnosis.docsUrl.isEmpty();
        if (!text.isEmpty() && !leadsNowhere) {
            auto* button = new QPushButton(text);
            button->setAccessibleName(QStringLiteral("%1: %2").arg(text, step.text));
            connect(button, &QPushButton::clicked, this, [this, action = step.action] { Q_EMIT stepChosen(action); });
            grid->addWidget(button, row, 2);
        }
        ++row;
    }
    m_column->addLayout(grid);
}

// What can be found out by asking again; both are actions of the window.
void DiagnosisView::addProbes(const diagnosis::Diagnosis& diagnosis) {
    if (!diagnosis::isBlock(diagnosis.cause))
        return;
    auto* row = new QHBoxLayout;
    const auto add = [this, row](const QString& text, const QString& action) {
        auto* button = new QPushButton(text);
        button->setObjectName(action + QStringLiteral(".button"));
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (auto* found = window()->findChild<QAction*>(action))
                found->trigger();
        });
        row->addWidget(button);
    };
    addSection(QStringLiteral("Find out more"));
    add(QStringLiteral("Is it me or them?…"), QStringLiteral("diagnosis.connectivity"));
    if (diagnosis.cause != diagnosis::Cause::RateLimit && diagnosis.cause != diagnosis::Cause::Overload)
        add(QStringLiteral("Find the smallest request that is blocked…"), QStringLiteral("diagnosis.minimize"));
    row->addStretch(1);
    m_column->addLayout(row);
}

void DiagnosisView::addCodes(const journal::AttemptRecord& record, const providers::Catalogue& catalogue) {
    const auto codes = diagnosis::explainedCodes(record.exchange.attempt(), record.diagnosis, catalogue);
    if (codes.empty())
        return;
    addSection(QStringLiteral("What the documentation says"));
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    int row = 0;
    for (const auto& code : codes) {
        auto* name = words(QString::fromUtf8(code.code), "mono");
        name->setFixedWidth(placeWidth);
        name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(words(code.meaning + (code.advice.isEmpty() ? QString() : u' ' + code.advice)), row, 1);
        if (!code.docsUrl.isEmpty())
            grid->addWidget(linkTo(code.docsUrl, QStringLiteral("Read")), row, 2, Qt::AlignTop);
        grid->addWidget(words(QStringLiteral("%1, in %2").arg(code.provider, code.where), "small"), row + 1, 1);
        row += 2;
    }
    m_column->addLayout(grid);
}

void DiagnosisView::addEvidence(const diagnosis::Diagnosis& diagnosis) {
    const auto add = [&](const QString& title, auto&& belongs) {
        auto* grid = new QGridLayout;
        grid->setColumnStretch(1, 1);
        grid->setHorizontalSpacing(10);
        int row = 0;
        for (const auto& seen : diagnosis.evidence) {
            if (!belongs(seen.weight))
                continue;
            grid->addWidget(place(seen.where), row, 0, Qt::AlignTop);
            grid->addWidget(words(seen.sentence), row, 1);
            ++row;
        }
        if (row == 0) {
            delete grid;
            return;
        }
        addSection(title);
        m_column->addLayout(grid);
    };
    add(QStringLiteral("What was seen"), [](double weight) { return weight > 0; });
    add(QStringLiteral("What speaks against it"), [](double weight) { return weight < 0; });
    add(QStringLiteral("Who answered"), [](double weight) { return weight == 0; });
}

void DiagnosisView::addReferences(const diagnosis::Diagnosis& diagnosis, const providers::Provider* provider) {
    const QString status = provider ? provider->statusUrl : QString();
    if (diagnosis.referenceIds.empty() && diagnosis.supportUrl.isEmpty() && status.isEmpty())
        return;
    addSection(QStringLiteral("For the provider's support"));
    auto* grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    int row = 0;
    for (const auto& reference : diagnosis.referenceIds) {
        grid->addWidget(place(reference.name), row, 0, Qt::AlignTop);
        grid->addWidget(words(reference.value, "mono"), row, 1);
        auto* copy = new QPushButton(QStringLiteral("Copy"));
        setRole(copy, "flat");
        copy->setAccessibleName(QStringLiteral("Copy %1").arg(reference.name));
        connect(copy, &QPushButton::clicked, this,
                [value = reference.value] { QGuiApplication::clipboard()->setText(value); });
        grid->addWidget(copy, row++, 2, Qt::AlignTop);
    }
    m_column->addLayout(grid);
    auto* links = new QHBoxLayout;
    if (!diagnosis.supportUrl.isEmpty())
        links->addWidget(linkTo(diagnosis.supportUrl, QStringLiteral("Open support")));
    if (!status.isEmpty())
        links->addWidget(linkTo(status, QStringLiteral("Open status page")));
    links->addStretch(1);
    m_column->addLayout(links);
}

} // namespace knockback::ui
