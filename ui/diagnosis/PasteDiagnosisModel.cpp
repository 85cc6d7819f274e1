// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/PasteDiagnosisModel.h"

#include "app/http/Url.h"

#include <algorithm>

namespace knockback::ui {

namespace {

// "GET api.example.com/items?page=2"; the scheme would only push the rest out of sight.
QString requestText(const journal::AttemptRecord& record) {
    const auto& request = record.exchange.attempt().request;
    if (request.url.isEmpty())
        return PasteDiagnosisModel::tr("An answer without its request");
    const auto url = http::parseUrl(request.url);
    QByteArray shown = request.url;
    if (url)
        shown = url->authority() + url->path + (url->query.isEmpty() ? QByteArray() : '?' + url->query);
    return QString::fromUtf8(request.method.isEmpty() ? shown : request.method + ' ' + shown);
}

QString answerText(const journal::AttemptRecord& record) {
    const int status = record.exchange.attempt().status();
    return status > 0 ? QString::number(status) : PasteDiagnosisModel::tr("failed");
}

} // namespace

void PasteDiagnosisModel::setAttempts(std::vector<journal::AttemptPtr> attempts) {
    beginResetModel();
    m_attempts = std::move(attempts);
    endResetModel();
}

int PasteDiagnosisModel::firstOfInterest() const {
    const auto blocked = std::find_if(m_attempts.begin(), m_attempts.end(),
                                      [](const auto& attempt) { return isBlock(attempt->diagnosis.cause); });
    if (blocked != m_attempts.end())
        return static_cast<int>(blocked - m_attempts.begin());
    return m_attempts.empty() ? -1 : 0;
}

int PasteDiagnosisModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

QVariant PasteDiagnosisModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& record = *m_attempts[static_cast<std::size_t>(index.row())];
    switch (role) {
    case CauseRole:
        return static_cast<int>(record.diagnosis.cause);
    case AnswerRole:
        return answerText(record);
    case RequestRole:
        return requestText(record);
    case TitleRole:
        return record.diagnosis.title;
    case Qt::ToolTipRole:
        return QString::fromUtf8(record.exchange.attempt().request.url);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2. %3").arg(requestText(record), answerText(record), record.diagnosis.title);
    default:
        return {};
    }
}

} // namespace knockback::ui
