// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/json_file.h"

#include "base/byte_source.h"

#include <span>
#include <string_view>

namespace fisherlens {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxValues = 1'000'000;

/// Writes null over the words that Python writes for numbers that are not finite, outside of texts.
std::string withoutNonFinite(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!inText && (c == 'N' || c == 'I' || c == '-')) {
            std::size_t length = 0;
            for (const std::string_view word : {"NaN", "Infinity", "-Infinity"})
                length = text.substr(i).starts_with(word) ? word.size() : length;
            if (length > 0) {
                out += "null";
                i += length - 1;
                continue;
            }
        }
        out += c;
        if (c == '"')
            inText = !inText;
        else if (inText && c == '\\' && i + 1 < text.size())
            out += text[++i];
    }
    return out;
}

}  // namespace

Result<nlohmann::json> readJsonFile(const std::string& path, std::uint64_t limit)
{
    FL_TRY(const auto file, ByteSource::open(path));
    const Where where{path, {}, {}};
    if (file->size() > limit)
        return fail(ErrorCode::Unsupported, "The JSON file is larger than this program reads.", where);
    std::string text(static_cast<std::size_t>(file->size()), '\0');
    FL_CHECK(file->read(0, std::as_writable_bytes(std::span(text))));
    bool deep = false;
    std::size_t values = 0;
    const auto limits = [&](int depth, nlohmann::json::parse_event_t, const nlohmann::json&) {
        deep = deep || depth > kMaxDepth || ++values > kMaxValues;
        return !deep;
    };
    nlohmann::json json = nlohmann::json::parse(withoutNonFinite(text), limits, false);
    if (deep)
        return fail(ErrorCode::Unsupported, "The JSON file has too many values, or is nested too deeply.", where);
    if (json.is_discarded())
        return fail(ErrorCode::Damaged, "The file is not valid JSON.", where, "Save the checkpoint again.");
    return json;
}

}  // namespace fisherlens
