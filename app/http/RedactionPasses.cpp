// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/RedactionPasses.h"

#include "app/http/Placeholder.h"
#include "app/http/RedactElements.h"
#include "app/http/RedactFieldLines.h"
#include "app/http/RedactHeaders.h"
#include "app/http/RedactMembers.h"
#include "app/http/RedactMultipart.h"
#include "app/http/RedactParams.h"

#include <algorithm>

namespace knockback::http {

namespace {

bool looksLikeJson(QByteArrayView text) {
    const QByteArrayView start = text.first(std::min<qsizetype>(text.size(), 64)).trimmed();
    return start.startsWith('{') || start.startsWith('[');
}

// Compressed: its secrets cannot be seen here. A HAR's bodies are decoded although their headers say otherwise.
bool isCoded(const QByteArray& bytes, const HeaderList& headers) {
    const QByteArray coding = headers.combined("Content-Encoding").value_or(QByteArray()).trimmed().toLower();
    return !coding.isEmpty() && coding != "identity" && (bytes.contains('\0') || !bytes.isValidUtf8());
}

// Form bodies without a type are what `curl -d` of older tools and hand-written clients send.
bool looksLikeForm(QByteArrayView bytes) {
    const QByteArrayView start = bytes.first(std::min<qsizetype>(bytes.size(), 256));
    const qsizetype equals = start.indexOf('=');
    return equals > 0 && std::none_of(start.begin(), start.begin() + equals, [](char c) {
               return static_cast<unsigned char>(c) <= 0x20 || QByteArrayView("<>{}\"").contains(c);
           });
}

QByteArray note(const QString& sentence) {
    return placeholderFor(sentence.toUtf8());
}

} // namespace

QByteArray redactAnything(const QByteArray& text, RedactionRun& run, const QString& place) {
    QByteArray result =
        run.byValue(text, place, looksLikeJson(text) ? RedactionRun::Syntax::Json : RedactionRun::Syntax::Text);
    result = redactFieldLines(result, run);
    result = redactMembers(result, run, place);
    result = redactElements(result, run, place);
    result = redactParams(result, run);
    return redactUserInfo(result, run);
}

QByteArray RedactPass::url(const QByteArray& text) {
    const QByteArray known = m_run.byValue(text, QStringLiteral("address"));
    // A proxy may be written without its scheme.
    const bool bare = !known.contains("://") && known.contains('@');
    const QByteArray result = redactAddress(bare ? "://" + known : known, m_run);
    return bare ? result.mid(3) : result;
}

HeaderList RedactPass::headers(const HeaderList& headers) {
    return redactHeaders(headers, m_run);
}

QByteArray RedactPass::head(const QByteArray& bytes) {
    m_run.setCounting(false);
    QByteArray result = redactHead(bytes, m_run);
    m_run.setCounting(true);
    return result;
}

QByteArray RedactPass::body(const QByteArray& bytes, const HeaderList& headers, const QString& place) {
    if (isCoded(bytes, headers)) {
        m_run.count(place);
        return note(QStringLiteral("%1 compressed bytes left out").arg(bytes.size()));
    }
    const QByteArray written = headers.value("Content-Type").value_or(QByteArray()).trimmed();
    const QByteArray type = written.toLower();
    if (type.startsWith("multipart/"))
        return redactMultipart(bytes, written, m_run, place);
    const bool mayBeForm = type.isEmpty() || type.startsWith("text/plain");
    if (type.startsWith("application/x-www-form-urlencoded") || (mayBeForm && looksLikeForm(bytes)))
        return redactForm(m_run.byValue(bytes, place), m_run, place);
    return redactAnything(bytes, m_run, place);
}

QByteArray RedactPass::secret(const QByteArray& value, const QString& place) {
    const QByteArray known = m_run.byValue(value, place);
    return m_run.byName(known, known, place);
}

QByteArray RedactPass::text(const QByteArray& text, const QString& place) {
    return redactAnything(text, m_run, place);
}

Body RedactPass::spilled(const Body& body, const QString& place) {
    m_run.count(place);
    return Body(note(QStringLiteral("%1 bytes left out").arg(body.size())));
}

HeaderList RepeatPass::headers(const HeaderList& headers) {
    HeaderList result;
    for (const HeaderField& field : headers)
        result.append(field.name, m_run.repeated(field.value, QString::fromLatin1(field.name)));
    return result;
}

QByteArray RepeatPass::head(const QByteArray& bytes) {
    m_run.setCounting(false);
    QByteArray result = m_run.repeated(bytes, {});
    m_run.setCounting(true);
    return result;
}

} // namespace knockback::http
