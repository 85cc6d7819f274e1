// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/DevtoolsText.h"

#include "app/interop/ExchangeParts.h"
#include "app/interop/MessageLines.h"

#include <algorithm>
#include <array>

namespace knockback::interop {
namespace {

enum class Meaning { Url, Method, Status, Address, Scheme, Authority, Path, Ignored };

struct Label {
    QByteArrayView name;
    Meaning meaning;
};

constexpr std::array labels{
    Label{"Request URL", Meaning::Url},         Label{"Request Method", Meaning::Method},
    Label{"Status Code", Meaning::Status},      Label{"Remote Address", Meaning::Address},
    Label{"Referrer Policy", Meaning::Ignored}, Label{":status", Meaning::Status},
    Label{":method", Meaning::Method},          Label{":scheme", Meaning::Scheme},
    Label{":authority", Meaning::Authority},    Label{":path", Meaning::Path},
};

const Label* labelOf(QByteArrayView name) {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const Label& label) {
        return name.compare(label.name, Qt::CaseInsensitive) == 0;
    });
    return found == labels.end() ? nullptr : &*found;
}

// "Response Headers", "Request Headers (12)", "▼ Response headers view source"
std::optional<bool> sectionOfRequest(QByteArrayView line) {
    const QByteArray lower = line.toByteArray().toLower();
    if (lower.size() > 60 || lower.contains(':'))
        return std::nullopt;
    if (lower.contains("response headers") || lower == "response")
        return false;
    return lower.contains("request headers") || lower == "request" ? std::optional(true) : std::nullopt;
}

QByteArray digits(const QByteArray& text) {
    const auto begin = std::find_if(text.begin(), text.end(), [](char c) { return c >= '1' && c <= '9'; });
    return text.mid(begin - text.begin());
}

class DevtoolsReader {
public:
    std::optional<http::Attempt> read(QByteArrayView text) {
        for (const TextLine& line : linesOf(text))
            take(line.text.trimmed());
        return finish();
    }

private:
    void take(QByteArrayView line) {
        if (line.isEmpty())
            return;
        if (!m_pending.isEmpty()) {
            const QByteArray name = std::exchange(m_pending, {});
            return takePair(name, line.toByteArray());
        }
        if (const auto request = sectionOfRequest(line)) {
            m_inRequest = *request;
            return;
        }
        if (statusOf(line)) {
            m_status = line.sliced(line.indexOf(' ')).trimmed().toByteArray();
            m_inRequest = false;
            return;
        }
        if (const auto request = requestLineOf(line)) {
            m_method = request->method;
            m_path = request->target;
            m_inRequest = true;
            return;
        }
        const qsizetype colon = line.indexOf(':', 1);
        if (colon < 0 || !(isFieldLine(line) || labelOf(line.first(colon))))
            return;
        const QByteArray name = line.first(colon).toByteArray();
        if (colon + 1 == line.size())
            m_pending = name;
        else
            takePair(name, line.sliced(colon + 1).trimmed().toByteArray());
    }

    void takePair(const QByteArray& name, const QByteArray& value) {
        const Label* label = labelOf(name);
        if (!label) {
            (m_inRequest ? m_requestFields : m_answerFields) += name + ": " + value + "\r\n";
            return;
        }
        switch (label->meaning) {
        case Meaning::Url:
            m_parts.url = value;
            break;
        case Meaning::Method:
            m_method = value;
            m_inRequest |= name.startsWith(':');
            break;
        case Meaning::Status:
            m_status = digits(value);
            m_inRequest = false;
            break;
        case Meaning::Address:
            m_parts.connection.remoteAddress = value;
            break;
        case Meaning::Scheme:
            m_parts.tls = value == "https";
            break;
        case Meaning::Authority:
            m_authority = value;
            m_inRequest = true;
            break;
        case Meaning::Path:
            m_path = value;
            break;
        case Meaning::Ignored:
            break;
        }
    }

    std::optional<http::Attempt> finish() {
        const QByteArray statusLine = "HTTP/2 " + m_status;
        if (!statusOf(statusLine))
            return std::nullopt;
        m_parts.answerHeads.push_back(statusLine + "\r\n" + m_answerFields + "\r\n");
        m_parts.method = m_method;
        if (!m_requestFields.isEmpty() || (!m_authority.isEmpty() && !m_path.isEmpty())) {
            const QByteArray host = m_authority.isEmpty() ? QByteArray() : "Host: " + m_authority + "\r\n";
            const QByteArray target = !m_parts.url.isEmpty() ? m_parts.url : m_path.isEmpty() ? "/" : m_path;
            m_parts.requestHead = (m_method.isEmpty() ? QByteArray("GET") : m_method) + ' ' + target + " HTTP/2\r\n" +
                                  host + m_requestFields + "\r\n";
        }
        return toAttempt(std::move(m_parts));
    }

    ExchangeParts m_parts;
    QByteArray m_status, m_method, m_authority, m_path, m_requestFields, m_answerFields;
    QByteArray m_pending; // a name whose value is on the next line
    bool m_inRequest = false;
};

} // namespace

bool isDevtoolsLine(QByteArrayView line) {
    const QByteArrayView text = line.trimmed();
    const qsizetype colon = text.indexOf(':', 1);
    const Label* label = colon < 0 ? nullptr : labelOf(text.first(colon));
    return label && label->meaning != Meaning::Ignored;
}

std::optional<http::Attempt> readDevtoolsText(QByteArrayView text) {
    return DevtoolsReader().read(text);
}

} // namespace knockback::interop
