// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallDesk.h"
#include "app/cli/CallOptions.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"
#include "app/cli/JournalReader.h"
#include "app/cli/TourStory.h"
#include "app/cli/VaultFacts.h"
#include "app/http/Url.h"
#include "app/lab/LabThread.h"
#include "app/report/ReportBundle.h"

#include <QDir>
#include <QJsonDocument>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

constexpr int patience = 8; // requests that may pass before the limiter has to show itself

// Walks through the main job against the lab and tells what happens.
class Tour {
public:
    Tour(Console& console, session::Services& services, QByteArray lab)
        : m_console(console)
        , m_services(services)
        , m_lab(std::move(lab))
        , m_desk(services) {}

    // False when the user interrupted, or when the story did not go as it should; it was said then.
    bool tell() {
        m_console.print(
            QStringLiteral("lab        A server that blocks is listening on %1.").arg(QString::fromUtf8(m_lab)));
        return signIn() && readLedger() && sendUntilBlocked() && sendPaced() && readLedger();
    }
    // The call that was blocked.
    [[nodiscard]] base::CallId blocked() const { return m_blocked; }

private:
    session::CallResult send(const workspace::RequestDraft& draft, bool pace) {
        session::CallSpec spec;
        spec.draft = draft;
        spec.pace = pace;
        m_desk.start(0, std::move(spec));
        auto result = m_desk.next()->result;
        for (const auto& event : m_services.journal().since(m_told)) {
            m_told = event.sequence;
            if (const QString line = storyLine(event); !line.isEmpty())
                m_console.print(line);
        }
        return result;
    }

    // Gets a token that lives for 3 seconds and puts it into the vault, as a user would who does not know that.
    bool signIn() {
        workspace::RequestDraft draft;
        draft.method = "POST";
        draft.url = m_lab + "/oauth/token";
        draft.body = "grant_type=client_credentials&client_id=lab-client&client_secret=lab-secret";
        draft.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        const auto result = send(draft, true);
        if (!succeeded(result))
            return false;
        const QByteArray answer = result.body.bytes();
        const QString token = QJsonDocument::fromJson(answer)[QStringLiteral("access_token")].toString();

        vault::Credential credential;
        credential.name = "ledger";
        credential.kind = vault::CredentialKind::ClientCredentials;
        credential.hosts = {http::parseUrl(m_lab)->authority()};
        credential.tokenUrl = draft.url;
        credential.clientId = "lab-client";
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::Value, base::Secret(token.toUtf8()));
        secrets.emplace(vault::SecretRole::ClientSecret, base::Secret("lab-secret"));
        const auto added = m_services.vault().add(credential, std::move(secrets));
        if (!added)
            m_console.say(added.error().sentence);
        return added.ok();
    }

    bool readLedger() {
        workspace::RequestDraft draft;
        draft.name = QStringLiteral("Read the ledger");
        draft.url = m_lab + "/ledger";
        draft.auth.kind = workspace::AuthKind::Credential;
        draft.auth.credential = "ledger";
        return succeeded(send(draft, true));
    }

    [[nodiscard]] workspace::RequestDraft itemsDraft() const {
        workspace::RequestDraft draft;
        draft.name = QStringLiteral("List items");
        draft.url = m_lab + "/items";
        return draft;
    }

    // Without pacing: with it Knockback would see the limit coming and nothing would be blocked.
    bool sendUntilBlocked() {
        for (int i = 0; i < patience && !m_desk.interrupted(); ++i) {
            const auto result = send(itemsDraft(), false);
            if (result.attempts.size() < 2)
                continue;
            m_blocked = result.call;
            return succeeded(result);
        }
        if (!m_desk.interrupted())
            m_console.say(QStringLiteral("The lab's limiter let everything pass."));
        return false;
    }

    // The same again with pacing: more than the quota allows, and nothing is blocked. The token expires meanwhile.
    bool sendPaced() {
        for (int i = 0; i < 3; ++i) {
            if (m_desk.interrupted() || !succeeded(send(itemsDraft(), true)))
                return false;
        }
        return true;
    }

    bool succeeded(const session::CallResult& result) {
        if (result.outcome == journal::CallOutcome::Ok)
            return true;
        m_console.say(QStringLiteral("The tour ends here: ") +
                      (result.refused.isEmpty() ? result.sentence : result.refused));
        return false;
    }

    Console& m_console;
    session::Services& m_services;
    const QByteArray m_lab;
    CallDesk m_desk;
    std::uint64_t m_told = 0;
    base::CallId m_blocked;
};

// report.zip and window.png; returns what went wrong.
QString leavePapers(Invocation& invocation, session::Services& services, base::CallId call, const QString& out) {
    Console& console = invocation.console;
    report::ReportOptions options;
    options.reason =
        QStringLiteral("This is the tour: the lab's limiter allows 3 requests in 2 seconds, and it was right.");
    const auto made = report::buildReport(report::inputFromJournal(allEvents(services.journal()), call),
                                          std::move(options), services.catalogue());
    const QString zip = out + QStringLiteral("/report.zip");
    if (const auto written = report::writeBundle(zip, made, invocation.context.painter); !written)
        return written.error().sentence;
    console.print(QStringLiteral("reported   %1: %2").arg(zip, made.title));
    if (!invocation.context.grabWindow) {
        console.say(QStringLiteral("There is no picture: the window's program is not installed beside this one."));
        return {};
    }
    const QString png = out + QStringLiteral("/window.png");
    if (QString problem = invocation.context.grabWindow(services, {}, png); !problem.isEmpty())
        return problem;
    console.print(QStringLiteral("pictured   %1").arg(png));
    return {};
}

int tour(Invocation& invocation, const std::string& outOption) {
    Console& console = invocation.console;
    if (!invocation.context.grabWindow && invocation.context.handOver)
        invocation.context.handOver();
    const QString out = QDir(QString::fromStdString(outOption)).absolutePath();
    if (!QDir().mkpath(out) || !QFileInfo(out).isWritable()) {
        console.say(QStringLiteral("The folder %1 cannot be written. Choose another with --out.").arg(out));
        return Unreadable;
    }
    const auto scenario = lab::Scenario::loadBuiltIn(QStringLiteral("tour"));
    if (!scenario) {
        console.say(scenario.error().sentence);
        return Unreadable;
    }
    lab::LabThread labThread;
    const auto url = labThread.start(*scenario);
    if (!url) {
        console.say(url.error().sentence);
        return Unreadable;
    }
    // A run of its own: nothing of the tour gets into the user's history, vault or keychain.
    session::ServiceOptions options = invocation.serviceOptions();
    options.dataDir = options.dataDir.isEmpty() ? out + QStringLiteral("/data") : options.dataDir;
    options.keychain = false;
    const auto services = session::Services::create(options);
    if (!services) {
        console.say(services.error().sentence);
        return services.error().exitCode;
    }
    Tour story(console, **services, *url);
    if (!story.tell())
        return Blocked;
    if (const QString problem = leavePapers(invocation, **services, story.blocked(), out); !problem.isEmpty()) {
        console.say(problem);
        return Unreadable;
    }
    return Done;
}

} // namespace

void addTour(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("tour", "See the main job from end to end, against the built-in lab and with no display");
    auto out = std::make_shared<std::string>("knockback-tour");
    command->add_option("--out", *out, "Folder for report.zip and window.png; knockback-tour otherwise")
        ->type_name("DIR");
    command->callback(
        [&invocation, out] { invocation.action = [&invocation, out] { return tour(invocation, *out); }; });
}

} // namespace knockback::cli
