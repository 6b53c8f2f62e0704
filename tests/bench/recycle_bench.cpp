// SPDX-License-Identifier: GPL-3.0-or-later
// Recycling a 2 GB checkpoint into a Fisher file, against one plain read of the bytes that it has to read: the squares
// and, for the warning number, the first moments.
#include "bench_files.h"

#include "operations/recycle.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

using namespace fisherlens;

const std::string& bigCheckpoint()
{
    static const bench::TemporaryFile file(
        "recycle.pt", std::uint64_t{2} << 30U, [](const std::string& path, std::uint64_t bytes) {
            const std::string command = "/usr/bin/python3 " FL_SOURCE_DIR "/tests/bench/make_big_checkpoint.py '" + path
                                        + "' " + std::to_string(bytes);
            return std::system(command.c_str()) == 0;
        });
    return file.path();
}

/// Reads squares and first moments as they lie in the file, block by block; returns the bytes.
std::uint64_t readPlainly(const Checkpoint& checkpoint)
{
    std::uint64_t total = 0;
    std::vector<std::byte> buffer;
    for (const ParameterState& state : checkpoint.optimizer->mapped)
        for (const Tensor* tensor : {&state.accumulator, &*state.firstMoment}) {
            buffer.resize(tensor->info.bytes());
            if (tensor->source->readBytes(0, buffer))
                total += buffer.size();
        }
    return total;
}

void recycleTwoGigabytes(benchmark::State& state)
{
    const std::string path = bigCheckpoint();
    if (path.empty()) {
        state.SkipWithError("not enough free disk, or no python3-torch");
        return;
    }
    const auto checkpoint = openCheckpoint({.path = path}, {});
    if (!checkpoint) {
        state.SkipWithError("the checkpoint did not open");
        return;
    }
    std::uint64_t bytes = 0;
    readPlainly(*checkpoint);  // both runs find the file in memory
    const double read = bench::secondsOf([&] { bytes = readPlainly(*checkpoint); });
    RecycleRequest request;
    request.open.path = path;
    request.settings.batchSize = 32;
    request.output = path + ".fisher.h5";
    double recycled = 0;
    for (auto _ : state) {
        const double seconds = bench::secondsOf([&] {
            if (!recycleCheckpoint(request, {}))
                state.SkipWithError("recycling failed");
        });
        state.SetIterationTime(seconds);
        recycled += seconds;
    }
    std::filesystem::remove(request.output);
    recycled /= static_cast<double>(state.iterations());
    state.counters["speed_of_read"] = read / recycled;
    state.counters["read_s"] = read;
    state.counters["GB"] = static_cast<double>(bytes) / 1e9;
}
BENCHMARK(recycleTwoGigabytes)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
