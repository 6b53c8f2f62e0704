// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/layouts/plain_values.h"
#include "formats/layouts/safetensors_layouts.h"
#include "formats/pickle/machine.h"
#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace fisherlens {
namespace {

constexpr std::size_t kMaxValue = std::size_t{64} << 20U, kMaxShown = 64, kMaxParts = 16;

/// The six bits of a digit of urlsafe base64, or -1.
int digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '-' ? 62 : c == '_' ? 63 : -1;
}

std::optional<std::vector<std::byte>> decodeBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    std::vector<std::byte> bytes;
    unsigned bits = 0, held = 0;
    for (const char c : text) {
        const int value = digit(c);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::byte>(bits >> held & 0xFFU));
        }
    }
    return bytes;
}

struct Key {
    std::vector<std::string> path;
    bool pickled = false;
};

/// What a name says; nothing when it is another kind of name.
Result<std::optional<Key>> decodeKey(std::string_view name, const std::string& file, const CancelToken& cancel)
{
    auto bytes = decodeBase64(name);
    if (!bytes || bytes->size() < 4 || (*bytes)[0] != std::byte{0x80})
        return std::nullopt;
    auto walk = pickle::walk(std::move(*bytes), {file, 0}, cancel);
    if (!walk) {
        if (walk.error().code == ErrorCode::Unsafe || walk.error().code == ErrorCode::Cancelled)
            return fail(walk.error());
        return std::nullopt;
    }
    const pickle::Document& document = walk->document;
    const auto items = document.items(document.root());
    if (document.kind(document.root()) != pickle::Kind::Tuple || items.size() != 2)
        return std::nullopt;
    auto path = plainNames(document, items[0]);
    const auto pickled = document.boolean(items[1]);
    if (!path || path->empty() || path->size() > kMaxParts || !pickled)
        return std::nullopt;
    return std::optional(Key{std::move(*path), *pickled});
}

class OlmoFile final : public ModelFile {
public:
    OlmoFile(std::string path, SafetensorsFile file) : path_(std::move(path)), file_(std::move(file)) {}
    [[nodiscard]] std::string_view format() const override { return "olmo-safetensors"; }
    [[nodiscard]] std::vector<std::string> stateDicts() const override
    {
        return model_.empty() ? std::vector<std::string>() : std::vector<std::string>{""};
    }
    [[nodiscard]] std::vector<std::string> optimizers() const override
    {
        return record_.states.empty() && record_.groups.empty() ? std::vector<std::string>()
                                                                : std::vector<std::string>{""};
    }
    [[nodiscard]] std::map<std::string, std::string> metadata() const override { return shown_; }

    Result<StateDict> readStateDict(const std::string& path, const JobContext&) override
    {
        if (!path.empty() || model_.empty())
            return fail(ErrorCode::Incompatible, "The file has no state dict at \"" + path + "\".", {path_, {}, {}},
                        "Leave out --key.");
        StateDict dict;
        dict.ordered = false;
        for (const auto& [name, tensor] : model_) {
            Tensor named = tensor;
            named.info.name = name;
            FL_CHECK(dict.tensors.add(std::move(named)));
            dict.identity.emplace_back();
        }
        return dict;
    }
    Result<OptimizerRecord> readOptimizer(std::size_t, const JobContext&) override { return record_; }

    Result<void> read(const JobContext& context)
    {
        std::unordered_map<std::string, std::size_t> states;
        for (const Tensor& tensor : file_.tensors.tensors()) {
            if (context.cancel.requested())
                return cancelled();
            FL_TRY(const std::optional<Key> key, decodeKey(tensor.info.name, path_, context.cancel));
            if (!key)
                return fail(ErrorCode::Damaged,
                            "The name \"" + shownText(tensor.info.name) + "\" is not one that OLMo writes.",
                            {path_, {}, {}}, "The file is damaged; copy or save it again.");
            FL_CHECK(sort(*key, tensor, states, context));
        }
        return collectGroups();
    }

private:
    Result<void> sort(const Key& key, const Tensor& tensor, std::unordered_map<std::string, std::size_t>& states,
                      const JobContext& context)
    {
        const bool isState = key.path.size() == 3 && key.path[0] == "state";
        const bool isGroups = key.path[0] == "param_groups";
        if (key.pickled && !isState && !isGroups && shown_.size() >= kMaxShown)
            return {};
        StateValue value = tensor;
        if (key.pickled) {
            FL_TRY(const pickle::Walk walk, unpickled(tensor, context));
            if (isGroups) {
                for (const pickle::NodeId node : walk.document.items(walk.document.root()))
                    if (auto group = plainGroup(walk.document, node))
                        record_.groups.push_back(std::move(*group));
                return {};
            }
            if (!isState) {
                if (auto text = pickle::scalarText(walk.document, walk.document.root()))
                    shown_.emplace(joined(key.path), std::move(*text));
                return {};
            }
            value = plainValue(walk.document, walk.document.root());
        }
        if (!isState) {
            model_.emplace_back(joined(key.path), tensor);
            return {};
        }
        const auto [at, isNew] = states.emplace(key.path[1], record_.states.size());
        if (isNew) {
            const std::string& name = key.path[1];
            const bool number = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
            record_.states.push_back({name, !number, {}});
        }
        record_.states[at->second].values.emplace_back(key.path[2], std::move(value));
        return {};
    }

    Result<pickle::Walk> unpickled(const Tensor& tensor, const JobContext& context) const
    {
        if (tensor.info.dtype != DType::U8 || tensor.info.bytes() > kMaxValue)
            return fail(ErrorCode::Damaged, "A value that should be pickled is a tensor of numbers.", {path_, {}, {}},
                        "The file is damaged; copy or save it again.");
        std::vector<std::byte> bytes(static_cast<std::size_t>(tensor.info.bytes()));
        FL_CHECK(tensor.source->readBytes(0, bytes));
        return pickle::walk(std::move(bytes), {path_, tensor.info.offset.value_or(0)}, context.cancel);
    }

    static std::string joined(const std::vector<std::string>& path)
    {
        std::string text;
        for (const std::string& part : path)
            text += (text.empty() ? "" : ".") + part;
        return text;
    }

    /// States that no group lists get into one of their own, so that nothing is lost.
    Result<void> collectGroups()
    {
        std::unordered_map<std::string_view, bool> listed;
        for (const OptimizerRecord::Group& group : record_.groups)
            for (const std::string& name : group.parameters)
                listed.emplace(name, true);
        OptimizerRecord::Group rest;
        for (const OptimizerRecord::Entry& entry : record_.states)
            if (!listed.contains(entry.key))
                rest.parameters.push_back(entry.key);
        if (!rest.parameters.empty()) {
            if (record_.groups.empty())
                rest.options.emplace_back("betas", StateValue());
            record_.groups.push_back(std::move(rest));
        }
        return {};
    }

    std::string path_;
    SafetensorsFile file_;
    std::vector<std::pair<std::string, Tensor>> model_;
    OptimizerRecord record_;
    std::map<std::string, std::string> shown_;
};

}  // namespace

bool isOlmo(const SafetensorsFile& file)
{
    if (file.tensors.empty())
        return false;
    const auto key = decodeKey(file.tensors.tensors().front().info.name, {}, {});
    return !key || key->has_value();  // an unsafe one is reported when it is opened
}

Result<std::unique_ptr<ModelFile>> openOlmo(const std::string& path, SafetensorsFile file, const JobContext& context)
{
    auto opened = std::make_unique<OlmoFile>(path, std::move(file));
    FL_CHECK(opened->read(context));
    return opened;
}

}  // namespace fisherlens
