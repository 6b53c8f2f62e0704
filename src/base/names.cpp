// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/names.h"

#include <algorithm>
#include <array>

namespace fisherlens {
namespace {

/// Length of the bracket expression at the start of `pattern` when it matches `c`; 0 when it does not or is unclosed.
std::size_t bracketMatches(std::string_view pattern, char c)
{
    std::size_t i = 1;
    const bool negate = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
    if (negate)
        ++i;
    bool found = false;
    for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
        const auto low = static_cast<unsigned char>(pattern[i]);
        auto high = low;
        if (i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
            high = static_cast<unsigned char>(pattern[i + 2]);
            i += 2;
        }
        ++i;
        const auto value = static_cast<unsigned char>(c);
        found = found || (low <= value && value <= high);
    }
    if (i >= pattern.size())
        return 0;
    return found != negate ? i + 1 : 0;
}

}  // namespace

std::string matchKey(std::string_view name)
{
    std::string key(name);
    for (const std::string_view part : {"_orig_mod.", "_fsdp_wrapped_module.", "_checkpoint_wrapped_module."}) {
        for (std::size_t at = key.find(part); at != std::string::npos; at = key.find(part, at)) {
            if (at == 0 || key[at - 1] == '.')
                key.erase(at, part.size());
            else
                ++at;
        }
    }
    while (key.starts_with("module."))
        key.erase(0, 7);
    return key;
}

bool globMatches(std::string_view pattern, std::string_view name)
{
    // Greedy matching with one point to return to: the last star.
    std::size_t p = 0, n = 0;
    std::size_t star = std::string_view::npos, resume = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = n;
            continue;
        }
        std::size_t step = 0;
        if (p < pattern.size()) {
            if (pattern[p] == '?' || pattern[p] == name[n])
                step = 1;
            if (pattern[p] == '[') {
                const bool closed = pattern.find(']', p + 2) != std::string_view::npos;
                step = closed ? bracketMatches(pattern.substr(p), name[n]) : static_cast<std::size_t>(name[n] == '[');
            }
        }
        if (step) {
            p += step;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++resume;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(),
                       [](char c) { return c == '*'; });
}

namespace {

std::string_view lastPart(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

}  // namespace

bool isBufferName(std::string_view name)
{
    constexpr std::array<std::string_view, 18> suffixes{"running_mean",
                                                        "running_var",
                                                        "num_batches_tracked",
                                                        "inv_freq",
                                                        "original_inv_freq",
                                                        "position_ids",
                                                        "masked_bias",
                                                        "token_type_ids",
                                                        "relative_position_index",
                                                        "relative_coords_table",
                                                        "attn_mask",
                                                        "causal_mask",
                                                        "cos_cached",
                                                        "sin_cached",
                                                        "freqs_cis",
                                                        "freqs_cos",
                                                        "freqs_sin",
                                                        "n_averaged"};
    return std::find(suffixes.begin(), suffixes.end(), lastPart(name)) != suffixes.end();
}

bool isBuffer(std::string_view name, std::size_t dimensions)
{
    return isBufferName(name) || (dimensions >= 3 && lastPart(name) == "bias");
}

bool mayBeBufferName(std::string_view name)
{
    constexpr std::array<std::string_view, 13> suffixes{
        "pe",  "mask", "bias_mask", "tril", "freqs", "anchors", "strides", "mean", "std", "cos", "sin",
        "positional_encoding", "window"};
    return std::find(suffixes.begin(), suffixes.end(), lastPart(name)) != suffixes.end();
}

}  // namespace fisherlens
