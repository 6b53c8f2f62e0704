// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/rules_panel.h"

#include "base/names.h"
#include "desktop/itemmodels/overview_model.h"
#include "desktop/views/level_control.h"
#include "desktop/views/rules_dialog.h"
#include "desktop/views/style.h"
#include "edit/merge_rules.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <map>

namespace fisherlens::desktop {
namespace {

constexpr int kRuleKey = 3;  ///< merge key of the undo steps of a rule
constexpr int kNameWidth = 88, kOriginWidth = 56;
constexpr std::size_t kMostLayers = 8;  ///< layers without a rule are listed up to this number

bool matches(const QString& pattern, const QString& name)
{
    return globMatches(pattern.toStdString(), name.toStdString());
}

}  // namespace

std::vector<CoefficientRule> coefficientRules(const MergeTuning& tuning, const QStringList& tensors,
                                              const QString& selected)
{
    struct Place {
        qsizetype first = std::numeric_limits<qsizetype>::max();
        int matched = 0;
    };
    std::map<QString, CoefficientRule> rows;
    std::map<QString, Place> places;
    for (const ShareRule& rule : tuning.rules)
        rows[rule.pattern] = {rule.pattern, rule.share, CoefficientRule::SetHere, {}, 0, false};
    const std::vector<MergeRule> rules = mergeRules(tuning);
    std::map<QString, QStringList> layers;
    int withoutRule = 0;
    bool selectedFollowsAll = false;
    for (const QString& tensor : tensors) {
        const auto rule = ruleFor(rules, tensor.toStdString());
        if (rule)
            ++rows[tuning.rules[*rule].pattern].tensors;
        else
            ++withoutRule;
        if (tensor == selected && rule)
            rows[tuning.rules[*rule].pattern].chosen = true;
        else if (tensor == selected)
            selectedFollowsAll = true;
        if (const QString layer = layerOf(tensor); !layer.isEmpty())
            layers[layer + ".*"] << tensor;
    }
    for (const auto& [pattern, members] : layers) {
        const bool few = layers.size() <= kMostLayers || members.contains(selected);
        if (!few || rows.contains(pattern))
            continue;
        // What most of the layer follows is what the row says.
        const auto rule = ruleFor(rules, members.front().toStdString());
        rows[pattern] = {pattern,
                         rule ? tuning.rules[*rule].share : tuning.share,
                         CoefficientRule::Follows,
                         rule ? tuning.rules[*rule].pattern : QString(),
                         0,
                         false};
    }
    std::vector<CoefficientRule> result;
    for (const auto& [pattern, row] : rows) {
        Place& place = places[pattern];
        for (qsizetype i = 0; i < tensors.size(); ++i)
            if (matches(pattern, tensors[i])) {
                place.first = std::min(place.first, i);
                ++place.matched;
            }
        result.push_back(row);
    }
    std::sort(result.begin(), result.end(), [&](const CoefficientRule& a, const CoefficientRule& b) {
        const Place &left = places[a.pattern], &right = places[b.pattern];
        return left.first != right.first       ? left.first < right.first
               : left.matched != right.matched ? left.matched > right.matched
                                               : a.pattern < b.pattern;
    });
    result.insert(result.begin(), {{}, tuning.share, CoefficientRule::Default, {}, withoutRule, selectedFollowsAll});
    return result;
}

RulesPanel::RulesPanel(Document& document, QWidget* parent) : QWidget(parent), document_(document)
{
    title_ = headingLabel({}, this);
    add_ = new QPushButton(this);
    asText_ = new QPushButton(this);
    for (QPushButton* button : {add_, asText_})
        button->setProperty("link", true);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kPadding, 6, kPadding, 2);
    head->addWidget(title_);
    head->addStretch();
    head->addWidget(add_);
    head->addWidget(asText_);
    auto* content = new QWidget(this);
    list_ = new QVBoxLayout(content);
    list_->setContentsMargins(0, 0, 0, 0);
    list_->setSpacing(0);
    list_->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(scroll, 1);
    connect(add_, &QPushButton::clicked, this, &RulesPanel::addRule);
    connect(asText_, &QPushButton::clicked, this, &RulesPanel::editAsText);
    retranslate();
}

void RulesPanel::retranslate()
{
    title_->setText(tr("Coefficients"));
    title_->setToolTip(tr("λ, the share of B, by tensor. Of the rules that match a tensor the last one holds"));
    add_->setText(tr("add rule…"));
    add_->setToolTip(tr("Sets the share of the tensors whose name matches a pattern: * any letters, ? one letter"));
    asText_->setText(tr("as text…"));
    asText_->setToolTip(tr("Shows all rules as text, to copy, paste and reorder"));
    for (std::size_t i = 0; i < widgets_.size(); ++i)
        show(i);
}

void RulesPanel::setTensors(const QStringList& tensors)
{
    tensors_ = tensors;
    refresh();
}

void RulesPanel::refresh()
{
    std::vector<CoefficientRule> next =
        coefficientRules(document_.settings().merge, tensors_, document_.selectedTensor());
    const bool same =
        std::equal(next.begin(), next.end(), rows_.begin(), rows_.end(),
                   [](const CoefficientRule& a, const CoefficientRule& b) { return a.pattern == b.pattern; });
    rows_ = std::move(next);
    if (!same)
        rebuild();
    for (std::size_t i = 0; i < widgets_.size(); ++i)
        show(i);
}

/// The widgets of another list of patterns. A slider that is being dragged keeps its pattern, so it is never replaced.
void RulesPanel::rebuild()
{
    for (const RowWidgets& widgets : widgets_)
        widgets.row->deleteLater();
    widgets_.clear();
    for (const CoefficientRule& rule : rows_) {
        auto* row = new QWidget(this);
        row->setAttribute(Qt::WA_StyledBackground);
        row->setProperty("row", true);
        row->setFixedHeight(kRowHeight + 7);
        RowWidgets widgets{row, new QLabel(row), new LevelControl(1, 3, {}, row), mutedLabel({}, row),
                           new QPushButton(QStringLiteral("\u00d7"), row)};
        widgets.name->setFixedWidth(kNameWidth);
        widgets.origin->setFixedWidth(kOriginWidth);
        widgets.origin->setFont(secondaryFont(font()));
        widgets.remove->setProperty("link", true);
        widgets.remove->setFixedWidth(22);
        QSizePolicy keep = widgets.remove->sizePolicy();
        keep.setRetainSizeWhenHidden(true);
        widgets.remove->setSizePolicy(keep);
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(kPadding, 0, kPadding, 0);
        layout->setSpacing(6);
        layout->addWidget(widgets.name);
        layout->addWidget(widgets.level, 1);
        layout->addWidget(widgets.origin);
        layout->addWidget(widgets.remove);
        const QString pattern = rule.pattern;
        connect(widgets.level, &LevelControl::changed, this,
                [this, pattern](double share, bool finished) { set(pattern, share, finished); });
        connect(widgets.remove, &QPushButton::clicked, this, [this, pattern] { remove(pattern); });
        list_->insertWidget(list_->count() - 1, row);
        widgets_.push_back(widgets);
    }
}

void RulesPanel::show(std::size_t i)
{
    const CoefficientRule& rule = rows_[i];
    const RowWidgets& widgets = widgets_[i];
    const QString name = rule.pattern.isEmpty() ? tr("all") : rule.pattern;
    widgets.name->setText(widgets.name->fontMetrics().elidedText(name, Qt::ElideMiddle, widgets.name->width()));
    widgets.level->setValue(rule.share);
    widgets.level->setWords(tr("Share of B of %1").arg(name), tr("Share of B of %1 as a number").arg(name),
                            tr("λ of the tensors that match %1").arg(name));
    const QString from = rule.from.isEmpty() ? tr("all") : rule.from;
    const QString origin = rule.origin == CoefficientRule::Default   ? tr("default")
                           : rule.origin == CoefficientRule::SetHere ? tr("set here")
                                                                     : from;
    widgets.origin->setText(widgets.origin->fontMetrics().elidedText(origin, Qt::ElideMiddle, kOriginWidth));
    QString toolTip = rule.origin == CoefficientRule::Follows
                          ? tr("%1 follows %2; moving the slider gives it a rule of its own").arg(name, from)
                          : tr("%1 sets %n tensor(s)", nullptr, rule.tensors).arg(name);
    if (rule.origin == CoefficientRule::SetHere && rule.tensors == 0)
        toolTip = tr("%1 sets no tensor: its pattern matches none, or later rules match all of its tensors").arg(name);
    widgets.row->setToolTip(toolTip);
    widgets.remove->setVisible(rule.origin == CoefficientRule::SetHere);
    widgets.remove->setToolTip(tr("Remove this rule"));
    widgets.remove->setAccessibleName(tr("Remove the rule %1").arg(name));
    if (widgets.row->property("chosen").toBool() != rule.chosen) {
        widgets.row->setProperty("chosen", rule.chosen);
        widgets.row->style()->unpolish(widgets.row);
        widgets.row->style()->polish(widgets.row);
    }
}

void RulesPanel::set(const QString& pattern, double share, bool finished)
{
    document_.change(
        pattern.isEmpty() ? tr("Share of B") : tr("Share of B of %1").arg(pattern),
        [&](Settings& settings) {
            if (pattern.isEmpty())
                settings.merge.share = share;
            else
                setRule(settings.merge, pattern, share);
        },
        kRuleKey);
    if (finished)
        document_.endGesture();
}

void RulesPanel::remove(const QString& pattern)
{
    document_.change(tr("Remove the rule %1").arg(pattern), [&](Settings& settings) {
        std::erase_if(settings.merge.rules, [&](const ShareRule& rule) { return rule.pattern == pattern; });
    });
}

void RulesPanel::addRule()
{
    bool accepted = false;
    const QString pattern = QInputDialog::getText(this, tr("Add rule"), tr("Pattern of tensor names:"),
                                                  QLineEdit::Normal, document_.selectedTensor(), &accepted)
                                .trimmed();
    if (accepted && !pattern.isEmpty() && pattern != "all")
        set(pattern, document_.settings().merge.share, true);
}

void RulesPanel::editAsText()
{
    RulesDialog dialog(document_.settings().merge, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    document_.change(tr("Coefficients as text"),
                     [&](Settings& settings) { static_cast<MergeTuning&>(settings.merge) = dialog.tuning(); });
}

}  // namespace fisherlens::desktop
