// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "base/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace fisherlens {

/// Incremental SHA-256 (OpenSSL's libcrypto).
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::span<const std::byte> bytes);
    void update(std::string_view text) { update(std::as_bytes(std::span(text))); }
    /// 64 lower-case hexadecimal digits. The object is spent afterwards.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Hash of a whole file, read in blocks. Of a folder: the hash of the lines "HASH  PATH" of all files below it, as
/// sha256sum prints them, with paths from the folder on, in the order of their bytes. Errors of ByteSource, Cancelled,
/// Unsupported (more than 200,000 files).
Result<std::string> sha256OfFile(const std::string& path, const JobContext& context);

}  // namespace fisherlens
