// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/tensor.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fisherlens {

/// A test with a folder of its own.
class Scratch : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "fisherlens-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
    [[nodiscard]] auto files() const { return std::distance(std::filesystem::directory_iterator(folder_), {}); }
    std::string write(const std::string& name, std::string_view bytes) const
    {
        std::filesystem::remove(path(name));  // some file systems flush a file that is cut and written again
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }
    static std::string content(const std::string& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static std::shared_ptr<const ByteSource> source(const std::string& path)
    {
        auto file = ByteSource::open(path);
        EXPECT_TRUE(file) << describe(file.error());
        return file ? *file : nullptr;
    }

    std::string folder_;
};

/// As on a full disk, writes beyond `bytes` fail while this lives (with EFBIG instead of ENOSPC).
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int);
};

inline std::string arrayFile(const std::string& name)
{
    return FL_TEST_DATA "/arrays/" + name;
}

/// What NumPy and h5py found in the fixtures (tests/data/make_arrays.py).
inline const nlohmann::json& expectedArrays()
{
    static const nlohmann::json json = nlohmann::json::parse(std::ifstream(arrayFile("expected.json")));
    return json;
}

/// Shape and values of a tensor against {"shape", "values"}; equality is exact.
inline void expectEqual(const Tensor& tensor, const nlohmann::json& expected)
{
    SCOPED_TRACE(tensor.info.name);
    EXPECT_EQ(tensor.info.shape, expected["shape"].get<Shape>());
    const auto values = readAll(tensor);
    ASSERT_TRUE(values) << describe(values.error());
    EXPECT_EQ(*values, expected["values"].get<std::vector<double>>());
}

/// What h5py or a NumPy parse of safetensors sees in a file; null where Debian's python3-h5py is not installed. A file
/// that they cannot read is a parse error here.
inline nlohmann::json shownByPython(const std::string& path)
{
    if (std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") != 0)
        return {};
    std::string text;
    const std::string command = "/usr/bin/python3 " FL_TEST_DATA "/make_arrays.py --show '" + path + "' 2>/dev/null";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        text.append(buffer, n);
    ::pclose(pipe);
    return nlohmann::json::parse(text);
}

}  // namespace fisherlens
