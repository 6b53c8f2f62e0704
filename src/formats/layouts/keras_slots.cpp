// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/keras_slots.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fisherlens {
namespace {

using std::string_view;
using Slots = std::vector<string_view>;

/// Variables of slots that are nothing an estimate can use.
constexpr string_view kUnused = "unused";

struct Class {
    string_view name;
    Slots slots;
    bool interleaved;
};

const std::vector<Class>& classes()
{
    static const std::vector<Class> rows{
        {"Adam", {"exp_avg", "exp_avg_sq"}, true},
        {"AdamW", {"exp_avg", "exp_avg_sq"}, true},
        {"Nadam", {"exp_avg", "exp_avg_sq"}, true},
        {"Lamb", {"exp_avg", "exp_avg_sq"}, true},
        {"Adamax", {"exp_avg", "exp_inf"}, true},
        {"Adadelta", {"square_avg", "acc_delta"}, true},
        {"Adagrad", {"sum"}, false},
        {"Ftrl", {"accumulator", "linear"}, true},
        {"Lion", {"exp_avg"}, false},
    };
    return rows;
}

const Class* classOf(string_view name)
{
    const auto at =
        std::find_if(classes().begin(), classes().end(), [name](const Class& row) { return row.name == name; });
    return at == classes().end() ? nullptr : &*at;
}

using Order = std::vector<KerasSlot>;

void addBlock(Order& order, string_view slot, const std::vector<KerasVariable>& variables)
{
    for (std::size_t i = 0; i < variables.size(); ++i)
        order.push_back({std::string(slot), i, variables[i].shape});
}

Order arranged(const Slots& slots, bool interleaved, const std::vector<KerasVariable>& variables)
{
    Order order;
    if (!interleaved) {
        for (const string_view slot : slots)
            addBlock(order, slot, variables);
        return order;
    }
    for (std::size_t i = 0; i < variables.size(); ++i)
        for (const string_view slot : slots)
            order.push_back({std::string(slot), i, variables[i].shape});
    return order;
}

/// Triples r, c, velocity; for fewer than two dimensions r and c are dummy scalars.
Order adafactor(const std::vector<KerasVariable>& variables)
{
    Order order;
    for (std::size_t i = 0; i < variables.size(); ++i) {
        const Shape& shape = variables[i].shape;
        if (shape.size() < 2) {
            order.push_back({std::string(kUnused), i, {}});
            order.push_back({std::string(kUnused), i, {}});
            order.push_back({"exp_avg_sq", i, shape});
            continue;
        }
        Shape row(shape.begin(), shape.end() - 1), column(shape.begin(), shape.end() - 2);
        column.push_back(shape.back());
        order.push_back({"exp_avg_sq_row", i, std::move(row)});
        order.push_back({"exp_avg_sq_col", i, std::move(column)});
        order.push_back({std::string(kUnused), i, shape});
    }
    return order;
}

}  // namespace

std::vector<std::vector<KerasSlot>> kerasSlotOrders(const KerasOptimizer& optimizer,
                                                    const std::vector<KerasVariable>& variables)
{
    std::vector<Order> orders;
    if (const Class* row = classOf(optimizer.className)) {
        orders.push_back(arranged(row->slots, row->interleaved, variables));
        if (row->slots.size() > 1)
            orders.push_back(arranged(row->slots, !row->interleaved, variables));
        if (optimizer.flag("amsgrad"))
            for (Order& order : orders)
                addBlock(order, "max_exp_avg_sq", variables);
    } else if (optimizer.className == "RMSprop") {
        Slots slots{"square_avg"};
        if (optimizer.number("momentum").value_or(0) > 0)
            slots.push_back("momentum_buffer");
        if (optimizer.flag("centered"))
            slots.push_back("grad_avg");
        orders.push_back(arranged(slots, false, variables));
    } else if (optimizer.className == "SGD") {
        orders.push_back(arranged(optimizer.number("momentum").value_or(0) > 0 ? Slots{"momentum_buffer"} : Slots{},
                                  false, variables));
    } else if (optimizer.className == "Adafactor") {
        orders.push_back(adafactor(variables));
    }
    // Before the slots: moving averages of the weights, and sums of gradients until the next step.
    Order lead;
    if (optimizer.flag("use_ema"))
        addBlock(lead, kUnused, variables);
    if (optimizer.number("gradient_accumulation_steps").value_or(0) > 1)
        addBlock(lead, kUnused, variables);
    for (Order& order : orders)
        order.insert(order.begin(), lead.begin(), lead.end());
    return orders;
}

string_view kerasSlotName(string_view optimizerClass, string_view slot)
{
    struct Row {
        string_view keras, torch;
    };
    static constexpr std::array<Row, 10> adam{{{"momentum", "exp_avg"},
                                               {"velocity", "exp_avg_sq"},
                                               {"velocity_hat", "max_exp_avg_sq"},
                                               {"m", "exp_avg"},
                                               {"v", "exp_avg_sq"},
                                               {"vhat", "max_exp_avg_sq"},
                                               {"norm", "exp_inf"},
                                               {"linear", "linear"},
                                               {"r", "exp_avg_sq_row"},
                                               {"c", "exp_avg_sq_col"}}};
    static constexpr std::array<Row, 13> others{{{"rms", "square_avg"},
                                                 {"mg", "grad_avg"},
                                                 {"velocity", "square_avg"},
                                                 {"average_gradient", "grad_avg"},
                                                 {"accumulated_grad", "square_avg"},
                                                 {"accumulated_delta_var", "acc_delta"},
                                                 {"accum_grad", "square_avg"},
                                                 {"accum_var", "acc_delta"},
                                                 {"accumulator", "sum"},
                                                 {"momentum", "momentum_buffer"},
                                                 {"m", "momentum_buffer"},
                                                 {"momentums", "momentum_buffer"},
                                                 {"velocities", "square_avg"}}};
    const bool likeAdam = optimizerClass == "Adam" || optimizerClass == "AdamW" || optimizerClass == "Nadam"
                          || optimizerClass == "Lamb" || optimizerClass == "Adamax" || optimizerClass == "Lion"
                          || optimizerClass == "Adafactor";
    const auto find = [slot](const auto& rows) {
        const auto at = std::find_if(rows.begin(), rows.end(), [slot](const Row& row) { return row.keras == slot; });
        return at == rows.end() ? string_view() : at->torch;
    };
    const string_view found = likeAdam ? find(adam) : find(others);
    // The velocity of an Adamax (in its first versions) is the infinity norm too.
    return optimizerClass == "Adamax" && found == "exp_avg_sq" ? string_view("exp_inf") : found;
}

StateValues kerasOptions(const KerasOptimizer& optimizer, const std::optional<double>& learningRate)
{
    StateValues options;
    const auto copy = [&](const char* keras, const char* torch) {
        if (const auto value = optimizer.number(keras))
            options.emplace_back(torch, *value);
    };
    if (const auto rate = learningRate ? learningRate : optimizer.number("learning_rate"))
        options.emplace_back("lr", *rate);
    const string_view name = optimizer.className;
    if (name == "Adam" || name == "AdamW" || name == "Nadam" || name == "Lamb" || name == "Adamax" || name == "Lion") {
        const auto first = optimizer.number("beta_1"), second = optimizer.number("beta_2");
        options.emplace_back("betas",
                             first && second ? StateValue(std::vector<double>{*first, *second}) : StateValue());
    }
    if (name == "Adam" || name == "AdamW" || name == "Lamb") {
        copy("epsilon", "eps");
        options.emplace_back("amsgrad", optimizer.flag("amsgrad"));
        // Keras takes the decay from the weights themselves, as AdamW does.
        const double decay = optimizer.number("weight_decay").value_or(0);
        options.emplace_back("weight_decay", decay);
        options.emplace_back("decoupled_weight_decay", name != "Adam" || decay != 0);
    } else if (name == "Nadam") {
        copy("epsilon", "eps");
        options.emplace_back("momentum_decay", 0.004);
    } else if (name == "RMSprop") {
        copy("rho", "alpha");
        copy("epsilon", "eps");
        copy("momentum", "momentum");
        options.emplace_back("centered", optimizer.flag("centered"));
    } else if (name == "Adagrad") {
        copy("epsilon", "eps");
        // The default of Keras is 0.1, that of PyTorch 0.
        options.emplace_back("initial_accumulator_value", optimizer.number("initial_accumulator_value").value_or(0.1));
    } else if (name == "Adadelta") {
        copy("rho", "rho");
        copy("epsilon", "eps");
    } else if (name == "SGD") {
        options.emplace_back("momentum", optimizer.number("momentum").value_or(0));
        options.emplace_back("dampening", 0.0);
    } else if (name == "Muon") {
        options.emplace_back("ns_steps", optimizer.number("ns_steps").value_or(5));
    }
    return options;
}

std::size_t kerasTrailing(const KerasOptimizer& optimizer)
{
    return optimizer.className == "Nadam" ? 1 : 0;
}

}  // namespace fisherlens
