// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/ConnectivityView.h"

#include "ui/diagnosis/FindingWords.h"

namespace knockback::ui {
namespace {

using connectivity::CheckOrder;
using connectivity::StepKind;
using connectivity::StepState;

class ConnectivityViewTest : public testing::Test {
protected:
    ConnectivityViewTest()
        : view(
              QStringLiteral("https://api.example/items"),
              [](const QByteArray& resolver) -> base::Result<CheckOrder, QString> {
                  CheckOrder order;
                  order.url = "https://api.example/items";
                  if (resolver == "nonsense")
                      return base::Failure(QStringLiteral("“nonsense” is no resolver."));
                  if (!resolver.isEmpty())
                      order.otherServer = connectivity::NameServer{resolver};
                  return order;
              },
              "192.0.2.53", themes) {
        QObject::connect(&view, &ConnectivityView::startWanted, &view,
                         [this](const CheckOrder& order) { started.push_back(order); });
        view.show();
    }
    QString contacts() const { return view.findChild<QLabel*>(QStringLiteral("contacts"))->text(); }
    QPushButton* start() const { return view.findChild<QPushButton*>(QStringLiteral("start")); }

    ThemeManager themes{ThemeKind::Dark};
    ConnectivityView view;
    std::vector<CheckOrder> started;
};

TEST_F(ConnectivityViewTest, namesWhatWillBeContactedBeforeItStarts) {
    EXPECT_TRUE(started.empty());
    EXPECT_TRUE(contacts().contains(u"192.0.2.53: the name api.example"));
    EXPECT_TRUE(contacts().contains(u"api.example:443"));
    auto* resolver = view.findChild<QLineEdit*>(QStringLiteral("resolver"));
    resolver->clear();
    EXPECT_FALSE(contacts().contains(u"192.0.2.53"));
    start()->click();
    ASSERT_EQ(started.size(), 1u);
    EXPECT_FALSE(started[0].otherServer);
}

TEST_F(ConnectivityViewTest, aResolverThatIsNoneCannotBeAsked) {
    view.findChild<QLineEdit*>(QStringLiteral("resolver"))->setText(QStringLiteral("nonsense"));
    EXPECT_EQ(contacts(), QStringLiteral("“nonsense” is no resolver."));
    EXPECT_FALSE(start()->isEnabled());
}

TEST_F(ConnectivityViewTest, stepsAndConclusion) {
    start()->click();
    session::CheckNews news;
    news.rows = {{StepKind::SystemNames, StepState::Suspicious, QStringLiteral("Name, by your resolver"),
                  QStringLiteral("0.0.0.0: the null address"), std::chrono::milliseconds(12)},
                 {StepKind::Tls, StepState::Skipped, QStringLiteral("TLS"), QStringLiteral("no connection"), {}},
                 {StepKind::Http, StepState::Waiting, QStringLiteral("Answer"), {}, {}}};
    view.show(news);
    auto* table = view.findChild<StepTable*>();
    ASSERT_EQ(table->rowCount(), 3);
    EXPECT_EQ(table->item(0, 0)->data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("Name, by your resolver: suspicious"));
    EXPECT_EQ(table->item(0, 2)->text(), QStringLiteral("12 ms"));
    EXPECT_EQ(table->item(1, 1)->text(), QStringLiteral("left out: no connection"));
    EXPECT_TRUE(view.findChild<QPushButton*>(QStringLiteral("stop"))->isVisible());
    news.conclusion = {connectivity::Side::Yours, QStringLiteral("The block is on your side.")};
    view.show(news);
    EXPECT_EQ(view.finding(), QStringLiteral("The block is on your side."));
    EXPECT_FALSE(view.findChild<QPushButton*>(QStringLiteral("stop"))->isVisible());
    EXPECT_TRUE(checkText(news).contains(u"Name, by your resolver: 0.0.0.0: the null address (12 ms)\n"));
}

} // namespace
} // namespace knockback::ui
