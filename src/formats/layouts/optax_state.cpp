// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/optax_state.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

namespace fisherlens {
namespace {

using std::string_view;
using Kind = MsgpackValue::Kind;

constexpr std::size_t kMaxPathLength = 4096, kMaxNameBytes = std::size_t{64} << 20U, kMaxStates = 1000;

/// A field of one of optax's states, and what PyTorch's optimizers call it.
struct Field {
    string_view optax, torch;
};
struct StateClass {
    std::array<string_view, 4> fields;  ///< that must be there; "" is none
    std::array<Field, 3> slots;         ///< trees like that of the parameters
};

/// The most particular ones first.
constexpr std::array<StateClass, 9> kClasses{{
    {{"count", "mu", "nu", "nu_max"}, {{{"nu", "exp_avg_sq"}, {"mu", "exp_avg"}, {"nu_max", "max_exp_avg_sq"}}}},
    {{"count", "mu", "nu"}, {{{"nu", "exp_avg_sq"}, {"mu", "exp_avg"}}}},
    {{"mu", "nu"}, {{{"nu", "square_avg"}, {"mu", "grad_avg"}}}},
    {{"nu"}, {{{"nu", "square_avg"}}}},
    {{"sum_of_squares"}, {{{"sum_of_squares", "sum_of_squares"}}}},
    {{"e_g", "e_x"}, {{{"e_g", "square_avg"}, {"e_x", "acc_delta"}}}},
    {{"v_row", "v_col", "v"}, {}},
    {{"count", "mu"}, {{{"mu", "exp_avg"}}}},
    {{"trace"}, {{{"trace", "momentum_buffer"}}}},
}};

/// A field that is a tree of arrays, or one array where the model is one.
bool holdsArrays(const MsgpackTree& tree, const MsgpackValue& map, string_view field)
{
    const MsgpackValue* value = tree.find(map, field);
    return value && (value->kind == Kind::Map || value->kind == Kind::Array);
}

const StateClass* classOf(const MsgpackTree& tree, const MsgpackValue& map)
{
    if (map.kind != Kind::Map || map.entries.size() > 8)
        return nullptr;
    const auto at = std::find_if(kClasses.begin(), kClasses.end(), [&](const StateClass& candidate) {
        return std::all_of(candidate.fields.begin(), candidate.fields.end(), [&](string_view field) {
            return field.empty()
                   || (field == "count" ? tree.find(map, field) != nullptr : holdsArrays(tree, map, field));
        });
    });
    return at == kClasses.end() ? nullptr : &*at;
}

StateValue plain(const MsgpackValue* value)
{
    if (!value)
        return {};
    if (value->kind == Kind::Number)
        return value->number;
    if (value->kind == Kind::Boolean)
        return value->number != 0;
    if (value->kind == Kind::Array && value->array.info.count == 1)
        return value->array;
    return {};
}

std::optional<double> numberOf(const MsgpackTree& tree, const MsgpackValue& map, string_view key)
{
    const MsgpackValue* value = tree.find(map, key);
    if (value && value->kind == Kind::Number)
        return value->number;
    if (!value || value->kind != Kind::Array || value->array.info.count != 1 || isComplex(value->array.info.dtype))
        return std::nullopt;
    const auto read = readAll(value->array);
    return read ? std::optional(read->front()) : std::nullopt;
}

/// What optax.inject_hyperparams keeps; otherwise nothing is known but that this is optax.
StateValues options(const MsgpackTree& tree, const OptaxPlace::Part& part, const StateClass& state)
{
    StateValues values;
    const bool moments = state.slots[0].torch == "exp_avg_sq";
    const bool adam = moments || state.slots[0].torch == "exp_avg";
    static const MsgpackValue nothing;
    const MsgpackValue& given = part.hyperparameters ? tree.values[part.hyperparameters] : nothing;
    const auto copy = [&](string_view from, const char* to) {
        if (const auto value = numberOf(tree, given, from))
            values.emplace_back(to, *value);
    };
    copy("learning_rate", "lr");
    copy("weight_decay", "weight_decay");
    if (adam) {
        const auto first = numberOf(tree, given, "b1"), second = numberOf(tree, given, "b2");
        values.emplace_back("betas", first && second ? StateValue(std::vector{*first, *second}) : StateValue());
    }
    if (moments) {
        copy("eps", "eps");
        values.emplace_back("eps_root", StateValue());  // which only optax has
    }
    if (state.slots[0].torch == "square_avg")
        copy(state.fields[0] == "e_g" ? "rho" : "decay", state.fields[0] == "e_g" ? "rho" : "alpha");
    return values;
}

/// A factor as an array of the parameter's rank, with a 1 at the axis that it averages; nothing if it has not that shape.
StateValue factorOver(const Tensor& factor, const Shape& whole, std::size_t axis)
{
    Tensor kept = factor;
    kept.info.shape = whole;
    kept.info.shape[axis] = 1;
    Shape lacking = whole;
    lacking.erase(lacking.begin() + static_cast<std::ptrdiff_t>(axis));
    return factor.info.shape == lacking ? StateValue(kept) : StateValue();
}

/// v_row lacks the longest axis of the array, v_col the second longest; of equally long ones the last is the longest
/// (optax.scale_by_factored_rms, `_factored_dims`).
void addFactors(const MsgpackTree& tree, const MsgpackValue& map, const std::map<std::string, Shape>& shapes,
                std::map<std::string, StateValues>& states, std::vector<std::string>& order)
{
    const auto below = [&](string_view field) {
        std::map<std::string, const Tensor*> found;
        for (const auto& [name, value] :
             arraysBelow(tree, static_cast<std::size_t>(tree.find(map, field) - tree.values.data())))
            found.emplace(name, &value->array);
        return found;
    };
    const auto rows = below("v_row"), columns = below("v_col");
    for (const auto& [name, whole] : below("v")) {
        order.push_back(name);
        StateValues& state = states[name];
        const auto row = rows.find(name), column = columns.find(name);
        const auto shape = shapes.find(name);
        if (row == rows.end() || column == columns.end() || shape == shapes.end() || shape->second.size() < 2
            || whole->info.shape == shape->second) {
            state.emplace_back("exp_avg_sq", *whole);
            continue;
        }
        std::vector<std::size_t> axes(shape->second.size());
        std::iota(axes.begin(), axes.end(), std::size_t{0});
        std::stable_sort(axes.begin(), axes.end(),
                         [&](std::size_t a, std::size_t b) { return shape->second[a] < shape->second[b]; });
        state.emplace_back("exp_avg_sq_r", factorOver(*row->second, shape->second, axes.back()));
        state.emplace_back("exp_avg_sq_c", factorOver(*column->second, shape->second, axes[axes.size() - 2]));
    }
}

/// "G/opt_state" of "G/opt_state/0/inner": the states below it are of one optimizer.
string_view ownerOf(string_view path)
{
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        if (path.substr(begin, 3) == "opt")
            return path.substr(0, end);
        begin = end + 1;
    }
    return {};
}

}  // namespace

bool isOptaxState(const MsgpackTree& tree, const MsgpackValue& map)
{
    return classOf(tree, map) != nullptr;
}

std::vector<std::pair<std::string, const MsgpackValue*>> arraysBelow(const MsgpackTree& tree, std::size_t node)
{
    struct Step {
        std::string name;
        std::size_t node;
    };
    std::vector<std::pair<std::string, const MsgpackValue*>> found;
    std::vector<Step> open{{"", node}};
    std::size_t bytes = 0;
    while (!open.empty()) {
        const Step step = std::move(open.back());
        open.pop_back();
        const MsgpackValue& value = tree.values[step.node];
        if (value.kind == Kind::Array)
            found.emplace_back(step.name, &value);
        for (auto entry = value.entries.rbegin(); entry != value.entries.rend(); ++entry) {
            std::string name = step.name.empty() ? entry->first : step.name + "/" + entry->first;
            bytes += name.size();
            if (name.size() <= kMaxPathLength && bytes <= kMaxNameBytes)
                open.push_back({std::move(name), entry->second});
        }
    }
    return found;
}

std::vector<OptaxPlace> findOptaxStates(const MsgpackTree& tree, const std::vector<std::size_t>& passedOver)
{
    struct Step {
        std::string path;
        std::size_t node, hyperparameters;
    };
    std::vector<OptaxPlace> places;
    std::vector<Step> open{{"", 0, 0}};
    std::size_t states = 0, bytes = 0;
    while (!open.empty() && states < kMaxStates) {
        const Step step = std::move(open.back());
        open.pop_back();
        const MsgpackValue& value = tree.values[step.node];
        if (value.kind != Kind::Map || std::find(passedOver.begin(), passedOver.end(), step.node) != passedOver.end())
            continue;
        if (isOptaxState(tree, value)) {
            ++states;
            const string_view owner = ownerOf(step.path);
            const auto same = std::find_if(places.begin(), places.end(), [&](const OptaxPlace& place) {
                return !owner.empty() && ownerOf(place.path) == owner;
            });
            if (same == places.end())
                places.push_back({step.path, {{step.node, step.hyperparameters}}});
            else
                same->parts.push_back({step.node, step.hyperparameters});
            continue;
        }
        const MsgpackValue* given = tree.find(value, "hyperparams");
        const std::size_t around = given && given->kind == Kind::Map
                                       ? static_cast<std::size_t>(given - tree.values.data())
                                       : step.hyperparameters;
        for (auto entry = value.entries.rbegin(); entry != value.entries.rend(); ++entry) {
            std::string path = step.path.empty() ? entry->first : step.path + "/" + entry->first;
            bytes += path.size();
            if (path.size() <= kMaxPathLength && bytes <= kMaxNameBytes && tree.values[entry->second].kind == Kind::Map)
                open.push_back({std::move(path), entry->second, around});
        }
    }
    return places;
}

OptimizerRecord optaxRecord(const MsgpackTree& tree, const OptaxPlace& place,
                            const std::map<std::string, Shape>& shapes, const std::string& file,
                            const JobContext& context)
{
    OptimizerRecord record;
    record.path = place.path;
    std::set<std::string> seen;
    for (const OptaxPlace::Part& part : place.parts) {
        const MsgpackValue& map = tree.values[part.node];
        const StateClass& state = *classOf(tree, map);
        std::map<std::string, StateValues> states;
        std::vector<std::string> order;
        if (state.fields[0] == "v_row")
            addFactors(tree, map, shapes, states, order);
        for (const Field& slot : state.slots) {
            const MsgpackValue* value = slot.optax.empty() ? nullptr : tree.find(map, slot.optax);
            if (!value)
                continue;
            for (auto& [name, array] : arraysBelow(tree, static_cast<std::size_t>(value - tree.values.data()))) {
                if (&slot == state.slots.data())
                    order.push_back(name);
                states[name].emplace_back(slot.torch, array->array);
            }
        }
        OptimizerRecord::Group group{options(tree, part, state), {}, {}};
        const StateValue step = plain(tree.find(map, "count"));
        for (const std::string& name : order) {
            if (!seen.insert(name).second)  // a second average of the same parameter: the first counts
                continue;
            StateValues& values = states[name];
            if (!std::holds_alternative<std::monostate>(step))
                values.emplace_back("step", step);
            group.parameters.push_back(name);
            record.states.push_back({name, true, std::move(values)});
        }
        if (state.fields[0] == "count" && state.slots[0].torch == "exp_avg_sq" && state.fields[3].empty())
            context.find({Severity::Warning,
                          "optax-class-unknown",
                          {file, {}, {}},
                          "The state has the fields count, mu and nu of optax.adam, adamw and lamb; those of "
                          "optax.adabelief, adamax and yogi have the same names and other meanings.",
                          "Recycle it only if the run used one of the former."});
        record.groups.push_back(std::move(group));
    }
    return record;
}

}  // namespace fisherlens
