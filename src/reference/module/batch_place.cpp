// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/batch_place.h"

#include <stdexcept>
#include <vector>

namespace fisherlens::module {
namespace {

/// The form fits when the other examples' rows are untouched.
bool keepsOthers(const Probe& probe, const Place& place)
{
    const at::Tensor base = examplesFirst(probe.base, place, probe.examples);
    const at::Tensor changed = examplesFirst(probe.changed, place, probe.examples);
    return sameValues(base.narrow(0, 1, probe.examples - 1), changed.narrow(0, 1, probe.examples - 1));
}

}  // namespace

std::optional<Place> findPlace(const Probe& probe)
{
    if (probe.base.sizes() != probe.changed.sizes() || probe.base.dim() != probe.fewer.dim())
        return std::nullopt;
    std::int64_t dimension = -1;
    for (std::int64_t d = 0; d < probe.base.dim(); ++d) {
        if (probe.base.size(d) == probe.fewer.size(d))
            continue;
        if (dimension >= 0)
            return std::nullopt;
        dimension = d;
    }
    if (dimension < 0)
        return std::nullopt;
    const std::int64_t size = probe.base.size(dimension), rows = size / probe.examples;
    if (rows < 1 || size != rows * probe.examples || probe.fewer.size(dimension) != rows * probe.fewerExamples)
        return std::nullopt;
    const Place whole{Place::Form::Dimension, dimension};
    if (rows == 1)
        return keepsOthers(probe, whole) ? std::optional(whole) : std::nullopt;
    const Place grouped{Place::Form::RowsOfOne, dimension}, spread{Place::Form::OneOfRows, dimension};
    const bool fitsGrouped = keepsOthers(probe, grouped), fitsSpread = keepsOthers(probe, spread);
    if (fitsGrouped == fitsSpread)
        return std::nullopt;  // neither, or the change is too small to tell
    return fitsGrouped ? grouped : spread;
}

at::Tensor examplesFirst(const at::Tensor& tensor, const Place& place, std::int64_t examples)
{
    const std::int64_t d = place.dimension;
    if (d >= tensor.dim() || tensor.size(d) % examples != 0)
        throw std::runtime_error("A tensor has another number of rows than expected.");
    const std::int64_t rows = tensor.size(d) / examples;
    if (place.form == Place::Form::Dimension) {
        if (rows != 1)
            throw std::runtime_error("A tensor has another number of examples than expected.");
        return tensor.movedim(d, 0).unsqueeze(1);
    }
    std::vector<std::int64_t> sizes = tensor.sizes().vec();
    const bool grouped = place.form == Place::Form::RowsOfOne;
    sizes[static_cast<std::size_t>(d)] = grouped ? examples : rows;
    sizes.insert(sizes.begin() + d + 1, grouped ? rows : examples);
    const std::int64_t examplesAt = grouped ? d : d + 1, rowsAt = grouped ? d + 1 : d;
    return tensor.reshape(sizes).movedim({examplesAt, rowsAt}, {0, 1});
}

bool sameValues(const at::Tensor& a, const at::Tensor& b)
{
    if (!a.is_floating_point())
        return at::equal(a, b);
    return at::logical_or(at::eq(a, b), at::logical_and(at::isnan(a), at::isnan(b))).all().item<bool>();
}

}  // namespace fisherlens::module
