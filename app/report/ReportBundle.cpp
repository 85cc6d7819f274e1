// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReportBundle.h"

#include <QFileInfo>
#include <QSaveFile>

#include <zip.h>

#include <memory>

namespace knockback::report {
namespace {

using base::Failure;

constexpr zip_uint32_t modeFile = 0100644;
constexpr zip_uint32_t modeProgram = 0100755;

BundleError failed(const char* what, const char* why) {
    return {QStringLiteral("The report's archive cannot be made: %1 (%2).")
                .arg(QLatin1String(what), QString::fromUtf8(why))};
}

// Adds one file; the archive reads its bytes when it is closed, so they must live until then.
bool addFile(zip_t* archive, const ReportFile& file, base::WallTime time) {
    zip_source_t* source =
        zip_source_buffer(archive, file.bytes.constData(), static_cast<zip_uint64_t>(file.bytes.size()), 0);
    if (!source)
        return false;
    const zip_int64_t index = zip_file_add(archive, file.name.constData(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const zip_uint32_t mode = (file.executable ? modeProgram : modeFile) << 16U;
    return zip_file_set_mtime(archive, at, base::toEpochMs(time) / 1000, 0) == 0 &&
           zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, mode) == 0;
}

} // namespace

base::Result<QByteArray, BundleError> zipFiles(const std::vector<ReportFile>& files, base::WallTime time) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!target)
        return Failure(failed("no memory", zip_error_strerror(&error)));
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (!archive) {
        zip_source_free(target);
        return Failure(failed("open", zip_error_strerror(&error)));
    }
    zip_source_keep(target); // it is read after the archive is closed
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> keep(target, zip_source_free);
    for (const ReportFile& file : files) {
        if (!addFile(archive, file, time)) {
            const auto problem = failed(file.name.constData(), zip_strerror(archive));
            zip_discard(archive);
            return Failure(problem);
        }
    }
    if (zip_close(archive) != 0) {
        const auto problem = failed("write", zip_strerror(archive));
        zip_discard(archive);
        return Failure(problem);
    }
    zip_stat_t stat;
    if (zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0)
        return Failure(failed("read back", zip_error_strerror(zip_source_error(target))));
    QByteArray bytes(static_cast<qsizetype>(stat.size), Qt::Uninitialized);
    const zip_int64_t read = zip_source_read(target, bytes.data(), stat.size);
    zip_source_close(target);
    if (read != static_cast<zip_int64_t>(stat.size))
        return Failure(failed("read back", "too short"));
    return bytes;
}

base::Outcome<BundleError> writeBundle(const QString& path, const EscalationReport& report,
                                       const TimelinePainter& painter) {
    const auto& focus = report.input.attempts.at(report.input.focus)->exchange.attempt();
    auto bytes = zipFiles(reportFiles(report, painter), focus.startedAt);
    if (!bytes)
        return Failure(bytes.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return Failure(
            BundleError{QStringLiteral("The report cannot be written to %1: %2. Choose another place; nothing was "
                                       "changed.")
                            .arg(path, file.errorString())});
    return base::Done{};
}

} // namespace knockback::report
