// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/ties.h"

#include <map>
#include <tuple>

namespace fisherlens {

TiedNames::TiedNames(const Catalogue& tensors)
{
    std::map<std::tuple<std::string, std::uint64_t, DType, Shape>, std::size_t> stored;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const TensorInfo& info = tensors.tensors()[i].info;
        if (info.offset && info.count > 0)
            first_.push_back(stored.try_emplace({info.file, *info.offset, info.dtype, info.shape}, i).first->second);
        else
            first_.push_back(i);
    }
}

std::vector<std::size_t> TiedNames::group(std::size_t index) const
{
    std::vector<std::size_t> members;
    for (std::size_t i = first_[index]; i < first_.size(); ++i)
        if (first_[i] == first_[index])
            members.push_back(i);
    return members;
}

Result<const Tensor*> findFisher(const Catalogue& fisher, const Catalogue& model, const TiedNames& ties, std::size_t index,
                                 const std::string& fisherPath)
{
    const Tensor* found = fisher.findMatching(model.tensors()[index].info.name);
    if (!found) {
        for (const std::size_t tied : ties.group(index))
            if (!found)
                found = fisher.findMatching(model.tensors()[tied].info.name);
    }
    const TensorInfo& info = model.tensors()[index].info;
    if (found && found->info.shape != info.shape)
        return fail(ErrorCode::Incompatible,
                    "The Fisher has shape " + shapeText(found->info.shape) + " but the parameter " + shapeText(info.shape) + ".",
                    {fisherPath, info.name, {}}, "Use the Fisher of this model.");
    return found;
}

std::string nameList(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 5;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < shown; ++i)
        text += (i ? ", " : "") + names[i];
    if (names.size() > shown)
        text += " and " + std::to_string(names.size() - shown) + " more";
    return text;
}

}  // namespace fisherlens
