// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/archive_check.h"

#include <torch/csrc/jit/frontend/lexer.h>
#include <torch/csrc/jit/frontend/tree_views.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fisherlens::module {
namespace {

using torch::jit::Lexer;
using torch::jit::TreeRef;

constexpr const char* kNotTorchScript = "The file is not a TorchScript module.";
constexpr const char* kExportHint = "Export the model with torch.jit.script or torch.jit.trace and save().";
constexpr const char* kTrustHint = "FisherLens runs models only, no other code; export the model again without it.";

/// The archive's central directory, which LibTorch reads at once, and names in it.
constexpr std::string_view kDirectorySignature = "PK\x01\x02";
constexpr std::string_view kDebugSuffix = ".debug_pkl", kHiddenSuffix = ".debug_off";

constexpr int kMaximalNesting = 200;
constexpr int kMaximalChain = 5000;

/// Operators that no model needs, in no method: they are refused although the graph that runs may not reach them.
constexpr std::array<std::string_view, 2> kFileOperators{"save", "from_file"};

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// A default value may be built of constants; the only call that the printer of archives writes there is annotate().
bool callsSomething(const TreeRef& tree)
{
    if (tree->kind() == torch::jit::TK_APPLY) {
        const auto callee = torch::jit::Apply(tree).callee();
        if (callee.kind() != torch::jit::TK_VAR || torch::jit::Var(callee).name().name() != "annotate")
            return true;
    }
    return std::any_of(tree->trees().begin(), tree->trees().end(), callsSomething);
}

/// The first call of one of kFileOperators, "" when there is none.
std::string fileOperatorIn(const TreeRef& tree)
{
    if (tree->kind() == torch::jit::TK_APPLY) {
        const auto callee = torch::jit::Apply(tree).callee();
        if (callee.kind() == '.') {
            const torch::jit::Select select(callee);
            const std::string name = select.selector().name();
            const auto base = select.value();
            if (base.kind() == torch::jit::TK_VAR && torch::jit::Var(base).name().name() == "torch"
                && std::find(kFileOperators.begin(), kFileOperators.end(), name) != kFileOperators.end())
                return "aten::" + name;
        }
    }
    for (const TreeRef& child : tree->trees())
        if (std::string found = fileOperatorIn(child); !found.empty())
            return found;
    return {};
}

Failure unsafe(const std::string& what, const Where& where)
{
    return fail(ErrorCode::Unsafe, "The file asks for code to be run while it is opened: " + what + ".", where,
                kTrustHint);
}

Result<void> checkFunction(const torch::jit::Def& def, const Where& where)
{
    const std::string name = def.name().name();
    if (name == "__setstate__")
        return unsafe("a class defines __setstate__", where);
    for (const torch::jit::Param& parameter : def.decl().params())
        if (parameter.defaultValue().present() && callsSomething(parameter.defaultValue().get().tree()))
            return unsafe("the default value of '" + printable(parameter.ident().name()) + "' in " + printable(name)
                              + " is a call",
                          where);
    if (const std::string used = fileOperatorIn(def.tree()); !used.empty())
        return fail(ErrorCode::Unsafe,
                    "The model uses " + used + " in " + printable(name)
                        + ", which reads or writes files, so it is not run.",
                    where, kTrustHint);
    return {};
}

bool isStringList(const torch::jit::Maybe<torch::jit::Expr>& value)
{
    if (!value.present() || value.get().kind() != torch::jit::TK_LIST_LITERAL)
        return false;
    for (const torch::jit::Expr& entry : torch::jit::ListLiteral(value.get()).inputs())
        if (entry.kind() != torch::jit::TK_STRINGLITERAL)
            return false;
    return true;
}

/// The forms that LibTorch writes and its importer expects: `x : T`, `x : Final[T] = 3`, `__parameters__ = ["x", ]`,
/// `__annotations__["0"] = T`. The importer does not check them all and reads beyond its trees for others.
bool isFieldForm(const torch::jit::Assign& field, bool isEnum)
{
    const torch::jit::Expr target = field.lhs();
    if (target.kind() == torch::jit::TK_SUBSCRIPT) {
        const torch::jit::Subscript entry(target);
        return field.rhs().present() && entry.value().kind() == torch::jit::TK_VAR
               && torch::jit::Var(entry.value()).name().name() == "__annotations__"
               && entry.subscript_exprs().size() == 1
               && entry.subscript_exprs()[0].kind() == torch::jit::TK_STRINGLITERAL;
    }
    if (target.kind() != torch::jit::TK_VAR)
        return false;
    const std::string name = torch::jit::Var(target).name().name();
    if (name == "__annotations__")
        return true;
    if (name == "__parameters__" || name == "__buffers__" || name == "__forward_pre_hooks__"
        || name == "__forward_hooks__")
        return isStringList(field.rhs());
    return isEnum ? field.rhs().present() : field.type().present();
}

Result<void> checkClass(const torch::jit::ClassDef& definition, const Where& where)
{
    const auto super = definition.superclass();
    bool wellFormed = !super.present() || super.get().kind() == torch::jit::TK_VAR;
    const bool isEnum = super.present() && wellFormed && torch::jit::Var(super.get()).name().name() == "Enum";
    for (const torch::jit::Stmt& statement : definition.body()) {
        if (statement.kind() == torch::jit::TK_DEF) {
            FL_CHECK(checkFunction(torch::jit::Def(statement), where));
            continue;
        }
        if (callsSomething(statement.tree()))
            return unsafe("a field of class " + printable(definition.name().name()) + " is the value of a call", where);
        wellFormed =
            wellFormed
            && (statement.kind() != torch::jit::TK_ASSIGN || isFieldForm(torch::jit::Assign(statement), isEnum));
    }
    if (!wellFormed)
        return fail(ErrorCode::Damaged,
                    "The class " + printable(definition.name().name()) + " in the file is not what LibTorch writes.",
                    where, kExportHint);
    return {};
}

/// Parser, trees and our own walk recurse. Generated code has a few levels of brackets and blocks and short chains of
/// operators; a file made to overflow the stack has not.
bool isNestedTooDeeply(const std::shared_ptr<torch::jit::Source>& source)
{
    Lexer lexer(source);
    int depth = 0, chain = 0, alternatives = 0;
    for (; lexer.cur().kind != torch::jit::TK_EOF; lexer.next()) {
        switch (lexer.cur().kind) {
        case '(':
        case '[':
        case '{':
        case torch::jit::TK_INDENT: ++depth; break;
        case ')':
        case ']':
        case '}':
        case torch::jit::TK_DEDENT: --depth; break;
        case ',':
        case ':':
        case '=':
        case torch::jit::TK_IDENT:
        case torch::jit::TK_NUMBER:
        case torch::jit::TK_STRINGLITERAL: break;
        case torch::jit::TK_NEWLINE: chain = 0; break;
        case torch::jit::TK_ELIF: ++alternatives; break;
        default: ++chain;
        }
        if (depth > kMaximalNesting || chain > kMaximalChain || alternatives > kMaximalChain)
            return true;
    }
    return false;
}

/// Definitions of a source file, in the order in which LibTorch's importer reads it: version, imports, definitions.
Result<void> checkSource(const std::string& text, const Where& where)
{
    const auto source = std::make_shared<torch::jit::Source>(text, where.tensor);
    if (isNestedTooDeeply(source))
        return fail(ErrorCode::Damaged, "The code in the file is nested too deeply.", where, kExportHint);
    torch::jit::Parser parser(source);
    Lexer& lexer = parser.lexer();
    while (lexer.cur().kind != torch::jit::TK_EOF) {
        switch (lexer.cur().kind) {
        case torch::jit::TK_CLASS_DEF: {
            const TreeRef tree = parser.parseClass();
            FL_CHECK(checkClass(torch::jit::ClassDef(tree), where));
            break;
        }
        case torch::jit::TK_DEF: {
            const TreeRef tree = parser.parseFunction(/*is_method=*/false);
            FL_CHECK(checkFunction(torch::jit::Def(tree), where));
            break;
        }
        default:
            // "op_version_set = 1" and "import a.b" are single lines without definitions.
            while (lexer.cur().kind != torch::jit::TK_NEWLINE && lexer.cur().kind != torch::jit::TK_EOF)
                lexer.next();
            lexer.nextIf(torch::jit::TK_NEWLINE);
        }
    }
    return {};
}

Result<void> checkRecord(caffe2::serialize::PyTorchStreamReader& reader, const std::string& name,
                         const std::string& file)
{
    const std::string key = lower(name);
    const Where where{file, printable(name), {}};
    const bool pickle = key.ends_with(".pkl") && !key.starts_with("code/");
    if ((!key.starts_with("code/") && !pickle) || key.ends_with(kHiddenSuffix))
        return {};
    const auto [data, size] = reader.getRecord(name);
    const std::string_view bytes(static_cast<const char*>(data.get()), size);
    if (pickle) {
        if (bytes.find("__torch__.torch.classes") != std::string_view::npos)
            return unsafe("it holds objects of custom C++ classes", where);
        return {};
    }
    return checkSource(std::string(bytes), where);
}

}  // namespace

size_t SourceAdapter::read(uint64_t pos, void* buf, size_t n, const char*) const
{
    if (pos >= source_->size())
        return 0;
    n = std::min<size_t>(n, source_->size() - pos);
    if (const auto done = source_->read(pos, std::span(static_cast<std::byte*>(buf), n)); !done)
        throw std::runtime_error(done.error().detail);
    const std::string_view bytes(static_cast<const char*>(buf), n);
    if (bytes.starts_with(kDirectorySignature))
        for (std::size_t at = bytes.find(kDebugSuffix); at != std::string_view::npos;
             at = bytes.find(kDebugSuffix, at + 1))
            std::copy(kHiddenSuffix.begin(), kHiddenSuffix.end(), static_cast<char*>(buf) + at);
    return n;
}

Result<void> checkArchive(const std::shared_ptr<const ByteSource>& source)
{
    const Where where{source->path(), {}, {}};
    std::array<char, 4> magic{};
    // LibTorch would take other beginnings for its flatbuffer format, whose code cannot be looked at.
    if (source->size() < magic.size() || !source->read(0, std::as_writable_bytes(std::span(magic)))
        || std::string_view(magic.data(), 4) != "PK\x03\x04")
        return fail(ErrorCode::Unsupported, kNotTorchScript, where, kExportHint);
    return guarded(ErrorCode::Damaged, "The file cannot be read as a TorchScript archive:", where, kExportHint,
                   [&]() -> Result<void> {
                       caffe2::serialize::PyTorchStreamReader reader(std::make_shared<SourceAdapter>(source));
                       const std::vector<std::string> records = reader.getAllRecords();
                       const bool code = std::any_of(records.begin(), records.end(), [](const std::string& name) {
                           return lower(name).starts_with("code/");
                       });
                       if (!code || reader.hasRecord("model.json") || !reader.hasRecord("data.pkl")
                           || !reader.hasRecord("constants.pkl"))
                           return fail(ErrorCode::Unsupported, kNotTorchScript, where, kExportHint);
                       for (const std::string& name : records)
                           FL_CHECK(checkRecord(reader, name, source->path()));
                       return {};
                   });
}

}  // namespace fisherlens::module
