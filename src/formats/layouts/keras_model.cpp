// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_file.h"
#include "formats/layouts/keras_slots.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

using std::string_view;

/// "kernel" of "kernel:0".
string_view withoutOutput(string_view name)
{
    const std::size_t colon = name.rfind(':');
    return colon == string_view::npos ? name : name.substr(0, colon);
}

std::string flattened(string_view path)
{
    std::string text(path);
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

/// A whole model of Keras 2, or of Keras 3 in the form of Keras 2: every variable has a name.
class LegacyReader {
public:
    LegacyReader(const std::string& path, const Hdf5File& file) : path_(path), file_(file) {}

    Result<std::unique_ptr<ModelFile>> run()
    {
        const bool whole = file_.attribute("model_weights", "layer_names") != nullptr
                           || file_.attribute("model_weights", "layer_names0") != nullptr;
        const std::string root = whole ? "model_weights" : "";
        KerasConfig config;
        if (const std::string model = text("model_config"); !model.empty()) {
            FL_TRY(config, readKerasConfig(model, text("training_config"), path_));
        }
        for (const std::string& layer : list(root, "layer_names"))
            FL_CHECK(addLayer(root.empty() ? layer : root + "/" + layer));
        FL_CHECK(addLayer(root.empty() ? "top_level_model_weights" : root + "/top_level_model_weights"));
        if (tensors_.empty())
            return fail(ErrorCode::Damaged, "The Keras model in this file has no weights.", {path_, {}, {}},
                        "Save the model again.");
        std::optional<OptimizerRecord> record;
        if (!list("optimizer_weights", "weight_names").empty()) {
            FL_TRY(record, readOptimizer(config.optimizer));
        } else if (!config.optimizer.className.empty()) {
            record = OptimizerRecord{"optimizer_weights", {{kerasOptions(config.optimizer, {}), {}, {}}}, {}};
        }
        return kerasModelFile(path_, whole ? "keras-h5" : "keras-h5-weights", std::move(tensors_), std::move(record),
                              kerasMetadata(config));
    }

private:
    [[nodiscard]] std::string text(const char* name) const
    {
        const Hdf5Attribute* value = file_.attribute("", name);
        const auto* words = value ? std::get_if<std::string>(value) : nullptr;
        return words ? *words : std::string();
    }

    /// A list of names; long ones are split into name0, name1, ...
    [[nodiscard]] std::vector<std::string> list(const std::string& object, const std::string& name) const
    {
        const auto take = [&](const std::string& attribute, std::vector<std::string>& out) {
            const Hdf5Attribute* value = file_.attribute(object, attribute);
            const auto* words = value ? std::get_if<std::vector<std::string>>(value) : nullptr;
            if (words)
                out.insert(out.end(), words->begin(), words->end());
            return words != nullptr;
        };
        std::vector<std::string> all;
        if (take(name, all))
            return all;
        for (std::size_t i = 0; take(name + std::to_string(i), all); ++i) {}
        return all;
    }

    Result<void> addLayer(const std::string& group)
    {
        for (const std::string& name : list(group, "weight_names")) {
            const Tensor* tensor = file_.tensors.find(group + "/" + name);
            if (!tensor)
                return fail(ErrorCode::Damaged, "The weight \"" + shownText(name) + "\" is not in the file.",
                            {path_, {}, {}}, "The file is incomplete; save the model again.");
            Tensor named = *tensor;
            named.info.name = name;
            tensors_.push_back(std::move(named));
        }
        return {};
    }

    struct Found {
        string_view slot;
        std::string parameter;
    };

    /// The parameter and the slot that a variable of the optimizer names: "adam/sequential_first_kernel_velocity"
    /// (Keras 3), "Adam/v/first/kernel:0" (tf.keras from 2.11), "Adam/first/kernel/v:0" (before).
    [[nodiscard]] std::optional<Found> understand(string_view name, string_view optimizerClass) const
    {
        string_view rest = withoutOutput(name);
        const std::size_t slash = rest.find('/');
        if (slash == string_view::npos)
            return std::nullopt;
        rest.remove_prefix(slash + 1);
        const auto known = [&](string_view slot, std::string_view parameter) -> std::optional<Found> {
            const std::string_view torch = kerasSlotName(optimizerClass, slot);
            const auto at = parameters_.find(std::string(parameter));
            if (torch.empty() || at == parameters_.end() || at->second.empty())
                return std::nullopt;
            return Found{torch, at->second};
        };
        if (const std::size_t first = rest.find('/'); first != string_view::npos)
            if (auto found = known(rest.substr(0, first), rest.substr(first + 1)))
                return found;
        if (const std::size_t last = rest.rfind('/'); last != string_view::npos)
            if (auto found = known(rest.substr(last + 1), rest.substr(0, last)))
                return found;
        for (std::size_t at = rest.rfind('_'); at != string_view::npos && at > 0; at = rest.rfind('_', at - 1))
            if (auto found = known(rest.substr(at + 1), rest.substr(0, at)))
                return found;
        return std::nullopt;
    }

    Result<OptimizerRecord> readOptimizer(const KerasOptimizer& optimizer)
    {
        // By path ("first/kernel") and as Keras 3 flattens it; what two parameters share names neither.
        const auto learn = [this](std::string key, const std::string& name) {
            const auto [at, isNew] = parameters_.emplace(std::move(key), name);
            if (!isNew && at->second != name)
                at->second.clear();
        };
        for (const Tensor& tensor : tensors_) {
            const std::string& name = tensor.info.name;
            learn(std::string(withoutOutput(name)), name);
            learn(flattened(withoutOutput(name)), name);
        }
        OptimizerRecord record;
        record.path = "optimizer_weights";
        std::optional<double> rate;
        double step = 0;
        std::unordered_map<std::string, std::size_t> entries;
        for (const std::string& name : list("optimizer_weights", "weight_names")) {
            const Tensor* tensor = file_.tensors.find("optimizer_weights/" + name);
            if (!tensor)
                return fail(ErrorCode::Damaged,
                            "The optimizer's variable \"" + shownText(name) + "\" is not in the file.", {path_, {}, {}},
                            "The file is incomplete; save the model again.");
            const string_view plain = withoutOutput(name);
            const string_view last = plain.substr(plain.rfind('/') + 1);
            if (tensor->info.count == 1 && tensor->info.shape.empty()
                && (last == "iteration" || last == "iter" || last == "iterations")) {
                FL_TRY(const std::vector<double> value, readAll(*tensor));
                step = value.front();
            } else if (tensor->info.shape.empty() && last == "learning_rate") {
                FL_TRY(const std::vector<double> value, readAll(*tensor));
                rate = value.front();
            } else if (const auto found = understand(name, optimizer.className)) {
                const auto [at, isNew] = entries.emplace(found->parameter, record.states.size());
                if (isNew)
                    record.states.push_back({found->parameter, true, {}});
                record.states[at->second].values.emplace_back(found->slot, *tensor);
            }
        }
        finish(record, optimizer, step, rate);
        return record;
    }

    void finish(OptimizerRecord& record, const KerasOptimizer& optimizer, double step,
                const std::optional<double>& rate) const
    {
        record.groups.push_back({kerasOptions(optimizer, rate), {}, {}});
        const double accumulation = optimizer.number("gradient_accumulation_steps").value_or(1);
        for (OptimizerRecord::Entry& entry : record.states) {
            entry.values.emplace_back("step", std::floor(step / std::max(accumulation, 1.0)));
            if (optimizer.className == "Nadam")
                entry.values.emplace_back("mu_product", StateValue());
            record.groups[0].parameters.push_back(entry.key);
        }
        if (optimizer.className.empty())
            record.unusable = Error{ErrorCode::Unsupported,
                                    "The file does not say which optimizer its variables are of.",
                                    {path_, {}, {}},
                                    "Save the model with its training configuration.",
                                    nullptr};
    }

    const std::string& path_;
    const Hdf5File& file_;
    std::vector<Tensor> tensors_;
    std::unordered_map<std::string, std::string> parameters_;  ///< what a slot may call it → name; "" ambiguous
};

}  // namespace

Result<std::unique_ptr<ModelFile>> openKerasModel(const std::string& path, const Hdf5File& file)
{
    return LegacyReader(path, file).run();
}

}  // namespace fisherlens
