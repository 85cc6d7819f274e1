// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/ImportParts.h"

namespace knockback::vault {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Words apart by blanks; one in double quotes may hold blanks, and \" in it (as curl reads it).
class Words {
public:
    explicit Words(QByteArrayView text) : m_text(text) {}

    [[nodiscard]] bool next(base::Secret& word) {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        if (m_at >= m_text.size())
            return false;
        const bool quoted = m_text[m_at] == '"';
        m_at += quoted;
        const auto begin = m_at;
        base::Secret found = base::Secret::zeros(std::max<qsizetype>(wordEnd(begin, quoted) - begin, 1));
        qsizetype length = 0;
        const auto end = wordEnd(begin, quoted);
        for (; m_at < end; ++m_at) {
            if (quoted && m_text[m_at] == '\\' && m_at + 1 < end)
                ++m_at;
            found.data()[length++] = static_cast<unsigned char>(m_text[m_at]);
        }
        m_at += quoted;
        word = base::Secret::copyOf(found.reveal().first(length));
        return true;
    }
    // A macro runs to the next empty line; a comment to the end of its line.
    void skipTo(QByteArrayView end) {
        const auto found = m_text.indexOf(end, std::min(m_at, m_text.size()));
        m_at = found < 0 ? m_text.size() : found + end.size();
    }

private:
    [[nodiscard]] qsizetype wordEnd(qsizetype from, bool quoted) const {
        for (auto at = from; at < m_text.size(); ++at) {
            if (quoted && m_text[at] == '\\')
                ++at;
            else if (quoted ? m_text[at] == '"' : isBlank(m_text[at]))
                return at;
        }
        return m_text.size();
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

void finish(ImportedFile& file, std::optional<ImportedSecret>& entry) {
    if (entry && entry->secrets.contains(SecretRole::Value))
        file.found.push_back(std::move(*entry));
    else if (entry)
        file.notes << QStringLiteral("%1 has no password and was left out.").arg(entry->origin);
    entry.reset();
}

ImportedSecret entryFor(const QByteArray& host) {
    ImportedSecret entry;
    entry.credential.name = credentialName(host);
    entry.credential.kind = CredentialKind::Basic;
    entry.credential.hosts = {host.toLower()};
    entry.origin = QStringLiteral("machine %1").arg(QString::fromUtf8(host));
    return entry;
}
} // namespace

// machine HOST login USER password SECRET …; `default` has no host to be sent to and is left out.
ImportedFile readNetrc(QByteArrayView text) {
    ImportedFile file{ImportFormat::Netrc, {}, {}};
    Words words(text);
    std::optional<ImportedSecret> entry;
    base::Secret word;
    base::Secret value;
    while (words.next(word)) {
        const auto key = word.reveal();
        if (key.startsWith('#')) {
            words.skipTo("\n");
        } else if (key == QByteArrayView("machine")) {
            finish(file, entry);
            if (words.next(value))
                entry = entryFor(value.reveal().toByteArray());
        } else if (key == QByteArrayView("default")) {
            finish(file, entry);
            file.notes << QStringLiteral("The “default” entry would go to every host and was left out.");
        } else if (key == QByteArrayView("macdef")) {
            words.skipTo("\n\n");
        } else if (key == QByteArrayView("login") || key == QByteArrayView("password") ||
                   key == QByteArrayView("account")) {
            if (!words.next(value))
                break;
            if (entry && key != QByteArrayView("account"))
                entry->secrets[key == QByteArrayView("login") ? SecretRole::UserName : SecretRole::Value] =
                    value.clone();
        }
    }
    finish(file, entry);
    return file;
}

} // namespace knockback::vault
