// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/joined_model.h"

#include <utility>

namespace fisherlens {
namespace {

class JoinedModel final : public ModelFile {
public:
    explicit JoinedModel(JoinedParts parts) : parts_(std::move(parts))
    {
        for (std::vector<ModelPart>* list : {&parts_.models, &parts_.optimizers})
            for (ModelPart& part : *list)
                for (std::size_t i = 0; i < part.file->optimizers().size(); ++i)
                    states_.push_back({&part, i});
    }

    [[nodiscard]] std::string_view format() const override
    {
        return parts_.models.empty() ? parts_.optimizers.front().file->format() : parts_.models.front().file->format();
    }
    [[nodiscard]] std::vector<std::string> stateDicts() const override
    {
        if (parts_.models.empty())
            return {};
        return parts_.models.size() == 1 ? parts_.models.front().file->stateDicts() : std::vector<std::string>{""};
    }
    [[nodiscard]] std::vector<std::string> optimizers() const override
    {
        std::vector<std::string> names;
        for (const auto& [part, index] : states_) {
            const std::string inside = part->file->optimizers()[index];
            names.push_back(part->name + (inside.empty() ? "" : ": " + inside));
        }
        return names;
    }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override
    {
        std::map<std::string, std::string> all;
        for (const ModelPart& part : parts_.models)
            all.merge(part.file->metadata());
        return all;
    }
    [[nodiscard]] std::string layout() const override
    {
        std::string layout = parts_.layout;
        for (const std::vector<ModelPart>* list : {&parts_.models, &parts_.optimizers})
            for (const ModelPart& part : *list)
                if (layout.empty())
                    layout = part.file->layout();
        return layout;
    }
    [[nodiscard]] TrainingRun run() const override
    {
        TrainingRun run = parts_.run;
        for (const std::vector<ModelPart>* list : {&parts_.models, &parts_.optimizers})
            for (const ModelPart& part : *list)
                for (RunValue& value : part.file->run().values)
                    run.add(std::move(value));
        return run;
    }
    [[nodiscard]] MappingHints hints() const override { return parts_.hints; }

    Result<StateDict> readStateDict(const std::string& path, const JobContext& context) override
    {
        if (parts_.models.size() == 1)
            return parts_.models.front().file->readStateDict(path, context);
        if (!path.empty())
            return fail(ErrorCode::Incompatible, "The checkpoint has no state dict at \"" + path + "\".",
                        {parts_.path, {}, {}}, "Its files hold one set of tensors; leave out --key.");
        StateDict all;
        for (const ModelPart& part : parts_.models) {
            if (context.cancel.requested())
                return cancelled();
            const std::vector<std::string> inside = part.file->stateDicts();
            if (inside.size() != 1)
                return fail(ErrorCode::Unsupported,
                            "A part of the model holds " + std::to_string(inside.size()) + " state dicts, not one.",
                            {part.name, {}, {}});
            FL_TRY(StateDict one, part.file->readStateDict(inside.front(), context));
            for (std::size_t i = 0; i < one.tensors.size(); ++i) {
                FL_CHECK(all.tensors.add(one.tensors.tensors()[i]));
                all.identity.push_back(one.identity[i].empty() ? "" : part.name + ":" + one.identity[i]);
            }
            all.unreadable.insert(all.unreadable.end(), one.unreadable.begin(), one.unreadable.end());
            all.ordered = all.ordered && one.ordered;
        }
        return all;
    }

    Result<OptimizerRecord> readOptimizer(std::size_t index, const JobContext& context) override
    {
        const auto& [part, inside] = states_.at(index);
        return part->file->readOptimizer(inside, context);
    }

private:
    JoinedParts parts_;
    std::vector<std::pair<ModelPart*, std::size_t>> states_;  ///< which state of which part
};

}  // namespace

Result<std::unique_ptr<ModelFile>> joinModel(JoinedParts parts)
{
    if (parts.models.empty() && parts.optimizers.empty())
        return fail(ErrorCode::Unsupported, "There is no model and no optimizer state here.", {parts.path, {}, {}});
    return std::make_unique<JoinedModel>(std::move(parts));
}

}  // namespace fisherlens
