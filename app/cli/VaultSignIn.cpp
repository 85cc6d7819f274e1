// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultSignIn.h"

#include "app/cli/Interrupt.h"
#include "app/oauth/SignIn.h"

#include <mutex>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace knockback::cli {

namespace {
using Step = oauth::SignInProgress::Step;

// What the engine's thread has to say, for the main thread to print. Shared, because the engine may be the last to let
// go of it.
class News {
public:
    News() : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~News() { ::close(m_fd); }
    News(const News&) = delete;
    News& operator=(const News&) = delete;

    void add(const QString& line) {
        const std::lock_guard lock(m_mutex);
        m_lines.push_back(line);
        wake();
    }
    void end(const QString& problem) {
        const std::lock_guard lock(m_mutex);
        m_problem = problem;
        wake();
    }
    // The lines since the last time; and the problem once it is over.
    std::optional<QString> take(std::vector<QString>& lines) {
        const std::lock_guard lock(m_mutex);
        std::uint64_t count = 0;
        [[maybe_unused]] const auto read = ::read(m_fd, &count, sizeof count);
        lines = std::exchange(m_lines, {});
        return m_problem;
    }
    [[nodiscard]] int fd() const { return m_fd; }

private:
    void wake() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_fd, &one, sizeof one);
    }
    int m_fd;
    std::mutex m_mutex;
    std::vector<QString> m_lines;
    std::optional<QString> m_problem;
};

void tell(News& news, const oauth::SignInProgress& progress) {
    if (progress.step == Step::Waiting || progress.step == Step::Exchanging)
        return; // nothing that the user has to do
    news.add(progress.sentence);
    if (progress.step == Step::OpenBrowser)
        news.add(QStringLiteral("Open this address: %1").arg(QString::fromUtf8(progress.url)));
    if (progress.step == Step::EnterCode && !progress.completeUrl.isEmpty())
        news.add(QStringLiteral("Or open this address, which has the code in it: %1")
                     .arg(QString::fromUtf8(progress.completeUrl)));
}
} // namespace

bool needsSignIn(const vault::Vault& vault, const vault::Credential& credential) {
    if (!oauth::needsUser(credential.kind))
        return false;
    const auto refreshToken = vault.reveal(credential.name, vault::SecretRole::RefreshToken);
    return !refreshToken || refreshToken->isEmpty() || credential.refusedGeneration == credential.generation;
}

QString signIn(Console& console, session::Services& services, const QByteArray& credential) {
    Interrupt interrupt;
    const auto news = std::make_shared<News>();
    services.signIn(credential, {[news](const oauth::SignInProgress& progress) { tell(*news, progress); },
                                 [news](const oauth::RenewalOutcome& outcome, bool unsaved) {
                                     if (outcome && unsaved)
                                         news->add(outcome->note);
                                     news->end(outcome ? QString() : outcome.error().sentence);
                                 }});
    bool cancelled = false;
    for (;;) {
        std::vector<QString> lines;
        const auto problem = news->take(lines);
        for (const auto& line : lines)
            console.say(line);
        if (problem)
            return *problem;
        pollfd wait[2] = {{news->fd(), POLLIN, 0}, {cancelled ? -1 : interrupt.fd(), POLLIN, 0}};
        ::poll(wait, 2, -1);
        if (!cancelled && interrupt.happened()) {
            cancelled = true;
            services.cancelSignIn(credential);
        }
    }
}

} // namespace knockback::cli
