// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/CookiesPage.h"

#include "ui/settings/CookieForm.h"
#include "ui/settings/CookieModel.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/MessageBar.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace knockback::ui {

CookiesPage::CookiesPage(Backend& backend, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_model(new CookieModel(backend.scheduler().clock(), this))
    , m_table(new QTableView)
    , m_search(new QLineEdit)
    , m_stack(new QStackedWidget)
    , m_message(new MessageBar(themes))
    , m_reveal(new QPushButton(tr("Reveal values")))
    , m_remove(new QPushButton(tr("Delete")))
    , m_removeDomain(new QPushButton(tr("Delete domain")))
    , m_removeAll(new QPushButton(tr("Clear all")))
    , m_where(new QLabel)
    , m_keep(new QCheckBox(tr("&Keep them when Knockback closes")))
    , m_keepSession(new QCheckBox(tr("Also those without an e&xpiry")))
    , m_form(new CookieForm) {
    auto* side = new QScrollArea;
    side->setWidget(m_form);
    side->setWidgetResizable(true);
    side->setFrameShape(QFrame::NoFrame);
    side->setMinimumWidth(300);
    side->hide();
    m_side = side;
    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildList(themes));
    splitter->addWidget(m_side);
    splitter->setStretchFactor(0, 1);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(splitter);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_model->search(typed);
        updateButtons();
    });
    connect(m_form, &CookieForm::submitted, this, &CookiesPage::save);
    connect(m_form, &CookieForm::cancelled, this, &CookiesPage::leaveForm);
    connect(&backend, &Backend::cookiesChanged, this, &CookiesPage::refresh);
    connect(&backend, &Backend::workspaceChanged, this, &CookiesPage::refresh);
    refresh();
}

QWidget* CookiesPage::buildList(ThemeManager& themes) {
    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(18, 16, 18, 12);
    column->setSpacing(12);
    auto* title = new QLabel(tr("Cookies"));
    setRole(title, "title");
    auto* subtitle = new QLabel(tr("Of this workspace alone. A request can leave them out in its Settings tab."));
    subtitle->setWordWrap(true);
    setRole(subtitle, "muted");
    column->addWidget(title);
    column->addWidget(subtitle);
    column->addWidget(buildKeeping());
    column->addWidget(buildBar());
    column->addWidget(m_message);
    buildTable();
    auto* empty = new EmptyState(themes, QStringLiteral("cookies"),
                                 tr("No cookies. What a server sets stands here, and goes back to it with the next "
                                    "request."),
                                 tr("Add a cookie"));
    connect(empty, &EmptyState::actionTriggered, this, &CookiesPage::beginAdding);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    return list;
}

QWidget* CookiesPage::buildBar() {
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_search->setPlaceholderText(tr("Search domain, name or path"));
    m_search->setAccessibleName(tr("Search cookies"));
    m_search->setClearButtonEnabled(true);
    auto* add = new QPushButton(tr("Add cookie"));
    m_reveal->setCheckable(true);
    m_reveal->setObjectName(QStringLiteral("revealCookies"));
    m_remove->setObjectName(QStringLiteral("deleteCookie"));
    m_removeDomain->setObjectName(QStringLiteral("deleteDomain"));
    m_removeAll->setObjectName(QStringLiteral("clearCookies"));
    m_removeAll->setToolTip(tr("Can be undone"));
    setRole(m_removeAll, "danger");
    row->addWidget(m_search, 1);
    for (auto* button : {add, m_reveal, m_remove, m_removeDomain, m_removeAll})
        row->addWidget(button);
    connect(add, &QPushButton::clicked, this, &CookiesPage::beginAdding);
    connect(m_reveal, &QPushButton::toggled, this, [this](bool revealed) {
        m_model->setRevealed(revealed);
        m_reveal->setText(revealed ? tr("Hide values") : tr("Reveal values"));
    });
    connect(m_remove, &QPushButton::clicked, this, &CookiesPage::removeSelected);
    connect(m_removeDomain, &QPushButton::clicked, this, &CookiesPage::removeDomain);
    connect(m_removeAll, &QPushButton::clicked, this, &CookiesPage::removeAll);
    return bar;
}

// Where they are, and whether they stay.
QWidget* CookiesPage::buildKeeping() {
    auto* keeping = new QWidget;
    auto* column = new QVBoxLayout(keeping);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_where->setObjectName(QStringLiteral("cookieKeeping"));
    m_where->setWordWrap(true);
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_keep->setObjectName(QStringLiteral("keepCookies"));
    m_keepSession->setObjectName(QStringLiteral("keepSessionCookies"));
    m_keepSession->setToolTip(tr("Servers mean them to end with the program, as in a browser"));
    auto* row = new QHBoxLayout;
    row->setSpacing(18);
    row->addWidget(m_keep);
    row->addWidget(m_keepSession);
    row->addStretch(1);
    column->addWidget(m_where);
    column->addLayout(row);
    const auto wish = [this] { m_backend.keepCookies(m_keep->isChecked(), m_keepSession->isChecked()); };
    connect(m_keep, &QCheckBox::clicked, this, wish);
    connect(m_keepSession, &QCheckBox::clicked, this, wish);
    return keeping;
}

void CookiesPage::showKeeping() {
    const auto keeping = m_backend.cookieKeeping();
    m_where->setText(keeping.sentence);
    m_where->setVisible(!keeping.sentence.isEmpty());
    setRole(m_where, keeping.problem ? "problem" : "muted");
    m_keep->setChecked(keeping.wanted);
    m_keep->setEnabled(keeping.possible);
    m_keepSession->setChecked(keeping.sessionToo);
    m_keepSession->setEnabled(keeping.possible && keeping.wanted);
}

void CookiesPage::buildTable() {
    m_table->setObjectName(QStringLiteral("cookieTable"));
    m_table->setAccessibleName(tr("Cookies"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    auto* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(CookieModel::Value, QHeaderView::Stretch);
    const int widths[] = {170, 140, 0, 80, 130, 170};
    for (int i = 0; i < CookieModel::ColumnCount; ++i) {
        if (widths[i] > 0)
            m_table->setColumnWidth(i, widths[i]);
    }
    m_table->installEventFilter(this);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &CookiesPage::beginEditing);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CookiesPage::updateButtons);
}

void CookiesPage::refresh() {
    m_model->setCookies(m_backend.cookies());
    showKeeping();
    updateButtons();
}

void CookiesPage::updateButtons() {
    const bool any = !m_model->all().empty();
    const bool selected = m_table->selectionModel()->hasSelection();
    m_stack->setCurrentIndex(any ? 1 : 0);
    m_reveal->setEnabled(any);
    m_removeAll->setEnabled(any);
    m_remove->setEnabled(selected);
    m_removeDomain->setEnabled(selected);
}

void CookiesPage::beginAdding() {
    m_side->show();
    m_form->add(m_backend.scheduler().clock().wallNow());
}

void CookiesPage::beginEditing() {
    const auto* cookie = m_model->at(m_table->currentIndex().row());
    if (!cookie)
        return;
    m_side->show();
    m_form->edit(*cookie, m_backend.scheduler().clock().wallNow());
}

void CookiesPage::save() {
    const auto cookie = m_form->cookie();
    const auto original = m_form->original();
    if (original && !sameCookie(*original, cookie))
        m_backend.removeCookie(*original);
    m_backend.putCookie(cookie);
    leaveForm();
}

void CookiesPage::leaveForm() {
    m_side->hide();
    m_table->setFocus();
}

void CookiesPage::remove(std::vector<http::Cookie> cookies, const QString& sentence) {
    for (const auto& cookie : cookies)
        m_backend.removeCookie(cookie);
    m_message->say(diagnosis::Cause::None, sentence);
    connect(m_message->addButton(tr("&Undo")), &QPushButton::clicked, this, [this, back = std::move(cookies)] {
        for (const auto& cookie : std::vector(back))
            m_backend.putCookie(cookie);
        m_message->dismiss();
    });
}

void CookiesPage::removeSelected() {
    std::vector<http::Cookie> cookies;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        cookies.push_back(*m_model->at(index.row()));
    if (cookies.empty())
        return;
    const QString sentence = cookies.size() == 1
                                 ? tr("The cookie %1 is deleted.").arg(QString::fromUtf8(cookies.front().name))
                                 : tr("%1 cookies are deleted.").arg(cookies.size());
    remove(std::move(cookies), sentence);
}

void CookiesPage::removeDomain() {
    const auto* cookie = m_model->at(m_table->currentIndex().row());
    if (!cookie)
        return;
    const auto domain = cookie->domain;
    remove(m_model->ofDomain(domain), tr("The cookies of %1 are deleted.").arg(QString::fromUtf8(domain)));
}

void CookiesPage::removeAll() {
    remove(m_model->all(), tr("All cookies of this workspace are deleted."));
}

void CookiesPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh(); // the words of the expiry are of another time
}

bool CookiesPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete) {
            removeSelected();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            beginEditing();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace knockback::ui
