// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fisherlens::pickle {

/// A value of a walked pickle: an index into the Document. References may form cycles (a pickle's memo allows them).
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

enum class Kind : std::uint8_t {
    None,
    Bool,
    Int,
    BigInt,  ///< an integer beyond 64 bits; its value is not kept
    Float,
    Text,
    Bytes,
    List,
    Tuple,
    Dict,
    Set,
    Global,      ///< a name of a class or function, never looked up
    Object,      ///< what a call or constructor would make: callable, arguments, and what was attached to it
    Persistent,  ///< a reference to something outside the pickle (a storage): its tuple
};

struct Node {
    Kind kind = Kind::None;
    std::uint32_t slot = 0;  ///< index into the table of the kind
    union {
        std::int64_t integer = 0;
        double real;
    };
};

/// A call that was recorded and not made.
struct Call {
    NodeId callable = kNoNode;
    NodeId arguments = kNoNode;  ///< a Tuple
    NodeId state = kNoNode;      ///< of BUILD
};

/// Everything a pickle says, in an arena: no recursion when it is built or destroyed. Texts are views into the bytes,
/// which the document owns. Questions of the wrong kind have empty answers.
class Document {
public:
    using Pair = std::pair<NodeId, NodeId>;
    struct GlobalName {
        std::string_view module, name;
    };

    explicit Document(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    Document(Document&&) = default;
    Document& operator=(Document&&) = default;

    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
    [[nodiscard]] NodeId root() const { return root_; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] std::size_t containers() const { return containers_.size(); }

    [[nodiscard]] Kind kind(NodeId id) const { return nodes_[id].kind; }
    [[nodiscard]] std::optional<bool> boolean(NodeId id) const;
    /// Int or Bool.
    [[nodiscard]] std::optional<std::int64_t> integer(NodeId id) const;
    /// Int, Bool or Float.
    [[nodiscard]] std::optional<double> number(NodeId id) const;
    [[nodiscard]] std::optional<std::string_view> text(NodeId id) const;
    /// Elements of a List, Tuple or Set, or those appended to an Object.
    [[nodiscard]] std::span<const NodeId> items(NodeId id) const;
    /// Key and value of a Dict, or those set on an Object, in the order of the file; later ones win.
    [[nodiscard]] std::span<const Pair> pairs(NodeId id) const;
    [[nodiscard]] std::optional<GlobalName> global(NodeId id) const;
    /// Callable, arguments and state of an Object.
    [[nodiscard]] std::optional<Call> call(NodeId id) const;
    /// The tuple of a Persistent.
    [[nodiscard]] NodeId persistent(NodeId id) const;

    // For the machine.
    NodeId addPlain(Kind kind, std::int64_t value = 0);
    NodeId addFloat(double value);
    NodeId addText(Kind kind, std::string_view view);
    NodeId addOwnedText(Kind kind, std::string text);
    NodeId addSequence(Kind kind, std::span<const NodeId> items);
    NodeId addDict();
    NodeId addGlobal(std::string_view module, std::string_view name);
    NodeId addObject(NodeId callable, NodeId arguments);
    NodeId addPersistent(NodeId tuple);
    /// To a List, Set or Object.
    void append(NodeId id, std::span<const NodeId> items);
    /// To a Dict or Object: key, value, key, value, ...
    void set(NodeId id, std::span<const NodeId> keysAndValues);
    void setState(NodeId object, NodeId state);
    void setRoot(NodeId id) { root_ = id; }
    std::string_view own(std::string text);

private:
    struct Container {
        std::vector<NodeId> items;
        std::vector<Pair> pairs;
        Call call;
    };
    NodeId add(Node node);
    [[nodiscard]] const Container* container(NodeId id) const;

    std::vector<std::byte> bytes_;
    std::vector<Node> nodes_;
    std::vector<std::string_view> texts_;
    std::vector<GlobalName> globals_;
    std::vector<Container> containers_;
    std::deque<std::string> owned_;
    NodeId root_ = kNoNode;
};

}  // namespace fisherlens::pickle
