// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/export.h"

#include "base/atomic_file.h"
#include "desktop/plots/render.h"
#include "desktop/plots/treemap.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace fisherlens::desktop {
namespace {

/// Figures are laid out in pixels of 1/96 inch, as on the screen, and scaled to the device.
constexpr double kPixelsPerMm = 96 / 25.4;

void paintPlot(QCPPainter& painter, const QRectF& area, const FigureSpec& spec, const Theme& theme)
{
    QCustomPlot plot;
    plot.setFont(painter.font());
    plot.resize(area.size().toSize());
    plot.setViewport(QRect(QPoint(), area.size().toSize()));
    std::visit(
        [&](const auto& figure) {
            if constexpr (requires { renderFigure(plot, figure, theme); })
                renderFigure(plot, figure, theme);
        },
        spec);
    plot.replot();
    painter.save();
    painter.translate(area.topLeft());
    plot.toPainter(&painter, static_cast<int>(area.width()), static_cast<int>(area.height()));
    painter.restore();
}

/// Where there is less height than the rows need, all of them become smaller.
template <class Paint>
void paintFitted(QCPPainter& painter, const QRectF& area, double height, const Paint& paint)
{
    const double scale = std::min(1.0, area.height() / height);
    painter.save();
    painter.translate(area.topLeft());
    painter.scale(scale, scale);
    paint(QRectF(QPointF(), area.size() / scale));
    painter.restore();
}

/// Height of the page that bars and the ladder need, title and provenance included.
QSizeF pageSize(const FigureSpec& spec, const ExportOptions& options)
{
    constexpr double kAround = 60;
    double height = options.heightMm * kPixelsPerMm;
    if (const auto* bars = std::get_if<BarsSpec>(&spec); bars && options.ownHeight)
        height = std::max(height * 0.4, barsHeight(*bars) + kAround);
    if (std::holds_alternative<LadderSpec>(spec) && options.ownHeight)
        height = kLadderHeight + kAround;
    return {options.widthMm * kPixelsPerMm, height};
}

void paintAll(QCPPainter& painter, const QSizeF& size, const NamedFigure& figure, const Theme& theme)
{
    QFont bold = painter.font();
    bold.setWeight(QFont::DemiBold);
    const QFont plain = painter.font();
    const QFontMetricsF metrics(plain);
    const double line = metrics.height() + 4;
    const QRectF page(QPointF(), size);
    painter.fillRect(page, theme.base);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(QRectF(8, 4, size.width() - 16, line), Qt::AlignLeft | Qt::AlignVCenter, figure.title);
    painter.setFont(plain);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(8, size.height() - line - 2, size.width() - 16, line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(figure.provenance, Qt::ElideMiddle, size.width() - 16));
    const QRectF area = page.adjusted(8, line + 8, -8, -line - 4);
    if (const auto* bars = std::get_if<BarsSpec>(&figure.spec))
        paintFitted(painter, area, barsHeight(*bars),
                    [&](const QRectF& rows) { paintBars(painter, rows, *bars, theme); });
    else if (const auto* ladder = std::get_if<LadderSpec>(&figure.spec))
        paintFitted(painter, area, kLadderHeight, [&](const QRectF& all) {
            const double above = std::max(0.0, (all.height() - kLadderHeight) / 3);
            paintLadder(painter, all.adjusted(0, above, 0, 0), *ladder, theme);
        });
    else if (const auto* treemap = std::get_if<TreemapSpec>(&figure.spec))
        paintTreemap(painter, area, *treemap, theme);
    else if (const auto* tiles = std::get_if<TilesSpec>(&figure.spec))
        paintTiles(painter, area, *tiles, theme);
    else
        paintPlot(painter, area, figure.spec, theme);
}

QByteArray pdf(const NamedFigure& figure, const QSizeF& pixels, const QFont& font)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(figure.title);
    writer.setCreator("FisherLens");
    writer.setResolution(1200);
    writer.setPageSize(QPageSize(pixels / kPixelsPerMm, QPageSize::Millimeter));
    writer.setPageMargins(QMarginsF());
    QCPPainter painter;
    painter.begin(&writer);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.scale(1200.0 / 96, 1200.0 / 96);
    painter.setFont(font);
    paintAll(painter, pixels, figure, Theme::paper());
    painter.end();
    return bytes;
}

QByteArray svg(const NamedFigure& figure, const QSizeF& pixels, const QFont& font)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(pixels.toSize());
    generator.setViewBox(QRectF(QPointF(), pixels));
    generator.setTitle(figure.title);
    generator.setDescription(figure.provenance);
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setFont(font);
    paintAll(painter, pixels, figure, Theme::paper());
    painter.end();
    return bytes;
}

}  // namespace

std::optional<ExportFormat> exportFormatFromName(const QString& name)
{
    if (name == "pdf")
        return ExportFormat::Pdf;
    if (name == "svg")
        return ExportFormat::Svg;
    if (name == "png")
        return ExportFormat::Png;
    return std::nullopt;
}

QImage figureImage(const NamedFigure& figure, const Theme& theme, const QSize& size, double scale, const QFont& font)
{
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.base);
    QCPPainter painter;
    painter.begin(&image);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.scale(scale, scale);
    painter.setFont(font);
    paintAll(painter, QSizeF(size), figure, theme);
    painter.end();
    return image;
}

bool isPlot(const FigureSpec& spec)
{
    return std::holds_alternative<CurveSpec>(spec) || std::holds_alternative<DensitySpec>(spec)
           || std::holds_alternative<MatrixSpec>(spec) || std::holds_alternative<TimelineSpec>(spec);
}

PaintedFigure paintFigure(const NamedFigure& figure, const ExportOptions& options)
{
    const QSizeF pixels = pageSize(figure.spec, options);
    QFont font = options.font;
    font.setPixelSize(11);  // 8.25 pt at 96 pixels per inch
    PaintedFigure painted{{}, {}, figure.title, figure.provenance};
    switch (options.format) {
    case ExportFormat::Pdf: painted.bytes = pdf(figure, pixels, font); break;
    case ExportFormat::Svg: painted.bytes = svg(figure, pixels, font); break;
    case ExportFormat::Png:
        painted.image = figureImage(figure, Theme::paper(), pixels.toSize(), options.dpi / 96.0, font);
        break;
    }
    return painted;
}

Result<void> writeFigure(const PaintedFigure& painted, const QString& path, const ExportOptions& options)
{
    QByteArray bytes = painted.bytes;
    if (!painted.image.isNull()) {
        QImage image = painted.image;
        image.setDotsPerMeterX(static_cast<int>(std::lround(options.dpi / 0.0254)));
        image.setDotsPerMeterY(static_cast<int>(std::lround(options.dpi / 0.0254)));
        image.setText("Title", painted.title);
        image.setText("Description", painted.provenance);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
    }
    if (bytes.isEmpty())
        return fail(ErrorCode::NotWritten, "The figure cannot be drawn at this size.", {path.toStdString(), {}, {}},
                    "Choose a smaller size or resolution.");
    return writeFile(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

Result<void> exportFigure(const NamedFigure& figure, const QString& path, const ExportOptions& options)
{
    return writeFigure(paintFigure(figure, options), path, options);
}

}  // namespace fisherlens::desktop
