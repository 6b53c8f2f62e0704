// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/combine.h"

#include "operations/output_path.h"
#include "operations/reference_parts.h"
#include "report/provenance.h"
#include "stats/ranks.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace fisherlens {
namespace {

constexpr std::uint64_t kLargestIndex = std::uint64_t{1} << 53U;  // what JSON keeps exactly everywhere

/// A part and what its provenance says about its examples.
struct Part {
    FisherFile file;
    nlohmann::json provenance;
    std::optional<std::int64_t> first, end;  ///< its examples in the data file, from first to before end

    [[nodiscard]] std::int64_t examples() const { return file.attributes.examples; }
};

Failure differ(const FisherFile& file, const std::string& what)
{
    return fail(ErrorCode::Incompatible, what, {file.path, {}, {}},
                "Combine the shards of one run: the same model, data, loss, kind and seed.");
}

Result<Part> openPart(const std::string& path, const JobContext& context)
{
    Part part;
    FL_TRY(part.file, openFisherFile(path, context));
    const FisherAttributes& attributes = part.file.attributes;
    if (attributes.kind == FisherKind::Recycled || attributes.scale != FisherScale::MeanPerUnit)
        return fail(ErrorCode::Incompatible, "Only reference Fishers can be added; this file is a recycled one.",
                    {path, {}, {}}, "Give files written by fisherlens-cli reference --shard.");
    if (attributes.examples < 1)
        return fail(ErrorCode::Incompatible, "The file does not say how many examples it is the mean of.",
                    {path, {}, {}}, "Without that number its weight is unknown.");
    part.provenance = nlohmann::json::parse(attributes.provenance, nullptr, false);
    const auto count = [&](const char* key) -> std::optional<std::int64_t> {
        const auto found = part.provenance.is_object() ? part.provenance.find(key) : part.provenance.end();
        if (found == part.provenance.end() || !found->is_number_unsigned()
            || found->get<std::uint64_t>() > kLargestIndex)
            return std::nullopt;
        return found->get<std::int64_t>();
    };
    if (const auto first = count("first_example"), end = count("end_example"); first && end) {
        part.first = first;
        part.end = end;
    }
    return part;
}

Result<void> checkSame(const Part& first, const Part& other)
{
    const FisherAttributes &a = first.file.attributes, &b = other.file.attributes;
    const auto check = [&](bool same, std::string_view what) -> Result<void> {
        if (same)
            return {};
        return differ(other.file, fmt::format("The {} is another than that of {}.", what, first.file.path));
    };
    FL_CHECK(check(a.kind == b.kind, "kind"));
    FL_CHECK(check(a.unit == b.unit, "unit"));
    FL_CHECK(check(a.seed == b.seed, "seed"));
    FL_CHECK(check(a.samples == b.samples, "number of samples per example"));
    FL_CHECK(check(a.split == b.split, "split"));
    FL_CHECK(check(a.lossFactor == b.lossFactor, "loss factor"));
    for (const char* key : {"model", "data", "weights", "loss", "sigma"}) {
        const auto value = [&](const Part& part) { return part.provenance.value(key, nlohmann::json()); };
        FL_CHECK(check(value(first) == value(other), key));
    }
    if (a.provenance == b.provenance && first.file.path == other.file.path)
        return differ(other.file, "The file is given twice.");
    FL_CHECK(check(first.file.diagonal.size() == other.file.diagonal.size(), "number of tensors"));
    for (const Tensor& tensor : first.file.diagonal.tensors()) {
        const Tensor* match = other.file.diagonal.find(tensor.info.name);
        if (!match || match->info.shape != tensor.info.shape)
            return fail(ErrorCode::Incompatible,
                        match ? "The shape is another than in " + first.file.path + "."
                              : "The tensor of " + first.file.path + " is missing here.",
                        {other.file.path, tensor.info.name, {}}, "Combine the shards of one model.");
    }
    return {};
}

/// Sorted by first example; parts that share examples would count them twice.
Result<void> checkDisjoint(const std::vector<Part>& parts)
{
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const Part &before = parts[i - 1], &after = parts[i];
        if (before.end && after.first && *before.end > *after.first)
            return differ(after.file, fmt::format("Example {} is in {} as well.", *after.first, before.file.path));
    }
    return {};
}

/// A catalogue whose entries are `join(values of one entry in each part)`. Parts in the given order, so sums are the
/// same however often they are read.
template <class Join>
Result<Catalogue> joined(const std::vector<Part>& parts, Catalogue FisherFile::*member, Join join)
{
    Catalogue catalogue;
    for (const Tensor& tensor : (parts.front().file.*member).tensors()) {
        std::vector<Tensor> sources;
        for (const Part& part : parts) {
            const Tensor* source = (part.file.*member).find(tensor.info.name);
            if (!source || source->info.count != tensor.info.count)
                return fail(ErrorCode::Incompatible, "A part has another set of tensors here.",
                            {part.file.path, tensor.info.name, {}}, "Combine the shards of one model.");
            sources.push_back(*source);
        }
        TensorInfo info{tensor.info.name, DType::F32, tensor.info.shape, tensor.info.count, {}, {}};
        FL_CHECK(catalogue.add(
            computedTensor(std::move(info), [sources, join](std::int64_t first, std::span<double> out) -> Result<void> {
                std::fill(out.begin(), out.end(), 0.0);
                std::vector<double> values(out.size());
                for (std::size_t p = 0; p < sources.size(); ++p) {
                    FL_CHECK(sources[p].source->read(first, std::span(values)));
                    for (std::size_t i = 0; i < out.size(); ++i)
                        join.add(out[i], values[i], p);
                }
                for (double& value : out)
                    value = join.finish(value);
                return {};
            })));
    }
    return catalogue;
}

/// Σ w_p x_p with weights that sum to 1.
struct Mean {
    std::vector<double> weights;
    void add(double& sum, double value, std::size_t part) const
    {
        if (weights[part] > 0)
            sum += weights[part] * value;
    }
    [[nodiscard]] double finish(double sum) const { return sum; }
};

/// √Σ(w_p e_p)².
struct IndependentErrors {
    std::vector<double> weights;
    void add(double& sum, double value, std::size_t part) const
    {
        const double term = weights[part] * value;
        sum += term * term;
    }
    [[nodiscard]] double finish(double sum) const { return std::sqrt(sum); }
};

std::vector<double> shares(const std::vector<std::int64_t>& counts)
{
    std::int64_t total = 0;
    for (const std::int64_t count : counts)
        total += count;
    std::vector<double> weights;
    for (const std::int64_t count : counts)
        weights.push_back(static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(total, 1)));
    return weights;
}

class Combiner {
public:
    Combiner(const std::vector<Part>& parts, const JobContext& context) : parts_(parts), context_(context) {}

    Result<FisherFile> run(const std::string& output)
    {
        FisherFile file;
        file.path = output;
        file.attributes = parts_.front().file.attributes;
        file.attributes.examples = 0;
        for (const Part& part : parts_)
            file.attributes.examples += part.examples();
        file.attributes.provenance = provenance();
        const std::vector<double> weights = shares(counts(&FisherAttributes::examples));
        FL_TRY(file.diagonal, joined(parts_, &FisherFile::diagonal, Mean{weights}));
        if (allHave(&FisherFile::meanGradient, "mean gradient")) {
            FL_TRY(file.meanGradient, joined(parts_, &FisherFile::meanGradient, Mean{weights}));
        }
        if (allHave(&FisherFile::standardError, "standard error")) {
            FL_TRY(file.standardError, joined(parts_, &FisherFile::standardError, IndependentErrors{weights}));
        }
        if (allHave(&FisherFile::half0, "first half") && allHave(&FisherFile::half1, "second half")) {
            FL_TRY(file.half0, half(&FisherFile::half0, &FisherFile::half0Examples, file.half0Examples));
            FL_TRY(file.half1, half(&FisherFile::half1, &FisherFile::half1Examples, file.half1Examples));
        }
        return file;
    }

private:
    std::vector<std::int64_t> counts(std::int64_t FisherAttributes::*member) const
    {
        std::vector<std::int64_t> result;
        for (const Part& part : parts_)
            result.push_back(part.file.attributes.*member);
        return result;
    }

    Result<Catalogue> half(Catalogue FisherFile::*member, std::int64_t FisherFile::*examples, std::int64_t& total) const
    {
        std::vector<std::int64_t> each;
        for (const Part& part : parts_) {
            each.push_back(part.file.*examples);
            total += each.back();
        }
        return joined(parts_, member, Mean{shares(each)});
    }

    bool allHave(Catalogue FisherFile::*member, std::string_view what) const
    {
        std::size_t having = 0;
        const Part* without = nullptr;
        for (const Part& part : parts_) {
            if ((part.file.*member).empty())
                without = &part;
            else
                ++having;
        }
        if (having > 0 && without)
            context_.find({Severity::Warning,
                           "part-left-out",
                           {without->file.path, {}, {}},
                           fmt::format("This part has no {}, so the combined file has none.", what),
                           "Write all parts with the same options."});
        return !without;
    }

    std::string provenance() const
    {
        nlohmann::json json;
        for (const char* key : {"model", "data", "weights", "loss", "sigma"})
            if (const auto value = parts_.front().provenance.find(key); value != parts_.front().provenance.end())
                json[key] = *value;
        json["program"] = programVersion();
        json["date"] = timestamp();
        nlohmann::json list = nlohmann::json::array();
        std::optional<std::int64_t> end = parts_.front().first;
        for (const Part& part : parts_) {
            list.push_back({{"file", fileNameOf(part.file.path)}, {"examples", part.examples()}});
            if (part.first) {
                list.back()["first_example"] = *part.first;
                list.back()["end_example"] = *part.end;
            }
            end = end && part.first == end ? part.end : std::nullopt;
        }
        json["parts"] = std::move(list);
        // A gapless run of parts is itself a part that can be combined again.
        if (end) {
            json["first_example"] = *parts_.front().first;
            json["end_example"] = *end;
        }
        return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    const std::vector<Part>& parts_;
    const JobContext& context_;
};

}  // namespace

Result<CombineResult> combineReferences(const CombineRequest& request, const JobContext& context)
{
    if (request.parts.empty())
        return fail(ErrorCode::Usage, "There is nothing to combine.", {}, "Give the Fisher files of the shards.");
    FL_CHECK(checkOutputPath(request.output, request.parts));
    Findings findings;
    JobContext inner = context;
    inner.findings = &findings;
    std::vector<Part> parts;
    for (const std::string& path : request.parts) {
        FL_TRY(Part part, openPart(path, inner));
        parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        return a.first != b.first ? a.first < b.first : a.file.path < b.file.path;
    });
    for (std::size_t i = 1; i < parts.size(); ++i)
        FL_CHECK(checkSame(parts.front(), parts[i]));
    FL_CHECK(checkDisjoint(parts));
    if (parts.size() > 1 && std::any_of(parts.begin(), parts.end(), [](const Part& part) { return !part.first; }))
        inner.find({Severity::Warning,
                    "disjoint-assumed",
                    {},
                    "Not every part says which examples it is made of, so they are taken as disjoint.",
                    "Examples in two parts would count twice."});

    FL_TRY(const FisherFile file, Combiner(parts, inner).run(request.output));
    CombineResult result;
    FL_TRY(result.splitHalfSpearman, spearmanOfHalves(file, inner));
    result.attainableSpearman = attainable(result.splitHalfSpearman);
    FL_CHECK(writeFisherFile(file, request.output, inner));
    result.output = request.output;
    result.kind = file.attributes.kind;
    result.examples = file.attributes.examples;
    result.tensors = static_cast<std::int64_t>(file.diagonal.size());
    result.parameters = file.diagonal.parameters();
    for (const Part& part : parts)
        result.parts.push_back({part.file.path, part.examples()});
    result.findings = findings.list();
    return result;
}

}  // namespace fisherlens
