// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::runs {

// The rows of a data file: each gives values to variables of one run of the request.
struct DataTable {
    struct Row {
        int line = 0; // of the file, where the row begins
        workspace::Environment values;
    };
    std::vector<QByteArray> names; // of all variables, in the order in which they first appear
    std::vector<Row> rows;
};

// The row's values in their places; they win over what the environment says.
void setRow(workspace::Environment& environment, const DataTable::Row& row);

// Whether a value refers to the vault.
[[nodiscard]] bool namesSecret(const DataTable& table);

// Why a data file cannot be used, and where. Lines and columns (characters) count from 1; 0 = the file as a whole.
struct DataError {
    QString file;
    int line = 0;
    int column = 0;
    QString what; // "the quotation mark that opens here is never closed"

    [[nodiscard]] QString sentence() const;
};

using DataResult = base::Result<DataTable, DataError>;

// Reads CSV (RFC 4180; the first line names the variables; commas, semicolons or tabs between values) or JSON (an array
// of objects, or one object a line). Which of them it is, the content says. `file` is for the error's sentence.
[[nodiscard]] DataResult readData(const QByteArray& bytes, const QString& file);
// The same of a file on disk; blocks. Up to 64 MiB.
[[nodiscard]] DataResult readDataFile(const QString& path);

} // namespace knockback::runs
