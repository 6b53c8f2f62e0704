// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/fisher_attributes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace fisherlens {
namespace {

constexpr std::string_view kFormat = "fisherlens.fisher";
constexpr std::int64_t kVersion = 1;
constexpr int kMaxJsonDepth = 64;

template <class T>
std::string shortest(T value)
{
    std::array<char, 64> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

template <class T>
std::optional<T> parsed(const std::string& text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional<T>(value) : std::nullopt;
}

/// A JSON object of bounded depth, so that nobody who reads it recurses too far.
bool isJsonObject(const std::string& text)
{
    bool shallow = true;
    const auto value = nlohmann::json::parse(
        text,
        [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
            return shallow = shallow && depth < kMaxJsonDepth;
        },
        false);
    return shallow && value.is_object();
}

/// Typed access to a set of attributes; the first contradiction is kept.
class Values {
public:
    Values(const std::string& file, const std::map<std::string, Hdf5Attribute>& values) : file_(file), values_(values)
    {}

    std::optional<Error> error;

    void text(const std::string& name, std::string& out)
    {
        const Hdf5Attribute* value = find(name);
        if (!value)
            return;
        if (const auto* words = std::get_if<std::string>(value))
            out = *words;
        else
            refuse(name);
    }

    void word(const std::string& name, std::string& out, std::initializer_list<std::string_view> allowed)
    {
        text(name, out);
        if (std::find(allowed.begin(), allowed.end(), out) == allowed.end())
            refuse(name);
    }

    void real(const std::string& name, double& out, double minimum)
    {
        const Hdf5Attribute* value = find(name);
        if (!value)
            return;
        std::optional<double> number;
        if (const auto* words = std::get_if<std::string>(value))
            number = parsed<double>(*words);
        else if (!std::holds_alternative<std::vector<std::string>>(*value))
            number = std::visit(
                [](const auto& v) -> double {
                    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(v)>>)
                        return static_cast<double>(v);
                    else
                        return 0;
                },
                *value);
        if (number && std::isfinite(*number) && *number >= minimum)
            out = *number;
        else
            refuse(name);
    }

    void count(const std::string& name, std::int64_t& out)
    {
        std::uint64_t value = static_cast<std::uint64_t>(out);
        natural(name, value);
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            refuse(name);
        else
            out = static_cast<std::int64_t>(value);
    }

    void natural(const std::string& name, std::uint64_t& out)
    {
        const Hdf5Attribute* value = find(name);
        if (!value)
            return;
        std::optional<std::uint64_t> number;
        if (const auto* words = std::get_if<std::string>(value))
            number = parsed<std::uint64_t>(*words);
        else if (const auto* large = std::get_if<std::uint64_t>(value))
            number = *large;
        else if (const auto* integer = std::get_if<std::int64_t>(value); integer && *integer >= 0)
            number = static_cast<std::uint64_t>(*integer);
        else if (const auto* floating = std::get_if<double>(value);
                 floating && *floating >= 0 && *floating < 0x1p53 && *floating == std::floor(*floating))
            number = static_cast<std::uint64_t>(*floating);
        if (number)
            out = *number;
        else
            refuse(name);
    }

    void flag(const std::string& name, bool& out)
    {
        const Hdf5Attribute* value = find(name);
        if (!value)
            return;
        if (const auto* words = std::get_if<std::string>(value); words && (*words == "true" || *words == "false")) {
            out = *words == "true";
            return;
        }
        std::uint64_t bit = 2;
        natural(name, bit);
        if (bit > 1)
            refuse(name);
        else
            out = bit == 1;
    }

private:
    const Hdf5Attribute* find(const std::string& name) const
    {
        const auto at = values_.find(name);
        return at == values_.end() ? nullptr : &at->second;
    }
    void refuse(const std::string& name)
    {
        if (!error)
            error = Error{ErrorCode::Damaged,
                          "The attribute " + name + " of this Fisher file has a value that means nothing.",
                          Where{file_, {}, {}}, "Write the file again.", nullptr};
    }

    const std::string& file_;
    const std::map<std::string, Hdf5Attribute>& values_;
};

}  // namespace

std::map<std::string, Hdf5Value> toHdf5(const FisherAttributes& a)
{
    return {{"format", std::string(kFormat)},
            {"version", kVersion},
            {"kind", std::string(name(a.kind))},
            {"scale", std::string(name(a.scale))},
            {"unit", a.unit},
            {"examples", a.examples},
            {"loss_factor", a.lossFactor},
            {"bias_corrected", a.biasCorrected},
            {"batch_size", a.batchSize},
            {"reduction", a.reduction},
            {"optimizer", a.optimizer},
            {"step", a.step},
            {"split", a.split},
            {"seed", a.seed},
            {"samples", a.samples},
            {"provenance", a.provenance}};
}

std::map<std::string, std::string> toTexts(const FisherAttributes& attributes)
{
    std::map<std::string, std::string> result;
    for (const auto& [name, value] : toHdf5(attributes))
        result[name] = std::visit(
            [](const auto& v) -> std::string {
                using T = std::decay_t<decltype(v)>;
                if constexpr (std::is_same_v<T, std::string>)
                    return v;
                else if constexpr (std::is_same_v<T, bool>)
                    return v ? "true" : "false";
                else
                    return shortest(v);
            },
            value);
    return result;
}

Result<FisherAttributes> fisherAttributes(const std::string& file, const std::map<std::string, Hdf5Attribute>& values)
{
    Values from(file, values);
    std::string format(kFormat);
    from.text("format", format);
    std::int64_t version = kVersion;
    from.count("version", version);
    if (!from.error && format != kFormat)
        return fail(ErrorCode::Unsupported, "This is not a Fisher file: its format is another one.", {file, {}, {}});
    if (!from.error && version > kVersion)
        return fail(ErrorCode::Unsupported,
                    "The Fisher file has version " + std::to_string(version) + "; this program reads version 1.",
                    {file, {}, {}}, "Use a newer FisherLens.");

    FisherAttributes a;
    std::string kind(name(a.kind)), scale(name(a.scale));
    from.word("kind", kind, {"recycled", "empirical", "sampled", "exact"});
    from.word("scale", scale, {"mean-per-unit", "accumulator"});
    from.word("unit", a.unit, {"example", "sequence", "token"});
    from.word("reduction", a.reduction, {"", "mean", "sum"});
    from.word("split", a.split, {"train", "held-out", "unknown"});
    from.text("optimizer", a.optimizer);
    from.text("provenance", a.provenance);
    from.count("examples", a.examples);
    from.count("samples", a.samples);
    from.natural("seed", a.seed);
    from.flag("bias_corrected", a.biasCorrected);
    from.real("loss_factor", a.lossFactor, std::numeric_limits<double>::lowest());
    from.real("batch_size", a.batchSize, 0);
    from.real("step", a.step, 0);
    if (!from.error && (version < 1 || !isJsonObject(a.provenance)))
        return fail(ErrorCode::Damaged, "The version or the provenance of this Fisher file means nothing.",
                    {file, {}, {}});
    if (from.error)
        return fail(std::move(*from.error));
    a.kind = *fisherKindFromName(kind);
    a.scale = *fisherScaleFromName(scale);
    return a;
}

Result<std::int64_t> countAttribute(const std::string& file, const std::map<std::string, Hdf5Attribute>& values,
                                    const std::string& name)
{
    Values from(file, values);
    std::int64_t count = 0;
    from.count(name, count);
    if (from.error)
        return fail(std::move(*from.error));
    return count;
}

}  // namespace fisherlens
