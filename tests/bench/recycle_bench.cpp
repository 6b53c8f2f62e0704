// SPDX-License-Identifier: GPL-3.0-or-later
// Recycling a 2 GB checkpoint against one plain read of the bytes that it has to read: the squares and, for the warning
// number, the first moments. Once as the window does it (every value corrected and looked at, nothing written), once into
// a Fisher file, there also against reading the same bytes and writing as many as the Fisher file has, to the disk.
#include "bench_files.h"

#include "base/atomic_file.h"
#include "operations/recycle.h"

#include <benchmark/benchmark.h>

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

/// Reads squares and first moments as they lie in the file, block by block; hands the squares on. Returns the bytes.
template <class Visit>
std::uint64_t readPlainly(const Checkpoint& checkpoint, Visit visit)
{
    std::uint64_t total = 0;
    std::vector<std::byte> buffer;
    for (const ParameterState& state : checkpoint.optimizer->mapped)
        for (const Tensor* tensor : {&*state.firstMoment, &state.accumulator}) {
            buffer.resize(tensor->info.bytes());
            if (tensor->source->readBytes(0, buffer))
                total += buffer.size();
            if (tensor == &state.accumulator)
                visit(buffer);
        }
    return total;
}

std::uint64_t readPlainly(const Checkpoint& checkpoint)
{
    return readPlainly(checkpoint, [](const std::vector<std::byte>&) {});
}

/// The same, and the squares are written to a file that reaches the disk.
bool copyPlainly(const Checkpoint& checkpoint, const std::string& output)
{
    auto file = AtomicFile::create(output);
    if (!file)
        return false;
    bool good = true;
    readPlainly(checkpoint, [&](const std::vector<std::byte>& bytes) { good = file->write(bytes) && good; });
    return good && file->commit();
}

struct Opened {
    std::string path;
    Checkpoint checkpoint;
};

std::optional<Opened> opened(benchmark::State& state)
{
    const std::string path = bigCheckpoint();
    if (path.empty()) {
        state.SkipWithError("not enough free disk, or no python3-torch");
        return std::nullopt;
    }
    auto checkpoint = openCheckpoint({.path = path}, {});
    if (!checkpoint) {
        state.SkipWithError("the checkpoint did not open");
        return std::nullopt;
    }
    return Opened{path, std::move(*checkpoint)};
}

RecycleSettings settings()
{
    RecycleSettings settings;
    settings.batchSize = 32;
    return settings;
}

void valuesOfTwoGigabytes(benchmark::State& state)
{
    const auto file = opened(state);
    if (!file)
        return;
    std::uint64_t bytes = readPlainly(file->checkpoint);  // both runs find the file in memory
    double read = 0, recycled = 0;
    for (auto _ : state) {
        read += bench::secondsOf([&] { bytes = readPlainly(file->checkpoint); });
        const double seconds = bench::secondsOf([&] {
            const auto checkpoint = openCheckpoint({.path = file->path}, {});
            if (!checkpoint || !recycle(*checkpoint, settings(), {}) || !scanAccumulators(*checkpoint, settings(), {}))
                state.SkipWithError("recycling failed");
        });
        state.SetIterationTime(seconds);
        recycled += seconds;
    }
    state.counters["speed_of_read"] = read / recycled;
    state.counters["GB"] = static_cast<double>(bytes) / 1e9;
}
BENCHMARK(valuesOfTwoGigabytes)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);

void fileOfTwoGigabytes(benchmark::State& state)
{
    const auto file = opened(state);
    if (!file)
        return;
    RecycleRequest request;
    request.open.path = file->path;
    request.settings = settings();
    request.output = file->path + ".fisher.h5";
    readPlainly(file->checkpoint);
    double read = 0, copied = 0, recycled = 0;
    for (auto _ : state) {
        read += bench::secondsOf([&] { readPlainly(file->checkpoint); });
        copied += bench::secondsOf([&] {
            if (!copyPlainly(file->checkpoint, request.output))
                state.SkipWithError("the copy was not written");
        });
        std::filesystem::remove(request.output);
        const double seconds = bench::secondsOf([&] {
            if (!recycleCheckpoint(request, {}))
                state.SkipWithError("recycling failed");
        });
        std::filesystem::remove(request.output);
        state.SetIterationTime(seconds);
        recycled += seconds;
    }
    state.counters["speed_of_read"] = read / recycled;
    state.counters["speed_of_read_and_write"] = copied / recycled;
}
BENCHMARK(fileOfTwoGigabytes)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
