// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_slots.h"
#include "formats/layouts/keras_weights.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <utility>

namespace fisherlens {
namespace {

/// Optimizers whose usual name ("adam") is that of their class in lower case.
constexpr std::array<std::string_view, 10> kClasses{"Adam",    "AdamW",   "Nadam",    "Lamb", "Adamax",
                                                    "RMSprop", "Adagrad", "Adadelta", "Lion", "Adafactor"};

/// The class that a file without configuration means by "adam" or "adam_1"; "" when it says nothing.
std::string classByName(std::string name)
{
    while (!name.empty() && (std::isdigit(static_cast<unsigned char>(name.back())) != 0 || name.back() == '_'))
        name.pop_back();
    std::erase(name, '_');
    for (const std::string_view candidate : kClasses) {
        std::string lower(candidate);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
        if (lower == name)
            return std::string(candidate);
    }
    return {};
}

class Matcher {
public:
    Matcher(const KerasWeights& weights, const KerasOptimizer& optimizer, const std::string& path)
        : weights_(weights), optimizer_(optimizer), path_(path)
    {
        if (optimizer_.className.empty())
            optimizer_.className = classByName(weights.optimizerName);
    }

    Result<OptimizerRecord> run()
    {
        OptimizerRecord record;
        record.path = "optimizer";
        FL_CHECK(readHead());
        record.groups.push_back({kerasOptions(optimizer_, rate_), {}, {}});
        for (const KerasVariable& variable : weights_.trainable)
            record.groups[0].parameters.push_back(variable.name);
        if (optimizer_.className.empty()) {
            record.unusable = unusable("The file does not say which optimizer its variables are of.",
                                       "Give the .keras file, whose configuration says it.");
            return record;
        }
        const auto orders = kerasSlotOrders(optimizer_, weights_.trainable);
        if (orders.empty())  // a class without squares, or one that is not known: its options say which
            return record;
        if (weights_.unordered) {
            byShape(record);
            return record;
        }
        for (const auto& order : orders) {
            if (!fits(order))
                continue;
            assign(order, record);
            record.decided = MappingHow::OrderVerified;
            return record;
        }
        record.unusable = unusable(
            "The optimizer has " + std::to_string(weights_.optimizer.size() - head_)
                + " variables after its step, which do not fit the " + std::to_string(weights_.trainable.size())
                + " trainable variables of the model in the order of Keras.",
            "Layers that were frozen or exchanged after compiling do this; save as .h5, which keeps names.");
        return record;
    }

private:
    [[nodiscard]] Error unusable(std::string detail, std::string hint) const
    {
        return {ErrorCode::Incompatible, std::move(detail), {path_, {}, {}}, std::move(hint), nullptr};
    }

    /// iteration (a whole number), and learning_rate unless it follows a schedule (tf.keras never stores it).
    Result<void> readHead()
    {
        const auto& variables = weights_.optimizer;
        if (variables.empty() || variables[0].info.count != 1 || isFloating(variables[0].info.dtype))
            return {};
        FL_TRY(const std::vector<double> iteration, readAll(variables[0]));
        head_ = 1;
        const double accumulation = optimizer_.number("gradient_accumulation_steps").value_or(1);
        step_ = std::floor(iteration.front() / std::max(accumulation, 1.0));
        const std::size_t slots = kerasSlotCount();
        const bool scalar =
            variables.size() > 1 && variables[1].info.shape.empty() && isFloating(variables[1].info.dtype);
        if (scalar && (slots == 0 || variables.size() == 2 + slots)) {
            FL_TRY(const std::vector<double> rate, readAll(variables[1]));
            rate_ = rate.front();
            head_ = 2;
        }
        return {};
    }
    [[nodiscard]] std::size_t kerasSlotCount() const
    {
        const auto orders = kerasSlotOrders(optimizer_, weights_.trainable);
        return orders.empty() ? 0 : orders.front().size() + kerasTrailing(optimizer_);
    }

    [[nodiscard]] bool fits(const std::vector<KerasSlot>& order) const
    {
        if (weights_.optimizer.size() != head_ + order.size() + kerasTrailing(optimizer_) || head_ == 0)
            return false;
        for (std::size_t i = 0; i < order.size(); ++i)
            if (weights_.optimizer[head_ + i].info.shape != order[i].shape)
                return false;
        return true;
    }

    void assign(const std::vector<KerasSlot>& order, OptimizerRecord& record) const
    {
        std::vector<StateValues> values(weights_.trainable.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i].slot != "unused")
                values[order[i].variable].emplace_back(order[i].slot, weights_.optimizer[head_ + i]);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (optimizer_.className == "Nadam")
                values[i].emplace_back("mu_product", StateValue());
            values[i].emplace_back("step", step_);
            record.states.push_back({weights_.trainable[i].name, true, std::move(values[i])});
        }
    }

    /// Where the order of the variables is not known, but no two have the same shape, the slots still follow each other
    /// as usual: the shapes say whose they are.
    void byShape(OptimizerRecord& record) const
    {
        std::map<Shape, std::size_t> place;
        for (std::size_t i = 0; i < weights_.trainable.size(); ++i)
            place.emplace(weights_.trainable[i].shape, i);
        std::vector<KerasVariable> ordered;
        const std::size_t slots = kerasSlotOrders(optimizer_, {{"", {}}}).front().size();
        if (place.size() == weights_.trainable.size()) {
            for (std::size_t i = head_; i < weights_.optimizer.size(); i += slots) {
                const auto found = place.find(weights_.optimizer[i].info.shape);
                if (found == place.end())
                    break;
                ordered.push_back(weights_.trainable[found->second]);
            }
        }
        if (ordered.size() == weights_.trainable.size()) {
            KerasWeights sorted = weights_;
            sorted.trainable = ordered;
            sorted.unordered.reset();
            auto found = Matcher(sorted, optimizer_, path_).run();
            if (found && !found->unusable) {
                record = std::move(*found);
                record.decided = MappingHow::UniqueShape;
                return;
            }
        }
        record.unusable = unusable("The optimizer's variables cannot be told apart: " + *weights_.unordered + ".",
                                   "Save the model as .h5, which keeps the names.");
    }

    const KerasWeights& weights_;
    KerasOptimizer optimizer_;
    const std::string& path_;
    std::size_t head_ = 0;  ///< variables before the slots
    double step_ = 0;
    std::optional<double> rate_;
};

}  // namespace

Result<OptimizerRecord> kerasOptimizerRecord(const KerasWeights& weights, const KerasOptimizer& optimizer,
                                             const std::string& path)
{
    return Matcher(weights, optimizer, path).run();
}

}  // namespace fisherlens
