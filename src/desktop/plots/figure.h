// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/plots/theme.h"

#include <QRectF>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>
#include <variant>
#include <vector>

class QImage;
class QPainter;

namespace fisherlens::desktop {

/// A colour by meaning, so that one figure can be drawn light, dark and on paper.
struct Ink {
    enum Role { Source, Neutral, Accent, Text, Muted, Warning, Good };
    Role role = Source;
    int index = 0;  ///< of the source
    [[nodiscard]] QColor in(const Theme& theme) const;
};

inline constexpr double kUnset = std::numeric_limits<double>::quiet_NaN();

struct AxisSpec {
    QString label;
    bool logarithmic = false;
    double low = kUnset, high = kUnset;  ///< unset: from the data
    int ticks = 5;                       ///< about so many
    bool hidden = false;                 ///< for small pictures whose numbers stand beside them
};

/// Line style says the estimator: recycled solid, reference dashed, baselines dotted (UI.md 2).
struct SeriesSpec {
    QString name;
    Ink ink;
    Qt::PenStyle style = Qt::SolidLine;
    std::vector<double> x, y;
    std::vector<double> lower;  ///< when as long as y: a band from lower to y instead of a line
    bool steps = false, filled = false;
};

/// A small hollow point with a name, for comparison.
struct MarkSpec {
    double x = kUnset, y = kUnset;
    QString text;
};

/// Lines over two axes, with an optional vertical cursor and a point on it.
struct CurveSpec {
    AxisSpec x, y;
    std::vector<SeriesSpec> series;
    double cursor = kUnset;
    double pointX = kUnset, pointY = kUnset;
    QString pointText;
    std::vector<MarkSpec> marks;
    QString note;           ///< a line of secondary text at the top of the plot
    bool sideways = false;  ///< x runs down the vertical axis, one unit per row of the matrix beside it
    bool legend = true;
    QStringList rowNames;  ///< of a sideways curve that stands without its matrix
};

/// Counts on a grid of two axes: nx·ny cells, row-major from the lowest y. Values and cell edges are in log10 when the
/// axes are logarithmic.
struct DensitySpec {
    AxisSpec x, y;
    int nx = 0, ny = 0;
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;
    std::vector<double> counts;
    bool identity = true;
    double fit = kUnset;  ///< y ≈ fit·x on logarithmic axes
    Ink fitInk{Ink::Source, 1};
    QString fitText, identityText;
};

/// A table of numbers as colours. Exact zeros and NaN have colours of their own.
struct MatrixSpec {
    QStringList rows, columns;
    std::vector<double> values;  ///< rows·columns, row-major; NaN is drawn as NaN, empty cells are infinite
    ColourMap map = ColourMap::Viridis;
    bool logarithmic = true;
    double low = kUnset, high = kUnset;
    QString barLabel;
    bool bar = true;  ///< a colour scale beside the matrix
    int selectedRow = -1, selectedColumn = -1;
};

/// One horizontal bar per tensor.
struct BarRow {
    QString label;
    double value = 0;       ///< share of the full width, 0..1; negative to the left when the figure is mirrored
    double other = kUnset;  ///< the bar on the other side of a mirrored figure
    double tick = kUnset;   ///< position of the tick, 0..1
    QString text;           ///< at the right
    Ink ink;
    bool warn = false;  ///< amber, and the text says why
    QString note;       ///< more, in the tool tip
};
struct BarsSpec {
    QString title, tickTitle, textTitle;
    std::vector<BarRow> rows;
    bool mirrored = false;
    Ink otherInk{Ink::Source, 1};
    int selected = -1;
};

/// Boxes joined by arrows: where a difference comes from.
struct LadderSpec {
    struct Box {
        QString title, text;
        bool strong = false;
    };
    struct Arrow {
        QString above, below;
        bool strong = false;
    };
    QString title;
    std::vector<Box> boxes;
    std::vector<Arrow> arrows;  ///< one fewer than boxes
};

/// Plots above each other over one axis, with one cursor through all of them; below the first a strip of coloured cells.
struct TimelineSpec {
    struct Panel {
        AxisSpec y;
        std::vector<SeriesSpec> series;
        QString note;  ///< at the right above the plot
        int weight = 1;
    };
    struct Strip {
        QString title;
        QStringList rows;
        std::vector<double> edges;   ///< columns + 1 positions on the axis, ascending
        std::vector<double> values;  ///< rows · columns, row-major; NaN: undefined
        double low = 0, high = 1;    ///< of the colours
        int selected = -1;           ///< row
        int weight = 1;
    };
    AxisSpec x;
    std::vector<Panel> panels;
    std::optional<Strip> strip;
    double cursor = kUnset;
    double mark = kUnset;  ///< a dashed line in the first panel, with a text
    QString markText;
};

/// One tensor of a treemap.
struct TreemapCell {
    QString tensor, label;  ///< full name; what is written in the cell
    QString text, detail;   ///< value as text; what the tool tip says
    double size = 0;        ///< area: parameters
    double value = kUnset;  ///< colour; NaN: undefined
};
struct TreemapGroup {
    QString label;
    std::vector<TreemapCell> cells;
};
/// Tensors as areas, grouped by layer, coloured by a quantity.
struct TreemapSpec {
    std::vector<TreemapGroup> groups;
    ColourMap map = ColourMap::Viridis;
    bool logarithmic = true;
    double low = 0, high = 1;  ///< ends of the colours
    QString valueLabel, lowText, highText, missingText;
    QString selected;  ///< tensor
};

/// A rectangle of a tensor as cells on a logarithmic scale, with a mask over it and the means of its rows beside it.
struct TilesSpec {
    enum State : unsigned char { Kept, Removed, AlreadyZero };
    int rows = 0, columns = 0;
    std::vector<double> values;                 ///< rows·columns, row-major; 0 is drawn as exact zero, NaN as NaN
    std::vector<State> states;                  ///< of a mask; empty: none
    std::vector<double> firstRow, firstColumn;  ///< index in the tensor of the first entry of each cell
    ColourMap map = ColourMap::Viridis;
    double low = 0, high = 0;
    std::optional<Ink> rowMeans;  ///< bars at the right; unset: none
    QString barLabel;
};

using FigureSpec =
    std::variant<CurveSpec, DensitySpec, MatrixSpec, BarsSpec, LadderSpec, TimelineSpec, TreemapSpec, TilesSpec>;

/// A figure with the name of its file and the sentence that says what it rests on.
struct NamedFigure {
    QString name;  ///< file name without extension: "heatmap"
    QString title;
    FigureSpec spec;
    QString provenance;  ///< "A recycled, B 32 · FisherLens 0.1.0"
};

/// Draws a figure that is not a plot into `area`, with the painter's font. Text is drawn as text.
void paintBars(QPainter& painter, const QRectF& area, const BarsSpec& spec, const Theme& theme);
void paintLadder(QPainter& painter, const QRectF& area, const LadderSpec& spec, const Theme& theme);
void paintTiles(QPainter& painter, const QRectF& area, const TilesSpec& spec, const Theme& theme);
/// The cells alone, one pixel each.
[[nodiscard]] QImage tilesImage(const TilesSpec& spec, const Theme& theme);
/// The bars of the row means, over the height of `target`.
void paintRowMeans(QPainter& painter, const QRectF& target, const TilesSpec& spec, const Theme& theme);

/// Height that the rows of a bar figure need, in the units of `metrics`' font.
[[nodiscard]] double barsHeight(const BarsSpec& spec);
inline constexpr double kLadderHeight = 68;  ///< of a ladder with its title
/// Index of the row at a point of a figure painted into `area`, -1 for none.
[[nodiscard]] int barAt(const BarsSpec& spec, const QRectF& area, const QPointF& point);

/// The numbers that a figure shows, as a table: header, then rows.
struct FigureTable {
    QStringList header;
    std::vector<QStringList> rows;
};
[[nodiscard]] FigureTable figureTable(const FigureSpec& spec);
/// A stored number as text that reads back to the same double; "" when it is not finite.
[[nodiscard]] QString exactNumber(double value);
[[nodiscard]] FigureTable tableOf(const TilesSpec& spec);

}  // namespace fisherlens::desktop
