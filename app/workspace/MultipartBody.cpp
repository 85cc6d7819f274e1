// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/BodyForm.h"
#include "app/workspace/FormPartText.h"
#include "app/workspace/MediaType.h"
#include "app/workspace/MultipartText.h"
#include "app/workspace/SwitchedOff.h"

namespace knockback::workspace {
namespace {

MultipartText textOf(const RequestDraft& draft) {
    return splitMultipart(draft.body, mediaParameter(contentTypeValue(draft).value_or(QByteArray()), "boundary"));
}

std::vector<FormPart> partsOf(const MultipartText& text) {
    std::vector<FormPart> parts;
    for (const auto& section : text.sections)
        parts.push_back(parseFormPart(section.content));
    return parts;
}

// Whether a delimiter would be found inside a part.
bool isBroken(const MultipartText& text, std::size_t parts) {
    const MultipartText again = splitMultipart(text.joined(), text.boundary);
    return again.sections.size() != parts || again.close != text.close;
}

void rebuild(MultipartText& text, const std::vector<FormPart>& parts, const QByteArray& lineEnd) {
    const auto before = partsOf(text);
    const std::size_t shorter = std::min(before.size(), parts.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == parts[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == parts[parts.size() - 1 - tail])
        ++tail;
    std::vector<MultipartText::Section> sections;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i < head)
            sections.push_back(text.sections[i]);
        else if (i >= parts.size() - tail)
            sections.push_back(text.sections[before.size() - (parts.size() - i)]);
        else
            sections.push_back({"--" + text.boundary + lineEnd, formPartText(parts[i], lineEnd)});
    }
    text.sections = std::move(sections);
    if (text.close.isEmpty())
        text.close = "--" + text.boundary + "--";
}

std::vector<QByteArray> textsOf(const std::vector<FormPart>& parts) {
    std::vector<QByteArray> texts;
    for (const FormPart& part : parts)
        texts.push_back(formPartText(part, "\n"));
    return texts;
}

} // namespace

std::vector<FormPart> formParts(const RequestDraft& draft) {
    return withSwitchedOff<FormPart>(partsOf(textOf(draft)), draft.bodyOff, parseFormPartLine);
}

void setFormParts(RequestDraft& draft, const std::vector<FormPart>& parts) {
    if (parts == formParts(draft))
        return;
    std::vector<FormPart> on;
    std::vector<QByteArray> off;
    for (const FormPart& part : parts) {
        if (part.name.isEmpty() && part.text.isEmpty() && part.file.isEmpty())
            continue; // the empty row at the end of a table
        if (part.enabled)
            on.push_back(part);
        else
            off.push_back(switchedOffLine({on.size(), formPartLine(part)}));
    }
    draft.bodyOff = std::move(off);
    const QByteArray type = contentTypeValue(draft).value_or(contentTypeOf(BodyKind::Multipart));
    const QByteArray lineEnd = draft.body.contains("\r\n") ? "\r\n" : "\n";
    MultipartText text = textOf(draft);
    if (text.sections.empty())
        text.preamble.clear(); // what is no multipart text makes room for it
    const bool wasThere = !text.boundary.isEmpty();
    if (!wasThere)
        text.boundary = chooseBoundary(textsOf(on));
    rebuild(text, on, lineEnd);
    if (isBroken(text, on.size())) {
        text = MultipartText{chooseBoundary(textsOf(on)), {}, {}, {}};
        rebuild(text, on, lineEnd);
    }
    draft.body = on.empty() ? QByteArray() : text.joined();
    if (mediaParameter(type, "boundary") != text.boundary)
        setContentType(draft, withMediaParameter(type, "boundary", text.boundary));
}

} // namespace knockback::workspace
