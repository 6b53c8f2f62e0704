// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/yaml_file.h"

#include "base/byte_source.h"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace fisherlens {
namespace {

using std::string_view;

constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 20U;
constexpr std::size_t kMaxValues = 100'000, kMaxLevels = 64, kMaxText = 256;

string_view trimmed(string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// A key or value without the quotes around it.
string_view unquoted(string_view text)
{
    const bool quoted =
        text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.front() == text.back();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

struct Level {
    std::size_t indent;
    std::string path;
};

class Reader {
public:
    std::map<std::string, std::string> read(string_view text)
    {
        while (!text.empty() && values_.size() < kMaxValues) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            line(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return std::move(values_);
    }

private:
    void line(string_view text)
    {
        const std::size_t indent = text.find_first_not_of(' ');
        if (indent == string_view::npos || text[indent] == '#' || text[indent] == '-')
            return;
        text = trimmed(text);
        const std::size_t colon = text.find(": ");
        const bool opens = colon == string_view::npos && text.ends_with(':');
        if (colon == string_view::npos && !opens)
            return;
        while (!levels_.empty() && levels_.back().indent >= indent)
            levels_.pop_back();
        const string_view key = unquoted(trimmed(text.substr(0, opens ? text.size() - 1 : colon)));
        if (key.size() > kMaxText || levels_.size() >= kMaxLevels)
            return;
        std::string path = levels_.empty() ? std::string(key) : levels_.back().path + "." + std::string(key);
        if (opens) {
            levels_.push_back({indent, std::move(path)});
            return;
        }
        string_view value = trimmed(text.substr(colon + 2));
        if (value.front() != '"' && value.front() != '\'')
            if (const std::size_t comment = value.find(" #"); comment != string_view::npos)
                value = trimmed(value.substr(0, comment));
        constexpr string_view others = "[{|>&*!";
        if (!value.empty() && value.size() <= kMaxText && others.find(value.front()) == string_view::npos)
            values_.emplace(std::move(path), std::string(unquoted(value)));
    }

    std::vector<Level> levels_;
    std::map<std::string, std::string> values_;
};

}  // namespace

Result<std::map<std::string, std::string>> readYamlFile(const std::string& path)
{
    FL_TRY(const auto file, ByteSource::open(path));
    if (file->size() > kMaxBytes)
        return fail(ErrorCode::Unsupported, "The settings file is larger than this program reads.", {path, {}, {}});
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    FL_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    return Reader().read(text);
}

}  // namespace fisherlens
