// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AtomicFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace knockback::vault {

namespace {
using base::Failure;

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    bool close() {
        const int fd = std::exchange(m_fd, -1);
        return fd < 0 || ::close(fd) == 0;
    }

private:
    int m_fd;
};

Failure<FileError> refused(int error) {
    const auto problem = error == ENOENT ? FileProblem::Missing : FileProblem::Refused;
    return Failure(FileError{problem, error == ELOOP ? QStringLiteral("it is a link") : qt_error_string(error)});
}

const QString leftoverMark = QStringLiteral(".new-");

base::Result<QByteArray, FileError> readAll(int fd, qint64 most) {
    QByteArray bytes;
    QByteArray chunk(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const auto n = ::read(fd, chunk.data(), static_cast<std::size_t>(chunk.size()));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return refused(errno);
        if (n == 0)
            return bytes;
        bytes.append(chunk.constData(), n);
        if (bytes.size() > most)
            return Failure(FileError{FileProblem::TooBig, QStringLiteral("it is too big")});
    }
}

base::Result<QByteArray, FileError> readFile(const QString& path, qint64 most, bool mustBeOurs) {
    const int follow = mustBeOurs ? O_NOFOLLOW : 0;
    // Without O_NONBLOCK a FIFO would hold the program up for ever.
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | follow));
    struct stat facts {};
    if (!file.isOpen() || ::fstat(file.fd(), &facts) != 0)
        return refused(errno);
    if (!S_ISREG(facts.st_mode))
        return Failure(FileError{FileProblem::NotAFile, QStringLiteral("it is not a regular file")});
    if (mustBeOurs && facts.st_uid != ::geteuid())
        return Failure(FileError{FileProblem::NotOurs, QStringLiteral("it belongs to another user")});
    return readAll(file.fd(), most);
}

bool writeAll(int fd, const QByteArray& bytes) {
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto n = ::write(fd, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            done += n;
    }
    return true;
}
} // namespace

base::Result<QByteArray, FileError> readOwnFile(const QString& path, qint64 most) {
    return readFile(path, most, true);
}

base::Result<QByteArray, FileError> readAnyFile(const QString& path, qint64 most) {
    return readFile(path, most, false);
}

base::Outcome<FileError> replaceFile(const QString& path, const QByteArray& bytes) {
    const QByteArray target = QFile::encodeName(path);
    QByteArray fresh = QFile::encodeName(path + leftoverMark) + "XXXXXX";
    Descriptor file(::mkostemp(fresh.data(), O_CLOEXEC)); // 0600
    if (!file.isOpen())
        return refused(errno);
    if (!writeAll(file.fd(), bytes) || ::fsync(file.fd()) != 0 || !file.close() ||
        ::rename(fresh.constData(), target.constData()) != 0) {
        const int error = errno;
        ::unlink(fresh.constData());
        return refused(error);
    }
    const Descriptor folder(
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen() || ::fsync(folder.fd()) != 0)
        return refused(errno);
    return base::Done{};
}

void sweepLeftovers(const QString& path) {
    const QFileInfo target(path);
    const QDir folder = target.absoluteDir();
    const QString prefix = target.fileName() + leftoverMark;
    const auto names = folder.entryList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const auto& name : names)
        if (name.startsWith(prefix) && name.size() == prefix.size() + 6)
            QFile::remove(folder.filePath(name));
}

} // namespace knockback::vault
