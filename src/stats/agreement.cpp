// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/agreement.h"

#include "base/philox.h"
#include "stats/agreement_parts.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace detail {

void fillFromSums(const PairSums& sums, Agreement& agreement)
{
    agreement.n = sums.n;
    agreement.nonfinite = sums.nonfinite;
    agreement.zerosA = sums.zerosA;
    agreement.zerosB = sums.zerosB;
    agreement.positive = sums.logs.n;
    agreement.pearsonLog = sums.pearsonLog();
    agreement.cosine = sums.cosine();
    agreement.fit = sums.fit();
    agreement.traceRatio = sums.traceRatio();
    agreement.logLogSlope = sums.logLogSlope();
}

std::int64_t topCount(double share, std::int64_t n)
{
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(share * static_cast<double>(n))));
}

QuantilePosition quantilePosition(double q, std::int64_t n)
{
    const double at = q * static_cast<double>(n - 1);
    const auto lower = static_cast<std::uint64_t>(at);
    return {lower, std::min(lower + 1, static_cast<std::uint64_t>(n - 1)), at - std::floor(at)};
}

void setQuartile(Agreement& agreement, std::size_t index, double value)
{
    std::array targets{&agreement.lowerQuartileLog10Ratio, &agreement.medianLog10Ratio,
                       &agreement.upperQuartileLog10Ratio};
    *targets[index] = value;
}

void addSums(Wave wave, bool full, PairSums& sums)
{
    std::vector<PairSums> parts(wave.size());
    tbb::parallel_for(std::size_t{0}, wave.size(), [&](std::size_t i) {
        parts[i].nonfinite = keepFinite(wave[i]);
        if (full)
            parts[i].add(wave[i].a, wave[i].b);
        else
            parts[i].addTraces(wave[i].a, wave[i].b);
    });
    for (const PairSums& part : parts)
        sums.merge(part);
}

namespace {

Result<Measured> measure(const Task& task)
{
    if (elementCount(task.pairs) > task.options.exactLimit)
        return measureStreamed(task);
    if (task.visitor)
        FL_CHECK(visitPairs(task.pairs, *task.visitor, task.context, task.stage));
    return measureInMemory(task);
}

std::vector<TensorPair> inNameOrder(std::span<const TensorPair> pairs)
{
    std::vector<TensorPair> ordered(pairs.begin(), pairs.end());
    std::stable_sort(ordered.begin(), ordered.end(), [](const TensorPair& left, const TensorPair& right) {
        return std::lexicographical_compare(
            left.name.begin(), left.name.end(), right.name.begin(), right.name.end(),
            [](char l, char r) { return static_cast<unsigned char>(l) < static_cast<unsigned char>(r); });
    });
    return ordered;
}

}  // namespace
}  // namespace detail

Result<AgreementReport> measureAgreement(std::span<const TensorPair> pairs, const AgreementOptions& options,
                                         const JobContext& context)
{
    AgreementReport report;
    RankProducts within;
    const auto total = static_cast<double>(std::max<std::int64_t>(elementCount(pairs), 1));
    double done = 0;
    for (const TensorPair& pair : pairs) {
        const double share = static_cast<double>(pair.a.info.count) / total;
        FL_TRY(const auto measured,
               detail::measure({std::span(&pair, 1), options, context, "compare tensors", done, done + share, true,
                                fnv1a64(pair.name), pairs.size() == 1 ? options.visitor : nullptr}));
        done += share;
        within.merge(measured.ranks.scaled());
        report.tensors.push_back({pair.name, measured.agreement});
    }
    report.withinSpearman = within.correlation();
    if (pairs.size() == 1) {
        report.global = report.tensors.front().agreement;
        return report;
    }
    const auto ordered = detail::inNameOrder(pairs);
    FL_TRY(const auto measured,
           detail::measure({ordered, options, context, "compare all entries", 0, 1, true, 0, options.visitor}));
    report.global = measured.agreement;
    return report;
}

Result<TraceAndRank> measureTraceAndRank(std::span<const TensorPair> pairs, const AgreementOptions& options,
                                         const JobContext& context)
{
    FL_TRY(const auto measured,
           detail::measure({pairs, options, context, "rank entries", 0, 1, false, 0, options.visitor}));
    return TraceAndRank{measured.agreement.n, measured.agreement.traceRatio, measured.agreement.spearman};
}

Result<std::optional<double>> spearman(std::span<const TensorPair> pairs, const JobContext& context)
{
    FL_TRY(const auto measured, measureTraceAndRank(pairs, {}, context));
    return measured.spearman;
}

}  // namespace fisherlens
