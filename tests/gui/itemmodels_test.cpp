// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/itemmodels/findings_model.h"
#include "desktop/itemmodels/jobs_model.h"
#include "desktop/itemmodels/layers_model.h"
#include "desktop/itemmodels/outliers_model.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/itemmodels/sources_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace fisherlens::desktop {
namespace {

OverviewRow row(const QString& name, Shape shape, double median)
{
    OverviewRow row;
    row.name = name;
    row.shape = std::move(shape);
    row.count = *elementCount(row.shape);
    row.quantiles = {0, median, 10 * median};
    row.median = median;
    row.zeros = row.count / 2;
    return row;
}

std::vector<OverviewRow> rows()
{
    return {row("blocks.0.attn.weight", {4, 4}, 1e-6), row("blocks.0.attn.bias", {4}, 1e-5),
            row("blocks.1.attn.weight", {8, 4}, 1e-3), row("head", {3}, 2)};
}

/// The tree as text, one line per index, indented by depth.
QString dump(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int i = 0; i < model.rowCount(parent); ++i) {
        const QModelIndex index = model.index(i, 0, parent);
        text += QString(2 * depth, ' ') + index.data().toString() + '\n' + dump(model, index, depth + 1);
    }
    return text;
}

TEST(OutliersModels, ShowTheirRowsAndKeepTheContract)
{
    OutliersModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({{"fc1.weight", "[31, 44]", 15916, 6.1e-4, 1.7e-6, std::log10(6.1e-4 / 1.7e-6)},
                   {"conv1.bias", "[2]", 2, 1e-9, 1e-6, -3}});
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(0, OutliersModel::Index).data().toString(), "[31, 44]");
    EXPECT_EQ(model.index(0, OutliersModel::Ratio).data().toString(), QStringLiteral("359 \u00d7"));
    EXPECT_EQ(model.index(1, OutliersModel::Ratio).data().toString(), QStringLiteral("0.00100 \u00d7"));
}

TEST(OverviewModels, GroupTensorsByLayerAndKeepTheContract)
{
    OverviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    OverviewProxy proxy;
    proxy.setSourceModel(&model);
    QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows(rows(), {-6, 2});
    EXPECT_EQ(dump(model).toStdString(),
              "blocks.0 \u00b7 2 tensor(s) \u00b7 20 parameters\n  attn.weight\n  attn.bias\n"
              "blocks.1 \u00b7 1 tensor(s) \u00b7 32 parameters\n  attn.weight\n"
              "(top) \u00b7 1 tensor(s) \u00b7 3 parameters\n  head\n");
    const QModelIndex index = model.indexOf("blocks.1.attn.weight");
    EXPECT_EQ(index.siblingAtColumn(OverviewModel::Zeros).data().toString(), "50.0 %");
    EXPECT_EQ(index.siblingAtColumn(OverviewModel::Spearman).data().toString(), QStringLiteral("\u2013"))
        << "undefined is no number";
    EXPECT_EQ(index.siblingAtColumn(OverviewModel::ShapeColumn).data().toString(), QStringLiteral("8 \u00d7 4"));
    proxy.setTensorFilter(TensorFilter("weight >20"));
    EXPECT_EQ(dump(proxy).toStdString(), "blocks.1 \u00b7 1 tensor(s) \u00b7 32 parameters\n  attn.weight\n");
    model.setRows({}, {0, 0});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(OverviewModels, SortByNumbersNotByTheirText)
{
    OverviewModel model;
    OverviewProxy proxy;
    proxy.setSourceModel(&model);
    model.setRows({row("a.x", {9}, 2e-10), row("a.y", {10}, 1e-3), row("a.z", {100}, 5e-5)}, {-10, 0});
    proxy.sort(OverviewModel::Median, Qt::AscendingOrder);
    const QModelIndex layer = proxy.index(0, 0);
    EXPECT_EQ(proxy.index(0, 0, layer).data().toString(), "x");
    EXPECT_EQ(proxy.index(2, 0, layer).data().toString(), "y");
}

TEST(LayersModels, BuildATreeOfDottedNamesWithCounts)
{
    LayersModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const std::vector<LayerEntry> entries{{"a.b.weight", 12}, {"a.b.bias", 3}, {"a.c", 5}, {"top", 7}};
    model.setTensors(entries);
    EXPECT_EQ(dump(model).toStdString(), "a\n  b\n    weight\n    bias\n  c\ntop\n");
    EXPECT_EQ(model.index(0, 1).data().toString(), "20");
    EXPECT_EQ(model.indexOf("a.b.bias").data(LayersModel::NameRole).toString(), "a.b.bias");
    EXPECT_FALSE(model.indexOf("nothing").isValid());
    EXPECT_EQ(shortCount(5526346), "5.5 M");
}

TEST(SourcesModels, AskTheOwnerToRename)
{
    SourcesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({{1, "a", "AdamW", "", 0, true, false}, {2, "b", "", "", 1, false, true}});
    QSignalSpy renamed(&model, &SourcesModel::renamed);
    EXPECT_TRUE(model.setData(model.index(1), "  new  ", Qt::EditRole));
    ASSERT_EQ(renamed.count(), 1);
    EXPECT_EQ(renamed[0][0].toInt(), 2);
    EXPECT_EQ(renamed[0][1].toString(), "new");
    EXPECT_FALSE(model.setData(model.index(0), "   ", Qt::EditRole));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRows({{1, "a", "AdamW", "", 0, true, false}, {2, "renamed", "", "", 1, false, true}});
    EXPECT_EQ(reset.count(), 0) << "a changed name keeps the selection";
}

TEST(FindingsModels, PutTheWorstFirst)
{
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({{Severity::Information, "zeros", "a", "s", "", "", "t", 1},
                   {Severity::Error, "foreign", "b", "s", "h", "", "", 2},
                   {Severity::Warning, "w", "c", "s", "", "", "", 1}});
    EXPECT_EQ(model.index(0, FindingsModel::Id).data().toString(), "foreign");
    EXPECT_EQ(model.index(2, FindingsModel::Id).data().toString(), "zeros");
    EXPECT_EQ(model.index(0, FindingsModel::Sentence).data().toString(), "s h");
    EXPECT_TRUE(model.index(0, FindingsModel::Action).data().toString().isEmpty());
}

TEST(JobsModels, FollowTheRunner)
{
    JobRunner runner;
    JobsModel model(runner, [](const Error& error) { return QString::fromStdString(error.detail); });
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    bool done = false;
    runner.start<int>(
        Lane::Batch, "job", {},
        [](const JobContext& context) -> Result<int> {
            context.report("work", 0.5);
            return 3;
        },
        [&](Result<int> result) { done = *result == 3; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return done; }, 5000));
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(model.index(0, JobsModel::State).data().toString(), "done");
    EXPECT_EQ(durationText(14), "0:14");
    EXPECT_EQ(durationText(3723), "1:02:03");
}

}  // namespace
}  // namespace fisherlens::desktop
