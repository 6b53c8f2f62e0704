// SPDX-License-Identifier: GPL-3.0-or-later
// fisherlens-h5: lets the HDF5 library loose on a file that nobody vouches for. HDF5 before 1.14.4 has published heap
// overflows, so this happens in a process of its own that can open nothing else. See protocol.h for the arguments.
#include "formats/h5_child/child.h"
#include "formats/h5_child/protocol.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>

namespace fisherlens::h5 {
namespace {

// The shadow memory of the sanitizers takes terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

constexpr rlim_t kMaxMemory = rlim_t{2} << 30U;
constexpr rlim_t kMaxSeconds = 600;

void limit(int resource, rlim_t value)
{
    const rlimit both{value, value};
    if (::setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0)
        ::_exit(2);
}

/// `windows`: bytes of files that are mapped besides; `files`: descriptors that are needed.
void confine(rlim_t windows, int files)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0);
    ::close_range(static_cast<unsigned>(kFirstFile + files), ~0U, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, kMaxSeconds);
    if (!kSanitized)
        limit(RLIMIT_AS, kMaxMemory + windows);
}

Hdf5Handle openWhole(const char* fallback)
{
    constexpr const char* inherited = "/proc/self/fd/3";
    const char* path = ::access(inherited, R_OK) == 0 ? inherited : fallback;
    return opened(H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
}

void prepareLibrary()
{
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
}

/// From here on no file, socket or device can be opened.
void openNothingMore()
{
    limit(RLIMIT_NOFILE, 0);
}

Hdf5Handle openFile(const char* fallback, std::uint64_t offset, std::uint64_t length)
{
    if (offset == 0) {
        Hdf5Handle file = openWhole(fallback);
        openNothingMore();
        return file;
    }
    const Window window = mapWindow(kFirstFile, offset, length);
    openNothingMore();
    return openWindow(window);
}

/// Many whole files, one after the other.
void answerCatalogues(int count)
{
    std::vector<std::uint64_t> sizes;
    std::uint64_t total = 0;
    for (int i = 0; i < count; ++i) {
        struct ::stat status {};
        checked(::fstat(kFirstFile + i, &status));
        sizes.push_back(static_cast<std::uint64_t>(status.st_size));
        total += sizes.back();
    }
    confine(total, count);
    std::vector<Window> windows(sizes.size());
    for (std::size_t i = 0; i < windows.size(); ++i)
        try {
            windows[i] = mapWindow(kFirstFile + static_cast<int>(i), 0, sizes[i]);
        } catch (const LibraryFailed&) {}  // said when it is this file's turn
    openNothingMore();
    prepareLibrary();
    for (const Window& window : windows) {
        if (!window.mapped)
            throw LibraryFailed{};
        {
            const Hdf5Handle file = openWindow(window);
            answerCatalogue(file.id());
        }
        unmap(window);
    }
}

}  // namespace

Hdf5Handle opened(hid_t id, Hdf5Handle::Close close)
{
    return {checked(id), close};
}

void answer(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t done = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            ::_exit(2);
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

}  // namespace fisherlens::h5

int main(int argc, char** argv)
{
    using namespace fisherlens::h5;
    const std::string_view mode = argc > 2 ? argv[1] : "";
    const bool catalogue = mode == "catalogue" && argc == 5, data = mode == "data" && argc == 6;
    const long count = mode == "catalogues" && argc == 3 ? std::strtol(argv[2], nullptr, 10) : 0;
    if (!catalogue && !data && (count < 1 || count > kMaxFiles))
        return 2;
    try {
        if (count > 0) {
            answerCatalogues(static_cast<int>(count));
            ::_exit(0);
        }
        const std::uint64_t offset = std::strtoull(argv[3], nullptr, 10), length = std::strtoull(argv[4], nullptr, 10);
        confine(offset == 0 ? 0 : length, 1);
        prepareLibrary();
        const fisherlens::Hdf5Handle file = openFile(argv[2], offset, length);
        if (catalogue)
            answerCatalogue(file.id());
        else
            answerData(file.id(), argv[5]);
    } catch (const LibraryFailed&) {
        ::_exit(1);
    } catch (const std::exception&) {  // no memory left
        ::_exit(1);
    }
    ::_exit(0);  // closing a hostile file would only be another chance to fail
}
