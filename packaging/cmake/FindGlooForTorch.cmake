# SPDX-License-Identifier: GPL-3.0-or-later
# FISHERLENS_GLOO says whether LibTorch's c10d over Gloo can be used, for references of several processes. It needs
# libgloo with its headers, and a LibTorch that was built with them.
option(FISHERLENS_GLOO "References of several processes (needs libgloo-dev); found by itself" ON)
if(FISHERLENS_GLOO)
    find_path(GLOO_INCLUDE_DIR gloo/rendezvous/store.h)
    find_library(GLOO_LIBRARY gloo)
    find_path(C10D_GLOO_INCLUDE_DIR torch/csrc/distributed/c10d/ProcessGroupGloo.hpp HINTS ${TORCH_INCLUDE_DIRS})
    if(GLOO_INCLUDE_DIR AND GLOO_LIBRARY AND C10D_GLOO_INCLUDE_DIR)
        # The header is there without the class, too.
        include(CheckCXXSourceCompiles)
        set(CMAKE_REQUIRED_LIBRARIES ${TORCH_LIBRARIES})
        check_cxx_source_compiles("
            extern \"C\" char _ZTVN4c10d16ProcessGroupGlooE[];
            int main() { return _ZTVN4c10d16ProcessGroupGlooE[0]; }" C10D_GLOO_LINKS)
        unset(CMAKE_REQUIRED_LIBRARIES)
    endif()
    if(NOT C10D_GLOO_LINKS)
        message(STATUS "No Gloo, or a LibTorch without it: references of several processes are left out")
        set(FISHERLENS_GLOO OFF)
    endif()
endif()
