// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_weights.h"

#include "formats/shown_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

using std::string_view;

constexpr std::array<string_view, 2> kContainers{"layers", "_layer_checkpoint_dependencies"};
constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();

std::vector<string_view> components(string_view path)
{
    std::vector<string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        path.remove_prefix(slash == string_view::npos ? path.size() : slash + 1);
    }
    return parts;
}

bool isContainer(string_view part)
{
    return std::find(kContainers.begin(), kContainers.end(), part) != kContainers.end();
}

std::size_t numberOf(string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : kUnknown;
}

/// A layer of the configuration with the group that holds its variables.
struct Placed {
    const KerasLayer* layer = nullptr;
    bool trainable = true;
    std::size_t place = 0;  ///< in the order of the model
};

class Sorter {
public:
    Sorter(const Hdf5File& file, const KerasConfig* config, const std::string& path)
        : file_(file), config_(config), path_(path)
    {}

    Result<KerasWeights> run()
    {
        for (const Tensor& tensor : file_.tensors.tensors())
            if (tensor.info.name.find('/') != std::string::npos)
                addGroup(tensor.info.name);
        if (config_)
            placeLayers(config_->model, "", true, 0);
        else
            placeByPosition();
        for (const Tensor& tensor : file_.tensors.tensors())
            FL_CHECK(sort(tensor));
        finishOptimizer();
        finishModel();
        return std::move(result_);
    }

private:
    struct Variable {
        Tensor tensor;
        std::size_t place = 0;  ///< of its layer
        std::string inner;      ///< path inside of the layer, without vars and index
        std::size_t index = 0;  ///< in vars
        std::string className;  ///< "" unknown
        bool trainable = true;
        std::string group;
    };

    /// Remembers the names of the children of each container of layers.
    void addGroup(const std::string& path)
    {
        const auto parts = components(path);
        std::string prefix;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            const std::string parent = prefix;
            prefix += (prefix.empty() ? "" : "/") + std::string(parts[i]);
            if (i > 0 && isContainer(parts[i - 1]))
                children_[parent].insert(prefix);
        }
    }

    [[nodiscard]] std::string nameOf(const std::string& group) const
    {
        const Hdf5Attribute* name = file_.attribute(group + "/vars", "name");
        const auto* text = name ? std::get_if<std::string>(name) : nullptr;
        return text ? *text : std::string();
    }

    /// Gives the groups of a model's layers their place; a group is found by the layer's name, or else by counting the
    /// layers of its class, as Keras does when it writes. The depth is that of the configuration, at most 64.
    void placeLayers(const KerasLayer& model, const std::string& group, bool trainable, int depth)
    {
        trainable = trainable && model.trainable;
        for (const string_view container : kContainers) {
            const std::string parent = (group.empty() ? "" : group + "/") + std::string(container);
            const auto found = children_.find(parent);
            if (found == children_.end())
                continue;
            std::map<std::string, std::string> byName;
            for (const std::string& child : found->second)
                if (std::string name = nameOf(child); !name.empty())
                    byName.emplace(std::move(name), child);
            std::map<std::string, std::size_t> used;
            for (const KerasLayer& layer : model.layers) {
                const std::string snake = kerasSnakeCase(layer.className);
                const std::size_t count = used[snake]++;
                const auto named = byName.find(layer.name);
                const std::string child = named != byName.end()
                                              ? named->second
                                              : parent + "/" + snake + (count > 0 ? "_" + std::to_string(count) : "");
                placed_[child] = {&layer, trainable && layer.trainable, placed_.size()};
                if (!layer.layers.empty() && depth < 64)
                    placeLayers(layer, child, trainable, depth + 1);
            }
        }
    }

    /// Without a configuration: Keras writes the layers in the order of the model, so that their first values lie in
    /// this order in the file.
    void placeByPosition()
    {
        using Position = std::pair<std::string, std::uint64_t>;  // the shards of a file are numbered
        std::map<std::string, Position> first;
        for (const Tensor& tensor : file_.tensors.tensors()) {
            const std::string group = innermost(tensor.info.name);
            if (group.empty())
                continue;
            if (!tensor.info.offset) {
                if (tensor.info.count > 0)
                    result_.unordered = "the file is compressed, so that the order of its layers is lost";
                continue;
            }
            const Position position{tensor.info.file, *tensor.info.offset};
            const auto [at, isNew] = first.emplace(group, position);
            at->second = std::min(at->second, position);
        }
        std::vector<std::pair<Position, std::string>> order;
        for (const auto& [group, position] : first)
            order.emplace_back(position, group);
        std::sort(order.begin(), order.end());
        for (const auto& [position, group] : order)
            placed_[group] = {nullptr, true, placed_.size()};
    }

    /// "layers/functional/layers/dense" of "layers/functional/layers/dense/vars/0"; "" outside of containers.
    [[nodiscard]] static std::string innermost(const std::string& path)
    {
        const auto parts = components(path);
        std::string prefix, found;
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            prefix += (prefix.empty() ? "" : "/") + std::string(parts[i]);
            if (i > 0 && isContainer(parts[i - 1]))
                found = prefix;
        }
        return found;
    }

    /// The path with the layers' own names instead of those of their classes.
    [[nodiscard]] std::string shownName(const std::string& path) const
    {
        const auto parts = components(path);
        std::string prefix, shown;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            prefix += (prefix.empty() ? "" : "/") + std::string(parts[i]);
            if (isContainer(parts[i]) && i + 1 < parts.size())
                continue;
            std::string part(parts[i]);
            if (i > 0 && isContainer(parts[i - 1])) {
                const auto placed = placed_.find(prefix);
                std::string name = nameOf(prefix);
                if (name.empty() && placed != placed_.end() && placed->second.layer)
                    name = placed->second.layer->name;
                if (!name.empty())
                    part = std::move(name);
            }
            shown += (shown.empty() ? "" : "/") + part;
        }
        return shown;
    }

    Result<void> sort(const Tensor& tensor)
    {
        const std::string& path = tensor.info.name;
        if (path.starts_with("optimizer/")) {
            const bool inner = path.starts_with("optimizer/inner_optimizer/vars/");
            if (inner || path.starts_with("optimizer/vars/")) {
                const std::size_t index = numberOf(string_view(path).substr(path.rfind('/') + 1));
                (inner ? innerOptimizer_ : outerOptimizer_).emplace(index, tensor);
            }
            return {};
        }
        const auto parts = components(path);
        if (parts.size() < 2 || parts[parts.size() - 2] != "vars" || path.starts_with("metrics/"))
            return {};
        Variable variable;
        variable.group = innermost(path);
        variable.index = numberOf(parts.back());
        variable.tensor = tensor;
        variable.tensor.info.name = shownName(path);
        const auto placed = placed_.find(variable.group);
        const std::size_t begin = variable.group.empty() ? 0 : variable.group.size() + 1;
        const std::size_t end = path.size() - parts.back().size() - 5;  // "/vars/"
        variable.inner = end > begin ? path.substr(begin, end - begin) : std::string();
        if (placed == placed_.end()) {
            variable.place = kUnknown;
            if (!isFloating(tensor.info.dtype))
                variable.trainable = false;
            else if (!result_.unordered)
                result_.unordered = "the variable \"" + shownText(path) + "\" belongs to no layer of the configuration";
        } else {
            variable.place = placed->second.place;
            variable.trainable = placed->second.trainable && isFloating(tensor.info.dtype);
            variable.className = placed->second.layer ? placed->second.layer->className : classOf(variable.group);
        }
        variables_.push_back(std::move(variable));
        return {};
    }

    /// "BatchNormalization" of ".../batch_normalization_3", for the classes that matter.
    static std::string classOf(const std::string& group)
    {
        string_view last = string_view(group).substr(group.rfind('/') + 1);
        const std::size_t underscore = last.rfind('_');
        if (underscore != string_view::npos && numberOf(last.substr(underscore + 1)) != kUnknown)
            last = last.substr(0, underscore);
        for (const string_view name : {"BatchNormalization", "Normalization", "SpectralNormalization",
                                       "MultiHeadAttention", "GroupedQueryAttention", "Bidirectional"})
            if (last == kerasSnakeCase(name))
                return std::string(name);
        return {};
    }

    void finishOptimizer()
    {
        for (auto& [index, tensor] : innerOptimizer_.empty() ? outerOptimizer_ : innerOptimizer_) {
            if (index != result_.optimizer.size())
                break;  // a hole: what follows cannot be counted
            result_.optimizer.push_back(tensor);
        }
        const Hdf5Attribute* name =
            file_.attribute(innerOptimizer_.empty() ? "optimizer/vars" : "optimizer/inner_optimizer/vars", "name");
        if (const auto* text = name ? std::get_if<std::string>(name) : nullptr)
            result_.optimizerName = *text;
    }

    /// Sub-layers of the classes that have several, in the order in which they are made; the file sorts them by name.
    static std::size_t rankOf(const std::string& className, const std::string& inner)
    {
        static constexpr std::array<string_view, 4> attention{"query_dense", "key_dense", "value_dense",
                                                              "output_dense"};
        static constexpr std::array<string_view, 2> directions{"forward_layer", "backward_layer"};
        const string_view first = string_view(inner).substr(0, inner.find('/'));
        const auto rank = [first](const auto& names) {
            const auto at = std::find(names.begin(), names.end(), first);
            return at == names.end() ? kUnknown : static_cast<std::size_t>(at - names.begin());
        };
        if (className == "MultiHeadAttention" || className == "GroupedQueryAttention")
            return rank(attention);
        return className == "Bidirectional" ? rank(directions) : kUnknown;
    }

    void finishModel()
    {
        std::map<std::string, std::size_t> last;           // group → highest index of its own variables
        std::map<std::string, std::set<std::string>> sub;  // group → paths inside
        for (const Variable& variable : variables_) {
            if (variable.inner.empty())
                last[variable.group] = std::max(last[variable.group], variable.index);
            if (variable.trainable)
                sub[variable.group].insert(variable.inner);
        }
        for (Variable& variable : variables_) {
            const bool own = variable.inner.empty();
            const bool statistics =
                variable.className == "BatchNormalization" && own && variable.index + 2 > last[variable.group];
            if (statistics || (own && variable.className == "SpectralNormalization")
                || variable.className == "Normalization")
                variable.trainable = false;
        }
        std::map<std::string, std::size_t> ranks;
        for (const Variable& variable : variables_) {
            const auto& inside = sub[variable.group];
            const std::size_t rank = rankOf(variable.className, variable.inner);
            ranks[variable.tensor.info.name] = rank == kUnknown ? 0 : rank;
            if (variable.trainable && inside.size() > 1 && rank == kUnknown && !result_.unordered)
                result_.unordered = "the layer \"" + shownText(variable.group)
                                    + "\" has several parts, and the file does not say in which order";
        }
        std::stable_sort(variables_.begin(), variables_.end(), [&](const Variable& a, const Variable& b) {
            const auto key = [&](const Variable& v) {
                return std::tuple(v.place, ranks[v.tensor.info.name], string_view(v.inner), v.index);
            };
            return key(a) < key(b);
        });
        for (Variable& variable : variables_) {
            if (variable.trainable)
                result_.trainable.push_back({variable.tensor.info.name, variable.tensor.info.shape});
            result_.tensors.push_back(std::move(variable.tensor));
        }
    }

    const Hdf5File& file_;
    const KerasConfig* config_;
    const std::string& path_;
    KerasWeights result_;
    std::unordered_map<std::string, std::set<std::string>> children_;  ///< container → groups of layers
    std::unordered_map<std::string, Placed> placed_;
    std::vector<Variable> variables_;
    std::map<std::size_t, Tensor> outerOptimizer_, innerOptimizer_;
};

}  // namespace

bool isKerasWeights(const Hdf5File& file)
{
    return std::any_of(file.tensors.tensors().begin(), file.tensors.tensors().end(), [](const Tensor& tensor) {
        const string_view name = tensor.info.name;
        return name.find("/vars/") != string_view::npos
               && (name.starts_with("layers/") || name.starts_with("_layer_checkpoint_dependencies/")
                   || name.starts_with("optimizer/"));
    });
}

Result<KerasWeights> readKerasWeights(const Hdf5File& file, const KerasConfig* config, const std::string& path)
{
    return Sorter(file, config, path).run();
}

}  // namespace fisherlens
