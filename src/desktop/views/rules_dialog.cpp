// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/rules_dialog.h"

#include "desktop/views/style.h"
#include "desktop/views/words.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fisherlens::desktop {

RulesDialog::RulesDialog(const MergeTuning& tuning, QWidget* parent) : QDialog(parent), tuning_(tuning)
{
    setWindowTitle(tr("Coefficients as text"));
    auto* intro =
        mutedLabel(tr("One rule per line: a pattern of tensor names, =, the share of B from 0 to 1. Of the rules "
                      "that match a tensor the last one holds; all is for the others."),
                   this);
    intro->setWordWrap(true);
    text_ = new QPlainTextEdit(rulesText(tuning), this);
    text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text_->setAccessibleName(tr("Rules"));
    text_->setToolTip(tr("One rule a line, PATTERN = SHARE; of those that match a tensor the last one holds"));
    problem_ = mutedLabel({}, this);
    problem_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    ok_ = buttons->button(QDialogButtonBox::Ok);
    makePrimary(*ok_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    layout->setSpacing(8);
    layout->addWidget(intro);
    layout->addWidget(text_, 1);
    layout->addWidget(problem_);
    layout->addWidget(buttons);
    resize(440, 360);
    connect(text_, &QPlainTextEdit::textChanged, this, &RulesDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void RulesDialog::check()
{
    auto parsed = parseRules(text_->toPlainText(), tuning_);
    ok_->setEnabled(parsed.has_value());
    problem_->setText(parsed ? QString() : errorText(parsed.error()));
    if (parsed)
        tuning_ = std::move(*parsed);
}

}  // namespace fisherlens::desktop
