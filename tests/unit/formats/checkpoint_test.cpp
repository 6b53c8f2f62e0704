// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/checkpoint.h"

#include "formats/safetensors_writer.h"
#include "scratch.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

namespace fisherlens {
namespace {

std::string fixture(const std::string& name)
{
    return FL_TEST_DATA "/checkpoints/" + name;
}

/// What PyTorch says is in the fixtures (tests/data/make_checkpoints.py, make_checkpoints_modern.py).
const nlohmann::json& expected(const std::string& file)
{
    static const auto read = [](const char* name) { return nlohmann::json::parse(std::ifstream(fixture(name))); };
    static const nlohmann::json debian = read("expected.json"), modern = read("modern.json");
    return file.starts_with("modern") ? modern.at(file) : debian.at(file);
}

/// Exact equality; "nan" stands for NaN.
void expectValues(const Tensor& tensor, const nlohmann::json& values)
{
    SCOPED_TRACE(tensor.info.name);
    const auto read = readAll(tensor);
    ASSERT_TRUE(read) << describe(read.error());
    ASSERT_EQ(read->size(), values.size());
    for (std::size_t i = 0; i < read->size(); ++i) {
        if (values[i].is_string())
            EXPECT_TRUE(std::isnan((*read)[i])) << i;
        else
            EXPECT_EQ((*read)[i], values[i].get<double>()) << i;
    }
}

const std::map<std::string, DType> kTypes{
    {"float64", DType::F64},       {"float32", DType::F32}, {"float16", DType::F16}, {"bfloat16", DType::BF16},
    {"int64", DType::I64},         {"int32", DType::I32},   {"int16", DType::I16},   {"int8", DType::I8},
    {"uint8", DType::U8},          {"uint16", DType::U16},  {"bool", DType::Bool},   {"float8_e4m3fn", DType::F8E4M3},
    {"float8_e5m2", DType::F8E5M2}};

void expectTensors(const Checkpoint& checkpoint, const nlohmann::json& tensors)
{
    EXPECT_EQ(checkpoint.tensors.size(), tensors.size());
    for (const auto& [name, tensor] : tensors.items()) {
        const Tensor* found = checkpoint.tensors.find(name);
        ASSERT_NE(found, nullptr) << name;
        EXPECT_EQ(found->info.dtype, kTypes.at(tensor["dtype"])) << name;
        EXPECT_EQ(found->info.shape, tensor["shape"].get<Shape>()) << name;
        expectValues(*found, tensor["values"]);
    }
}

void expectMapped(const Optimizer& optimizer, const nlohmann::json& mapped)
{
    ASSERT_FALSE(optimizer.unusable) << describe(*optimizer.unusable);
    std::set<std::string> names;
    for (const ParameterState& state : optimizer.mapped) {
        SCOPED_TRACE(state.parameter);
        names.insert(state.parameter);
        ASSERT_TRUE(mapped.contains(state.parameter));
        const auto& row = mapped[state.parameter];
        EXPECT_EQ(state.state, row["state"].get<std::string>());
        EXPECT_EQ(state.step, row["step"].get<double>());
        EXPECT_EQ(state.accumulator.info.name, state.parameter);
        expectValues(state.accumulator, row["values"]);
        ASSERT_TRUE(state.firstMoment);
        expectValues(*state.firstMoment, row["first"]);
    }
    EXPECT_EQ(names.size(), mapped.size());
}

class Checkpoints : public Scratch {
protected:
    Result<Checkpoint> open(const OpenOptions& options)
    {
        findings_ = std::make_unique<Findings>();
        JobContext context;
        context.findings = findings_.get();
        return openCheckpoint(options, context);
    }
    Checkpoint opened(const std::string& name)
    {
        auto checkpoint = open({.path = fixture(name)});
        EXPECT_TRUE(checkpoint) << name << ": " << describe(checkpoint.error());
        return checkpoint ? *checkpoint : Checkpoint{};
    }
    Error unusable(const std::string& name)
    {
        const Checkpoint checkpoint = opened(name);
        EXPECT_TRUE(checkpoint.optimizer && checkpoint.optimizer->unusable) << name;
        if (!checkpoint.optimizer || !checkpoint.optimizer->unusable)
            return {};
        EXPECT_TRUE(checkpoint.optimizer->mapped.empty()) << name;
        return *checkpoint.optimizer->unusable;
    }
    bool found(const char* id) const { return findings_->has(id); }

    std::unique_ptr<Findings> findings_;
};

TEST_F(Checkpoints, AdamStatesAreThoseOfPyTorch)
{
    for (const std::string name : {"adam.pt", "adamw.pt", "adam_decay.pt", "amsgrad.pt", "net.pt", "groups.pt",
                                   "bf16.pt", "nan.pt", "deflated.pt", "modern_adam.pt", "modern_adamw.pt"}) {
        SCOPED_TRACE(name);
        const Checkpoint checkpoint = opened(name);
        EXPECT_EQ(checkpoint.format, "pytorch-zip");
        EXPECT_EQ(checkpoint.key, "model");
        expectTensors(checkpoint, expected(name)["tensors"]);
        ASSERT_TRUE(checkpoint.optimizer);
        EXPECT_EQ(checkpoint.optimizer->accumulator, "exp_avg_sq");
        expectMapped(*checkpoint.optimizer, expected(name)["mapped"]);
        const bool named = name.starts_with("modern");
        for (const ParameterState& state : checkpoint.optimizer->mapped)
            EXPECT_EQ(state.how, named ? MappingHow::RecordedName : MappingHow::OrderVerified);
    }
}

TEST_F(Checkpoints, AdamAndAdamWAreToldApart)
{
    for (const auto& [name, kind, decoupled, decay] :
         std::vector<std::tuple<std::string, std::string, bool, double>>{{"adam.pt", "Adam", false, 0},
                                                                         {"adam_decay.pt", "Adam", false, 0.1},
                                                                         {"adamw.pt", "AdamW", true, 0.1},
                                                                         {"amsgrad.pt", "AdamW", true, 0.01},
                                                                         {"modern_adam.pt", "Adam", false, 0.1},
                                                                         {"modern_adamw.pt", "AdamW", true, 0.01}}) {
        const Checkpoint checkpoint = opened(name);
        ASSERT_TRUE(checkpoint.optimizer);
        EXPECT_EQ(checkpoint.optimizer->kind, kind) << name;
        ASSERT_EQ(checkpoint.optimizer->groups.size(), 1U);
        const OptimizerGroup& group = checkpoint.optimizer->groups[0];
        EXPECT_EQ(group.decoupledWeightDecay, decoupled) << name;
        EXPECT_EQ(group.weightDecay, decay) << name;
        EXPECT_EQ(group.beta1, 0.9);
        EXPECT_EQ(group.beta2, 0.999);
        EXPECT_EQ(group.learningRate, 0.01);
        EXPECT_EQ(group.epsilon, 1e-8);
        EXPECT_EQ(group.amsgrad, name == "amsgrad.pt");
        EXPECT_EQ(found("coupled-weight-decay"), decay != 0 && !decoupled) << name;
        EXPECT_EQ(found("amsgrad"), name == "amsgrad.pt");
        EXPECT_FALSE(found("optimizer-class-unknown"));
    }
}

TEST_F(Checkpoints, TiedNamesAreRepeatedAndShareTheState)
{
    const Checkpoint checkpoint = opened("tied.pt");
    expectTensors(checkpoint, expected("tied.pt")["tensors"]);
    EXPECT_EQ(checkpoint.tensors.find("encoder.weight")->info.offset,
              checkpoint.tensors.find("decoder.weight")->info.offset);
    auto mapped = expected("tied.pt")["mapped"];
    mapped["decoder.weight"] = mapped.at("encoder.weight");
    expectMapped(*checkpoint.optimizer, mapped);
}

TEST_F(Checkpoints, BuffersAndFrozenParametersHaveNoState)
{
    const Checkpoint checkpoint = opened("net.pt");
    ASSERT_EQ(checkpoint.optimizer->unmapped.size(), 1U);
    EXPECT_EQ(checkpoint.optimizer->unmapped[0].name, "head.bias");
    EXPECT_TRUE(found("parameter-without-state"));
}

TEST_F(Checkpoints, RecordedNamesAllowAnyOrderAndSubsetAndPrefixes)
{
    const Checkpoint names = opened("names.pt");
    expectMapped(*names.optimizer, expected("names.pt")["mapped"]);
    EXPECT_EQ(names.optimizer->mapped[0].how, MappingHow::RecordedName);
    ASSERT_EQ(names.optimizer->unmapped.size(), 1U);
    EXPECT_EQ(names.optimizer->unmapped[0].name, "module.frozen");
    const Checkpoint states = opened("named_states.pt");
    expectMapped(*states.optimizer, expected("named_states.pt")["mapped"]);
}

TEST_F(Checkpoints, StatesOfAnotherModelAreRefusedWithTheReason)
{
    EXPECT_THAT(unusable("foreign.pt").detail,
                testing::AllOf(testing::HasSubstr("2 parameters"), testing::HasSubstr("4")));
    EXPECT_TRUE(found("foreign-optimizer-state"));
    const Error shapes = unusable("foreign_shapes.pt");
    EXPECT_EQ(shapes.code, ErrorCode::Incompatible);
    EXPECT_THAT(shapes.detail, testing::AllOf(testing::HasSubstr("[2, 4]"), testing::HasSubstr("[4, 3]")));
    EXPECT_EQ(unusable("groups_reversed.pt").code, ErrorCode::Incompatible);
    EXPECT_EQ(unusable("ambiguous.pt").code, ErrorCode::Incompatible);
    EXPECT_TRUE(found("mapping-ambiguous"));
}

TEST_F(Checkpoints, OptimizersWithoutUsableSquaresSayWhy)
{
    for (const char* name : {"sgd.pt", "sgd_plain.pt"}) {
        const Error error = unusable(name);
        EXPECT_EQ(error.code, ErrorCode::Unsupported) << name;
        EXPECT_EQ(opened(name).optimizer->kind, "SGD");
    }
    EXPECT_EQ(unusable("sgd.pt").detail, "SGD keeps no squared gradients.");
}

TEST_F(Checkpoints, OptimizersOfOldVersionsAreRecognisedToo)
{
    for (const auto& [name, kind] : std::map<std::string, std::string>{{"rmsprop.pt", "RMSprop"},
                                                                       {"radam.pt", "RAdam"},
                                                                       {"adagrad.pt", "Adagrad"},
                                                                       {"adamax.pt", "Adamax"},
                                                                       {"nadam.pt", "NAdam"},
                                                                       {"adadelta.pt", "Adadelta"}}) {
        const Checkpoint checkpoint = opened(name);
        ASSERT_TRUE(checkpoint.optimizer) << name;
        EXPECT_FALSE(checkpoint.optimizer->unusable) << name;
        EXPECT_EQ(checkpoint.optimizer->kind, kind);
        EXPECT_EQ(checkpoint.optimizer->mapped.size(), checkpoint.tensors.size()) << name;
    }
}

TEST_F(Checkpoints, StepsMayBeNumbersTensorsOrInTheGroup)
{
    const Checkpoint steps = opened("steps.pt"), group = opened("group_step.pt");
    ASSERT_EQ(steps.optimizer->mapped.size(), 4U);
    for (const ParameterState& state : steps.optimizer->mapped)
        EXPECT_EQ(state.step, 3.0) << state.state;
    for (const ParameterState& state : group.optimizer->mapped)
        EXPECT_EQ(state.step, 5.0) << state.state;
}

TEST_F(Checkpoints, SeveralStateDictsNeedAKey)
{
    const auto refused = open({.path = fixture("gan.pt")});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(refused.error().detail, testing::AllOf(testing::HasSubstr("\"netG\""), testing::HasSubstr("\"netD\"")));
    const auto chosen = open({.path = fixture("gan.pt"), .key = "netD"});
    ASSERT_TRUE(chosen) << describe(chosen.error());
    EXPECT_EQ(chosen->key, "netD");
    expectTensors(*chosen, expected("gan.pt")["tensors"]);
    expectMapped(*chosen->optimizer, expected("gan.pt")["mapped"]);
    EXPECT_FALSE(found("foreign-optimizer-state"));
    const auto wrong = open({.path = fixture("gan.pt"), .key = "netX"});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::Incompatible);
}

TEST_F(Checkpoints, StateDictsAreFoundWhereverTheyAre)
{
    for (const auto& [name, key] : std::map<std::string, std::string>{
             {"nested.pt", "trainer.checkpoints.0.net"}, {"root.pt", ""}, {"tree.pt", "params"}}) {
        const Checkpoint checkpoint = opened(name);
        EXPECT_EQ(checkpoint.key, key);
        EXPECT_FALSE(checkpoint.optimizer);
        expectTensors(checkpoint, expected(name)["tensors"]);
    }
    EXPECT_EQ(opened("tree.pt").metadata.at("step"), "4");
    const auto inner = open({.path = fixture("tree.pt"), .key = "params.dense"});
    ASSERT_TRUE(inner);
    EXPECT_NE(inner->tensors.find("kernel"), nullptr);
}

TEST_F(Checkpoints, NumbersBesideTheStateAreMetadata)
{
    const Checkpoint checkpoint = opened("adam.pt");
    EXPECT_EQ(checkpoint.metadata,
              (std::map<std::string, std::string>{
                  {"epoch", "3"}, {"args.lr", "0.01"}, {"args.name", "mlp"}, {"args.deep.flag", "true"}}));
}

TEST_F(Checkpoints, ViewsOfStoragesHaveTheValuesThatPyTorchSees)
{
    expectTensors(opened("views.pt"), expected("views.pt")["tensors"]);
    const Checkpoint modern = opened("modern_dtypes.pt");
    auto described = expected("modern_dtypes.pt")["tensors"];
    EXPECT_EQ(modern.tensors.size(), described.size() + 1) << "a complex tensor";
    for (const auto& [name, tensor] : described.items())
        expectValues(*modern.tensors.find(name), tensor["values"]);
    EXPECT_FALSE(found("tensor-not-readable"));
}

TEST_F(Checkpoints, LazyViewsAreResolvedAsPyTorchDoes)
{
    for (const char* file : {"modern_lazy.pt", "modern_lazy_legacy.pt"}) {
        SCOPED_TRACE(file);
        const Checkpoint checkpoint = opened(file);
        const auto& tensors = expected(file)["tensors"];
        EXPECT_EQ(checkpoint.tensors.size(), tensors.size());
        EXPECT_FALSE(found("tensor-not-readable"));
        for (const auto& [name, tensor] : tensors.items()) {
            SCOPED_TRACE(name);
            const Tensor* read = checkpoint.tensors.find(name);
            ASSERT_NE(read, nullptr);
            EXPECT_EQ(read->info.shape, tensor["shape"].get<Shape>());
            EXPECT_EQ(read->info.offset.has_value(), name == "plain" || name == "stored") << "where it lies";
            if (!isComplex(read->info.dtype)) {
                expectValues(*read, tensor["values"]);
                std::vector<float> floats(static_cast<std::size_t>(read->info.count));
                ASSERT_TRUE(read->source->read(0, std::span(floats)));
                for (std::size_t i = 0; i < floats.size(); ++i)
                    if (tensor["values"][i].is_number()) {
                        EXPECT_EQ(floats[i], static_cast<float>(tensor["values"][i].get<double>())) << i;
                    }
            }
            if (!tensor.contains("bytes"))
                continue;
            std::vector<std::byte> bytes(static_cast<std::size_t>(read->info.bytes()));
            ASSERT_TRUE(read->source->readBytes(0, bytes));
            std::string hex;
            for (const std::byte value : bytes)
                hex += std::string(1, "0123456789abcdef"[std::to_integer<int>(value) >> 4])
                       + "0123456789abcdef"[std::to_integer<int>(value) & 15];
            EXPECT_EQ(hex, tensor["bytes"].get<std::string>());
        }
    }
}

TEST_F(Checkpoints, TensorsOfOtherKindsAreLeftOutWithAFinding)
{
    const Checkpoint checkpoint = opened("odd.pt");
    EXPECT_NE(checkpoint.tensors.find("ok"), nullptr);
    EXPECT_NE(checkpoint.tensors.find("complex"), nullptr);
    EXPECT_EQ(checkpoint.tensors.find("sparse"), nullptr);
    std::set<std::string> unreadable, opaque;
    for (const Finding& finding : findings_->list())
        (finding.id == "tensor-not-readable" ? unreadable : opaque).insert(finding.where.tensor + finding.id);
    EXPECT_THAT(unreadable, testing::ElementsAre("quantizedtensor-not-readable", "sparsetensor-not-readable"));
    EXPECT_THAT(opaque, testing::ElementsAre("opaque-object"));
    EXPECT_EQ(checkpoint.metadata.at("namespace.batch_size"), "32");
}

TEST_F(Checkpoints, WholePickledModelsAreReadAsRecords)
{
    const Checkpoint checkpoint = opened("module.pt");
    EXPECT_EQ(checkpoint.key, "net");
    EXPECT_EQ(checkpoint.tensors.size(), 4U);
    ASSERT_NE(checkpoint.tensors.find("0.weight"), nullptr);
    EXPECT_EQ(checkpoint.tensors.find("0.weight")->info.shape, (Shape{4, 3}));
    ASSERT_TRUE(found("pickled-module"));
    for (const Finding& finding : findings_->list())
        if (finding.id == "pickled-module") {
            EXPECT_THAT(finding.text, testing::HasSubstr("torch.nn.modules.container.Sequential"));
        }
}

TEST_F(Checkpoints, TorchScriptParametersHaveTheirNames)
{
    const Checkpoint checkpoint = opened("script.ts");
    EXPECT_EQ(checkpoint.format, "torchscript");
    expectTensors(checkpoint, expected("script.ts")["tensors"]);
    EXPECT_FALSE(found("opaque-object"));
    const auto frozen = open({.path = FL_TEST_DATA "/reference/frozen.ts"});
    ASSERT_FALSE(frozen);
    EXPECT_EQ(frozen.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(frozen.error().detail, testing::HasSubstr("no parameters"));
}

TEST_F(Checkpoints, OptimizerAndModelMayBeInTwoFiles)
{
    const std::string model = fixture("root.pt"), optimizer = fixture("optimizer_only.pt");
    for (const OpenOptions& options :
         {OpenOptions{.path = model, .optimizerPath = optimizer}, OpenOptions{.path = optimizer, .modelPath = model}}) {
        const auto checkpoint = open(options);
        ASSERT_TRUE(checkpoint) << describe(checkpoint.error());
        expectTensors(*checkpoint, expected("root.pt")["tensors"]);
        expectMapped(*checkpoint->optimizer, expected("optimizer_only.pt")["mapped"]);
    }
    const Error alone = unusable("optimizer_only.pt");
    EXPECT_EQ(alone.code, ErrorCode::Incompatible);
    const auto none = open({.path = model, .optimizerPath = model});
    EXPECT_TRUE(none && !none->optimizer);
    EXPECT_FALSE(open({.path = model, .optimizerPath = fixture("views.pt")}));
}

TEST_F(Checkpoints, SafetensorsKeepNoOrderSoOnlyDistinctShapesAreMapped)
{
    const auto write = [this](const std::string& name, const std::string& from) {
        std::vector<OutputTensor> out;
        const Checkpoint source = opened(from);
        for (const Tensor& tensor : source.tensors.tensors())
            out.push_back(copyOf(tensor));
        EXPECT_TRUE(writeSafetensors(path(name), std::move(out), {{"format", "pt"}}, {}));
        return path(name);
    };
    const std::string distinct = write("distinct.safetensors", "root.pt");
    const auto mapped = open({.path = distinct, .optimizerPath = fixture("optimizer_only.pt")});
    ASSERT_TRUE(mapped) << describe(mapped.error());
    EXPECT_EQ(mapped->format, "safetensors");
    EXPECT_EQ(mapped->metadata.at("format"), "pt");
    expectMapped(*mapped->optimizer, expected("optimizer_only.pt")["mapped"]);
    EXPECT_EQ(mapped->optimizer->mapped[0].how, MappingHow::UniqueShape);
    const std::string same = write("same.safetensors", "net.pt");
    const auto refused = open({.path = same, .optimizerPath = fixture("net.pt")});
    ASSERT_TRUE(refused) << describe(refused.error());
    ASSERT_TRUE(refused->optimizer->unusable);
    EXPECT_EQ(refused->optimizer->unusable->code, ErrorCode::Incompatible);
    EXPECT_THAT(refused->optimizer->unusable->detail, testing::HasSubstr("no order"));
    const auto named =
        open({.path = write("named.safetensors", "modern_adam.pt"), .optimizerPath = fixture("modern_adam.pt")});
    ASSERT_TRUE(named);
    expectMapped(*named->optimizer, expected("modern_adam.pt")["mapped"]);
}

TEST_F(Checkpoints, OtherFormatsAreNamed)
{
    const std::string zeros(600, '\0');
    std::string tar = zeros;
    tar.replace(257, 5, "ustar");
    for (const auto& [bytes, word] :
         std::vector<std::pair<std::string, std::string>>{{tar, "tar"},
                                                          {"PYTORCH1" + zeros, "1.0 preview"},
                                                          {content(arrayFile("data.h5")), "data file"},
                                                          {content(arrayFile("data.npz")), "data file"},
                                                          {content(arrayFile("fisher.h5")), "FisherLens"},
                                                          {"\x1f\x8b" + zeros, "gzip"},
                                                          {"\x28\xb5\x2f\xfd" + zeros, "Zstandard"},
                                                          {std::string("\x80\x02N.", 4), "bare Python pickle"},
                                                          {"hello", "neither"}}) {
        const auto checkpoint = open({.path = write("file", bytes)});
        ASSERT_FALSE(checkpoint) << word;
        EXPECT_EQ(checkpoint.error().code, ErrorCode::Unsupported) << word;
        EXPECT_THAT(checkpoint.error().detail, testing::HasSubstr(word));
    }
    const auto empty = open({.path = write("file", "")});
    EXPECT_EQ(empty.error().code, ErrorCode::Damaged);
    EXPECT_EQ(open({.path = path("none")}).error().code, ErrorCode::Missing);
    EXPECT_EQ(open({.path = folder_}).error().code, ErrorCode::Unsupported) << "a folder without a model";
}

}  // namespace
}  // namespace fisherlens
