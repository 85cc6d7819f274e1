// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/ImportParts.h"
#include "app/vault/JsonStrings.h"

#include <map>

namespace knockback::vault {

namespace {

QString nameOf(QByteArrayView variable) {
    return QStringLiteral("variable %1").arg(QString::fromUtf8(variable));
}

void add(ImportedFile& file, const QByteArray& variable, base::Secret value) {
    if (value.isEmpty() || variable.isEmpty())
        return;
    if (value.reveal().startsWith("{{")) {
        file.notes << QStringLiteral("%1 is made of other variables and was left out.").arg(nameOf(variable));
        return;
    }
    file.found.push_back(secretOfVariable(variable, std::move(value), nameOf(variable)));
}

void noteEnd(ImportedFile& file, bool whole) {
    if (!whole)
        file.notes << QStringLiteral("The file is not whole JSON: what stands behind the mistake was not read.");
}
} // namespace

// {"values": [{"key": …, "value": …}]}; a collection has the same in "variable", a globals file in "values".
ImportedFile readPostmanEnvironment(QByteArrayView text) {
    ImportedFile file{ImportFormat::PostmanEnvironment, {}, {}};
    struct Variable {
        QByteArray key;
        base::Secret value;
    };
    std::map<std::pair<QByteArray, int>, Variable> variables; // in the order of the file
    const bool whole = walkJsonStrings(text, [&](const JsonPath& path, base::Secret value) {
        if (path.size() != 3 || (path[0] != "values" && path[0] != "variable"))
            return;
        auto& variable = variables[{path[0], path[1].toInt()}];
        if (path[2] == "key")
            variable.key = value.reveal().toByteArray();
        else if (path[2] == "value" || (path[2] == "currentValue" && !value.isEmpty()))
            variable.value = std::move(value);
    });
    for (auto& [place, variable] : variables)
        add(file, variable.key, std::move(variable.value));
    noteEnd(file, whole);
    return file;
}

// An export of format 4: resources of the type "environment" have "data", nested as one likes; or a bare environment.
ImportedFile readInsomniaEnvironment(QByteArrayView text) {
    ImportedFile file{ImportFormat::InsomniaEnvironment, {}, {}};
    const bool whole = walkJsonStrings(text, [&](const JsonPath& path, base::Secret value) {
        std::size_t from = 0;
        if (path.size() >= 4 && path[0] == "resources" && path[2] == "data")
            from = 3;
        else if (path.size() < 1 || path[0] == "resources" || path[0].startsWith('_'))
            return;
        QByteArray variable = path[from];
        for (std::size_t i = from + 1; i < path.size(); ++i)
            variable += '.' + path[i];
        add(file, variable, std::move(value));
    });
    noteEnd(file, whole);
    return file;
}

} // namespace knockback::vault
