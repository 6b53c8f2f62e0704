// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a 2 GB checkpoint: time against one plain read of the file, and peak memory of a process that does nothing
// else. Headers only means that both stay far below what the file's size would cost.
#include "bench_files.h"

#include "formats/checkpoint.h"

#include <benchmark/benchmark.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace fisherlens;

const std::string& bigCheckpoint()
{
    static const bench::TemporaryFile file(
        "open.pt", std::uint64_t{2} << 30U, [](const std::string& path, std::uint64_t bytes) {
            const std::string command = "/usr/bin/python3 " FL_SOURCE_DIR "/tests/bench/make_big_checkpoint.py '" + path
                                        + "' " + std::to_string(bytes);
            return std::system(command.c_str()) == 0;
        });
    return file.path();
}

bool open(const std::string& path)
{
    const auto checkpoint = openCheckpoint({path, "", "", ""}, {});
    return checkpoint && checkpoint->optimizer && !checkpoint->optimizer->mapped.empty();
}

/// Peak resident set in MB of a child that runs `work`, minus nothing: the whole process counts.
double peakOfChild(bool (*work)(const std::string&), const std::string& path)
{
    const pid_t child = ::fork();
    if (child == 0)
        _exit(work(path) ? 0 : 1);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    return status == 0 ? static_cast<double>(usage.ru_maxrss) / 1024 : -1;
}

void openTwoGigabytes(benchmark::State& state)
{
    const std::string path = bigCheckpoint();
    if (path.empty()) {
        state.SkipWithError("not enough free disk, or no python3-torch");
        return;
    }
    const double read = bench::secondsOf([&] { bench::readWhole(path); });
    double opened = 0;
    for (auto _ : state) {
        const double seconds = bench::secondsOf([&] {
            if (!open(path))
                state.SkipWithError("the checkpoint did not open");
        });
        state.SetIterationTime(seconds);
        opened += seconds;
    }
    state.counters["ratio_to_read"] = opened / static_cast<double>(state.iterations()) / read;
    state.counters["read_s"] = read;
    state.counters["peak_rss_MB"] = peakOfChild(open, path);
}
BENCHMARK(openTwoGigabytes)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
