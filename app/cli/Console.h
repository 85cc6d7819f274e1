// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ArgumentMask.h"
#include "app/cli/CliContext.h"

#include <QFile>
#include <QJsonObject>

namespace knockback::cli {

// Standard input, output and error. Results go to `out`, everything said to people goes to `err`.
class Console {
public:
    // What `mask` hides is not said.
    explicit Console(const CliContext& context, ArgumentMask mask = {});

    [[nodiscard]] QIODevice& in() { return *m_in; }
    void write(const QByteArray& bytes);
    void print(const QString& line);     // and a line end
    void print(const QJsonObject& json); // on one line
    // A sentence for people, after "knockback: ".
    void say(const QString& sentence);
    // The same of what comes from the vault or a provider and holds no argument: nothing in it is hidden.
    void sayAsIs(const QString& sentence);
    [[nodiscard]] QString hidden(const QString& text) const { return m_mask.hide(text); }
    // Whether everything printed so far was taken (not a closed pipe or full disk).
    [[nodiscard]] bool outputIsWhole() const { return !m_outputFailed; }

private:
    ArgumentMask m_mask;
    QFile m_stdin;
    QFile m_stdout;
    QFile m_stderr;
    QIODevice* m_in;
    QIODevice* m_out;
    QIODevice* m_err;
    bool m_outputFailed = false;
};

} // namespace knockback::cli
