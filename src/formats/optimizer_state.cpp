// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_state.h"

#include "formats/accumulators.h"

#include <utility>

namespace fisherlens {
namespace {

const Tensor* tensorOf(const StateValues& values, std::string_view key)
{
    const StateValue* value = findValue(values, key);
    return value ? std::get_if<Tensor>(value) : nullptr;
}

SquaresReading without(std::string reason)
{
    SquaresReading reading;
    reading.reason = std::move(reason);
    return reading;
}

SquaresReading with(Tensor accumulator)
{
    SquaresReading reading;
    reading.accumulator = std::move(accumulator);
    return reading;
}

SquaresReading from(Result<Tensor> accumulator)
{
    return accumulator ? with(std::move(*accumulator)) : without(accumulator.error().detail);
}

/// torchao's subclasses: codes and one scale per block, with a map or as float8.
SquaresReading fromObject(const TensorObject& object)
{
    const auto codes = object.parts.find("codes"), scale = object.parts.find("scale"), map = object.parts.find("qmap");
    const bool four = object.className == "OptimState4bit";
    const bool known = four || object.className == "OptimState8bit" || object.className == "OptimStateFp8";
    if (!known || codes == object.parts.end() || scale == object.parts.end()) {
        SquaresReading reading =
            without("The squares are a tensor of the class " + object.className + ", which is not read.");
        reading.unreadable = true;
        return reading;
    }
    QuantisedParts parts{codes->second, std::nullopt, scale->second, object.shape, four ? 4 : 8};
    if (map != object.parts.end())
        parts.map = map->second;
    SquaresReading reading = from(quantisedTensor(std::move(parts)));
    reading.quantised = true;
    return reading;
}

/// One value of a state: a plain floating tensor, or one of the classes above.
SquaresReading fromValue(const StateValue* value)
{
    if (const auto* object = value ? std::get_if<TensorObject>(value) : nullptr)
        return fromObject(*object);
    const auto* tensor = value ? std::get_if<Tensor>(value) : nullptr;
    if (tensor && isFloating(tensor->info.dtype))
        return with(*tensor);
    if (!value || std::holds_alternative<Nothing>(*value))
        return without("The optimizer keeps no squared gradients for this parameter.");
    SquaresReading reading = without("The squares of this parameter are not stored as a plain floating-point tensor.");
    reading.unreadable = true;
    return reading;
}

SquaresReading readPlain(const OptimizerClass& row, const StateValues& values)
{
    if (row.momentumHasNone && tensorOf(values, "momentum_buffer"))
        return without("Muon keeps no squared gradients for this parameter.");
    SquaresReading reading = fromValue(findValue(values, row.accumulator));
    if (!reading.accumulator)
        return reading;
    const Tensor* first = tensorOf(values, "exp_avg");
    if (reading.accumulator->info.shape.empty() && first && !first->info.shape.empty())
        return without("The optimizer keeps one squared norm for this parameter, not one square per entry.");
    if (const Tensor* scale = tensorOf(values, "exp_avg_sq_scale"); scale && scale->info.count == 1)
        reading.accumulator = scaledByTensor(*reading.accumulator, *scale);
    return reading;
}

SquaresReading readFactored(const OptimizerClass& row, const StateValues& values)
{
    struct Pair {
        std::string_view row, col;
        bool keepsAxes;
    };
    for (const Pair& keys : {Pair{"row_var", "col_var", true}, Pair{"exp_avg_sq_row", "exp_avg_sq_col", false},
                             Pair{"exp_avg_sq_r", "exp_avg_sq_c", true}}) {
        const Tensor *rows = tensorOf(values, keys.row), *cols = tensorOf(values, keys.col);
        if (!rows || !cols || rows->info.shape.empty())  // Keras keeps single numbers beside unfactored squares
            continue;
        SquaresReading reading = from(factoredTensor(*rows, *cols, keys.keepsAxes));
        reading.factored = true;
        return reading;
    }
    return fromValue(findValue(values, row.accumulator));
}

SquaresReading readBlockMeans(const OptimizerClass& row, const StateValues& values)
{
    const Tensor* moment = tensorOf(values, "m");
    const Tensor* means = tensorOf(values, "vmean");
    if (!means)
        means = tensorOf(values, "v_mean");
    if (!means)
        return fromValue(findValue(values, row.accumulator));
    if (!moment)
        return without("The first moment, which has the parameter's size, is missing beside the mean square.");
    SquaresReading reading = from(blockMeansTensor(*means, moment->info.shape));
    reading.flat = true;
    return reading;
}

/// bitsandbytes: float32 for small parameters, else codes with a map, and scales per block or one in all.
SquaresReading readQuantised(const StateValues& values, std::string_view which)
{
    const auto key = [which](const char* name) { return std::string(name).append(which); };
    const Tensor* codes = tensorOf(values, key("state"));
    if (!codes)
        return without("The optimizer keeps no squared gradients for this parameter.");
    if (isFloating(codes->info.dtype))
        return with(*codes);
    const Tensor *map = tensorOf(values, key("qmap")), *scale = tensorOf(values, key("absmax"));
    if (!scale)
        scale = tensorOf(values, key("max"));
    if (!map || !scale) {
        SquaresReading reading = without("The squares are quantised, and their map or their scales are missing.");
        reading.unreadable = true;
        return reading;
    }
    SquaresReading reading = from(quantisedTensor({*codes, *map, *scale, codes->info.shape, 8}));
    reading.quantised = true;
    return reading;
}

/// exp_avg in whichever form, when it has the parameter's shape.
std::optional<Tensor> firstMomentOf(const OptimizerClass& row, const StateValues& values, const Tensor& accumulator)
{
    SquaresReading reading;
    if (row.form == SquaresForm::Quantised)
        reading = readQuantised(values, "1");
    else if (row.form == SquaresForm::BlockMeans)
        reading = fromValue(findValue(values, "m"));
    else
        reading = fromValue(findValue(values, "exp_avg"));
    if (!reading.accumulator || reading.accumulator->info.shape != accumulator.info.shape
        || findValue(values, "exp_avg_scale"))
        return std::nullopt;
    return std::move(reading.accumulator);
}

}  // namespace

Result<std::optional<double>> numberOf(const StateValue* value)
{
    if (!value)
        return std::nullopt;
    if (const auto* flag = std::get_if<bool>(value))
        return *flag ? 1.0 : 0.0;
    if (const auto* real = std::get_if<double>(value))
        return *real;
    const auto* tensor = std::get_if<Tensor>(value);
    if (!tensor || tensor->info.count != 1 || isComplex(tensor->info.dtype))
        return std::nullopt;
    FL_TRY(const std::vector<double> values, readAll(*tensor));
    return values.front();
}

SquaresReading readSquares(const OptimizerClass& row, const OptimizerRecord::Entry& entry)
{
    SquaresReading reading;
    switch (row.form) {
    case SquaresForm::None: return without(std::string(row.reason));
    case SquaresForm::Plain: reading = readPlain(row, entry.values); break;
    case SquaresForm::Factored: reading = readFactored(row, entry.values); break;
    case SquaresForm::BlockMeans: reading = readBlockMeans(row, entry.values); break;
    case SquaresForm::Quantised: reading = readQuantised(entry.values, "2"); break;
    case SquaresForm::Root:
        reading = fromValue(findValue(entry.values, row.accumulator));
        if (reading.accumulator)
            reading.accumulator = squaredTensor(*reading.accumulator);
        break;
    }
    if (reading.accumulator)
        reading.firstMoment = firstMomentOf(row, entry.values, *reading.accumulator);
    return reading;
}

}  // namespace fisherlens
