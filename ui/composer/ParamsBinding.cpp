// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/ParamsBinding.h"

#include "app/workspace/SwitchedOff.h"
#include "ui/composer/NameValuePage.h"
#include "ui/composer/PathRows.h"
#include "ui/composer/UrlField.h"
#include "ui/models/QueryRows.h"

#include <QScopedValueRollback>

namespace knockback::ui {

namespace {

NameValueExtra extraOf(const PathRow& row) {
    NameValueExtra extra;
    extra.name = row.name;
    extra.value = row.value;
    extra.placeholder = ParamsBinding::tr("no value yet");
    extra.kind = ParamsBinding::tr("path");
    extra.reason = row.named
                       ? ParamsBinding::tr(
                             "A segment of the URL's path. Its value stands in the URL; its name is kept in the .http "
                             "file as a comment.")
                       : ParamsBinding::tr(
                             "A segment of the URL's path that looks like a value. Type a name here, or write :name in "
                             "the URL.");
    extra.editable = true;
    return extra;
}

NameValueRow rowSwitchedOff(const QByteArray& part) {
    auto row = rowOfQueryPart(QString::fromUtf8(part));
    row.enabled = false;
    return row;
}

} // namespace

ParamsBinding::ParamsBinding(UrlField& url, NameValuePage& page) : QObject(&page), m_url(url), m_page(page) {
    connect(&url, &QPlainTextEdit::textChanged, this, &ParamsBinding::followUrl);
    connect(&page.rows(), &NameValueModel::edited, this, &ParamsBinding::followRows);
    connect(&page.rows(), &NameValueModel::extraEdited, this, &ParamsBinding::followPathRow);
}

void ParamsBinding::load(const workspace::RequestDraft& draft) {
    const QScopedValueRollback following(m_following, true);
    m_url.setText(QString::fromUtf8(draft.url));
    m_names = QString::fromUtf8(draft.pathNames);
    if (m_names.isEmpty())
        m_names = pathTemplate(m_url.text(), pathRows(m_url.text(), {}));
    m_page.rows().setRows(
        workspace::withSwitchedOff<NameValueRow>(rowsOfUrl(m_url.text()), draft.parametersOff, rowSwitchedOff));
    showPathRows();
}

void ParamsBinding::store(workspace::RequestDraft& draft) const {
    draft.url = m_url.text().toUtf8();
    draft.pathNames = pathNames(m_url.text(), pathRows(m_url.text(), m_names)).toUtf8();
    draft.parametersOff.clear();
    std::size_t on = 0;
    for (const auto& row : m_page.rows().rows()) {
        if (row.enabled)
            ++on;
        else
            draft.parametersOff.push_back(workspace::switchedOffLine({on, queryPart(row).toUtf8()}));
    }
}

void ParamsBinding::followUrl() {
    if (m_following)
        return;
    {
        const QScopedValueRollback following(m_following, true);
        m_page.rows().setRows(mergedRows(m_page.rows().rows(), m_url.text()));
        // A name that was typed in the URL outlives the value that takes its place.
        if (const QString names = pathTemplate(m_url.text(), pathRows(m_url.text(), m_names)); !names.isEmpty())
            m_names = names;
        showPathRows();
    }
    Q_EMIT edited();
}

void ParamsBinding::followRows() {
    {
        const QScopedValueRollback following(m_following, true);
        m_url.setText(urlWithRows(m_url.text(), m_page.rows().rows()));
        showPathRows();
    }
    Q_EMIT edited();
}

void ParamsBinding::followPathRow(int number, int column, const QString& text) {
    auto rows = pathRows(m_url.text(), m_names);
    if (static_cast<std::size_t>(number) >= rows.size())
        return;
    auto& row = rows[static_cast<std::size_t>(number)];
    QString url = m_url.text();
    if (column == NameValueModel::Value) {
        url = urlWithSegment(url, row, text);
    } else if (isPathName(text)) {
        row.name = text;
        row.named = true;
        if (row.value.isEmpty())
            url = urlWithSegment(url, row, {});
    } else {
        return;
    }
    {
        const QScopedValueRollback following(m_following, true);
        m_names = pathTemplate(url, rows);
        m_url.setText(url);
        showPathRows();
    }
    Q_EMIT edited();
}

void ParamsBinding::showPathRows() {
    std::vector<NameValueExtra> extras;
    for (const auto& row : pathRows(m_url.text(), m_names))
        extras.push_back(extraOf(row));
    m_page.rows().setExtras(std::move(extras));
}

} // namespace knockback::ui
