// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/safetensors_layouts.h"

#include <filesystem>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::string_view kSlot = "exp_avg_sq";

class AccumulatorFile final : public ModelFile {
public:
    AccumulatorFile(std::string path, SafetensorsFile file) : path_(std::move(path)), file_(std::move(file)) {}
    [[nodiscard]] std::string_view format() const override { return "safetensors"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return {""}; }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {std::string(kSlot)}; }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return file_.metadata; }

    Result<StateDict> readStateDict(const std::string& path, const JobContext&) override
    {
        if (!path.empty())
            return fail(ErrorCode::Incompatible, "A safetensors file has no state dict at \"" + path + "\".",
                        {path_, {}, {}}, "It holds one set of tensors; leave out --key.");
        StateDict dict;
        dict.tensors = file_.tensors;
        dict.identity.assign(dict.tensors.size(), std::string());
        dict.ordered = false;
        return dict;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override
    {
        OptimizerRecord record;
        record.path = kSlot;
        // The group of Adam or AdamW, of which nothing is known.
        record.groups.push_back({{{"betas", StateValue()}}, {}, {}});
        for (const Tensor& tensor : file_.tensors.tensors()) {
            record.groups[0].parameters.push_back(tensor.info.name);
            record.states.push_back({tensor.info.name, true, {{std::string(kSlot), StateValue(tensor)}}});
        }
        return record;
    }

private:
    std::string path_;
    SafetensorsFile file_;
};

}  // namespace

bool isAccumulatorFile(const std::string& path)
{
    return std::filesystem::path(path).filename() == "exp_avg_sq.safetensors";
}

Result<std::unique_ptr<ModelFile>> openAccumulatorFile(const std::string& path, SafetensorsFile file,
                                                       const JobContext& context)
{
    context.find({Severity::Information,
                  "accumulators-only",
                  {path, {}, {}},
                  "The file holds averages of squared gradients by the names of the parameters, and nothing about the "
                  "run: step, betas and batch size are unknown.",
                  "Ranks are right; give --step, --batch-size and the rest where they are known."});
    return std::make_unique<AccumulatorFile>(path, std::move(file));
}

}  // namespace fisherlens
