// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/RunSetup.h"

#include "ui/runs/RunWords.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

constexpr int mostTimes = 100'000;
constexpr int mostAtOnce = 1000;
constexpr int namesShown = 4;
constexpr int widestName = 240; // the columns need room, too

class Number final : public QSpinBox {
public:
    [[nodiscard]] QLineEdit* line() const { return lineEdit(); }
};

Number* number(const char* name, const QString& title, int most, int value) {
    auto* box = new Number;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(title);
    box->setRange(1, most);
    box->setValue(value);
    box->setGroupSeparatorShown(false);
    box->setMinimumWidth(88);
    return box;
}

QString rowsText(const runs::DataTable& table) {
    QStringList names;
    for (std::size_t i = 0; i < table.names.size() && i < namesShown; ++i)
        names << QString::fromUtf8(table.names[i]);
    if (table.names.size() > namesShown)
        names << QStringLiteral("…");
    const QString rows =
        table.rows.size() == 1 ? RunSetup::tr("1 row") : RunSetup::tr("%1 rows").arg(countText(table.rows.size()));
    return QStringLiteral("%1: %2").arg(rows, names.join(QStringLiteral(", ")));
}

} // namespace

RunSetup::RunSetup(QWidget* parent)
    : QWidget(parent)
    , m_file(new QPushButton(tr("Data file…")))
    , m_noFile(new QPushButton(tr("No file")))
    , m_name(new ElidedLabel(Qt::ElideMiddle))
    , m_rows(new ElidedLabel)
    , m_chosen(new QWidget) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(buildNumbers());
    column->addWidget(m_chosen);
    buildChosen();
    connect(m_file, &QPushButton::clicked, this, &RunSetup::choose);
    connect(m_noFile, &QPushButton::clicked, this, &RunSetup::drop);
    setFocusProxy(m_times);
    drop();
}

QLayout* RunSetup::buildNumbers() {
    auto* times = number("runTimes", tr("How often"), mostTimes, 300);
    auto* concurrency = number("runConcurrency", tr("At once"), mostAtOnce, 10);
    m_times = times;
    m_concurrency = concurrency;
    m_file->setObjectName(QStringLiteral("runFile"));
    m_file->setToolTip(tr("A CSV or JSON file: each row is one run, its columns are variables of that run"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [row](const QString& text, QWidget* field) {
        auto* label = new QLabel(text);
        label->setBuddy(field);
        setRole(label, "muted");
        row->addWidget(label);
        row->addWidget(field);
    };
    add(tr("&Times"), m_times);
    row->addSpacing(4);
    add(tr("or once for each row of"), m_file);
    row->addSpacing(12);
    add(tr("At &once"), m_concurrency);
    row->addStretch(1);
    for (auto* box : {times, concurrency}) {
        connect(box, &QSpinBox::valueChanged, this, &RunSetup::changed);
        connect(box->line(), &QLineEdit::returnPressed, this, &RunSetup::submitted);
    }
    return row;
}

// On a line of its own: names of files and columns may be of any length, and Start has to stay in sight.
void RunSetup::buildChosen() {
    m_noFile->setObjectName(QStringLiteral("runNoFile"));
    m_noFile->setToolTip(tr("Send the same request so many times again"));
    m_name->setObjectName(QStringLiteral("runFileName"));
    m_name->setMaximumWidth(widestName);
    m_rows->setObjectName(QStringLiteral("runRows"));
    setRole(m_rows, "muted");
    auto* row = new QHBoxLayout(m_chosen);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_name);
    row->addWidget(m_rows);
    row->addWidget(m_noFile);
    row->addStretch(1);
}

std::size_t RunSetup::times() const {
    return static_cast<std::size_t>(m_times->value());
}

int RunSetup::concurrency() const {
    return m_concurrency->value();
}

void RunSetup::focusTimes() {
    m_times->setFocus();
    m_times->selectAll();
}

void RunSetup::choose() {
    auto* dialog = new QFileDialog(this, tr("Rows to send"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Rows (*.csv *.tsv *.json *.jsonl *.ndjson)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &RunSetup::load);
    dialog->open();
}

void RunSetup::load(const QString& path) {
    m_reading.run([path] { return runs::readDataFile(path); },
                  [this, path](const runs::DataResult& read) { take(path, read); });
}

void RunSetup::take(const QString& path, const runs::DataResult& read) {
    if (!read)
        return Q_EMIT failed(read.error().sentence());
    m_table = std::make_shared<const runs::DataTable>(*read);
    m_name->setWholeText(QFileInfo(path).fileName());
    m_rows->setWholeText(rowsText(*m_table));
    m_times->setEnabled(false);
    m_chosen->show();
    Q_EMIT changed();
}

void RunSetup::drop() {
    m_reading.drop();
    m_table.reset();
    m_times->setEnabled(true);
    m_chosen->hide();
    Q_EMIT changed();
}

} // namespace knockback::ui
