// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/h5_child/child.h"
#include "formats/h5_child/protocol.h"

#include <algorithm>
#include <array>

namespace fisherlens::h5 {
namespace {

constexpr hsize_t kBlockBytes = hsize_t{16} << 20U;
constexpr hsize_t kMaxBlockBytes = hsize_t{512} << 20U;
constexpr std::size_t kChunkCacheBytes = std::size_t{256} << 20U;

/// Reads a dataset in C order, block by block.
class Reader {
public:
    Reader(hid_t dataset, hid_t memoryType)
        : dataset_(dataset), memoryType_(memoryType), item_(H5Tget_size(memoryType)),
          space_(opened(H5Dget_space(dataset), H5Sclose)),
          rank_(static_cast<unsigned>(checked(H5Sget_simple_extent_ndims(space_.id()))))
    {
        if (rank_ > kMaxDimensions)
            throw LibraryFailed{};
        checked(H5Sget_simple_extent_dims(space_.id(), sizes_.data(), nullptr));
        chooseBlocks();
    }

    void run()
    {
        if (checked(H5Sget_simple_extent_npoints(space_.id())) == 0)
            return;
        if (rank_ == 0) {
            read(H5S_ALL, H5S_ALL, item_);
            return;
        }
        do {
            for (first_[cut_] = 0; first_[cut_] < sizes_[cut_]; first_[cut_] += rows_)
                readRows(std::min(rows_, sizes_[cut_] - first_[cut_]));
        } while (advance());
    }

private:
    /// Blocks are whole rows of dimension `cut_`, the outermost one whose rows fit a block. Chunks that lie across the
    /// cut would be decoded once for each block, so a block takes whole chunks where that is not too much.
    void chooseBlocks()
    {
        while (cut_ + 1 < rank_ && rowBytes() > kBlockBytes)
            ++cut_;
        const hsize_t row = std::max<hsize_t>(rowBytes(), 1);
        rows_ = std::max<hsize_t>(kBlockBytes / row, 1);
        const Hdf5Handle properties = opened(H5Dget_create_plist(dataset_), H5Pclose);
        if (rank_ == 0 || H5Pget_layout(properties.id()) != H5D_CHUNKED)
            return;
        std::array<hsize_t, kMaxDimensions> chunk{};
        checked(H5Pget_chunk(properties.id(), static_cast<int>(rank_), chunk.data()));
        const hsize_t unit = std::max<hsize_t>(chunk[cut_], 1);
        if (unit <= kMaxBlockBytes / row)
            rows_ = (rows_ + unit - 1) / unit * unit;
    }

    [[nodiscard]] hsize_t rowBytes() const
    {
        hsize_t bytes = item_;
        for (unsigned k = cut_ + 1; k < rank_; ++k)
            if (__builtin_mul_overflow(bytes, sizes_[k], &bytes))
                return ~hsize_t{0};
        return bytes;
    }

    void readRows(hsize_t rows)
    {
        std::array<hsize_t, kMaxDimensions> count{};
        hsize_t elements = 1;
        for (unsigned k = 0; k < rank_; ++k) {
            count[k] = k < cut_ ? 1 : k == cut_ ? rows : sizes_[k];
            elements *= count[k];
        }
        checked(H5Sselect_hyperslab(space_.id(), H5S_SELECT_SET, first_.data(), nullptr, count.data(), nullptr));
        const Hdf5Handle memory = opened(H5Screate_simple(1, &elements, nullptr), H5Sclose);
        read(memory.id(), space_.id(), elements * item_);
    }

    void read(hid_t memorySpace, hid_t fileSpace, hsize_t bytes)
    {
        buffer_.resize(static_cast<std::size_t>(bytes));
        checked(H5Dread(dataset_, memoryType_, memorySpace, fileSpace, H5P_DEFAULT, buffer_.data()));
        answer(buffer_);
    }

    /// The next index of the dimensions outside the cut; false after the last.
    bool advance()
    {
        for (unsigned k = cut_; k-- > 0;) {
            if (++first_[k] < sizes_[k])
                return true;
            first_[k] = 0;
        }
        return false;
    }

    hid_t dataset_;
    hid_t memoryType_;
    std::size_t item_;
    Hdf5Handle space_;
    unsigned rank_;
    unsigned cut_ = 0;
    hsize_t rows_ = 1;
    std::array<hsize_t, kMaxDimensions> sizes_{}, first_{};
    std::string buffer_;
};

}  // namespace

void answerData(hid_t file, const std::string& path)
{
    const Hdf5Handle access = opened(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
    checked(H5Pset_chunk_cache(access.id(), 12'421, kChunkCacheBytes, 1.0));
    const Hdf5Handle dataset = opened(H5Dopen2(file, path.c_str(), access.id()), H5Dclose);
    const Hdf5Handle stored = opened(H5Dget_type(dataset.id()), H5Tclose);
    const ElementType type = elementType(stored.id());
    if (type.name.empty())
        throw LibraryFailed{};
    Reader(dataset.id(), type.memory.id()).run();
}

}  // namespace fisherlens::h5
