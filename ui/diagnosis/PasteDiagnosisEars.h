// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QWidget>

class QMimeData;

namespace knockback::ui {

// Hears what is pasted into a window where no text field took it, and what is dropped on it.
class PasteDiagnosisEars final : public QObject {
    Q_OBJECT
public:
    // `window` owns this.
    explicit PasteDiagnosisEars(QWidget& window);

Q_SIGNALS:
    void pasted();
    void textDropped(const QByteArray& text);
    void fileDropped(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void drop(const QMimeData& data);
};

} // namespace knockback::ui
