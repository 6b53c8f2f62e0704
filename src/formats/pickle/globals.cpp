// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/globals.h"

#include "formats/shown_text.h"

#include <algorithm>
#include <array>

namespace fisherlens::pickle {
namespace {

using std::string_view;

constexpr std::array<string_view, 9> kUnsafeModules{"os",        "posix", "nt",     "subprocess", "sys",
                                                    "importlib", "runpy", "socket", "shutil"};

/// Types and constants without effect, and getattr, which old enums and torch.memory_format use; the machine checks
/// its arguments.
constexpr std::array<string_view, 22> kBuiltins{"set",   "frozenset", "bytearray", "bytes",         "complex", "slice",
                                                "range", "xrange",    "int",       "long",          "float",   "bool",
                                                "str",   "unicode",   "list",      "tuple",         "dict",    "object",
                                                "type",  "getattr",   "Ellipsis",  "NotImplemented"};

struct Known {
    string_view module, name;
};

constexpr std::array<Known, 31> kKnown{{
    {"collections", "OrderedDict"},
    {"collections", "Counter"},
    {"collections", "defaultdict"},
    {"_codecs", "encode"},
    {"copyreg", "_reconstructor"},
    {"torch", "Size"},
    {"torch", "device"},
    {"torch", "Tensor"},
    {"torch.nn.parameter", "Parameter"},
    {"torch.serialization", "_get_layout"},
    {"torch._tensor", "_rebuild_from_type_v2"},
    {"torch._tensor", "_rebuild_from_type"},
    {"torch._utils", "_rebuild_tensor"},
    {"torch._utils", "_rebuild_tensor_v2"},
    {"torch._utils", "_rebuild_tensor_v3"},
    {"torch._utils", "_rebuild_parameter"},
    {"torch._utils", "_rebuild_parameter_with_state"},
    {"torch._utils", "_rebuild_qtensor"},
    {"torch._utils", "_rebuild_sparse_tensor"},
    {"torch._utils", "_rebuild_sparse_csr_tensor"},
    {"torch._utils", "_rebuild_meta_tensor_no_storage"},
    {"torch._utils", "_rebuild_nested_tensor"},
    {"torch._utils", "_rebuild_wrapper_subclass"},
    {"torch._utils", "_rebuild_device_tensor_from_numpy"},
    {"torch._utils", "_rebuild_device_tensor_from_cpu_tensor"},
    {"torch._utils", "_rebuild_xla_tensor"},
    {"torch", "per_tensor_affine"},
    {"torch", "per_tensor_symmetric"},
    {"torch", "per_channel_affine"},
    {"torch", "per_channel_symmetric"},
    {"torch", "per_channel_affine_float_qparams"},
}};

constexpr std::array<string_view, 43> kDTypes{"float64",
                                              "double",
                                              "float32",
                                              "float",
                                              "float16",
                                              "half",
                                              "bfloat16",
                                              "int64",
                                              "long",
                                              "int32",
                                              "int",
                                              "int16",
                                              "short",
                                              "int8",
                                              "uint8",
                                              "uint16",
                                              "uint32",
                                              "uint64",
                                              "bool",
                                              "complex32",
                                              "chalf",
                                              "complex64",
                                              "cfloat",
                                              "complex128",
                                              "cdouble",
                                              "bcomplex32",
                                              "quint8",
                                              "qint8",
                                              "qint32",
                                              "quint4x2",
                                              "quint2x4",
                                              "float8_e4m3fn",
                                              "float8_e5m2",
                                              "float8_e4m3fnuz",
                                              "float8_e5m2fnuz",
                                              "float8_e8m0fnu",
                                              "float4_e2m1fn_x2",
                                              "bits8",
                                              "bits16",
                                              "bits1x8",
                                              "bits2x4",
                                              "bits4x2",
                                              "strided"};

template <std::size_t N>
bool contains(const std::array<string_view, N>& list, string_view value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Calls `test` for each component between dots until it answers true.
template <class Test>
bool anyComponent(string_view dotted, Test&& test)
{
    while (true) {
        const std::size_t dot = dotted.find('.');
        if (test(dotted.substr(0, dot)))
            return true;
        if (dot == string_view::npos)
            return false;
        dotted.remove_prefix(dot + 1);
    }
}

/// TensorTypes and storages of torch, torch.cuda, torch.sparse: values, not code.
bool isTorchType(string_view module, string_view name)
{
    const bool place = module == "torch" || module == "torch.cuda" || module == "torch.sparse"
                       || module == "torch.cuda.sparse" || module == "torch.storage";
    return place && (name.ends_with("Storage") || name.ends_with("Tensor"));
}

}  // namespace

string_view modernModule(string_view module)
{
    if (module == "__builtin__" || module == "__builtins__")
        return "builtins";
    if (module == "copy_reg")
        return "copyreg";
    return module;
}

Trust judge(string_view module, string_view name)
{
    module = modernModule(module);
    if (contains(kUnsafeModules, module.substr(0, module.find('.'))))
        return Trust::Unsafe;
    if (module.substr(0, module.find('.')) == "builtins")
        return module == "builtins" && contains(kBuiltins, name) ? Trust::Known : Trust::Unsafe;
    const bool dotted = name.find('.') != string_view::npos;
    if (dotted && anyComponent(name, [](string_view part) {
            return contains(kUnsafeModules, part) || part.starts_with("__");
        }))
        return Trust::Unsafe;
    for (const Known& known : kKnown)
        if (known.module == module && known.name == name)
            return Trust::Known;
    if (isTorchType(module, name) || (module == "torch" && contains(kDTypes, name)))
        return Trust::Known;
    // Classes of a TorchScript archive: their code is in the archive and is not read here.
    if (module == "__torch__" || module.starts_with("__torch__.") || module == "torch.jit._pickle")
        return Trust::Known;
    return Trust::Opaque;
}

std::string qualifiedName(string_view module, string_view name)
{
    return shownText(modernModule(module)) + "." + shownText(name);
}

}  // namespace fisherlens::pickle
