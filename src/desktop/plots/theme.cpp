// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/plots/theme.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace fisherlens::desktop {
namespace {

// Anchors of matplotlib's viridis, cividis and magma (CC0) at equal steps.
constexpr std::array<QRgb, 9> kViridis{0xFF440154, 0xFF472D7B, 0xFF3B528B, 0xFF2C728E, 0xFF21918C,
                                       0xFF28AE80, 0xFF5EC962, 0xFFADDC30, 0xFFFDE725};
constexpr std::array<QRgb, 9> kCividis{0xFF00224E, 0xFF123570, 0xFF3B496C, 0xFF575D6D, 0xFF707173,
                                       0xFF8A8678, 0xFFA59C74, 0xFFC3B369, 0xFFFEE838};
constexpr std::array<QRgb, 9> kMagma{0xFF000004, 0xFF1D1147, 0xFF51127C, 0xFF832681, 0xFFB73779,
                                     0xFFE75263, 0xFFFC8961, 0xFFFEC488, 0xFFFCFDBF};
constexpr std::array<QRgb, 5> kDiverging{0xFF0B5FA5, 0xFF8DBFE3, 0xFFF7F7F7, 0xFFF3B27A, 0xFFC75400};

QColor interpolate(std::span<const QRgb> anchors, double t)
{
    const double position = std::clamp(std::isnan(t) ? 0.0 : t, 0.0, 1.0) * static_cast<double>(anchors.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(position), anchors.size() - 2);
    const double f = position - static_cast<double>(low);
    const QColor a(anchors[low]), b(anchors[low + 1]);
    const auto mix = [f](int x, int y) { return static_cast<int>(std::lround(x + f * (y - x))); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

Theme makeLight()
{
    Theme t;
    t.window = QColor(0xF4F5F7);
    t.base = QColor(0xFFFFFF);
    t.alternate = QColor(0xFAFBFC);
    t.text = QColor(0x1B1F24);
    t.muted = QColor(0x59636E);
    t.line = QColor(0xD8DCE2);
    t.grid = QColor(0xE9ECF0);
    t.accent = QColor(0x2563C9);
    t.selection = QColor(0xDCE8FB);
    t.sources = {QColor(0x0072B2), QColor(0xD55E00), QColor(0x009E73), QColor(0xCC79A7), QColor(0xE69F00)};
    t.neutral = QColor(0x6B7280);
    t.warning = QColor(0xB45309);
    t.error = QColor(0xC4342B);
    t.good = QColor(0x1A7F4B);
    t.exactZero = QColor(0xC9CDD3);
    t.nan = QColor(0xE05AA8);
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.window = QColor(0x1E2126);
    t.base = QColor(0x16181C);
    t.alternate = QColor(0x1A1D21);
    t.text = QColor(0xE4E7EB);
    t.muted = QColor(0x98A2AE);
    t.line = QColor(0x2E333A);
    t.grid = QColor(0x262A30);
    t.accent = QColor(0x6AA3FF);
    t.selection = QColor(0x22364F);
    t.sources = {QColor(0x56B4E9), QColor(0xF28E4B), QColor(0x3FC79A), QColor(0xE39AC2), QColor(0xF0BC4A)};
    t.neutral = QColor(0x9AA3AE);
    t.warning = QColor(0xE3A44B);
    t.error = QColor(0xF07167);
    t.good = QColor(0x4CC38A);
    t.exactZero = QColor(0x3C424A);
    t.nan = QColor(0xF07AC0);
    return t;
}

Theme makePaper()
{
    Theme t = makeLight();
    t.window = t.base = t.alternate = QColor(Qt::white);
    t.text = QColor(Qt::black);
    t.muted = QColor(0x3A4149);
    return t;
}

}  // namespace

const Theme& Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& Theme::paper()
{
    static const Theme theme = makePaper();
    return theme;
}

const Theme& Theme::of(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : light();
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, alternate);
    p.setColor(QPalette::ToolTipBase, base);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, base);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, error);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Light, base);
    p.setColor(QPalette::Midlight, alternate);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, line);
    p.setColor(QPalette::Shadow, line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, dark ? muted.darker(140) : muted.lighter(140));
    return p;
}

QColor mapColour(ColourMap map, double t)
{
    switch (map) {
    case ColourMap::Viridis: return interpolate(kViridis, t);
    case ColourMap::Cividis: return interpolate(kCividis, t);
    case ColourMap::Magma: return interpolate(kMagma, t);
    case ColourMap::Diverging: return interpolate(kDiverging, t);
    }
    return interpolate(kViridis, t);
}

}  // namespace fisherlens::desktop
