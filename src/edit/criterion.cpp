// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/criterion.h"

#include "base/philox.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::array<std::pair<PruneCriterion, std::string_view>, 4> kNames{{
    {PruneCriterion::Fisher, "fisher"},
    {PruneCriterion::Magnitude, "magnitude"},
    {PruneCriterion::FisherOnly, "fisher-only"},
    {PruneCriterion::Random, "random"},
}};

}  // namespace

std::string_view name(PruneCriterion criterion)
{
    return kNames[static_cast<std::size_t>(criterion)].second;
}

std::optional<PruneCriterion> pruneCriterionFromName(std::string_view name)
{
    for (const auto& [criterion, text] : kNames)
        if (text == name)
            return criterion;
    return std::nullopt;
}

bool usesFisher(PruneCriterion criterion)
{
    return criterion == PruneCriterion::Fisher || criterion == PruneCriterion::FisherOnly;
}

std::int64_t entriesToPrune(double sparsity, std::int64_t entries)
{
    const double wanted = std::floor(sparsity * static_cast<double>(entries) + 1e-9);
    return std::clamp(static_cast<std::int64_t>(wanted), std::int64_t{0}, entries);
}

void score(PruneCriterion criterion, std::span<const double> weights, std::span<const double> fisher, std::string_view name,
           std::int64_t first, std::uint64_t seed, std::span<double> out)
{
    const std::size_t n = weights.size();
    switch (criterion) {
    case PruneCriterion::Fisher:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = std::fabs(0.5 * fisher[i] * weights[i] * weights[i]);  // −0 counts as 0
        return;
    case PruneCriterion::Magnitude:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = std::fabs(weights[i]);
        return;
    case PruneCriterion::FisherOnly:
        for (std::size_t i = 0; i < n; ++i)
            out[i] = std::fabs(fisher[i]);
        return;
    case PruneCriterion::Random: {
        const RandomField field(seed, 0);
        const std::uint64_t address = fnv1a64(name);
        for (std::size_t i = 0; i < n; ++i)
            out[i] = field.uniform(address, static_cast<std::uint64_t>(first) + i);
        return;
    }
    }
}

}  // namespace fisherlens
