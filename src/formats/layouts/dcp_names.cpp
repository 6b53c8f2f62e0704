// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/dcp_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace fisherlens {
namespace {

using std::string_view;

/// Entries of an optimizer's state that are one array per parameter.
constexpr std::array<string_view, 15> kSlots{
    "exp_avg_sq",      "exp_avg",        "max_exp_avg_sq", "square_avg", "sum",
    "momentum_buffer", "exp_inf",        "acc_delta",      "grad_avg",   "state1",
    "state2",          "exp_avg_sq_row", "exp_avg_sq_col", "v",          "step"};

/// Words that name a model, and what lies beside models and is none.
constexpr std::array<string_view, 8> kModelWords{"model",     "module",         "state_dict", "model_state_dict",
                                                 "model_ema", "state_dict_ema", "network",    "net"};
constexpr std::array<string_view, 17> kNoModels{
    "lr_scheduler", "lr_schedulers", "scheduler",     "schedulers", "scaler",      "rng",
    "rng_state",    "rng_states",    "dataloader",    "dataset",    "train_state", "callbacks",
    "timestamp",    "dataset_state", "random_states", "loops",      "trainer"};

template <std::size_t N>
bool contains(const std::array<string_view, N>& words, string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string join(const std::vector<std::string>& path, std::size_t first, std::size_t last)
{
    std::string text;
    for (std::size_t i = first; i < last; ++i)
        text += (i > first ? "." : "") + path[i];
    return text;
}

/// What stands before the component `word` of a dotted key ("optimizer." of "optimizer.state.0.step"), at its first
/// place from `from` on.
std::optional<string_view> before(string_view key, string_view word, std::size_t from = 0)
{
    for (std::size_t at = key.find(word, from); at != string_view::npos; at = key.find(word, at + 1)) {
        const bool begins = at == 0 || key[at - 1] == '.';
        const std::size_t end = at + word.size();
        if (begins && (end == key.size() || key[end] == '.'))
            return key.substr(0, at);
    }
    return std::nullopt;
}

struct SlotKey {
    string_view parameter, slot;
};

/// "NAME.exp_avg_sq", or "exp_avg_sq.NAME" as Megatron writes it.
std::optional<SlotKey> splitSlot(string_view text)
{
    const std::size_t last = text.rfind('.'), first = text.find('.');
    if (last == string_view::npos)
        return std::nullopt;
    if (contains(kSlots, text.substr(0, first)) && !contains(kSlots, text.substr(last + 1)))
        return SlotKey{text.substr(first + 1), text.substr(0, first)};
    return SlotKey{text.substr(0, last), text.substr(last + 1)};
}

class Sorter {
public:
    explicit Sorter(const DcpMetadata& metadata) : metadata_(metadata) {}

    DcpNames sort()
    {
        findOptimizers();
        findWord();
        for (std::size_t i = 0; i < metadata_.items.size(); ++i)
            if (!toOptimizer(i) && !toModel(i))
                names_.others.push_back(i);
        dropNumbers();
        return std::move(names_);
    }

private:
    void addPrefix(string_view prefix)
    {
        if (std::find(prefixes_.begin(), prefixes_.end(), prefix) != prefixes_.end() || prefixes_.size() >= 64)
            return;
        prefixes_.emplace_back(prefix);
        if (!prefix.empty())
            prefix.remove_suffix(1);
        names_.optimizers.push_back({std::string(prefix), {}, {}, DcpNames::kNone});
        places_.emplace_back();
    }

    void findOptimizers()
    {
        for (const DcpItem& item : metadata_.items)
            if (const auto prefix = before(item.key, "param_groups"))
                addPrefix(*prefix);
        if (!prefixes_.empty())
            return;
        // A writer that kept the groups elsewhere: by the names of the states alone.
        for (const DcpItem& item : metadata_.items) {
            const auto prefix = before(item.key, "state");
            if (!item.isTensor || !prefix)
                continue;
            const auto slot = splitSlot(string_view(item.key).substr(std::min(item.key.size(), prefix->size() + 6)));
            if (slot && contains(kSlots, slot->slot) && slot->slot != "step" && slot->slot != "v")
                addPrefix(*prefix);
        }
    }

    bool toOptimizer(std::size_t index)
    {
        const string_view key = metadata_.items[index].key;
        for (std::size_t p = 0; p < prefixes_.size(); ++p) {
            if (!key.starts_with(prefixes_[p]))
                continue;
            const string_view rest = key.substr(prefixes_[p].size());
            DcpNames::OptimizerKeys& optimizer = names_.optimizers[p];
            if (rest == "param_groups") {
                optimizer.groupList = index;
                return true;
            }
            if (rest == "state")
                return true;
            const bool isState = rest.starts_with("state.");
            const auto split = isState                             ? splitSlot(rest.substr(6))
                               : rest.starts_with("param_groups.") ? splitGroup(rest.substr(13))
                                                                   : std::nullopt;
            if (!split)
                continue;
            auto& places = isState ? places_[p].states : places_[p].groups;
            const auto [at, isNew] =
                places.emplace(split->parameter, isState ? optimizer.states.size() : optimizer.groups.size());
            if (isState) {
                if (isNew)
                    optimizer.states.push_back({std::string(split->parameter), {}});
                optimizer.states[at->second].slots.emplace_back(split->slot, index);
            } else {
                if (isNew)
                    optimizer.groups.push_back({std::string(split->parameter), {}});
                optimizer.groups[at->second].options.emplace_back(split->slot, index);
            }
            return true;
        }
        return false;
    }

    /// "0.lr", "layers.0.weight.lr", and list elements such as "0.betas.1", which are found by their list "betas".
    static std::optional<SlotKey> splitGroup(string_view text)
    {
        const std::size_t last = text.rfind('.');
        if (last == string_view::npos)
            return std::nullopt;
        return SlotKey{text.substr(0, last), text.substr(last + 1)};
    }

    /// Where the writer did not say how it split the keys, the word before the first dot is the model's name when it is
    /// a usual one and the same for all ("model.layers.0.weight" is also the whole name of a parameter).
    void findWord()
    {
        if (metadata_.split)
            return;
        for (const DcpItem& item : metadata_.items) {
            const string_view key = item.key;
            const bool other =
                !item.isTensor || std::any_of(prefixes_.begin(), prefixes_.end(), [key](const auto& prefix) {
                    return !prefix.empty() && key.starts_with(prefix);
                });
            if (other)
                continue;
            const string_view word = key.substr(0, std::min(key.find('.'), key.size()));
            if (word.size() == key.size() || !contains(kModelWords, word) || (!word_.empty() && word != word_)) {
                word_.clear();
                return;
            }
            word_ = word;
        }
    }

    bool toModel(std::size_t index)
    {
        const DcpItem& item = metadata_.items[index];
        if (!item.isTensor)
            return false;
        std::vector<std::string> parts = item.path;
        if (parts.size() == 1 && !word_.empty())
            parts = {word_, parts[0].substr(word_.size() + 1)};
        std::size_t depth = parts.size() - 1;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            if (contains(kNoModels, parts[i]))
                return false;
            if (contains(kModelWords, parts[i])) {
                depth = i + 1;
                break;
            }
        }
        const std::string path = join(parts, 0, depth);
        const auto [at, isNew] = models_.emplace(path, names_.models.size());
        if (isNew)
            names_.models.push_back({path, {}});
        names_.models[at->second].tensors.emplace_back(join(parts, depth, parts.size()), index);
        return true;
    }

    /// Of several state dicts, those with nothing but single numbers (counters, losses) are none.
    void dropNumbers()
    {
        std::vector<DcpNames::Model> kept;
        for (const DcpNames::Model& model : names_.models)
            if (std::any_of(model.tensors.begin(), model.tensors.end(), [this](const auto& entry) {
                    return elementCount(metadata_.items[entry.second].shape) != 1;
                }))
                kept.push_back(model);
        if (!kept.empty())
            names_.models = std::move(kept);
    }

    struct Places {
        std::unordered_map<string_view, std::size_t> states, groups;
    };

    const DcpMetadata& metadata_;
    DcpNames names_;
    std::vector<std::string> prefixes_;
    std::vector<Places> places_;
    std::string word_;  ///< the model's name at the start of every key, or ""
    std::unordered_map<std::string, std::size_t> models_;
};

}  // namespace

DcpNames sortDcpNames(const DcpMetadata& metadata)
{
    return Sorter(metadata).sort();
}

}  // namespace fisherlens
