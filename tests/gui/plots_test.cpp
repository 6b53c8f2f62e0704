// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/export.h"
#include "desktop/plots/figure.h"
#include "desktop/plots/render_places.h"
#include "desktop/plots/theme.h"
#include "desktop/views/plot_view.h"
#include "desktop/views/table_text.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <qcustomplot.h>

namespace fisherlens::desktop {
namespace {

NamedFigure curve()
{
    CurveSpec spec;
    spec.x.label = "sparsity axis";
    spec.y = {"loss axis", true, kUnset, kUnset};
    spec.series = {{"recycled", {Ink::Source, 0}, Qt::SolidLine, {0, 0.5, 1}, {1e-3, 1e-2, 1}, {}, false, false}};
    return {"curve", "A title", spec, "from a test"};
}

std::vector<NamedFigure> everyKind()
{
    MatrixSpec matrix;
    matrix.rows = {"first", "second"};
    matrix.columns = {"left", "right"};
    matrix.values = {1e-6, 0, kUnset, 1e-2};
    DensitySpec density;
    density.x = density.y = {"density", true, kUnset, kUnset};
    density.nx = density.ny = 2;
    density.xLow = density.yLow = -4;
    density.counts = {0, 3, 5, 0};
    BarsSpec bars;
    bars.title = "share";
    bars.rows = {{"layer.weight", 0.5, kUnset, 0.7, "50 %", {}, false, {}}};
    LadderSpec ladder;
    ladder.boxes = {{"Exact", "labels", false}, {"Empirical", "data", true}};
    ladder.arrows = {{"0.32", "labels", true}};
    TreemapSpec treemap;
    treemap.valueLabel = "median";
    treemap.groups = {
        {"layer", {{"layer.weight", "weight", "1e-3", "", 30, 1e-3}, {"layer.bias", "bias", "0", "", 10, 0}}}};
    treemap.low = 1e-6;
    TilesSpec tiles;
    tiles.rows = 1;
    tiles.columns = 4;
    tiles.values = {1e-6, 0, kUnset, 1e-2};
    tiles.states = {TilesSpec::Kept, TilesSpec::AlreadyZero, TilesSpec::Kept, TilesSpec::Removed};
    tiles.firstRow = {0};
    tiles.firstColumn = {0, 1, 2, 3};
    tiles.low = 1e-6;
    tiles.high = 1e-2;
    return {curve(),
            {"tiles", "C", tiles, ""},
            {"matrix", "M", matrix, ""},
            {"density", "D", density, ""},
            {"bars", "B", bars, ""},
            {"ladder", "L", ladder, ""},
            {"treemap", "T", treemap, ""}};
}

QByteArray content(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

TEST(Exports, EveryFigureInEveryFormat)
{
    const QTemporaryDir folder;
    for (const NamedFigure& figure : everyKind())
        for (const auto& [format, suffix, magic] :
             {std::tuple(ExportFormat::Pdf, ".pdf", "%PDF"), std::tuple(ExportFormat::Svg, ".svg", "<?xml"),
              std::tuple(ExportFormat::Png, ".png", "\x89PNG")}) {
            ExportOptions options;
            options.format = format;
            options.dpi = 100;
            const QString path = folder.filePath(figure.name + suffix);
            const auto written = exportFigure(figure, path, options);
            ASSERT_TRUE(written) << describe(written.error());
            EXPECT_TRUE(content(path).startsWith(magic)) << path.toStdString();
        }
}

TEST(Exports, TextStaysTextInSvgAndTheTitleAndProvenanceAreThere)
{
    const QTemporaryDir folder;
    ExportOptions options;
    options.format = ExportFormat::Svg;
    ASSERT_TRUE(exportFigure(curve(), folder.filePath("a.svg"), options));
    const QByteArray svg = content(folder.filePath("a.svg"));
    for (const char* text : {">sparsity axis<", ">loss axis<", ">A title<", ">from a test<"})
        EXPECT_TRUE(svg.contains(text)) << text;
}

TEST(Exports, PngHasTheAskedSizeAndPaperIsWhite)
{
    const QTemporaryDir folder;
    ExportOptions options;
    options.format = ExportFormat::Png;
    options.widthMm = 100;
    options.heightMm = 60;
    options.dpi = 254;  // 10 dots per mm
    ASSERT_TRUE(exportFigure(curve(), folder.filePath("a.png"), options));
    const QImage image(folder.filePath("a.png"));
    EXPECT_NEAR(image.width(), 1000, 4);
    EXPECT_NEAR(image.height(), 600, 4);
    EXPECT_EQ(image.pixelColor(2, image.height() / 2), QColor(Qt::white));
    EXPECT_NEAR(image.dotsPerMeterX(), 10000, 1);
}

TEST(Exports, RowsThatDoNotFitBecomeSmallerAndNothingIsCut)
{
    const QTemporaryDir folder;
    BarsSpec bars;
    for (int i = 0; i < 60; ++i)
        bars.rows.push_back({"layer." + QString::number(i), 0.5, kUnset, kUnset, "50 %", {}, false, {}});
    ExportOptions options;
    options.format = ExportFormat::Svg;
    options.heightMm = 60;
    ASSERT_TRUE(exportFigure({"bars", "B", bars, ""}, folder.filePath("b.svg"), options));
    const QByteArray svg = content(folder.filePath("b.svg"));
    EXPECT_TRUE(svg.contains("height=\"60.") || svg.contains("height=\"59.")) << svg.left(300).toStdString();
    options.format = ExportFormat::Png;
    options.dpi = 96;
    ASSERT_TRUE(exportFigure({"bars", "B", bars, ""}, folder.filePath("b.png"), options));
    const QImage image(folder.filePath("b.png"));
    const auto bar = [&](int y) { return image.pixelColor(image.width() / 3, y) != QColor(Qt::white); };
    int last = 0;
    for (int y = 0; y < image.height() - 24; ++y)
        last = bar(y) ? y : last;
    EXPECT_NEAR(last, image.height() - 24, 6) << "the last row ends where the page does";
    options.ownHeight = true;
    ASSERT_TRUE(exportFigure({"bars", "B", bars, ""}, folder.filePath("own.png"), options));
    EXPECT_GT(QImage(folder.filePath("own.png")).height(), 60 * 20);
}

TEST(Plots, WordsStandWhereNoLineRuns)
{
    // A line through the corner where the words beside the point usually are, at several sizes.
    CurveSpec spec;
    spec.series = {{"rising", {Ink::Source, 0}, Qt::SolidLine, {0, 1}, {0, 1}, {}, false, false},
                   {"flat", {Ink::Source, 1}, Qt::SolidLine, {0, 1}, {0.9, 0.9}, {}, false, false},
                   {"low", {Ink::Source, 2}, Qt::SolidLine, {0, 1}, {0.1, 0.12}, {}, false, false}};
    spec.pointX = spec.pointY = 0.5;
    spec.pointText = "here";
    for (const QSize size : {QSize(360, 240), QSize(480, 300), QSize(700, 260), QSize(900, 520)}) {
        // The figure is there before the view is shown with its size, as behind a tab.
        PlotView view;
        view.setFigure({"curve", "Curve", spec, ""});
        view.resize(size);
        view.show();
        view.replot();
        QCustomPlot& plot = view.plot();
        const QCPItemText* words = nullptr;
        for (int i = 0; i < plot.itemCount(); ++i)
            if (const auto* text = qobject_cast<QCPItemText*>(plot.item(i)); text && text->text() == "here")
                words = text;
        ASSERT_NE(words, nullptr);
        const QRectF at(words->topLeft->pixelPosition(), words->bottomRight->pixelPosition());
        const QRectF inner = at.marginsRemoved(words->padding());
        EXPECT_EQ(crossings(plot, spec, inner), 0) << size.width();
        EXPECT_TRUE(QRectF(plot.axisRect()->rect()).contains(inner))
            << size.width() << ": " << inner.left() << ' ' << inner.top() << ' ' << inner.right() << ' '
            << inner.bottom();
        EXPECT_EQ(crossings(plot, spec, QRectF(plot.legend->outerRect())), 0) << size.width();
        EXPECT_FALSE(QRectF(plot.legend->outerRect()).intersects(inner)) << size.width();
    }
}

TEST(Plots, AnUnderscoreInATitleLowersTheNextLetter)
{
    BarsSpec bars;
    bars.title = QStringLiteral("\u03b8_A");
    bars.rows = {{"layer", 0.5, kUnset, kUnset, "", {}, false, {}}};
    const QTemporaryDir folder;
    ExportOptions options;
    options.format = ExportFormat::Svg;
    ASSERT_TRUE(exportFigure({"bars", "B", bars, ""}, folder.filePath("t.svg"), options));
    const QByteArray svg = content(folder.filePath("t.svg"));
    EXPECT_FALSE(svg.contains("_A"));
    EXPECT_TRUE(svg.contains(">A<"));
}

TEST(Exports, AFolderThatIsMissingIsNotWritten)
{
    const auto written = exportFigure(curve(), "/proc/no/such/folder/a.pdf", {});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::NotWritten);
}

TEST(TilesFigures, AMaskLeavesCellsEmptyAndSaysSoInTheTable)
{
    const auto spec = std::get<TilesSpec>(everyKind()[1].spec);
    const Theme& paper = Theme::paper();
    const QImage image = tilesImage(spec, paper);
    EXPECT_EQ(image.pixelColor(0, 0), mapColour(ColourMap::Viridis, 0));
    EXPECT_EQ(image.pixelColor(1, 0), paper.exactZero);
    EXPECT_EQ(image.pixelColor(2, 0), paper.nan);
    EXPECT_EQ(image.pixelColor(3, 0), paper.base);
    TilesSpec plain = spec;
    plain.states.clear();
    EXPECT_EQ(tilesImage(plain, paper).pixelColor(3, 0), mapColour(ColourMap::Viridis, 1));
    const FigureTable table = figureTable(spec);
    ASSERT_EQ(table.rows.size(), 4U);
    EXPECT_EQ(table.rows[3].join(' '), "0 3 0.01 removed");
    EXPECT_EQ(figureTable(plain).rows.size(), 1U);
}

TEST(FigureTables, HoldTheNumbersExactly)
{
    const FigureTable table = figureTable(curve().spec);
    ASSERT_EQ(table.rows.size(), 3U);
    EXPECT_EQ(table.rows[1][2].toDouble(), 1e-2);
    EXPECT_EQ(table.rows[0][0], "recycled");
}

TEST(TableTexts, FollowTheSuffix)
{
    TableData table;
    table.names = {"Tensor", "Value"};
    table.keys = {"tensor", "value"};
    table.rows = {{"a,b", 1.0 / 3}, {"c\"d|e\tf", qlonglong(32768)}, {"g", QVariant()}, {"h", -1e-26}};
    table.provenance = "p";
    EXPECT_EQ(tableText(table, "csv"),
              "# p\nTensor,Value\n\"a,b\",0.3333333333333333\n\"c\"\"d|e\tf\",32768\ng,\nh,-1e-26\n");
    EXPECT_EQ(tableText(table, "tsv"),
              "# p\nTensor\tValue\na,b\t0.3333333333333333\nc\"d|e f\t32768\ng\t\nh\t-1e-26\n");
    EXPECT_EQ(tableText(table, "md"),
              "| Tensor | Value |\n| --- | --- |\n| a,b | 0.3333333333333333 |\n| c\"d\\|e f | 32768 |\n| g |  |\n"
              "| h | -1e-26 |\n\np\n");
    const QJsonObject json = QJsonDocument::fromJson(tableText(table, "json").toUtf8()).object();
    EXPECT_EQ(json["provenance"].toString(), "p");
    EXPECT_EQ(json["columns"].toArray().at(1).toString(), "value");
    const QJsonArray rows = json["rows"].toArray();
    EXPECT_EQ(rows[0].toObject()["value"].toDouble(), 1.0 / 3);
    EXPECT_EQ(rows[1].toObject()["value"].toInteger(), 32768);
    EXPECT_TRUE(rows[2].toObject()["value"].isNull());
    EXPECT_TRUE(rows[0].toObject()["tensor"].isString());
}

TEST(Colours, TheMapsRunFromDarkToLightAndTheDivergingOneIsPaleInTheMiddle)
{
    for (const ColourMap map : {ColourMap::Viridis, ColourMap::Cividis, ColourMap::Magma})
        for (int i = 0; i < 20; ++i) {
            const auto luminance = [](const QColor& c) {
                return 0.2126 * c.redF() + 0.7152 * c.greenF() + 0.0722 * c.blueF();
            };
            EXPECT_LE(luminance(mapColour(map, i / 20.0)), luminance(mapColour(map, (i + 1) / 20.0)) + 1e-6) << i;
        }
    EXPECT_GT(mapColour(ColourMap::Diverging, 0.5).lightness(), 230);
}

TEST(PlotViews, KeepHiddenAxesAndFewTicksWhenTheThemeChanges)
{
    PlotView view;
    view.resize(240, 110);
    NamedFigure figure = curve();
    auto& spec = std::get<CurveSpec>(figure.spec);
    spec.x.ticks = 3;
    spec.y.hidden = true;
    view.setFigure(figure);
    view.setPalette(Theme::darkTheme().palette());
    QApplication::processEvents();
    EXPECT_FALSE(view.plot().yAxis->visible());
    EXPECT_TRUE(view.plot().xAxis->visible());
    EXPECT_EQ(view.plot().xAxis->ticker()->tickCount(), 3);
}

TEST(MatrixFigures, NameEveryOtherColumnWhereNotAllNamesFit)
{
    MatrixSpec spec;
    spec.rows = {"row"};
    spec.columns = {"min", "10 %", "20 %", "30 %", "40 %", "max"};
    spec.values.assign(6, 1e-3);
    const auto shown = [&](int width) {
        PlotView view;
        view.resize(width, 120);
        view.setFigure({"matrix", "M", spec, ""});
        QStringList labels;
        for (const QString& label : qSharedPointerCast<QCPAxisTickerText>(view.plot().xAxis2->ticker())->ticks())
            if (!label.isEmpty())
                labels << label;
        return labels;
    };
    EXPECT_EQ(shown(1200), spec.columns);
    const QStringList some = shown(300);
    EXPECT_EQ(some.value(0), "min");
    EXPECT_LT(some.size(), spec.columns.size());
    EXPECT_GE(some.size(), 2);
    for (const QString& label : some)
        EXPECT_TRUE(spec.columns.contains(label)) << label.toStdString();
}

}  // namespace
}  // namespace fisherlens::desktop
