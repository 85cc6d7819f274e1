// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/ConnectivityCheck.h"
#include "ui/diagnosis/FindingFrame.h"
#include "ui/theme/ThemeManager.h"

class QLineEdit;

namespace knockback::ui {

class StepTable;

// "Is it me or them?": names everything that will be contacted, then shows each step and the conclusion.
class ConnectivityView final : public FindingFrame {
    Q_OBJECT
public:
    // What a check with that other resolver would be; the error is a sentence.
    using MakeOrder = std::function<base::Result<connectivity::CheckOrder, QString>(const QByteArray& resolver)>;

    // `resolver` is the first choice of another one; may be empty.
    ConnectivityView(const QString& host, MakeOrder makeOrder, const QByteArray& resolver, ThemeManager& themes,
                     QWidget* parent = nullptr);

    void show(const session::CheckNews& news);
    using QWidget::show;

Q_SIGNALS:
    void startWanted(const knockback::connectivity::CheckOrder& order);
    void copyWanted(const QString& text);

private:
    void review();
    void start();

    MakeOrder m_makeOrder;
    session::CheckNews m_news;
    std::optional<connectivity::CheckOrder> m_order;
    QLineEdit* m_resolver;
    QLabel* m_contacts;
    StepTable* m_table;
    QPushButton* m_copy;
};

} // namespace knockback::ui
