// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/outliers_dialog.h"

#include "desktop/views/provenance.h"
#include "desktop/views/style.h"
#include "desktop/views/table_actions.h"
#include "desktop/views/words.h"
#include "operations/density.h"
#include "operations/outliers.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace fisherlens::desktop {
namespace {

constexpr std::size_t kCount = 200;

struct Found {
    std::vector<OutlierRow> rows;
    OutlierReport report;
};

Result<std::shared_ptr<const Found>> lookFor(const AgreementData& agreement, const JobContext& context)
{
    FL_TRY(const auto pairs, pairDiagonals(agreement.recycled->diagonal, agreement.reference->diagonal));
    auto found = std::make_shared<Found>();
    FL_TRY(found->report, findOutliers(pairs, kCount, context));
    for (const Outlier& entry : found->report.outliers) {
        const TensorPair& pair = pairs[entry.pair];
        found->rows.push_back({QString::fromStdString(pair.name),
                               QString::fromStdString(indexText(pair.a.info.shape, entry.index)), entry.index, entry.a,
                               entry.b, entry.logRatio});
    }
    return std::shared_ptr<const Found>(std::move(found));
}

}  // namespace

OutliersDialog::OutliersDialog(Analyses& analyses, QWidget* parent) : QDialog(parent), analyses_(analyses)
{
    setWindowTitle(tr("Outliers"));
    note_ = mutedLabel({}, this);
    note_->setWordWrap(true);
    table_ = new QTableView(this);
    table_->setModel(&model_);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setAccessibleName(tr("Outliers"));
    tableActions_ = new TableActions(*table_, "outliers", [this] { return comparisonProvenance(analyses_); });
    table_->setToolTip(tableActions_->hint());
    table_->setToolTip(tr("A double click shows the entry in the heatmap") + '\n' + tableActions_->hint());
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(OutliersModel::Tensor, QHeaderView::Stretch);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copyButton = buttons->addButton(tr("Copy table"), QDialogButtonBox::ActionRole);
    auto* exportButton = buttons->addButton(tr("Export table…"), QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    layout->setSpacing(8);
    layout->addWidget(note_);
    layout->addWidget(table_, 1);
    layout->addWidget(buttons);
    resize(620, 520);

    connect(copyButton, &QPushButton::clicked, tableActions_, &TableActions::copyWhole);
    connect(exportButton, &QPushButton::clicked, tableActions_, &TableActions::exportWhole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
        const OutlierRow& row = model_.rows()[static_cast<std::size_t>(index.row())];
        emit entryRequested(row.tensor, row.index);
    });
    connect(&analyses_, &Analyses::agreementChanged, this, &OutliersDialog::compute);
    compute();
}

OutliersDialog::~OutliersDialog()
{
    if (job_)
        analyses_.runner().cancel(job_);
}

void OutliersDialog::compute()
{
    const auto agreement = analyses_.agreement().value;
    if (!agreement) {
        model_.setRows({});
        return note_->setText(tr("There is nothing to compare with yet."));
    }
    note_->setText(tr("Looking at all entries…"));
    job_ = analyses_.runner().start<std::shared_ptr<const Found>>(
        Lane::Interactive, tr("Find outliers"), "outliers",
        [agreement](const JobContext& context) { return lookFor(*agreement, context); },
        [self = QPointer(this)](Result<std::shared_ptr<const Found>> result) {
            if (!self)
                return;
            self->job_ = 0;
            if (!result)
                return self->note_->setText(errorText(result.error()));
            const auto whole = [](std::int64_t value) { return QLocale().toString(static_cast<qlonglong>(value)); };
            const OutlierReport& report = (*result)->report;
            self->note_->setText(tr("The %1 entries with the largest |log10 of recycled / reference| of %2 that are "
                                    "positive in both. Without a ratio: %3 are zero in the reference only, %4 in the "
                                    "recycled only.")
                                     .arg(whole(static_cast<std::int64_t>(report.outliers.size())),
                                          whole(report.compared), whole(report.onlyA), whole(report.onlyB)));
            self->model_.setRows((*result)->rows);
        });
}

QString OutliersDialog::note() const
{
    return note_->text();
}

}  // namespace fisherlens::desktop
