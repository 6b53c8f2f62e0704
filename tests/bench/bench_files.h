// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

namespace fisherlens::bench {

/// A generated file in FISHERLENS_BENCH_DIR (default: the system's temporary folder) that is removed at the end. Its
/// path is "" when there is not twice its size free, or when `make` fails.
class TemporaryFile {
public:
    using Make = std::function<bool(const std::string& path, std::uint64_t bytes)>;
    TemporaryFile(const std::string& name, std::uint64_t bytes, const Make& make)
    {
        const char* chosen = std::getenv("FISHERLENS_BENCH_DIR");
        const std::filesystem::path folder = chosen ? chosen : std::filesystem::temp_directory_path();
        std::error_code error;
        if (std::filesystem::space(folder, error).available < 2 * bytes || error)
            return;
        path_ = (folder / ("fisherlens-bench-" + name)).string();
        if (!make(path_, bytes)) {
            std::filesystem::remove(path_, error);
            path_.clear();
        }
    }
    ~TemporaryFile()
    {
        std::error_code error;
        if (!path_.empty())
            std::filesystem::remove(path_, error);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

template <class Work>
double secondsOf(Work&& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Processor time of this process, all threads: on a busy machine what a ratio of wall times would be on a quiet one,
/// times the threads that work at once.
template <class Work>
double processorSecondsOf(Work&& work)
{
    const auto now = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
        };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    };
    const double start = now();
    work();
    return now() - start;
}

/// One plain sequential read of a file in 4 MiB blocks: the baseline for everything that streams.
inline std::uint64_t readWhole(const std::string& path)
{
    std::vector<char> buffer(std::size_t{4} << 20U);
    std::uint64_t total = 0;
    if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
        for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), file)) > 0;)
            total += got;
        std::fclose(file);
    }
    return total;
}

}  // namespace fisherlens::bench
