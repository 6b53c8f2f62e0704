// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/containers/hdf5_process.h"

#include "formats/h5_child/protocol.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace fisherlens {
namespace {

constexpr std::chrono::seconds kMaxSilence{30};
constexpr int kPollMilliseconds = 100;  // cancel is acknowledged within 200 ms

class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    [[nodiscard]] int get() const { return descriptor_; }
    void close()
    {
        if (descriptor_ >= 0)
            ::close(std::exchange(descriptor_, -1));
    }

private:
    int descriptor_;
};

/// A started child: killed and reaped when it goes out of scope.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child()
    {
        if (id_ > 0) {
            ::kill(id_, SIGKILL);
            while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {}
        }
    }
    /// The wait status; nullopt when the child does not end within a second.
    std::optional<int> ended()
    {
        int status = -1;
        for (int tries = 0; tries < 200; ++tries) {
            if (const pid_t id = ::waitpid(id_, &status, WNOHANG); id != 0 && !(id < 0 && errno == EINTR)) {
                id_ = -1;
                return status;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(tries < 100 ? 1 : 9));
        }
        return std::nullopt;
    }

private:
    pid_t id_;
};

Failure environment(std::string detail)
{
    return fail(ErrorCode::Environment, std::move(detail), {}, "Install FisherLens again.");
}

Failure tooManyOpenFiles()
{
    return environment("There are too many open files to start the helper program fisherlens-h5.");
}

Result<std::string> childProgram()
{
    namespace fs = std::filesystem;
    if (const char* set = std::getenv("FISHERLENS_H5"); set && *set)
        return std::string(set);
    std::error_code ignored;
    const fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& candidate : {folder / "fisherlens-h5", folder / "../libexec/fisherlens/fisherlens-h5"})
        if (::access(candidate.c_str(), X_OK) == 0)
            return candidate.string();
    return environment("The helper program fisherlens-h5, which reads HDF5 files, is not beside this program ("
                       + folder.string() + ").");
}

/// The child inherits nothing of the environment but what loaders and sanitizers need.
std::vector<std::string> childEnvironment()
{
    std::vector<std::string> result{"HDF5_USE_FILE_LOCKING=FALSE", "HDF5_PLUGIN_PRELOAD=::", "LC_ALL=C"};
    for (const char* name : {"LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = std::getenv(name))
            result.push_back(std::string(name) + "=" + value);
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> result;
    for (std::string& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

/// Starts the program with files as descriptors 3, 4, ... and its answer going to `output`.
Result<pid_t> start(std::span<const int> files, std::vector<std::string> arguments, int output)
{
    FL_TRY(const std::string program, childProgram());
    arguments.insert(arguments.begin(), program);
    std::vector<std::string> environmentTexts = childEnvironment();
    // Copies above the descriptors that the child gets, so that no dup2 hits one that is still needed.
    const int above = h5::kFirstFile + static_cast<int>(files.size());
    std::deque<Descriptor> sources;
    for (const int file : files)
        if (sources.emplace_back(::fcntl(file, F_DUPFD_CLOEXEC, above)).get() < 0)
            return tooManyOpenFiles();
    const Descriptor sink(::fcntl(output, F_DUPFD_CLOEXEC, above));
    if (sink.get() < 0)
        return tooManyOpenFiles();

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, sink.get(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    for (std::size_t i = 0; i < sources.size(); ++i)
        posix_spawn_file_actions_adddup2(&actions, sources[i].get(), h5::kFirstFile + static_cast<int>(i));
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own: Ctrl-C reaches the parent alone, which ends the child and says that it was cancelled.
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    pid_t id = -1;
    const int error = ::posix_spawn(&id, program.c_str(), &actions, &attributes, pointers(arguments).data(),
                                    pointers(environmentTexts).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error != 0)
        return environment("The helper program " + program
                           + " cannot be started: " + std::generic_category().message(error) + ".");
    return id;
}

Result<void> listen(std::span<const int> files, std::vector<std::string> arguments, const ByteSource& named,
                    const CancelToken& cancel, const Hdf5Answer& sink)
{
    if (cancel.requested())
        return cancelled();
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return tooManyOpenFiles();
    const Descriptor output(ends[0]);
    Descriptor input(ends[1]);
    FL_TRY(const pid_t id, start(files, std::move(arguments), input.get()));
    Child child(id);
    input.close();

    std::vector<std::byte> buffer(std::size_t{256} << 10U);
    auto heard = std::chrono::steady_clock::now();
    while (true) {
        pollfd ready{output.get(), POLLIN, 0};
        const int count = ::poll(&ready, 1, kPollMilliseconds);
        if (cancel.requested())
            return cancelled();
        if (count < 0 && errno != EINTR)
            return environment("The helper program fisherlens-h5 cannot be heard.");
        if (count <= 0) {
            if (std::chrono::steady_clock::now() - heard > kMaxSilence)
                return hdf5LibraryFailed(named);
            continue;
        }
        const ssize_t got = ::read(output.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return hdf5LibraryFailed(named);
        if (got == 0)
            break;
        heard = std::chrono::steady_clock::now();
        FL_CHECK(sink(std::span<const std::byte>(buffer.data(), static_cast<std::size_t>(got))));
    }
    // Standard output is closed: the child is gone, or about to be.
    const std::optional<int> status = child.ended();
    if (!status || !WIFEXITED(*status) || WEXITSTATUS(*status) != 0)
        return hdf5LibraryFailed(named);
    return {};
}

}  // namespace

Failure hdf5LibraryFailed(const ByteSource& file)
{
    return fail(ErrorCode::Damaged, "The HDF5 library failed on this file: it is damaged.", {file.path(), {}, {}},
                "Copy or save it again.");
}

Result<void> runHdf5Child(const ByteSource& file, const std::string& mode, const std::string& dataset,
                          const CancelToken& cancel, const Hdf5Answer& sink)
{
    std::vector<std::string> arguments{mode, file.path(), std::to_string(file.base()), std::to_string(file.size())};
    if (!dataset.empty())
        arguments.push_back(dataset);
    const int descriptor = file.descriptor();
    return listen({&descriptor, 1}, std::move(arguments), file, cancel, sink);
}

Result<void> runHdf5Catalogues(std::span<const std::shared_ptr<const ByteSource>> files, const CancelToken& cancel,
                               const Hdf5Answer& sink)
{
    std::vector<int> descriptors;
    for (const auto& file : files)
        descriptors.push_back(file->descriptor());
    return listen(descriptors, {"catalogues", std::to_string(files.size())}, *files.front(), cancel, sink);
}

}  // namespace fisherlens
