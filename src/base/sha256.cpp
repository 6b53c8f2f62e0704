// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"

#include "base/byte_source.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <vector>

namespace fisherlens {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>())
{
    EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes)
{
    EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

std::string Sha256::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(state_->context, digest.data(), &length);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += digits[digest[i] >> 4U];
        text += digits[digest[i] & 15U];
    }
    return text;
}

namespace {

constexpr std::size_t kMaxFiles = 200'000;

Result<std::string> sha256OfFolder(const std::string& path, const JobContext& context)
{
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    std::error_code error;
    for (fs::recursive_directory_iterator entries(path, error); !error && entries != fs::end(entries);
         entries.increment(error)) {
        std::error_code ignored;
        if (entries->is_regular_file(ignored))
            files.push_back(entries->path().lexically_relative(path).generic_string());
        if (context.cancel.requested())
            return cancelled();
        if (files.size() > kMaxFiles)
            return fail(ErrorCode::Unsupported, "The folder holds more than 200,000 files.", {path, {}, {}});
    }
    if (error)
        return fail(ErrorCode::Missing, "The folder cannot be read: " + error.message() + ".", {path, {}, {}},
                    "Check the path and the permissions.");
    std::sort(files.begin(), files.end());
    Sha256 hash;
    for (const std::string& file : files) {
        FL_TRY(const std::string one, sha256OfFile(path + "/" + file, context));
        hash.update(one + "  " + file + "\n");
    }
    return hash.finish();
}

}  // namespace

Result<std::string> sha256OfFile(const std::string& path, const JobContext& context)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return sha256OfFolder(path, context);
    FL_TRY(const auto source, ByteSource::open(path));
    std::vector<std::byte> buffer(std::size_t{4} << 20U);
    Sha256 hash;
    for (std::uint64_t offset = 0; offset < source->size(); offset += buffer.size()) {
        if (context.cancel.requested())
            return cancelled();
        const std::span block(
            buffer.data(), static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), source->size() - offset)));
        FL_CHECK(source->read(offset, block));
        hash.update(block);
        context.report("hash the inputs",
                       static_cast<double>(offset + block.size()) / static_cast<double>(source->size()));
    }
    FL_CHECK(source->checkUnchanged());
    return hash.finish();
}

}  // namespace fisherlens
