// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/document/document.h"
#include "desktop/document/session.h"
#include "desktop/document/tensor_filter.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

namespace fisherlens::desktop {
namespace {

TEST(Documents, ASliderGestureIsOneUndoStep)
{
    Document document;
    for (const double share : {0.1, 0.2, 0.3})
        document.change(
            "Share of B", [share](Settings& settings) { settings.merge.share = share; }, 1);
    document.endGesture();
    document.change(
        "Share of B", [](Settings& settings) { settings.merge.share = 0.9; }, 1);
    EXPECT_EQ(document.undoStack().count(), 2);
    document.undoStack().undo();
    EXPECT_DOUBLE_EQ(document.settings().merge.share, 0.3);
    document.undoStack().undo();
    EXPECT_DOUBLE_EQ(document.settings().merge.share, 0.5);
    document.undoStack().redo();
    EXPECT_DOUBLE_EQ(document.settings().merge.share, 0.3);
    EXPECT_EQ(document.undoStack().undoText(), "Share of B");
}

TEST(Documents, AGestureThatReturnsLeavesNoStep)
{
    Document document;
    document.change(
        "Share of B", [](Settings& settings) { settings.merge.share = 0.8; }, 1);
    document.change(
        "Share of B", [](Settings& settings) { settings.merge.share = 0.5; }, 1);
    EXPECT_EQ(document.undoStack().count(), 0);
}

TEST(Documents, ClosingASourceFreesItsRolesAndUndoBringsItBack)
{
    Document document;
    SourceSettings source;
    source.path = "/a.pt";
    source.name = "a";
    const SourceId id = document.addSource(source);
    document.change("roles", [id](Settings& settings) { settings.merge.a = settings.prune.model = id; });
    document.removeSource(id);
    EXPECT_EQ(document.settings().merge.a, 0);
    EXPECT_EQ(document.settings().current, 0);
    document.undoStack().undo();
    EXPECT_EQ(document.settings().merge.a, id);
    ASSERT_NE(document.settings().source(id), nullptr);
}

TEST(Documents, UndoKeepsWhatTheProgramAddedByItself)
{
    Document document;
    SourceSettings model;
    model.path = "/a.pt";
    const SourceId id = document.addSource(model);
    document.change("Sparsity", [](Settings& settings) { settings.prune.sparsity = 0.1; });
    SourceSettings reference;
    reference.path = "/a.fisher.h5";
    reference.referenceOf = id;
    const SourceId added = document.addBackground(reference);
    document.undoStack().undo();
    EXPECT_NE(document.settings().source(added), nullptr);
    document.undoStack().undo();
    EXPECT_EQ(document.settings().source(added), nullptr) << "its model is gone";
}

Session sample()
{
    Session session;
    SourceSettings source;
    source.id = 3;
    source.path = "/models/run/a.pt";
    source.name = QStringLiteral("A \u00b7 \u6570\u5b57");
    source.batchSize = 32;
    source.batchOrigin = "args.batch_size";
    source.reductionAssumed = false;
    source.step = 400;
    source.task = {"/models/model.ts", "/data/x.h5", "mse"};
    session.settings.sources = {source};
    session.settings.current = session.settings.merge.a = 3;
    session.settings.merge.share = 0.62;
    session.settings.merge.fallback = true;
    session.settings.merge.scale = 1.5;
    session.settings.prune.perTensor = true;
    session.settings.prune.include = {"fc*", "conv?.*"};
    session.settings.prune.exclude = {"fc2.*"};
    session.settings.prune.fallback = true;
    session.settings.heatmap.low = 1e-9;
    session.settings.overview = {true, "zeros"};
    session.settings.merge.rules = {{"conv*", 0.25}, {"fc1.weight", 1}};
    session.settings.merge.other.emplace();
    session.settings.merge.other->method = "linear";
    session.settings.merge.other->rules = {{"x", 0}};
    session.settings.merge.second = true;
    session.selectedTensor = "fc1.weight";
    session.filter = "role:norm";
    session.sha256[3] = std::string(64, 'a');
    return session;
}

TEST(Sessions, SurviveTheWayThroughTheirTextAndHoldNoAbsolutePath)
{
    const Session session = sample();
    const std::string text = sessionText(session, "/models/sessions");
    EXPECT_EQ(text.find("/models/run"), std::string::npos);
    EXPECT_NE(text.find("../run/a.pt"), std::string::npos);
    const auto back = parseSession(text, "/models/sessions");
    ASSERT_TRUE(back) << describe(back.error());
    EXPECT_TRUE(back->settings == session.settings);
    EXPECT_EQ(back->selectedTensor, session.selectedTensor);
    EXPECT_EQ(back->filter, session.filter);
    EXPECT_EQ(back->sha256, session.sha256);
    const auto moved = parseSession(text, "/elsewhere/sessions");
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->settings.sources[0].path, "/elsewhere/run/a.pt");
}

TEST(Sessions, RefuseWhatTheyCannotMean)
{
    const std::string good = sessionText(sample(), "/");
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    const std::pair<std::string, ErrorCode> cases[] = {
        {"", ErrorCode::Damaged},
        {"[]", ErrorCode::Damaged},
        {"{}", ErrorCode::Unsupported},
        {with("\"version\": 1", "\"version\": 2"), ErrorCode::Unsupported},
        {with("\"share\": 0.62", "\"share\": 7"), ErrorCode::Damaged},
        {with("\"share\": 0.62", "\"share\": \"x\""), ErrorCode::Damaged},
        {with("\"current\": 3", "\"current\": 4"), ErrorCode::Damaged},
        {with("\"id\": 3", "\"id\": 0"), ErrorCode::Damaged},
        {with("\"sources\": [", "\"sources\": [7, "), ErrorCode::Damaged},
        {with("\"pattern\": \"conv*\"", "\"pattern\": 3"), ErrorCode::Damaged},
        {with("\"pattern\": \"conv*\"", "\"pattern\": \"\""), ErrorCode::Damaged},
        {with("\"share\": 0.25", "\"share\": 2"), ErrorCode::Damaged},
        {with("\"fc2.*\"", "7"), ErrorCode::Damaged},
        {with("\"scale\": 1.5", "\"scale\": -1"), ErrorCode::Damaged},
        {with("\"reduction\": \"mean\"", "\"reduction\": \"median\""), ErrorCode::Damaged},
    };
    for (const auto& [text, code] : cases) {
        const auto session = parseSession(text, "/");
        ASSERT_FALSE(session) << text;
        EXPECT_EQ(session.error().code, code) << text;
        EXPECT_FALSE(session.error().detail.empty());
    }
}

TEST(Sessions, TheBundledExampleIsOne)
{
    const auto session = readSession(FL_EXAMPLE_DIR "/example.session.json");
    ASSERT_TRUE(session) << describe(session.error());
    EXPECT_EQ(session->settings.sources.size(), 4U);
    EXPECT_EQ(session->settings.sources[0].path, FL_EXAMPLE_DIR "/a.pt");
}

TEST(TensorFilters, AllWordsMustHold)
{
    const auto matches = [](const QString& text, const QString& name, std::int64_t count = 100,
                            DType dtype = DType::F32,
                            Shape shape = {10, 10}) { return TensorFilter(text).matches(name, shape, count, dtype); };
    EXPECT_TRUE(matches("", "anything"));
    EXPECT_TRUE(matches("ATTN", "blocks.0.attn.weight"));
    EXPECT_FALSE(matches("attn bias", "blocks.0.attn.weight"));
    EXPECT_TRUE(matches("/blocks\\.\\d+ ?\\.attn/", "blocks.0.attn.weight"));
    EXPECT_TRUE(matches(">1k", "w", 1001));
    EXPECT_FALSE(matches(">1k", "w", 1000));
    EXPECT_TRUE(matches("<1M", "w", 999999));
    EXPECT_TRUE(matches("=64", "w", 64));
    EXPECT_TRUE(matches("f16", "w", 1, DType::F16));
    EXPECT_FALSE(matches("bf16", "w", 1, DType::F16));
    EXPECT_TRUE(matches("role:norm", "h.0.ln_1.weight"));
    EXPECT_TRUE(matches("role:bias", "h.0.fc.bias"));
    EXPECT_FALSE(TensorFilter("/[/").problem().isEmpty());
}

}  // namespace
}  // namespace fisherlens::desktop
