// SPDX-License-Identifier: GPL-3.0-or-later
// Every control of the composer: a name for screen readers, reachable by Tab in the order of the eye, whole in a small
// window.
#include "tests/ui/composer/ComposerFixture.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QSpinBox>

namespace knockback::ui {
namespace {

class ComposerAccessTest : public test::ComposerFixture {
protected:
    static constexpr int tabCount = ComposerPanel::Settings + 1;

    ComposerAccessTest() {
        workspace::RequestDraft draft;
        draft.url = "{{base}}/a/:id?b=1";
        draft.auth.kind = workspace::AuthKind::ClientCertificate;
        draft.settings.proxy = workspace::ProxyChoice::Manual;
        draft.body = "{}";
        panel.load(draft);
    }
    // What Tab stops at, without the inner parts of spin boxes and editable lists.
    std::vector<QWidget*> stops() {
        std::vector<QWidget*> found;
        for (auto* widget : panel.findChildren<QWidget*>()) {
            const bool inner = qobject_cast<QComboBox*>(widget->parentWidget()) ||
                               qobject_cast<QAbstractSpinBox*>(widget->parentWidget());
            if (widget->isVisible() && widget->isEnabled() && !inner && !widget->focusProxy() &&
                (widget->focusPolicy() & Qt::TabFocus) && !widget->objectName().startsWith(u"qt_") &&
                !qobject_cast<QScrollArea*>(widget) && !widget->inherits("QSplitterHandle"))
                found.push_back(widget);
        }
        return found;
    }
    static QString nameOf(const QWidget* widget) {
        if (!widget->accessibleName().isEmpty())
            return widget->accessibleName();
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        return button ? button->text() : QString();
    }
};

TEST_F(ComposerAccessTest, EveryControlHasAName) {
    for (int tab = 0; tab < tabCount; ++tab) {
        panel.showTab(static_cast<ComposerPanel::Tab>(tab));
        for (const auto* stop : stops())
            EXPECT_FALSE(nameOf(stop).isEmpty())
                << tab << ": " << stop->metaObject()->className() << " " << stop->objectName().toStdString();
    }
}

// Rows from top to bottom, in a row from left to right.
TEST_F(ComposerAccessTest, TabGoesTheWayOfTheEye) {
    for (const auto tab : {ComposerPanel::Auth, ComposerPanel::Settings}) {
        panel.showTab(tab);
        QCoreApplication::processEvents();
        panel.findChild<QComboBox*>(QStringLiteral("method"))->setFocus();
        QPoint last(-1, -1);
        for (std::size_t i = 0; i < stops().size(); ++i) {
            const auto* now = panel.focusWidget();
            if (qobject_cast<const QComboBox*>(now->parentWidget()) ||
                qobject_cast<const QAbstractSpinBox*>(now->parentWidget()))
                now = now->parentWidget();
            const QPoint place = now->mapTo(&panel, now->rect().center());
            const bool sameRow = std::abs(place.y() - last.y()) < 20;
            EXPECT_TRUE(sameRow ? place.x() > last.x() : place.y() > last.y())
                << tab << ": " << nameOf(now).toStdString() << " at " << place.x() << "," << place.y() << " after "
                << last.x() << "," << last.y();
            last = place;
            press(Qt::Key_Tab);
            if (panel.focusWidget()->objectName() == u"method" ||
                panel.focusWidget()->parentWidget()->objectName() == u"method")
                break;
        }
    }
}

TEST_F(ComposerAccessTest, NothingIsCutInANarrowWindow) {
    panel.resize(500, 260);
    for (const auto tab : {ComposerPanel::Auth, ComposerPanel::Body, ComposerPanel::Settings}) {
        panel.showTab(tab);
        QCoreApplication::processEvents();
        for (const auto* stop : stops()) {
            const int right = stop->mapTo(&panel, QPoint(stop->width(), 0)).x();
            EXPECT_LE(right, panel.width()) << tab << ": " << nameOf(stop).toStdString();
            EXPECT_GE(stop->height(), std::min(stop->minimumSizeHint().height(), 28))
                << tab << ": " << nameOf(stop).toStdString();
        }
    }
}

} // namespace
} // namespace knockback::ui
