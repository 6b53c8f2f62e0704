// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/optimizer_log_segment.h"

#include "formats/hdf5_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

namespace fisherlens::detail {
namespace {

constexpr std::string_view kSummary = "summary/";
constexpr std::string_view kSnapshot = "snapshot/";
constexpr std::int64_t kMaxRows = 50'000'000;

class SegmentReader {
public:
    SegmentReader(const Hdf5File& file, std::string path) : file_(file), path_(std::move(path)) {}

    Result<SegmentContent> read()
    {
        SegmentContent content;
        content.segment.previousSha256 = textAttribute(file_, "", "previous_sha256");
        content.segment.metaSha256 = textAttribute(file_, "", "meta_sha256");
        FL_CHECK(readRows(content.rows));
        for (const Tensor& tensor : file_.tensors.tensors()) {
            const std::string& name = tensor.info.name;
            if (name.starts_with(kSummary)) {
                FL_TRY(LogSummary summary, readSummary(tensor));
                content.summaries.push_back(std::move(summary));
            } else if (const auto snapshot = snapshotTensor(name)) {
                content.snapshot = std::max(content.snapshot.value_or(0), snapshot->first);
            }
        }
        return content;
    }

private:
    Failure odd(const std::string& name, std::string detail) const
    {
        return fail(ErrorCode::Damaged, std::move(detail), {path_, name, {}},
                    "Copy the log again from where it is whole.");
    }

    Result<void> readRows(LogRows& rows)
    {
        const Tensor* steps = file_.tensors.find("step");
        if (steps) {
            if (steps->info.shape.size() != 1 || steps->info.count > kMaxRows || isComplex(steps->info.dtype))
                return odd("step", "The steps of the segment are no list of numbers.");
            FL_TRY(const auto values, readAll(*steps));
            for (const double value : values) {
                if (!(value >= 0 && value < 0x1p53) || value != std::floor(value)
                    || (!rows.step.empty() && static_cast<std::int64_t>(value) <= rows.step.back()))
                    return odd("step", "The steps of the segment do not increase.");
                rows.step.push_back(static_cast<std::int64_t>(value));
            }
        }
        count_ = static_cast<std::int64_t>(rows.step.size());
        FL_TRY(rows.loss, column("loss"));
        FL_TRY(rows.learningRate, column("lr"));
        FL_TRY(rows.gradientNorm, column("grad_norm"));
        FL_TRY(rows.time, column("time"));
        return {};
    }

    Result<std::vector<double>> column(const std::string& name)
    {
        const Tensor* tensor = file_.tensors.find(name);
        if (!tensor)
            return std::vector<double>(static_cast<std::size_t>(count_), std::numeric_limits<double>::quiet_NaN());
        if (tensor->info.shape != Shape{count_} || isComplex(tensor->info.dtype))
            return odd(name, "The segment has " + std::to_string(count_) + " steps, but this column has the shape "
                                 + shapeText(tensor->info.shape) + ".");
        return readAll(*tensor);
    }

    Result<LogSummary> readSummary(const Tensor& tensor)
    {
        LogSummary summary;
        summary.name = tensorNameOfHdf5(std::string_view(tensor.info.name).substr(kSummary.size()));
        if (tensor.info.shape != Shape{count_, static_cast<std::int64_t>(kLogQuantiles.size())}
            || !isFloating(tensor.info.dtype))
            return odd(tensor.info.name, "The summary has the shape " + shapeText(tensor.info.shape) + " instead of "
                                             + shapeText({count_, static_cast<std::int64_t>(kLogQuantiles.size())})
                                             + ".");
        FL_TRY(const auto values, readAll(tensor));
        summary.rows.resize(static_cast<std::size_t>(count_));
        for (std::size_t i = 0; i < values.size(); ++i)
            summary.rows[i / kLogQuantiles.size()][i % kLogQuantiles.size()] = static_cast<float>(values[i]);
        return summary;
    }

    const Hdf5File& file_;
    std::string path_;
    std::int64_t count_ = 0;
};

}  // namespace

Result<std::shared_ptr<const ByteSource>> openSegment(const std::string& path)
{
    FL_TRY(auto source, ByteSource::open(path));
    if (!looksLikeHdf5(*source))
        return fail(ErrorCode::Damaged, "The segment is no HDF5 file: it is damaged or cut off.", {path, {}, {}});
    return source;
}

Result<SegmentContent> readSegment(const ByteSource& source, const Hdf5File& file, std::uint64_t number)
{
    FL_TRY(SegmentContent content, SegmentReader(file, source.path()).read());
    FL_CHECK(source.checkUnchanged());
    content.segment.number = number;
    content.segment.file = source.path();
    return content;
}

std::optional<std::pair<std::int64_t, std::string>> snapshotTensor(std::string_view path)
{
    if (!path.starts_with(kSnapshot))
        return std::nullopt;
    path.remove_prefix(kSnapshot.size());
    std::int64_t step = -1;
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), step);
    if (error != std::errc() || step < 0 || end == path.data() + path.size() || *end != '/')
        return std::nullopt;
    return std::pair(step, tensorNameOfHdf5(path.substr(static_cast<std::size_t>(end - path.data()) + 1)));
}

std::string textAttribute(const Hdf5File& file, const std::string& path, const std::string& name)
{
    const Hdf5Attribute* value = file.attribute(path, name);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

std::optional<double> numberAttribute(const Hdf5File& file, const std::string& path, const std::string& name)
{
    const Hdf5Attribute* value = file.attribute(path, name);
    if (!value)
        return std::nullopt;
    if (const auto* real = std::get_if<double>(value))
        return *real;
    if (const auto* integer = std::get_if<std::int64_t>(value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

}  // namespace fisherlens::detail
