// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"
#include "base/tensor.h"
#include "formats/checkpoint.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fisherlens {

/// Python's None.
struct Nothing {};

/// A tensor of a class of another library, as it is kept: plain tensors by name (torchao's codes, scale, qmap).
struct TensorObject {
    std::string className;  ///< "OptimState8bit"
    Shape shape;            ///< of what it stands for
    std::map<std::string, Tensor> parts;
};

/// One entry of an optimizer's state or of a group: a value, or monostate for something that is there but not read.
using StateValue =
    std::variant<std::monostate, Nothing, bool, double, std::string, std::vector<double>, Tensor, TensorObject>;
using StateValues = std::vector<std::pair<std::string, StateValue>>;

[[nodiscard]] const StateValue* findValue(const StateValues& values, std::string_view key);

/// An optimizer's state_dict() as written, before it is understood: {'state': {...}, 'param_groups': [...]}.
struct OptimizerRecord {
    struct Group {
        StateValues options;                  ///< in the order of the file, without params and param_names
        std::vector<std::string> parameters;  ///< keys of `state`
        std::vector<std::string> names;       ///< param_names: as long as parameters, or empty
    };
    struct Entry {
        std::string key;
        bool named = false;  ///< the key is a text, thus the parameter's name
        StateValues values;
        /// In a log: how the optimizer kept its squares ("float32", "float16", "8-bit"). "": as they lie in the file.
        std::string storedAs = {};
    };
    std::string path;  ///< inside the file: "optimizer"
    std::vector<Group> groups;
    std::vector<Entry> states;
    /// How the layout found the names, where the file does not hold them (Keras). Unset: they are recorded.
    std::optional<MappingHow> decided = {};
    std::optional<Error> unusable = {};  ///< why the layout cannot tell the states apart
};

/// What the record means.
struct OptimizerReading {
    struct State {
        std::string key;
        bool named = false;
        std::optional<Tensor> accumulator;  ///< of squares; unset: `reason` says why
        bool flat = false;                  ///< only the number of elements is that of the parameter, not the shape
        std::optional<Tensor> firstMoment;
        std::optional<double> step;
        Averaging averaging;
        std::string storedAs;  ///< "8-bit", "float16", "bfloat16", "float8"; "" for those that lose nothing
        std::string reason;

        [[nodiscard]] bool coarse() const  ///< ParameterState::coarse; bfloat16 reaches as far down as float32
        {
            return !storedAs.empty() && storedAs != "bfloat16";
        }
    };
    std::string kind;         ///< "Adam", "SGD", ...; "unknown optimizer" when nothing is recognised
    std::string accumulator;  ///< "exp_avg_sq", "" when unusable
    std::vector<OptimizerGroup> groups;
    std::vector<State> states;
    std::optional<Error> unusable;  ///< `states` is then empty
};

/// Recognises the optimizer by its keys, from one table (optimizer_table.h), and reads what is usable: plain arrays as
/// they are, quantised, factored and block-wise squares as computed tensors. Findings: amsgrad, coupled-weight-decay,
/// optimizer-class-unknown, dequantised, factored-accumulator, half-precision-accumulator, and those of the table.
/// Errors: those of reading a step.
Result<OptimizerReading> readOptimizerState(const OptimizerRecord& record, const std::string& file,
                                            const JobContext& context);

}  // namespace fisherlens
