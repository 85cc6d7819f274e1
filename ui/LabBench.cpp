// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/LabBench.h"

#include "app/http/Url.h"

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr QByteArrayView prefix = "lab-";
const QByteArray credentialName = "lab-oauth";

} // namespace

LabBench::LabBench(vault::Vault& vault, const base::Clock& clock) : m_vault(vault), m_clock(clock) {
    for (const auto& name : lab::Scenario::builtInNames()) {
        // The tour plays on its own, without the window.
        if (name == u"tour")
            continue;
        if (auto scenario = lab::Scenario::loadBuiltIn(name))
            m_scenarios.push_back(std::move(scenario).value());
    }
}

std::vector<ScenarioView> LabBench::scenarios() const {
    std::vector<ScenarioView> views;
    for (const auto& scenario : m_scenarios)
        views.push_back({scenario.name, scenario.title, scenario.description, isRunning(scenario.name)});
    return views;
}

QByteArray LabBench::scenarioOf(const QByteArray& variable) {
    return variable.startsWith(prefix) ? variable.mid(prefix.size()) : QByteArray();
}

QString LabBench::start(const QByteArray& id) {
    const auto scenario = std::find_if(m_scenarios.begin(), m_scenarios.end(),
                                       [&id](const auto& candidate) { return candidate.name == id; });
    if (scenario == m_scenarios.end())
        return QStringLiteral("The lab has no scenario “%1”.").arg(QString::fromUtf8(id));
    auto thread = std::make_unique<lab::LabThread>();
    const auto started = thread->start(*scenario);
    if (!started)
        return started.error().sentence;
    m_latest = started.value();
    provideCredential(*scenario, m_latest);
    m_running[id] = {std::move(thread), m_latest};
    return {};
}

// A scenario with tokens needs a credential to rehearse with; its secret is no secret, it stands in the scenario's
// file.
void LabBench::provideCredential(const lab::Scenario& scenario, const QByteArray& baseUrl) {
    const auto url = http::parseUrl(baseUrl);
    if (!scenario.tokens || !url)
        return;
    auto known = m_vault.find(credentialName);
    vault::Credential credential = known.value_or(vault::Credential());
    credential.name = credentialName;
    credential.kind = vault::CredentialKind::ClientCredentials;
    credential.hosts = {url->authority()};
    credential.tokenUrl = baseUrl + scenario.tokens->path;
    credential.clientId = scenario.tokens->clientId;
    credential.expiresAt = m_clock.wallNow(); // the server is new: what it gave before is worth nothing
    if (known) {
        (void)m_vault.update(credential);
        return;
    }
    vault::Secrets secrets;
    secrets.emplace(vault::SecretRole::ClientSecret, base::Secret(scenario.tokens->clientSecret));
    (void)m_vault.add(credential, std::move(secrets));
}

void LabBench::stop(const QByteArray& id) {
    m_running.erase(id);
}

workspace::Environment LabBench::variables() const {
    workspace::Environment all;
    for (const auto& scenario : m_scenarios)
        all[prefix.toByteArray() + scenario.name] = "http://127.0.0.1 (starts when it is sent to)";
    for (const auto& [id, running] : m_running)
        all[prefix.toByteArray() + id] = running.baseUrl;
    if (!m_latest.isEmpty())
        all["lab"] = m_latest;
    return all;
}

} // namespace knockback::ui
