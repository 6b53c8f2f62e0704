// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/checkpoint.h"
#include "scratch.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fisherlens {

/// What the library that wrote the fixtures of `folder` says is in them.
inline nlohmann::json expectedIn(const std::string& folder)
{
    return nlohmann::json::parse(std::ifstream(FL_TEST_DATA "/" + folder + "/expected.json"));
}

/// Exact equality.
inline void expectNumbers(const Tensor& tensor, const nlohmann::json& values)
{
    const auto read = readAll(tensor);
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(*read, values.get<std::vector<double>>()) << tensor.info.name;
}

/// Names, shapes and values of all tensors.
inline void expectModel(const Checkpoint& checkpoint, const nlohmann::json& tensors)
{
    EXPECT_EQ(checkpoint.tensors.size(), tensors.size());
    for (const auto& [name, expected] : tensors.items()) {
        const Tensor* tensor = checkpoint.tensors.find(name);
        ASSERT_NE(tensor, nullptr) << name;
        EXPECT_EQ(tensor->info.shape, expected["shape"].get<Shape>()) << name;
        expectNumbers(*tensor, expected["values"]);
    }
}

/// The whole optimizer state: averages, steps, hyper-parameters; by recorded names unless said otherwise.
inline void expectStates(const Checkpoint& checkpoint, const nlohmann::json& expected,
                         MappingHow how = MappingHow::RecordedName)
{
    ASSERT_TRUE(checkpoint.optimizer);
    const Optimizer& optimizer = *checkpoint.optimizer;
    ASSERT_FALSE(optimizer.unusable) << describe(*optimizer.unusable);
    EXPECT_EQ(optimizer.mapped.size(), expected["states"].size());
    for (const ParameterState& state : optimizer.mapped) {
        SCOPED_TRACE(state.parameter);
        ASSERT_TRUE(expected["states"].contains(state.parameter));
        const auto& row = expected["states"][state.parameter];
        EXPECT_EQ(mappingHowName(state.how), mappingHowName(how));
        expectNumbers(state.accumulator, row["v"]);
        if (row.contains("m")) {
            ASSERT_TRUE(state.firstMoment);
            expectNumbers(*state.firstMoment, row["m"]);
        }
        if (row.contains("step")) {
            EXPECT_EQ(state.step, row["step"].get<double>());
        }
        ASSERT_LT(state.group, optimizer.groups.size());
        if (expected.contains("group")) {
            EXPECT_EQ(optimizer.groups[state.group].learningRate, expected["group"]["lr"].get<double>());
            EXPECT_EQ(optimizer.groups[state.group].beta2, expected["group"]["beta2"].get<double>());
        }
    }
}

/// Tests of folders: copies of the fixtures that may be damaged.
class LayoutTest : public Scratch {
protected:
    static Result<Checkpoint> opened(const std::string& path, const std::string& optimizer = {},
                                     Findings* findings = nullptr)
    {
        JobContext context;
        context.findings = findings;
        OpenOptions options;
        options.path = path;
        options.optimizerPath = optimizer;
        return openCheckpoint(options, context);
    }
    static std::string fixture(const std::string& name) { return FL_TEST_DATA "/" + name; }
    std::string copied(const std::string& name) const
    {
        const std::string to = path("copy");
        std::filesystem::remove_all(to);
        std::filesystem::copy(fixture(name), to, std::filesystem::copy_options::recursive);
        return to;
    }
    static void put(const std::string& path, std::string_view bytes)
    {
        std::filesystem::remove(path);
        std::ofstream(path, std::ios::binary) << bytes;
    }
    static std::string replaced(std::string text, const std::string& what, const std::string& by)
    {
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
            text.replace(at, what.size(), by);
        return text;
    }
};

}  // namespace fisherlens
