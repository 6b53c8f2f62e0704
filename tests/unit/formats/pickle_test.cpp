// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/pickle/globals.h"
#include "formats/pickle/machine.h"
#include "formats/pickle/reader.h"
#include "formats/pickle/values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fisherlens::pickle {
namespace {

using namespace std::string_literals;

Result<Walk> run(const std::string& code, const Limits& limits = {})
{
    const auto* first = reinterpret_cast<const std::byte*>(code.data());
    return walk(std::vector<std::byte>(first, first + code.size()), {"test", 0}, {}, limits);
}

Error errorOf(const std::string& code, const Limits& limits = {})
{
    const auto walked = run(code, limits);
    EXPECT_FALSE(walked) << testing::PrintToString(code);
    return walked ? Error{} : walked.error();
}

std::string little(std::uint64_t value, int bytes)
{
    std::string out;
    for (int i = 0; i < bytes; ++i)
        out.push_back(i < 8 ? static_cast<char>(value >> (8 * i) & 0xFF) : '\0');
    return out;
}

/// Text as BINUNICODE.
std::string text(const std::string& value)
{
    return "X" + little(value.size(), 4) + value;
}

TEST(Pickles, PlainValuesOfEveryProtocol)
{
    // (1, 70000, -1, 2**40, -2**63, 2**64, 1.5, True, None, 'a', b'b', 65535) as protocols 2 and 3 write it
    const auto walked =
        run("\x80\x02("s + "K\x01" + "J\x70\x11\x01\x00"s + "J\xff\xff\xff\xff" + "\x8a\x06\x00\x00\x00\x00\x00\x01"s
            + "\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x80"s + "\x8a\x09\x00\x00\x00\x00\x00\x00\x00\x00\x01"s
            + "G\x3f\xf8\x00\x00\x00\x00\x00\x00"s + "\x88" + "N" + text("a") + "C\x01" + "b" + "M\xff\xff" + "t.");
    ASSERT_TRUE(walked) << describe(walked.error());
    const Document& d = walked->document;
    const auto items = d.items(d.root());
    ASSERT_EQ(items.size(), 12U);
    EXPECT_EQ(d.integer(items[0]), 1);
    EXPECT_EQ(d.integer(items[1]), 70000);
    EXPECT_EQ(d.integer(items[2]), -1);
    EXPECT_EQ(d.integer(items[3]), std::int64_t{1} << 40);
    EXPECT_EQ(d.integer(items[4]), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(d.kind(items[5]), Kind::BigInt);
    EXPECT_EQ(d.number(items[6]), 1.5);
    EXPECT_EQ(d.boolean(items[7]), true);
    EXPECT_EQ(d.kind(items[8]), Kind::None);
    EXPECT_EQ(d.text(items[9]), "a");
    EXPECT_EQ(d.kind(items[10]), Kind::Bytes);
    EXPECT_EQ(d.integer(items[11]), 65535);
}

TEST(Pickles, TextProtocolsAreRead)
{
    const auto walked = run("(I42\nI01\nL-7L\nF2.5\nS'a\\'\\x41\\n'\nVb\\u00e9\nI99999999999999999999\nt.");
    ASSERT_TRUE(walked) << describe(walked.error());
    const Document& d = walked->document;
    const auto items = d.items(d.root());
    ASSERT_EQ(items.size(), 7U);
    EXPECT_EQ(d.integer(items[0]), 42);
    EXPECT_EQ(d.boolean(items[1]), true);
    EXPECT_EQ(d.integer(items[2]), -7);
    EXPECT_EQ(d.number(items[3]), 2.5);
    EXPECT_EQ(d.text(items[4]), "a'A\n");
    EXPECT_EQ(d.text(items[5]), "b\xc3\xa9");
    EXPECT_EQ(d.kind(items[6]), Kind::BigInt);
    EXPECT_EQ(errorOf("I4x\n.").code, ErrorCode::Damaged);
    EXPECT_EQ(errorOf("S'open\n.").code, ErrorCode::Damaged);
    EXPECT_EQ(errorOf("V\\u12\n.").code, ErrorCode::Damaged);
}

TEST(Pickles, DictionariesKeepOrderAndTheLaterOfTwoEqualKeys)
{
    const auto walked = run("}(" + text("b") + "K\x01" + text("a") + "K\x02" + text("b") + "K\x03" + "u.");
    ASSERT_TRUE(walked);
    const Document& d = walked->document;
    const auto pairs = entries(d, d.root());
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(d.text(pairs[0].first), "b");
    EXPECT_EQ(d.integer(pairs[0].second), 3);
    EXPECT_EQ(d.integer(lookup(d, d.root(), "b")), 3);
    EXPECT_EQ(lookup(d, d.root(), "c"), kNoNode);
}

TEST(Pickles, OrderedDictionariesOfPython2And3AreMappings)
{
    const auto modern = run("ccollections\nOrderedDict\n)R" + text("k") + "K\x05s.");
    ASSERT_TRUE(modern);
    EXPECT_EQ(modern->document.integer(lookup(modern->document, modern->document.root(), "k")), 5);
    const auto old = run("ccollections\nOrderedDict\n((lp0\n(lS'k'\naI5\naatR.");
    ASSERT_TRUE(old) << describe(old.error());
    EXPECT_TRUE(isMapping(old->document, old->document.root()));
    EXPECT_EQ(old->document.integer(lookup(old->document, old->document.root(), "k")), 5);
    EXPECT_TRUE(old->opaqueGlobals.empty());
}

TEST(Pickles, CodeIsNamedAndRefused)
{
    for (const auto& [code, name] : std::vector<std::pair<std::string, std::string>>{
             {"cos\nsystem\n(S'id'\ntR.", "os.system"},
             {"cposix\nsystem\n.", "posix.system"},
             {"cos.path\njoin\n.", "os.path.join"},
             {"cnt\nsystem\n.", "nt.system"},
             {"csubprocess\nPopen\n.", "subprocess.Popen"},
             {"csys\nexit\n.", "sys.exit"},
             {"cimportlib\nimport_module\n.", "importlib.import_module"},
             {"crunpy\nrun_path\n.", "runpy.run_path"},
             {"csocket\nsocket\n.", "socket.socket"},
             {"cshutil\nrmtree\n.", "shutil.rmtree"},
             {"c__builtin__\neval\n.", "builtins.eval"},
             {"cbuiltins\nexec\n.", "builtins.exec"},
             {"c__builtin__\n__import__\n.", "builtins.__import__"},
             {"(S'id'\nios\nsystem\n.", "os.system"},
             {"\x80\x04" + text("os") + text("system") + "\x93.", "os.system"},
             {"\x80\x04" + text("torch.serialization") + text("os.system") + "\x93.", "torch.serialization.os.system"},
             {"\x80\x04" + text("torch") + text("load.__globals__") + "\x93.", "torch.load.__globals__"},
             {"c__builtin__\ngetattr\n(ctorch\nTensor\nS'__class__'\ntR.", "builtins.getattr"},
             {"c__builtin__\ngetattr\n(c__builtin__\ndict\nS'eval'\ntR.", "builtins.getattr"}}) {
        const Error error = errorOf(code);
        EXPECT_EQ(error.code, ErrorCode::Unsafe) << name;
        EXPECT_THAT(error.detail, testing::HasSubstr(name + ","));
    }
}

TEST(Pickles, HarmlessBuiltinsAndUnknownClassesAreRecords)
{
    const auto walked = run("(c__builtin__\nset\n(](K\x01K\x01"
                            "etRc__builtin__\ngetattr\n(cenum_module\nColour\nS'RED'\ntR"
                            "cargparse\nNamespace\n)\x81}"
                            + text("lr") + "K\x07sbcargparse\nNamespace\n)\x81t.");
    ASSERT_TRUE(walked) << describe(walked.error());
    EXPECT_THAT(walked->opaqueGlobals, testing::ElementsAre("enum_module.Colour", "argparse.Namespace"));
    const Document& d = walked->document;
    const auto items = d.items(d.root());
    ASSERT_EQ(items.size(), 4U);
    const auto call = d.call(items[2]);
    ASSERT_TRUE(call);
    EXPECT_EQ(d.global(call->callable)->name, "Namespace");
    EXPECT_EQ(d.integer(lookup(d, call->state, "lr")), 7);
}

TEST(Pickles, UnknownObjectsTakeItemsAndStatesWithoutRunning)
{
    const auto walked = run("cmy\nDeque\n)R(K\x01K\x02"
                            "e"
                            + text("k") + "K\x03sN" + "b.");
    ASSERT_TRUE(walked) << describe(walked.error());
    const Document& d = walked->document;
    EXPECT_EQ(d.items(d.root()).size(), 2U);
    EXPECT_EQ(d.integer(lookup(d, d.root(), "k")), 3);
    EXPECT_EQ(d.kind(d.call(d.root())->state), Kind::None);
}

TEST(Pickles, CyclesAreLegal)
{
    const auto walked = run("]q\x00h\x00"
                            "a."s);
    ASSERT_TRUE(walked) << describe(walked.error());
    EXPECT_EQ(walked->document.items(walked->document.root())[0], walked->document.root());
    // pickle of a dictionary that holds itself
    EXPECT_TRUE(run("}q\x00"s + text("self") + "h\x00s."s));
}

TEST(Pickles, DeepNestingNeedsNoRecursion)
{
    std::string lists(1000000, ']');
    lists += std::string(999999, 'a') + ".";
    const auto walked = run(lists);
    ASSERT_TRUE(walked) << describe(walked.error());
    const std::string tuples = "N" + std::string(1000000, '\x85') + ".";
    EXPECT_TRUE(run(tuples));
    EXPECT_EQ(errorOf(std::string(2000000, '(') + ".").code, ErrorCode::Unsupported);
}

TEST(Pickles, BombsEndWithASentence)
{
    // Each tuple holds the one before twice: linear here, 2^60 when expanded.
    std::string bomb = "N";
    for (int i = 0; i < 60; ++i)
        bomb += "2\x86";
    const auto walked = run(bomb + ".");
    ASSERT_TRUE(walked);
    EXPECT_EQ(walked->document.size(), 61U);
    EXPECT_TRUE(run("Nr" + little(0x7fffffff, 4) + "j" + little(0x7fffffff, 4) + "."));
    EXPECT_TRUE(run("Nr" + little(0xffffffff, 4) + "\x94."));
    Limits tight;
    tight.sparseMemo = 2;
    EXPECT_EQ(errorOf("Nr" + little(10, 4) + "r" + little(20, 4) + "r" + little(30, 4) + ".", tight).code,
              ErrorCode::Unsupported);
    tight = {};
    tight.nodes = 100;
    EXPECT_EQ(errorOf(std::string(200, 'N') + ".", tight).code, ErrorCode::Unsupported);
    tight = {};
    tight.containers = 100;
    EXPECT_EQ(errorOf(std::string(200, ')') + ".", tight).code, ErrorCode::Unsupported);
    tight = {};
    tight.elements = 100;
    EXPECT_EQ(errorOf("](" + std::string(200, 'N') + "e.", tight).code, ErrorCode::Unsupported);
    tight = {};
    tight.opcodes = 100;
    std::string pops;
    for (int i = 0; i < 100; ++i)
        pops += "N0";
    EXPECT_EQ(errorOf(pops + "N.", tight).code, ErrorCode::Unsupported);
    EXPECT_EQ(errorOf("\x8b" + little(5000, 4) + std::string(5000, '\1') + ".").code, ErrorCode::Unsupported);
}

TEST(Pickles, LengthsBeyondTheFileAreDamage)
{
    for (const std::string& code :
         {"\x8d" + little(~std::uint64_t{0}, 8), "\x8e" + little(std::uint64_t{1} << 60, 8),
          "X" + little(0xffffffff, 4), "T" + little(0xffffffff, 4), "\x8a\xff"s, "\x8b" + little(0xffffffff, 4),
          "\x95" + little(1000, 8), "\x96" + little(1000, 8), "B" + little(77, 4), "U\x09"s, "G\x01"s})
        EXPECT_EQ(errorOf(code + ".").code, ErrorCode::Damaged) << testing::PrintToString(code);
}

TEST(Pickles, BrokenProgramsAreDamage)
{
    for (const std::string& code :
         {""s,        "N"s,         "."s,    "0."s,           "1."s,        "t."s,    "NR."s,    "h\x05."s,
          "N(."s,     "]Na"s,       "NNa."s, "K\x01K\x02s."s, "}(K\x01u."s, "\x85."s, "N\x86."s, "Q."s,
          "NQ."s,     "(K\x01tQ."s, "NNb."s, "\x93."s,        "NN\x93."s,   "\xff."s, "2."s,     "p0\n."s,
          "Ng1x\n."s, "c\n"s,       "cos"s,  "NNR."s,         "(NlR."s,     "(o."s,   "\x94."s,  "](N(e."s})
        EXPECT_EQ(errorOf(code).code, ErrorCode::Damaged) << testing::PrintToString(code);
    // A mark protects what is below it.
    EXPECT_EQ(errorOf("N(\x85.").code, ErrorCode::Damaged);
}

TEST(Pickles, RefusedOpcodesAreUnsupported)
{
    for (const std::string& code : {"P1\n."s, "\x82\x01."s, "\x83\x01\x01."s, "\x97."s, "N\x98."s, "\x80\x06N."s})
        EXPECT_EQ(errorOf(code).code, ErrorCode::Unsupported) << testing::PrintToString(code);
}

TEST(Pickles, LeftoversAreNoticed)
{
    EXPECT_FALSE(run("N.")->untidy);
    EXPECT_TRUE(run("NN.")->untidy);
    EXPECT_TRUE(run("N.x")->untidy);
    EXPECT_TRUE(run("(N.")->untidy);
    EXPECT_EQ(run("N.x")->consumed, 2U);
}

TEST(Pickles, AWalkCanBeCancelled)
{
    CancelToken stop;
    stop.request();
    EXPECT_EQ(walk({std::byte{'N'}, std::byte{'.'}}, {"test", 0}, stop).error().code, ErrorCode::Cancelled);
}

TEST(Longs, AreTwosComplementOfAnyLength)
{
    const auto decode = [](const std::string& s) {
        return decodeLong(std::span(reinterpret_cast<const std::byte*>(s.data()), s.size()));
    };
    EXPECT_EQ(decode(""), 0);
    EXPECT_EQ(decode("\xff"), -1);
    EXPECT_EQ(decode("\xff\x00"s), 255);
    EXPECT_EQ(decode("\xff\xff\xff\xff\xff\xff\xff\x7f"s), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(decode("\x00\x00\x00\x00\x00\x00\x00\x80\x00"s), std::nullopt);  // 2^63
    EXPECT_EQ(decode("\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00"s), 1);
    EXPECT_EQ(decode("\x00\x00\x00\x00\x00\x00\x00\x00\xff"s), std::nullopt);  // -2^64
}

}  // namespace
}  // namespace fisherlens::pickle
