// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/HmacPreview.h"

#include "app/vault/HmacSignature.h"

namespace knockback::ui {

namespace {

// The same nonce every time, so that only what is typed changes the preview.
class SampleRandom final : public base::RandomSource {
public:
    std::uint64_t next() override { return 0x5a5a5a5a5a5a5a5a; }
};

http::Request sampleRequest() {
    http::Request request;
    request.method = "POST";
    request.url = "https://api.example.com/v1/orders?page=2";
    request.headers.append("Content-Type", "application/json");
    request.body = QByteArray("{\"amount\":12}");
    return request;
}

// A key that reads the same as text, hex and base64 do.
vault::HmacKey sampleKey() {
    return {base::Secret("key-id"), base::Secret("0123456789abcdef")};
}

} // namespace

QString hmacPreview(const vault::Credential& credential, base::WallTime now) {
    SampleRandom random;
    http::Request request = sampleRequest();
    const auto text = vault::hmacText(request, credential, sampleKey().id, now, random);
    if (!text)
        return text.error();
    // What the header holds is a template, too.
    vault::Credential ofValue = credential;
    ofValue.settings["hmac-text"] = ofValue.settings["hmac-value"];
    if (const auto value = vault::hmacText(request, ofValue, sampleKey().id, now, random); !value)
        return value.error();
    if (const auto signedWell = vault::signByTemplate(request, credential, sampleKey(), now, random); !signedWell)
        return signedWell.error().sentence;
    QString preview = QString::fromUtf8(*text) + QStringLiteral("\n\n");
    for (const auto& field : request.headers)
        if (!sampleRequest().headers.contains(field.name))
            preview += QStringLiteral("%1: %2\n").arg(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
    return preview.trimmed();
}

} // namespace knockback::ui
