// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace fisherlens {

ByteSource::Identity ByteSource::identify(const struct ::stat& status)
{
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size), status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec};
}

Result<std::shared_ptr<const ByteSource>> ByteSource::open(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        const std::string reason = std::generic_category().message(errno);
        return fail(ErrorCode::Missing, "The file cannot be opened: " + reason + ".", {path, {}, {}},
                    "Check the path and the permissions.");
    }
    struct ::stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fail(ErrorCode::Missing, "This is not a regular file.", {path, {}, {}}, "Give the path of a file.");
    }
    return std::shared_ptr<const ByteSource>(new ByteSource(path, descriptor, identify(status)));
}

Result<std::shared_ptr<const ByteSource>> ByteSource::window(const std::shared_ptr<const ByteSource>& file,
                                                             std::uint64_t offset, std::uint64_t length)
{
    if (offset > file->size() || length > file->size() - offset)
        return fail(ErrorCode::Damaged,
                    "The file ends at byte " + std::to_string(file->size()) + ", but " + std::to_string(length)
                        + " bytes are expected here.",
                    {file->path_, {}, offset}, "It is probably truncated: copy or save it again.");
    const std::shared_ptr<ByteSource> part(new ByteSource(file->path_, file->descriptor_, file->identity_));
    part->whole_ = file->whole_ ? file->whole_ : file;
    part->base_ = file->base_ + offset;
    part->size_ = length;
    return part;
}

ByteSource::~ByteSource()
{
    if (!whole_)
        ::close(descriptor_);
}

Result<void> ByteSource::read(std::uint64_t offset, std::span<std::byte> out) const
{
    if (offset > size() || out.size() > size() - offset)
        return fail(ErrorCode::Damaged,
                    "The file ends at byte " + std::to_string(size()) + ", but " + std::to_string(out.size())
                        + " bytes are expected here.",
                    {path_, {}, offset}, "It is probably truncated: copy or save it again.");
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got =
            ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(base_ + offset + done));
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return fail(ErrorCode::Missing, "The file cannot be read: " + std::generic_category().message(errno) + ".",
                        {path_, {}, offset + done});
        }
        if (got == 0)
            return fail(ErrorCode::Changed, "The file became shorter while it was read.", {path_, {}, offset + done},
                        "Wait until the program that writes it is done, then open it again.");
        done += static_cast<std::size_t>(got);
    }
    return {};
}

Result<void> ByteSource::checkUnchanged() const
{
    struct ::stat status {};
    if (::fstat(descriptor_, &status) != 0 || !(identify(status) == identity_))
        return fail(ErrorCode::Changed, "The file changed while it was read.", {path_, {}, {}},
                    "Wait until the program that writes it is done, then try again.");
    return {};
}

}  // namespace fisherlens
