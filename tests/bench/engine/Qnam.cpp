// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/engine/Stopwatch.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

namespace knockback::bench {

namespace {

class Qnam final : public Contestant {
public:
    RunResult run(const QByteArray& url, int concurrency, double seconds) override {
        const QNetworkRequest request(QUrl(QString::fromUtf8(url)));
        Stopwatch stopwatch(seconds);
        QEventLoop loop;
        int running = 0;
        std::function<void()> next = [&] {
            ++running;
            const double begun = wallSeconds();
            QNetworkReply* reply = m_manager.get(request);
            QObject::connect(reply, &QNetworkReply::finished, reply, [&, reply, begun] {
                static_cast<void>(reply->readAll());
                if (reply->error() != QNetworkReply::NoError)
                    qFatal("QNetworkAccessManager: %s", qPrintable(reply->errorString()));
                reply->deleteLater();
                stopwatch.lap(begun);
                --running;
                if (!stopwatch.isOver())
                    next();
                else if (running == 0)
                    loop.quit();
            });
        };
        for (int i = 0; i < concurrency; ++i)
            next();
        loop.exec();
        return stopwatch.take();
    }

private:
    QNetworkAccessManager m_manager;
};

} // namespace

std::unique_ptr<Contestant> makeQnam() {
    return std::make_unique<Qnam>();
}

} // namespace knockback::bench
