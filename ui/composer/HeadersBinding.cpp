// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/HeadersBinding.h"

#include "app/http/HeaderList.h"
#include "app/session/AutomaticHeaders.h"
#include "ui/composer/NameValuePage.h"

namespace knockback::ui {

namespace {

bool ownRowReplaces(const workspace::RequestDraft& draft, QByteArrayView name) {
    return std::any_of(draft.headers.begin(), draft.headers.end(), [name](const auto& row) {
        return row.enabled && http::sameFieldName(row.name.trimmed(), name);
    });
}

NameValueExtra extraOf(const session::AutomaticHeader& header, const workspace::RequestDraft& draft) {
    NameValueExtra extra;
    extra.name = QString::fromUtf8(header.name);
    extra.value = QString::fromUtf8(header.value);
    extra.placeholder = HeadersBinding::tr("known when the request is sent");
    extra.on = header.on;
    const bool replaced = !header.on && ownRowReplaces(draft, header.name);
    extra.switchable = header.switchable && !replaced;
    extra.kind = replaced    ? HeadersBinding::tr("replaced by your row")
                 : header.on ? HeadersBinding::tr("automatic")
                             : HeadersBinding::tr("left out");
    extra.reason = header.reason;
    return extra;
}

} // namespace

HeadersBinding::HeadersBinding(NameValuePage& page) : QObject(&page), m_page(page) {
    connect(&page.rows(), &NameValueModel::edited, this, &HeadersBinding::edited);
    connect(&page.rows(), &NameValueModel::extraSwitched, this, &HeadersBinding::switchAutomatic);
}

void HeadersBinding::load(const workspace::RequestDraft& draft) {
    std::vector<NameValueRow> rows;
    for (const auto& header : draft.headers)
        rows.push_back({QString::fromUtf8(header.name), QString::fromUtf8(header.value), header.enabled});
    m_page.rows().setRows(std::move(rows));
    m_omitted = draft.settings.omittedHeaders;
    showAutomatic(draft);
}

void HeadersBinding::store(workspace::RequestDraft& draft) const {
    draft.headers.clear();
    for (const auto& row : m_page.rows().rows()) {
        if (!row.name.isEmpty() || !row.value.isEmpty())
            draft.headers.push_back({row.name.toUtf8(), row.value.toUtf8(), row.enabled});
    }
    draft.settings.omittedHeaders = m_omitted;
}

void HeadersBinding::showAutomatic(const workspace::RequestDraft& draft) {
    std::vector<NameValueExtra> extras;
    m_names.clear();
    for (const auto& header : session::automaticHeaders(draft)) {
        m_names.push_back(header.name);
        extras.push_back(extraOf(header, draft));
    }
    m_page.rows().setExtras(std::move(extras));
}

void HeadersBinding::switchAutomatic(int number, bool on) {
    const QByteArray name = m_names.at(static_cast<std::size_t>(number));
    std::erase_if(m_omitted, [&name](const QByteArray& other) { return http::sameFieldName(other, name); });
    if (!on)
        m_omitted.push_back(name);
    Q_EMIT edited();
}

} // namespace knockback::ui
