# SPDX-License-Identifier: GPL-3.0-or-later
# Compiler settings for our own code, and one function that makes a room (a directory and a CMake target) of DESIGN.md 4.

add_library(fl_options INTERFACE)
target_compile_options(fl_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 and 14 take the empty optional of a Result, and the values of a variant, for uninitialised ones.
    target_compile_options(fl_options INTERFACE -Wno-maybe-uninitialized)
endif()
if(FISHERLENS_WERROR)
    target_compile_options(fl_options INTERFACE -Werror)
endif()
if(FISHERLENS_SANITIZE)
    target_compile_options(fl_options INTERFACE -fsanitize=${FISHERLENS_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(fl_options INTERFACE -fsanitize=${FISHERLENS_SANITIZE})
endif()

# fl_precompile(TARGET headers ...): reads big headers of libraries once for a target with many files. Never ours: a file
# must still name what it uses (checked by a build with -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON).
function(fl_precompile target)
    list(TRANSFORM ARGN REPLACE "^(.+)$" "<\\1>" OUTPUT_VARIABLE headers)
    target_precompile_headers(${target} PRIVATE ${headers})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
        # Inlined code of the library counts as ours then, and GCC 12 takes "text" + std::string for an overlapping copy.
        target_compile_options(${target} PRIVATE
            -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
    endif()
endfunction()

# What every window has. Qt's headers are most of the time that its files take.
set(FL_QT_HEADERS algorithm functional map memory optional string vector tl/expected.hpp
    QAbstractItemModel QAction QApplication QComboBox QDialog QEvent QFileInfo QLabel QLineEdit QLocale QMenu QPainter
    QPointer QPushButton QSettings QString QStringList QTableView QToolButton QVBoxLayout QVariant QWidget)

# fl_room(NAME SOURCES ... [PUBLIC libraries] [PRIVATE libraries]): static library fl_NAME, includes relative to src/.
function(fl_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(fl_${name} STATIC ${ROOM_SOURCES})
    target_include_directories(fl_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(fl_${name} PUBLIC ${ROOM_PUBLIC} PRIVATE fl_options ${ROOM_PRIVATE})
endfunction()
