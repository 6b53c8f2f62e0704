// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/machine.h"

#include "formats/pickle/globals.h"
#include "formats/pickle/literals.h"
#include "formats/pickle/memo.h"
#include "formats/pickle/place.h"
#include "formats/pickle/stack.h"

#include <unordered_set>

namespace fisherlens::pickle {
namespace {

constexpr std::uint64_t kOpcodesPerPoll = 4096;
constexpr std::size_t kMaxOpaqueNames = 100;

class Machine {
public:
    Machine(std::vector<std::byte> bytes, const Origin& origin, const CancelToken& cancel, const Limits& limits)
        : document_(std::move(bytes)), reader_(document_.bytes()),
          memo_(limits.nodes, limits.sparseMemo), place_{origin.file, origin.offset}, start_(origin.offset),
          cancel_(cancel), limits_(limits)
    {}

    Result<Walk> run()
    {
        for (std::uint64_t count = 0;; ++count) {
            if (count % kOpcodesPerPoll == 0 && cancel_.requested())
                return cancelled();
            if (count == limits_.opcodes || document_.size() > limits_.nodes
                || document_.containers() > limits_.containers || stack_.size() > limits_.stack
                || attached_ > limits_.elements || stack_.marks() > limits_.marks)
                return place_.tooLarge();
            place_.offset = start_ + reader_.position();
            const auto code = reader_.number(1);
            if (!code)
                return place_.truncated();
            const Op op = static_cast<Op>(*code);
            if (op == Op::Stop)
                return finish();
            FL_TRY(const std::optional<NodeId> literal, readLiteral(op, reader_, document_, place_, limits_));
            FL_CHECK(literal ? push(*literal) : step(op));
        }
    }

private:
    using Done = Result<void>;

    Done push(NodeId id)
    {
        stack_.push(id);
        return {};
    }

    // ---- opcodes by group

    Done step(Op op)
    {
        switch (op) {
        case Op::Tuple1: return shortTuple(1);
        case Op::Tuple2: return shortTuple(2);
        case Op::Tuple3: return shortTuple(3);
        case Op::Tuple: return fromMark(Kind::Tuple);
        case Op::List: return fromMark(Kind::List);
        case Op::FrozenSet: return fromMark(Kind::Set);
        case Op::Dict: return fromMark(Kind::Dict);
        case Op::Append:
        case Op::Appends:
        case Op::AddItems: return append(op);
        case Op::SetItem:
        case Op::SetItems: return setItems(op);
        case Op::Mark: stack_.mark(); return {};
        case Op::Pop: return popValue();
        case Op::PopMark: return stack_.takeMarked(marked_) ? Done() : place_.underflow();
        case Op::Dup: return stack_.has(1) ? push(stack_.top()) : place_.underflow();
        case Op::Get:
        case Op::BinGet:
        case Op::LongBinGet: return get(op);
        case Op::Put:
        case Op::BinPut:
        case Op::LongBinPut:
        case Op::Memoize: return put(op);
        case Op::Global:
        case Op::Inst: return globalLines(op);
        case Op::StackGlobal: return stackGlobal();
        case Op::Reduce:
        case Op::NewObj: return call(2);
        case Op::NewObjEx: return call(3);
        case Op::Obj: return callFromMark();
        case Op::Build: return build();
        case Op::BinPersId: return persistentId();
        case Op::Proto: return protocol();
        case Op::Frame: return frame();
        case Op::PersId: return place_.refuse("text references to other objects");
        case Op::Ext1:
        case Op::Ext2:
        case Op::Ext4: return place_.refuse("extension codes");
        case Op::NextBuffer:
        case Op::ReadonlyBuffer: return place_.refuse("buffers outside of the file");
        default: break;
        }
        return place_.damaged("The pickle in this file has an unknown instruction.");
    }

    Done protocol()
    {
        const auto version = reader_.number(1);
        if (!version)
            return place_.truncated();
        if (*version > 5)
            return fail(ErrorCode::Unsupported,
                        "The pickle in this file has protocol " + std::to_string(*version)
                            + "; protocols up to 5 are read.",
                        place_.where());
        return {};
    }

    /// A frame is only a hint for reading ahead; its end need not be honoured.
    Done frame()
    {
        const auto length = reader_.number(8);
        if (!length || *length > reader_.left())
            return place_.truncated();
        return {};
    }

    Done shortTuple(std::size_t n)
    {
        if (!stack_.has(n))
            return place_.underflow();
        const NodeId id = document_.addSequence(Kind::Tuple, stack_.last(n));
        attached_ += n;
        stack_.drop(n);
        return push(id);
    }

    Done fromMark(Kind kind)
    {
        if (!stack_.takeMarked(marked_))
            return place_.underflow();
        attached_ += marked_.size();
        if (kind != Kind::Dict)
            return push(document_.addSequence(kind, marked_));
        if (marked_.size() % 2 != 0)
            return place_.damaged("The pickle in this file has a key without a value.");
        const NodeId id = document_.addDict();
        document_.set(id, marked_);
        return push(id);
    }

    Done append(Op op)
    {
        if (op == Op::Append) {
            if (!stack_.has(2))
                return place_.underflow();
            marked_.assign(1, stack_.pop());
        } else if (!stack_.takeMarked(marked_) || !stack_.has(1)) {
            return place_.underflow();
        }
        const Kind target = document_.kind(stack_.top());
        const bool fits = target == Kind::Object || target == (op == Op::AddItems ? Kind::Set : Kind::List);
        if (!fits)
            return place_.damaged("The pickle in this file appends to something that is not a list.");
        attached_ += marked_.size();
        document_.append(stack_.top(), marked_);
        return {};
    }

    Done setItems(Op op)
    {
        if (op == Op::SetItem) {
            if (!stack_.has(3))
                return place_.underflow();
            marked_.assign(stack_.last(2).begin(), stack_.last(2).end());
            stack_.drop(2);
        } else if (!stack_.takeMarked(marked_) || !stack_.has(1)) {
            return place_.underflow();
        }
        const Kind target = document_.kind(stack_.top());
        if (marked_.size() % 2 != 0 || (target != Kind::Dict && target != Kind::Object))
            return place_.damaged("The pickle in this file sets items of something that is not a dictionary.");
        attached_ += marked_.size();
        document_.set(stack_.top(), marked_);
        return {};
    }

    Done popValue()
    {
        if (stack_.has(1))
            stack_.drop(1);
        else if (!stack_.dropMark())
            return place_.underflow();
        return {};
    }

    /// The index of a memo instruction.
    Result<std::uint64_t> memoIndex(Op op)
    {
        if (op == Op::Get || op == Op::Put) {
            const auto line = reader_.line();
            const auto number = line ? parseInteger(*line) : std::nullopt;
            if (!number || number->tooLarge || number->value < 0)
                return place_.damaged("The pickle in this file has a memo number that is none.");
            return static_cast<std::uint64_t>(number->value);
        }
        const auto index = reader_.number(op == Op::BinGet || op == Op::BinPut ? 1 : 4);
        if (!index)
            return place_.truncated();
        return *index;
    }

    Done get(Op op)
    {
        FL_TRY(const std::uint64_t index, memoIndex(op));
        const auto id = memo_.get(index);
        return id ? push(*id) : place_.damaged("The pickle in this file refers to a value that it never stored.");
    }

    Done put(Op op)
    {
        if (!stack_.has(1))
            return place_.underflow();
        std::uint64_t index = memo_.count();
        if (op != Op::Memoize) {
            FL_TRY(index, memoIndex(op));
        }
        return memo_.put(index, stack_.top()) ? Done() : place_.tooLarge();
    }

    Result<NodeId> makeGlobal(std::string_view module, std::string_view name)
    {
        const Trust trust = judge(module, name);
        if (trust == Trust::Unsafe)
            return place_.unsafe(qualifiedName(module, name));
        if (trust == Trust::Opaque && opaque_.size() < kMaxOpaqueNames) {
            std::string full = qualifiedName(module, name);
            if (seenOpaque_.insert(full).second)
                opaque_.push_back(std::move(full));
        }
        return document_.addGlobal(modernModule(module), name);
    }

    Done globalLines(Op op)
    {
        const auto module = reader_.line();
        const auto name = module ? reader_.line() : std::nullopt;
        if (!name)
            return place_.truncated();
        FL_TRY(const NodeId id, makeGlobal(*module, *name));
        if (op == Op::Global)
            return push(id);
        if (!stack_.takeMarked(marked_))
            return place_.underflow();
        attached_ += marked_.size();
        return makeCall(id, document_.addSequence(Kind::Tuple, marked_));
    }

    Done stackGlobal()
    {
        if (!stack_.has(2))
            return place_.underflow();
        const auto name = document_.text(stack_.pop());
        const auto module = document_.text(stack_.pop());
        if (!name || !module)
            return place_.damaged("The pickle in this file names a class by something that is not text.");
        FL_TRY(const NodeId id, makeGlobal(*module, *name));
        return push(id);
    }

    /// Callable (or class), arguments and with NEWOBJ_EX named arguments, which are kept as state.
    Done call(std::size_t n)
    {
        if (!stack_.has(n))
            return place_.underflow();
        const NodeId named = n == 3 ? stack_.pop() : kNoNode;
        const NodeId arguments = stack_.pop();
        const NodeId callable = stack_.pop();
        if (document_.kind(arguments) != Kind::Tuple)
            return place_.damaged("The pickle in this file calls something without a list of arguments.");
        FL_CHECK(makeCall(callable, arguments));
        if (named != kNoNode)
            document_.setState(stack_.top(), named);
        return {};
    }

    Done callFromMark()
    {
        if (!stack_.takeMarked(marked_) || marked_.empty())
            return place_.underflow();
        attached_ += marked_.size();
        const NodeId callable = marked_.front();
        return makeCall(callable, document_.addSequence(Kind::Tuple, std::span<const NodeId>(marked_).subspan(1)));
    }

    Done makeCall(NodeId callable, NodeId arguments)
    {
        // getattr(class, 'MEMBER') is how Python 3.11 writes an enum; anything else could climb to any function.
        const auto name = document_.global(callable);
        if (name && name->module == "builtins" && name->name == "getattr") {
            const auto items = document_.items(arguments);
            const auto member = items.size() == 2 ? document_.text(items[1]) : std::nullopt;
            const bool plain = member && document_.kind(items[0]) == Kind::Global && !member->starts_with("__")
                               && judge(document_.global(items[0])->module, *member) != Trust::Unsafe;
            if (!plain)
                return place_.unsafe("builtins.getattr");
        }
        return push(document_.addObject(callable, arguments));
    }

    Done build()
    {
        if (!stack_.has(2))
            return place_.underflow();
        const NodeId state = stack_.pop();
        if (document_.kind(stack_.top()) != Kind::Object)
            return place_.damaged("The pickle in this file gives a state to something that is not an object.");
        document_.setState(stack_.top(), state);
        return {};
    }

    /// torch.load refuses everything but ('storage', ...) and ('module', ...).
    Done persistentId()
    {
        if (!stack_.has(1))
            return place_.underflow();
        const NodeId id = stack_.pop();
        const auto items = document_.items(id);
        const auto type = document_.kind(id) == Kind::Tuple && !items.empty() ? document_.text(items[0]) : std::nullopt;
        if (type != "storage" && type != "module")
            return place_.damaged("The pickle in this file refers to stored data in an unknown way.");
        return push(document_.addPersistent(id));
    }

    Result<Walk> finish()
    {
        if (!stack_.has(1))
            return place_.underflow();
        document_.setRoot(stack_.top());
        const bool untidy = stack_.size() > 1 || stack_.marks() > 0 || reader_.left() > 0;
        return Walk{std::move(document_), std::move(opaque_), reader_.position(), untidy};
    }

    Document document_;
    Reader reader_;
    Memo memo_;
    Place place_;
    std::uint64_t start_;
    const CancelToken& cancel_;
    const Limits& limits_;
    Stack stack_;
    std::vector<NodeId> marked_;
    std::uint64_t attached_ = 0;  ///< elements of all containers
    std::vector<std::string> opaque_;
    std::unordered_set<std::string> seenOpaque_;
};

}  // namespace

Result<Walk> walk(std::vector<std::byte> bytes, const Origin& origin, const CancelToken& cancel, const Limits& limits)
{
    return Machine(std::move(bytes), origin, cancel, limits).run();
}

}  // namespace fisherlens::pickle
