// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/data_file.h"
#include "reference/losses.h"
#include "reference/reference.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

// The modules and numbers that tests/data/make_reference.py made with PyTorch.
namespace fisherlens::cases {

inline std::string path(const std::string& file, const std::string& folder = "reference")
{
    return std::string(FL_TEST_DATA) + "/" + folder + "/" + file;
}

/// The numbers of a folder of tests/data.
inline const nlohmann::json& read(std::string_view name)
{
    static std::map<std::string, nlohmann::json> files;
    const std::string folder(name);
    auto& json = files[folder];
    if (json.is_null())
        json = nlohmann::json::parse(std::ifstream(path("expected.json", folder)));
    return json;
}

inline const nlohmann::json& all()
{
    return read("reference");
}

inline Tensor tensor(const nlohmann::json& json, const std::string& name)
{
    const auto values = json.at("values").get<std::vector<double>>();
    const Shape shape = json.at("shape").get<Shape>();
    if (json.value("dtype", "F32") == "F32")
        return memoryTensor(name, shape, std::vector<float>(values.begin(), values.end()));
    const std::vector<std::int64_t> integers(values.begin(), values.end());
    std::vector<std::byte> bytes(integers.size() * 8);
    std::memcpy(bytes.data(), integers.data(), bytes.size());
    return *memoryTensor(name, DType::I64, shape, std::move(bytes));
}

inline DataFile data(const nlohmann::json& json)
{
    DataFile file;
    file.path = "data.h5";
    for (const auto& input : json.at("inputs"))
        file.inputs.push_back(tensor(input, "inputs/" + std::to_string(file.inputs.size())));
    file.targets = tensor(json.at("targets"), "targets");
    file.examples = file.targets.info.shape.front();
    return file;
}

inline LossSettings loss(const nlohmann::json& json)
{
    return {*lossFromName(json.at("loss").get<std::string>()), json.at("sigma").get<double>()};
}

inline std::unique_ptr<ReferenceModel> model(const std::string& file, const JobContext& context = {},
                                             const std::string& folder = "reference")
{
    auto model = openReferenceModel(path(file, folder), context);
    if (!model) {
        ADD_FAILURE() << describe(model.error());
        return nullptr;
    }
    return std::move(*model);
}

/// What the tests ask of an opened case.
struct Case {
    const nlohmann::json& json;
    DataFile data;
    LossSettings loss;
    std::unique_ptr<ReferenceModel> model;

    explicit Case(const std::string& name)
        : json(all().at(name)), data(cases::data(json)), loss(cases::loss(json)), model(cases::model(json.at("model")))
    {}
};

/// Largest difference of two arrays relative to the largest expected value.
inline double relativeDifference(const std::vector<double>& actual, const std::vector<double>& expected)
{
    EXPECT_EQ(actual.size(), expected.size());
    double worst = 0, size = 0;
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
        worst = std::max(worst, std::abs(actual[i] - expected[i]));
        size = std::max(size, std::abs(expected[i]));
    }
    return size > 0 ? worst / size : worst;
}

}  // namespace fisherlens::cases
