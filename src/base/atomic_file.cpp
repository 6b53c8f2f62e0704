// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace fisherlens {
namespace {

Failure notWritten(const std::string& path, const std::string& what, int error)
{
    return fail(ErrorCode::NotWritten, what + ": " + std::generic_category().message(error) + ".", {path, {}, {}},
                "Choose another folder or free some space; nothing was changed.");
}

std::string folderOf(const std::string& path)
{
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

}  // namespace

Result<AtomicFile> AtomicFile::create(const std::string& target)
{
    struct ::stat status {};
    const bool exists = ::stat(target.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        return notWritten(target, "The output is a folder", EISDIR);
    // Renaming over a device or pipe would put a file in its place, for root even over /dev/null.
    if (exists && !S_ISREG(status.st_mode))
        return fail(ErrorCode::NotWritten, "The output is a device, pipe or socket, not a file.", {target, {}, {}},
                    "Give the name of a file.");
    std::string temporary = folderOf(target) + "/." + std::filesystem::path(target).filename().string() + ".XXXXXX";
    const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (descriptor < 0)
        return notWritten(target, "The output cannot be created", errno);
    // mkostemp makes 0600: give the file the mode it replaces, or what the umask says.
    mode_t mode = status.st_mode & 07777U;
    if (!exists) {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        mode = 0666U & ~mask;
    }
    ::fchmod(descriptor, mode);
    return AtomicFile(target, std::move(temporary), descriptor);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1))
{}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept
{
    if (this != &other) {
        discard();
        target_ = std::move(other.target_);
        temporary_ = std::move(other.temporary_);
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

AtomicFile::~AtomicFile()
{
    discard();
}

void AtomicFile::discard() noexcept
{
    if (descriptor_ < 0)
        return;
    ::close(std::exchange(descriptor_, -1));
    ::unlink(temporary_.c_str());
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t done = ::write(descriptor_, bytes.data(), bytes.size());
        if (done < 0) {
            if (errno == EINTR)
                continue;
            return notWritten(target_, "The output cannot be written", errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return {};
}

Result<void> AtomicFile::write(std::string_view text)
{
    return write(std::as_bytes(std::span(text)));
}

Result<void> AtomicFile::commit()
{
    if (::fsync(descriptor_) != 0) {
        const int error = errno;
        discard();
        return notWritten(target_, "The output cannot be written", error);
    }
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
        const int error = errno;
        discard();
        return notWritten(target_, "The output cannot be put in place", error);
    }
    ::close(std::exchange(descriptor_, -1));
    if (const int folder = ::open(folderOf(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

Result<void> writeFile(const std::string& path, std::string_view text)
{
    FL_TRY(AtomicFile file, AtomicFile::create(path));
    FL_CHECK(file.write(text));
    return file.commit();
}

}  // namespace fisherlens
