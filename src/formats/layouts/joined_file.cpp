// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/joined_file.h"

#include <utility>

namespace fisherlens {
namespace {

class JoinedFile final : public ModelFile {
public:
    JoinedFile(std::unique_ptr<ModelFile> model, std::unique_ptr<ModelFile> optimizer)
        : model_(std::move(model)), optimizer_(std::move(optimizer))
    {}
    [[nodiscard]] std::string_view format() const override { return model_->format(); }
    [[nodiscard]] std::vector<std::string> stateDicts() const override { return model_->stateDicts(); }
    [[nodiscard]] std::vector<std::string> optimizers() const override { return optimizer_->optimizers(); }
    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        return model_->readStateDict(path, context);
    }
    Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) override
    {
        return optimizer_->readOptimizer(index, context);
    }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override
    {
        auto all = model_->metadata();
        all.merge(optimizer_->metadata());
        return all;
    }
    [[nodiscard]] std::string layout() const override { return model_->layout(); }
    [[nodiscard]] TrainingRun run() const override
    {
        TrainingRun run = model_->run();
        for (RunValue& value : optimizer_->run().values)
            run.add(std::move(value));
        return run;
    }
    [[nodiscard]] MappingHints hints() const override { return model_->hints(); }

private:
    std::unique_ptr<ModelFile> model_, optimizer_;
};

}  // namespace

std::unique_ptr<ModelFile> joinFiles(std::unique_ptr<ModelFile> model, std::unique_ptr<ModelFile> optimizer)
{
    return std::make_unique<JoinedFile>(std::move(model), std::move(optimizer));
}

}  // namespace fisherlens
