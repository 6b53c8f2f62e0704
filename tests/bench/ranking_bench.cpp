// SPDX-License-Identifier: GPL-3.0-or-later
// Spearman of 50 M pairs from two files in the page cache: the streaming ranks of stats/agreement.h against reading
// both arrays once, against an implementation here that sorts, and once against SciPy where 8 GB are free; the same with
// the log-log density of the pairs. Counters: ratios of the same run, and differences of ρ. FISHERLENS_BENCH_MILLIONS gives
// another size, in millions of pairs.
#include "bench_files.h"

#include "base/byte_source.h"
#include "base/tensor.h"
#include "operations/density.h"
#include "stats/agreement.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace fisherlens;

std::int64_t chosenPairs()
{
    const char* chosen = std::getenv("FISHERLENS_BENCH_MILLIONS");
    return std::max<std::int64_t>(1, chosen ? std::atoll(chosen) : 50) * 1'000'000;
}
const std::int64_t kPairs = chosenPairs();

/// Lognormal values over many decades; the second file is the first times noise of its own. One in twenty is zero.
bool writeValues(const std::string& path, unsigned noiseSeed)
{
    std::mt19937 common(1);
    std::mt19937 own(noiseSeed);
    std::normal_distribution<float> shared, noise;  // two: a distribution keeps every second draw of its generator
    std::ofstream out(path, std::ios::binary);
    std::vector<float> block(std::size_t{1} << 16U);
    for (std::int64_t done = 0; done < kPairs; done += static_cast<std::int64_t>(block.size())) {
        for (float& value : block)
            value = common() % 20 == 0 ? 0.0F : std::exp(2.5F * shared(common) + 0.7F * noise(own) - 20.0F);
        const auto left = std::min<std::int64_t>(kPairs - done, static_cast<std::int64_t>(block.size()));
        out.write(reinterpret_cast<const char*>(block.data()), left * static_cast<std::int64_t>(sizeof(float)));
    }
    return out.good();
}

const std::string& file(unsigned which)
{
    static const bench::TemporaryFile first(
        "ranks-a.f32", kPairs * 4, [](const std::string& path, std::uint64_t) { return writeValues(path, 2); });
    static const bench::TemporaryFile second(
        "ranks-b.f32", kPairs * 4, [](const std::string& path, std::uint64_t) { return writeValues(path, 3); });
    return which == 0 ? first.path() : second.path();
}

TensorPair openPair()
{
    const auto tensor = [](const std::string& path) {
        return *storedTensor(*ByteSource::open(path), "w", DType::F32, {kPairs}, {}, 0, 0, kPairs * 4);
    };
    return {"w", tensor(file(0)), tensor(file(1))};
}

/// MemAvailable; sorting 50 M pairs takes about 2.5 GB, SciPy 6.
long availableKilobytes()
{
    std::ifstream info("/proc/meminfo");
    for (std::string word; info >> word;) {
        long value = 0;
        if (word == "MemAvailable:" && info >> value)
            return value;
    }
    return 0;
}

/// Both arrays through the same buffers as everything else, and nothing done with them.
void readBoth(const TensorPair& pair)
{
    std::vector<float> values(static_cast<std::size_t>(kBlockElements));
    for (const Tensor* tensor : {&pair.a, &pair.b})
        (void)forEachBlock(kPairs, {}, [&](std::int64_t first, std::int64_t n) {
            return tensor->source->read(first, std::span(values).first(static_cast<std::size_t>(n)));
        });
    benchmark::DoNotOptimize(values.data());
}

std::vector<double> ranksBySorting(const std::vector<float>& values)
{
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t l, std::uint32_t r) { return values[l] < values[r]; });
    return midRanks(values, order);
}

double spearmanBySorting(const TensorPair& pair)
{
    std::vector<float> a(static_cast<std::size_t>(kPairs)), b(a.size());
    if (!pair.a.source->read(0, std::span(a)) || !pair.b.source->read(0, std::span(b)))
        return 0;
    return RankProducts::of(ranksBySorting(a), ranksBySorting(b)).correlation().value_or(0);
}

struct SciPy {
    double seconds = 0, rho = 0;
};

/// scipy.stats.spearmanr of the same files, without the time of starting and reading. Unset without SciPy or memory.
std::optional<SciPy> spearmanOfSciPy()
{
    if (availableKilobytes() < (8 << 20) / 50 * (kPairs / 1'000'000))
        return std::nullopt;
    const std::string program = "import numpy, time; from scipy.stats import spearmanr; "
                                "a, b = (numpy.fromfile(f, '<f4') for f in ('"
                                + file(0) + "', '" + file(1)
                                + "')); t = time.perf_counter(); r = spearmanr(a, b); "
                                  "print(time.perf_counter() - t, repr(float(r[0])))";
    FILE* answer = popen(("/usr/bin/python3 -c \"" + program + "\"").c_str(), "r");
    SciPy found;
    const bool read = answer && std::fscanf(answer, "%lf %lf", &found.seconds, &found.rho) == 2;
    if (answer)
        pclose(answer);
    return read ? std::optional(found) : std::nullopt;
}

void streamed(benchmark::State& state, bool withDensity)
{
    if (file(0).empty() || file(1).empty() || availableKilobytes() < (2 << 20)) {
        state.SkipWithError("not enough free disk or memory");
        return;
    }
    const TensorPair pair = openPair();
    double wall = 0, processor = 0, rho = 0;
    const auto work = [&] {
        const std::span pairs(&pair, 1);
        auto density = LogDensityCounter::of(pairs, {});
        AgreementOptions options;
        options.visitor = withDensity ? &*density : nullptr;
        rho = measureTraceAndRank(pairs, options, {})->spearman.value_or(0);
        if (withDensity)
            benchmark::DoNotOptimize(density->density());
    };
    readBoth(pair);
    const double read = bench::secondsOf([&] { readBoth(pair); });
    const double readProcessor = bench::processorSecondsOf([&] { readBoth(pair); });
    for (auto _ : state) {
        const double seconds = bench::secondsOf([&] { processor += bench::processorSecondsOf(work); });
        state.SetIterationTime(seconds);
        wall += seconds;
    }
    wall /= static_cast<double>(state.iterations());
    processor /= static_cast<double>(state.iterations());
    double exact = 0;
    const double sorted = bench::secondsOf([&] { exact = spearmanBySorting(pair); });
    state.counters["ratio_to_read"] = wall / read;
    state.counters["processor_ratio_to_read"] = processor / readProcessor;
    state.counters["times_faster_than_sorting"] = sorted / wall;
    state.counters["read_s"] = read;
    state.counters["difference"] = std::abs(rho - exact);
    if (const auto scipy = withDensity ? std::nullopt : spearmanOfSciPy()) {
        state.counters["times_faster_than_scipy"] = scipy->seconds / wall;
        state.counters["difference_to_scipy"] = std::abs(rho - scipy->rho);
    }
}
void spearman(benchmark::State& state)
{
    streamed(state, false);
}
void spearmanAndDensity(benchmark::State& state)
{
    streamed(state, true);
}
BENCHMARK(spearman)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(spearmanAndDensity)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
