// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/h5_child/child.h"

#include <sys/mman.h>
#include <unistd.h>

namespace fisherlens::h5 {
namespace {

// The library asks for memory for the image several times; it always gets the mapped one.
void* imageMalloc(std::size_t, H5FD_file_image_op_t, void* image)
{
    return image;
}
void* imageMemcpy(void* to, const void*, std::size_t, H5FD_file_image_op_t, void*)
{
    return to;
}
herr_t imageFree(void*, H5FD_file_image_op_t, void*)
{
    return 0;
}
void* copyImage(void* image)
{
    return image;
}
herr_t freeImage(void*)
{
    return 0;
}

}  // namespace

Window mapWindow(int descriptor, std::uint64_t offset, std::uint64_t length)
{
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const std::uint64_t lead = offset % page;
    void* mapped = length == 0 ? MAP_FAILED
                               : ::mmap(nullptr, length + lead, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE,
                                        descriptor, static_cast<off_t>(offset - lead));
    if (mapped == MAP_FAILED)
        throw LibraryFailed{};
    return {mapped, static_cast<std::size_t>(lead), static_cast<std::size_t>(length)};
}

void unmap(const Window& window)
{
    ::munmap(window.mapped, window.lead + window.length);
}

Hdf5Handle openWindow(const Window& window)
{
    void* image = static_cast<char*>(window.mapped) + window.lead;
    const Hdf5Handle access = opened(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
    checked(H5Pset_fapl_core(access.id(), std::size_t{1} << 16U, false));
    H5FD_file_image_callbacks_t callbacks{imageMalloc, imageMemcpy, nullptr, imageFree, copyImage, freeImage, image};
    checked(H5Pset_file_image_callbacks(access.id(), &callbacks));
    checked(H5Pset_file_image(access.id(), image, window.length));
    return opened(H5Fopen("window", H5F_ACC_RDONLY, access.id()), H5Fclose);
}

}  // namespace fisherlens::h5
