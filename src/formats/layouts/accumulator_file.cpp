// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/safetensors_layouts.h"

#include <filesystem>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::string_view kSlot = "exp_avg_sq";

class AccumulatorFile final : public SafetensorsTensors {
public:
    using SafetensorsTensors::SafetensorsTensors;
    [[nodiscard]] std::vector<std::string> optimizers() const override { return {std::string(kSlot)}; }

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
