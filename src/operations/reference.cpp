// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/reference.h"

#include "formats/data_file.h"
#include "formats/fisher_file.h"
#include "operations/load_model.h"
#include "operations/output_path.h"
#include "operations/partial_sums.h"
#include "operations/reference_parts.h"
#include "reference/rank_group.h"
#include "report/provenance.h"
#include "stats/ranks.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace fisherlens {
namespace {

using Parameters = std::vector<ReferenceParameter>;

/// One tensor per parameter, `value(parameter, index)` on demand.
template <class Value>
Result<Catalogue> catalogueOf(const Parameters& parameters, Value value)
{
    Catalogue catalogue;
    for (std::size_t p = 0; p < parameters.size(); ++p) {
        TensorInfo info{parameters[p].name, DType::F32, parameters[p].shape, parameters[p].count, {}, {}};
        FL_CHECK(catalogue.add(
            computedTensor(std::move(info), [p, value](std::int64_t first, std::span<double> out) -> Result<void> {
                for (std::size_t i = 0; i < out.size(); ++i)
                    out[i] = value(p, static_cast<std::size_t>(first) + i);
                return {};
            })));
    }
    return catalogue;
}

std::string provenanceOf(const ReferenceRequest& request, const EstimateSettings& settings, const Estimate& sums)
{
    nlohmann::json json;
    json["program"] = programVersion();
    json["date"] = timestamp();
    json["model"] = fileNameOf(request.model);
    json["data"] = fileNameOf(request.data);
    if (!request.weights.empty())
        json["weights"] = fileNameOf(request.weights);
    json["first_example"] = settings.first;
    json["end_example"] = settings.first + sums.examples;
    json["loss"] = name(settings.loss.loss);
    if (settings.device != Device::Cpu)
        json["device"] = name(settings.device);
    if (sums.selfCheck)
        json["self_check_max_relative_error"] = *sums.selfCheck;
    if (settings.loss.loss == Loss::Mse)
        json["sigma"] = settings.loss.sigma;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<FisherFile> fileOf(const ReferenceRequest& request, const EstimateSettings& settings,
                          const Parameters& parameters, std::shared_ptr<const Estimate> estimate)
{
    FisherFile file;
    file.path = request.output;
    FisherAttributes& attributes = file.attributes;
    attributes.kind = settings.labels.kind;
    attributes.unit = name(settings.loss.unit);
    attributes.examples = estimate->units;
    attributes.split = request.split;
    attributes.seed = settings.labels.seed;
    attributes.samples = attributes.kind == FisherKind::Sampled ? settings.labels.samples : 0;
    attributes.provenance = provenanceOf(request, settings, *estimate);

    const auto n = static_cast<double>(estimate->units);
    FL_TRY(file.diagonal, catalogueOf(parameters, [estimate, n](std::size_t p, std::size_t i) {
               return (estimate->halves[0].squares[p][i] + estimate->halves[1].squares[p][i]) / n;
           }));
    if (!estimate->gradient.empty()) {
        FL_TRY(file.meanGradient, catalogueOf(parameters, [estimate, n](std::size_t p, std::size_t i) {
                   return estimate->gradient[p][i] / n;
               }));
    }
    if (!estimate->standardError.empty()) {
        FL_TRY(file.standardError, catalogueOf(parameters, [estimate](std::size_t p, std::size_t i) {
                   return estimate->standardError[p][i];
               }));
    }
    file.half0Examples = estimate->halves[0].units;
    file.half1Examples = estimate->halves[1].units;
    if (file.half0Examples > 0 && file.half1Examples > 0) {
        const auto half = [&](std::size_t h) {
            return catalogueOf(parameters, [estimate, h](std::size_t p, std::size_t i) {
                return estimate->halves[h].squares[p][i] / static_cast<double>(estimate->halves[h].units);
            });
        };
        FL_TRY(file.half0, half(0));
        FL_TRY(file.half1, half(1));
    }
    return file;
}

/// All that decides the numbers.
PartialKey keyOf(const ReferenceRequest& request, const EstimateSettings& settings)
{
    PartialKey key{{{"model", request.model}, {"data", request.data}}, {}};
    if (!request.weights.empty())
        key.files.emplace_back("weights", request.weights);
    key.settings = {{"loss", std::string(name(settings.loss.loss))},
                    {"sigma", fmt::format("{}", settings.loss.sigma)},
                    {"unit", std::string(name(settings.loss.unit))},
                    {"kind", std::string(name(settings.labels.kind))},
                    {"samples", std::to_string(settings.labels.samples)},
                    {"seed", std::to_string(settings.labels.seed)},
                    {"first example", std::to_string(settings.first)},
                    {"batch size", std::to_string(settings.batchSize)},
                    {"device", std::string(name(settings.device))},
                    {"batches", settings.batched ? "yes" : "no"},
                    {"standard error", settings.standardError ? "yes" : "no"}};
    return key;
}

const Estimate& sumsOf(const Estimate& estimate)
{
    return estimate;
}
const Estimate& sumsOf(const BudgetedEstimate& estimate)
{
    return estimate.estimate;
}

/// work(keeper), which goes on from the sums of an ended run; says so, and where they are when it is ended itself.
template <class Work>
auto estimateOn(PartialSums& partial, const JobContext& context, Work work) -> decltype(work(nullptr))
{
    auto result = work(&partial);
    if (result && sumsOf(*result).resumed > 0)
        context.find({Severity::Information,
                      "resumed",
                      {partial.path(), {}, {}},
                      fmt::format("{} of {} examples were done by a run that was ended; this one went on from there.",
                                  sumsOf(*result).resumed, sumsOf(*result).examples),
                      "The result is the same as without an interruption."});
    if (!result && result.error().code == ErrorCode::Cancelled && partial.isKept())
        return fail(ErrorCode::Cancelled, "Stopped on request; the sums so far are kept.", {partial.path(), {}, {}},
                    "The same command goes on from them.");
    return result;
}

/// The examples of the shard.
Result<EstimateSettings> ofShard(const ReferenceRequest& request, const DataFile& data)
{
    EstimateSettings settings = request.settings;
    const Shard shard = request.shard;
    const std::int64_t total = settings.examples > 0 ? settings.examples : data.examples;
    if (shard.of == 1 || total > data.examples)  // too many are refused with the number that there is
        return settings;
    if (request.budget)
        return fail(ErrorCode::Usage, "A shard cannot stop by the regret: the other shards do not know of it.", {},
                    "Leave out --shard or --until-regret.");
    const std::int64_t each = total / shard.of, rest = total % shard.of;
    settings.first = (shard.number - 1) * each + std::min(shard.number - 1, rest);
    settings.examples = each + (shard.number <= rest ? 1 : 0);
    if (settings.examples == 0)
        return fail(ErrorCode::Usage,
                    fmt::format("Part {} of {} of {} examples is empty.", shard.number, shard.of, total), {},
                    "Use at most as many shards as there are examples.");
    return settings;
}

}  // namespace

Result<Shard> shardFromText(std::string_view text)
{
    Shard shard;
    const std::size_t slash = text.find('/');
    const auto read = [](std::string_view part, std::int64_t& value) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc() && end == part.data() + part.size();
    };
    if (slash == std::string_view::npos || !read(text.substr(0, slash), shard.number)
        || !read(text.substr(slash + 1), shard.of) || shard.number < 1 || shard.number > shard.of)
        return fail(ErrorCode::Usage, fmt::format("'{}' is no shard.", text), {},
                    "Write I/N with I from 1 to N, for example --shard 2/4 for the second of four.");
    return shard;
}

namespace {

/// The work of one process; `group` is null when it is alone.
class Run {
public:
    Run(const ReferenceRequest& request, const JobContext& context, RankGroup* group)
        : request_(request), context_(context), group_(group)
    {
        context_.findings = &findings_;
        result_.rank = group ? group->rank() : 0;
        result_.ranks = group ? group->size() : 1;
    }

    Result<ReferenceResult> result()
    {
        FL_TRY(const DataFile data, openDataFile(request_.data, context_));
        FL_TRY(const auto model, loadModel(request_.model, request_.weights, context_));
        FL_TRY(const EstimateSettings settings, ofShard(request_, data));
        if (settings.device != Device::Cpu)
            FL_CHECK(model->useDevice(settings.device));
        PartialSums partial(partialPath(request_.output, result_.rank, result_.ranks), keyOf(request_, settings),
                            model->parameters(), request_.keepSeconds, context_);
        if (group_)
            FL_CHECK(agree(partial));
        FL_TRY(Estimate sums, estimateAll(*model, data, settings, partial));
        fill(*model, sums);
        if (result_.rank == 0)
            FL_CHECK(write(*model, settings, std::make_shared<const Estimate>(std::move(sums))));
        if (group_) {
            FL_CHECK(group_->gather("written"));
            group_->leave();
        }
        partial.remove();
        result_.findings = findings_.list();
        return std::move(result_);
    }

private:
    /// All ranks work on the same thing.
    Result<void> agree(PartialSums& partial)
    {
        FL_TRY(const std::string own, partial.key(context_));
        FL_TRY(const std::vector<std::string> keys, group_->gather(own));
        for (std::size_t rank = 1; rank < keys.size(); ++rank)
            if (keys[rank] != keys.front())
                return fail(ErrorCode::Incompatible,
                            fmt::format("Rank {} has another {} than rank 0.", rank,
                                        keyDifference(keys.front(), keys[rank])),
                            {}, "Give the same command and the same files to all ranks.");
        return {};
    }

    Result<Estimate> estimateAll(const ReferenceModel& model, const DataFile& data, const EstimateSettings& settings,
                                 PartialSums& partial)
    {
        if (!request_.budget)
            return estimateOn(partial, context_, [&](SumsKeeper* keeper) {
                return estimate(model, data, settings, context_, keeper, group_);
            });
        const std::string weights = request_.weights.empty() ? request_.model : request_.weights;
        FL_TRY(BudgetedEstimate budgeted,
               estimateOn(partial, context_, [&](SumsKeeper* keeper) {
                   return estimateWithinBudget(model, data, settings, *request_.budget, weights, context_, keeper);
               }));
        result_.budget = budgeted.outcome;
        return std::move(budgeted.estimate);
    }

    void fill(const ReferenceModel& model, const Estimate& sums)
    {
        result_.output = request_.output;
        result_.kind = request_.settings.labels.kind;
        result_.examples = sums.examples;
        result_.resumed = sums.resumed;
        for (const ReferenceParameter& parameter : model.parameters()) {
            ++result_.tensors;
            result_.parameters += parameter.count;
        }
        for (const Estimate::Looped& looped : sums.looped) {
            const ReferenceParameter& parameter = model.parameters()[looped.parameter];
            result_.fallbackParameters += parameter.count;
            result_.fallbacks.push_back({parameter.name, looped.reason});
        }
        result_.fastParameters = result_.parameters - result_.fallbackParameters;
        result_.selfCheck = sums.selfCheck;
        result_.seconds = sums.seconds;
    }

    Result<void> write(const ReferenceModel& model, const EstimateSettings& settings,
                       const std::shared_ptr<const Estimate>& sums)
    {
        FL_TRY(const FisherFile file, fileOf(request_, settings, model.parameters(), sums));
        FL_TRY(result_.splitHalfSpearman, spearmanOfHalves(file, context_));
        result_.attainableSpearman = attainable(result_.splitHalfSpearman);
        return writeFisherFile(file, request_.output, context_);
    }

    const ReferenceRequest& request_;
    JobContext context_;
    RankGroup* group_;
    Findings findings_;
    ReferenceResult result_;
};

}  // namespace

std::string partialPath(const std::string& output, int rank, int ranks)
{
    return ranks == 1 ? output + ".partial" : fmt::format("{}.rank-{}-of-{}.partial", output, rank, ranks);
}

Result<ReferenceResult> estimateReference(const ReferenceRequest& request, const JobContext& context)
{
    const std::array inputs{request.model, request.data, request.weights,
                            request.budget ? request.budget->recycled : std::string()};
    FL_CHECK(checkOutputPath(request.output, inputs));
    const bool grouped = request.ranks && request.ranks->size > 1;
    const RankSettings place = grouped ? *request.ranks : RankSettings{};
    FL_CHECK(checkOutputPath(partialPath(request.output, place.rank, place.size), inputs));
    if (!grouped)
        return Run(request, context, nullptr).result();
    if (request.budget)
        return fail(ErrorCode::Usage, "Several ranks cannot stop by the regret.", {},
                    "Leave out --until-regret, or unset RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT.");
    FL_TRY(const auto group, RankGroup::join(place, context));
    auto result = Run(request, context, group.get()).result();
    if (!result)
        return fail(group->conclude(result.error()));
    return result;
}

}  // namespace fisherlens
