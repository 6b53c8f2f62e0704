// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/byte_source.h"
#include "base/result.h"
#include "reference/module/torch_compat.h"

#include <memory>

namespace fisherlens::module {

/// Lets LibTorch read a file through our ByteSource, so that what was checked is what is loaded. Records `*.debug_pkl`
/// are hidden from it: they hold Python line numbers for messages, and LibTorch unpickles them inside a noexcept
/// what(), so a damaged one would end the program (tried, 1.13).
class SourceAdapter final : public caffe2::serialize::ReadAdapterInterface {
public:
    explicit SourceAdapter(std::shared_ptr<const ByteSource> source) : source_(std::move(source)) {}
    size_t size() const override { return source_->size(); }
    size_t read(uint64_t pos, void* buf, size_t n, const char* what = "") const override;

private:
    std::shared_ptr<const ByteSource> source_;
};

/// What torch::jit::load itself would run, looked for before it is called. Loading parses code/ and does not run
/// methods, with three exceptions (found by trying, LibTorch 1.13): a class with `__setstate__` has it run on every
/// object while it is unpickled; default values of arguments and of NamedTuple fields are compiled and run; custom
/// C++ classes (`__torch__.torch.classes.…`) run their own unpickling. Each makes the file Unsafe. The sources are
/// read with TorchScript's own parser, which runs nothing.
/// Errors: Unsafe, Damaged (no readable archive), Unsupported (no TorchScript module, or one older than 1.2).
Result<void> checkArchive(const std::shared_ptr<const ByteSource>& source);

}  // namespace fisherlens::module
