// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/tensor_record.h"

#include "formats/pickle/values.h"
#include "formats/shown_text.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace fisherlens::pickle {
namespace {

using std::string_view;

/// Parameters around subclasses around parameters ...: real files nest two or three.
constexpr int kMaxWrappers = 16;
/// Keys of storages are numbers; a long text here would be copied for every tensor.
constexpr std::size_t kMaxKeyLength = 512;

struct NamedDType {
    string_view name;
    DType dtype;
};

constexpr std::array<NamedDType, 13> kStorageClasses{{
    {"DoubleStorage", DType::F64},
    {"FloatStorage", DType::F32},
    {"HalfStorage", DType::F16},
    {"BFloat16Storage", DType::BF16},
    {"LongStorage", DType::I64},
    {"IntStorage", DType::I32},
    {"ShortStorage", DType::I16},
    {"CharStorage", DType::I8},
    {"ByteStorage", DType::U8},
    {"BoolStorage", DType::Bool},
    {"ComplexFloatStorage", DType::C64},
    {"ComplexDoubleStorage", DType::C128},
    {"UntypedStorage", DType::U8},
}};

/// The dtypes that _rebuild_tensor_v3 names.
constexpr std::array<NamedDType, 19> kDTypes{{
    {"float64", DType::F64},
    {"float32", DType::F32},
    {"float16", DType::F16},
    {"bfloat16", DType::BF16},
    {"float8_e4m3fn", DType::F8E4M3},
    {"float8_e5m2", DType::F8E5M2},
    {"float8_e4m3fnuz", DType::F8E4M3Fnuz},
    {"float8_e5m2fnuz", DType::F8E5M2Fnuz},
    {"int64", DType::I64},
    {"int32", DType::I32},
    {"int16", DType::I16},
    {"int8", DType::I8},
    {"uint64", DType::U64},
    {"uint32", DType::U32},
    {"uint16", DType::U16},
    {"uint8", DType::U8},
    {"bool", DType::Bool},
    {"complex64", DType::C64},
    {"complex128", DType::C128},
}};

template <std::size_t N>
std::optional<DType> named(const std::array<NamedDType, N>& table, string_view name)
{
    const auto at =
        std::find_if(table.begin(), table.end(), [name](const NamedDType& row) { return row.name == name; });
    return at == table.end() ? std::nullopt : std::optional(at->dtype);
}

/// Rebuild functions whose result has no strided values that this program reads, and what people call it.
constexpr std::array<std::pair<string_view, string_view>, 8> kUnreadable{{
    {"_rebuild_sparse_tensor", "it is sparse"},
    {"_rebuild_sparse_csr_tensor", "it is sparse"},
    {"_rebuild_qtensor", "it is quantized"},
    {"_rebuild_meta_tensor_no_storage", "it is a meta tensor without values"},
    {"_rebuild_nested_tensor", "it is a nested tensor"},
    {"_rebuild_wrapper_subclass", "it is of a tensor class of another library (a DTensor, a quantized tensor)"},
    {"_rebuild_device_tensor_from_numpy", "its values are stored as a NumPy array"},
    {"_rebuild_xla_tensor", "its values are stored as a NumPy array"},
}};

/// A call of a rebuild function: its bare name ("_rebuild_tensor_v2") and arguments.
struct Rebuild {
    string_view function;
    std::span<const NodeId> arguments;
};

std::optional<Rebuild> rebuildOf(const Document& document, NodeId id)
{
    const auto call = document.call(id);
    const auto name = call ? document.global(call->callable) : std::nullopt;
    if (!name)
        return std::nullopt;
    if ((name->module == "torch._utils" || name->module == "torch._tensor") && name->name.starts_with("_rebuild_"))
        return Rebuild{name->name, document.items(call->arguments)};
    if (name->module == "torch.nested._internal.nested_tensor" && name->name == "_rebuild_njt")
        return Rebuild{"_rebuild_nested_tensor", document.items(call->arguments)};
    // Before _rebuild_tensor existed: torch.FloatTensor with the state (storage, offset, size, stride).
    const bool oldClass = (name->module == "torch" || name->module == "torch.cuda") && name->name.ends_with("Tensor");
    if (oldClass && call->state != kNoNode && document.items(call->state).size() == 4)
        return Rebuild{"_rebuild_tensor", document.items(call->state)};
    return std::nullopt;
}

class Interpreter {
public:
    Interpreter(const Document& document, const std::string& file) : document_(document), file_(file) {}

    Result<std::optional<TensorRecord>> interpret(NodeId id) const
    {
        std::optional<Rebuild> call = rebuildOf(document_, id);
        if (!call)
            return std::nullopt;
        for (int wrappers = 0; wrappers < kMaxWrappers; ++wrappers) {
            const string_view function = call->function;
            const auto arguments = call->arguments;
            for (const auto& [name, reason] : kUnreadable)
                if (name == function)
                    return unreadable(std::string(reason));
            if (function == "_rebuild_from_type_v2" || function == "_rebuild_from_type") {
                const auto inner = arguments.size() >= 3 ? document_.global(arguments[0]) : std::nullopt;
                if (!inner || document_.kind(arguments[2]) != Kind::Tuple)
                    return malformed();
                if (inner->module != "torch._utils" && inner->module != "torch._tensor")
                    return unreadable("it is of a tensor class of another library");
                call = Rebuild{inner->name, document_.items(arguments[2])};
                continue;
            }
            const bool wraps = function == "_rebuild_parameter" || function == "_rebuild_parameter_with_state"
                               || function == "_rebuild_device_tensor_from_cpu_tensor";
            if (wraps) {
                call = arguments.empty() ? std::nullopt : rebuildOf(document_, arguments[0]);
                if (!call)
                    return malformed();
                continue;
            }
            if (function == "_rebuild_tensor")
                return strided(arguments, 4, kNoNode);
            if (function == "_rebuild_tensor_v2")
                return strided(arguments, 6, kNoNode);
            if (function == "_rebuild_tensor_v3")
                return arguments.size() < 7 ? malformed() : strided(arguments, 7, arguments[6]);
            return unreadable("it is made by the unknown function " + shownText(function));
        }
        return malformed();
    }

private:
    using Record = Result<std::optional<TensorRecord>>;

    [[nodiscard]] Failure malformed() const
    {
        return fail(ErrorCode::Damaged, "A tensor in this file is described wrongly.", {file_, {}, {}},
                    "The file is damaged; save it again.");
    }

    static Record unreadable(std::string reason)
    {
        TensorRecord record;
        record.unreadable = std::move(reason);
        return record;
    }

    /// Arguments: storage, offset, size, stride, requires_grad, hooks[, dtype][, metadata]; metadata at `metadataAt`.
    Record strided(std::span<const NodeId> arguments, std::size_t metadataAt, NodeId dtypeNode) const
    {
        if (arguments.size() < 4)
            return malformed();
        const auto offset = document_.integer(arguments[1]);
        auto shape = integers(document_, arguments[2]);
        auto strides = integers(document_, arguments[3]);
        const auto negative = [](std::int64_t value) { return value < 0; };
        if (!offset || *offset < 0 || !shape || !strides || shape->size() != strides->size()
            || std::any_of(shape->begin(), shape->end(), negative)
            || std::any_of(strides->begin(), strides->end(), negative))
            return malformed();
        FL_TRY(std::optional<TensorRecord> record, storage(arguments[0]));
        if (!record->unreadable.empty())
            return record;
        if (metadataAt < arguments.size() && isMapping(document_, arguments[metadataAt])) {
            const auto isSet = [&](string_view bit) {
                const NodeId value = lookup(document_, arguments[metadataAt], bit);
                return value != kNoNode && document_.boolean(value) == true;
            };
            record->conjugated = isSet("conj");
            record->negated = isSet("neg");
        }
        record->dtype = record->storage.dtype;
        if (dtypeNode != kNoNode) {
            const auto name = document_.global(dtypeNode);
            const auto dtype = name && name->module == "torch" ? named(kDTypes, name->name) : std::nullopt;
            if (!dtype)
                return name ? unreadable("its type " + shownText(name->name) + " is not read") : malformed();
            if (record->storage.className != "UntypedStorage")
                return malformed();
            record->dtype = *dtype;
        }
        record->offset = *offset;
        record->shape = std::move(*shape);
        record->strides = std::move(*strides);
        return record;
    }

    Record storage(NodeId id) const
    {
        const NodeId tuple = document_.persistent(id);
        if (tuple == kNoNode)
            return malformed();
        const auto items = document_.items(tuple);
        if (items.size() < 5 || document_.text(items[0]) != "storage")
            return malformed();
        const auto type = document_.global(items[1]);
        const auto key = document_.text(items[2]);
        const auto location = document_.text(items[3]);
        const auto count = document_.integer(items[4]);
        if (!type || !key || key->size() > kMaxKeyLength || !location || !count || *count < 0)
            return malformed();
        if (*location == "meta")
            return unreadable("it is a meta tensor without values");
        const bool known = type->module == "torch" || type->module == "torch.cuda" || type->module == "torch.storage";
        const auto dtype = known ? named(kStorageClasses, type->name) : std::nullopt;
        if (!dtype)
            return unreadable("its storage class " + shownText(type->name) + " is not read");
        TensorRecord record;
        record.storage = {std::string(*key), std::string(type->name), *count, *dtype};
        return record;
    }

    const Document& document_;
    const std::string& file_;
};

}  // namespace

std::optional<DType> torchDType(string_view name)
{
    return named(kDTypes, name);
}

bool isTensor(const Document& document, NodeId id)
{
    return rebuildOf(document, id).has_value();
}

Result<std::optional<TensorRecord>> tensorRecord(const Document& document, NodeId id, const std::string& file)
{
    return Interpreter(document, file).interpret(id);
}

}  // namespace fisherlens::pickle
