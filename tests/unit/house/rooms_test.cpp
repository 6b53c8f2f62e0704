// SPDX-License-Identifier: GPL-3.0-or-later
// The house rules that a scan can decide: includes and link targets point downwards, Torch lives in reference, Qt in
// desktop, every source carries its licence.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

/// Rooms that a room may use, as drawn in DESIGN.md 4.
const std::map<std::string, std::set<std::string>> kBelow{
    {"base", {}},
    {"formats", {"base"}},
    {"stats", {"base", "formats"}},
    {"fisher", {"base", "formats", "stats"}},
    {"edit", {"base", "formats", "stats"}},
    {"reference", {"base", "formats", "stats"}},
    {"report", {"base", "formats", "stats"}},
    {"operations", {"base", "formats", "stats", "fisher", "edit", "reference", "report"}},
    {"cli", {"base", "formats", "stats", "fisher", "edit", "reference", "report", "operations"}},
    {"desktop", {"base", "formats", "stats", "fisher", "edit", "reference", "report", "operations"}},
};

std::string content(const fs::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

std::vector<fs::path> filesBelow(const fs::path& folder, const std::set<std::string>& extensions)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && extensions.contains(entry.path().extension().string()))
            files.push_back(entry.path());
    return files;
}

std::vector<fs::path> sources()
{
    return filesBelow(fs::path(FL_SOURCE_DIR) / "src", {".h", ".cpp"});
}

std::string roomOf(const fs::path& file)
{
    return fs::relative(file, fs::path(FL_SOURCE_DIR) / "src").begin()->string();
}

/// A room that an include points to and that `room` may not use, else "".
std::string forbiddenRoom(const std::string& room, const std::string& included)
{
    const std::size_t slash = included.find('/');
    const std::string target = included.substr(0, slash);
    if (slash == std::string::npos || target == room || !kBelow.contains(target))
        return "";
    return kBelow.at(room).contains(target) ? "" : target;
}

TEST(Rooms, IncludesPointDownwards)
{
    const std::regex include("#\\s*include\\s*\"([^\"]+)\"");
    int seen = 0;
    for (const fs::path& file : sources()) {
        const std::string room = roomOf(file);
        ASSERT_TRUE(kBelow.contains(room)) << file << " lies in no known room";
        const std::string text = content(file);
        for (std::sregex_iterator at(text.begin(), text.end(), include), end; at != end; ++at, ++seen)
            EXPECT_EQ(forbiddenRoom(room, (*at)[1].str()), "") << file << " includes " << (*at)[1].str();
    }
    EXPECT_GT(seen, 50);
}

/// The sub-rooms of the window, likewise.
const std::map<std::string, std::set<std::string>> kDesktopBelow{
    {"jobs", {}},
    {"document", {"jobs"}},
    {"itemmodels", {"jobs", "document"}},
    {"plots", {}},
    {"views", {"jobs", "document", "itemmodels", "plots"}},
    {"app", {"jobs", "document", "itemmodels", "plots", "views"}},
};

TEST(Rooms, IncludesInsideTheWindowPointDownwards)
{
    const std::regex include("#\\s*include\\s*\"desktop/([a-z]+)/");
    int seen = 0;
    for (const fs::path& file : sources()) {
        if (roomOf(file) != "desktop")
            continue;
        const std::string room = std::next(fs::relative(file, fs::path(FL_SOURCE_DIR) / "src").begin())->string();
        ASSERT_TRUE(kDesktopBelow.contains(room)) << file;
        const std::string text = content(file);
        for (std::sregex_iterator at(text.begin(), text.end(), include), end; at != end; ++at, ++seen)
            EXPECT_TRUE((*at)[1].str() == room || kDesktopBelow.at(room).contains((*at)[1].str()))
                << file << " includes " << (*at)[0].str();
    }
    EXPECT_GT(seen, 30);
}

TEST(Rooms, TheScanKnowsAWrongIncludeWhenItSeesOne)
{
    EXPECT_EQ(forbiddenRoom("edit", "fisher/recycle.h"), "fisher");
    EXPECT_EQ(forbiddenRoom("base", "formats/checkpoint.h"), "formats");
    EXPECT_EQ(forbiddenRoom("cli", "operations/info.h"), "");
}

TEST(Rooms, TorchIsKnownByReferenceAloneAndQtByDesktopAlone)
{
    const std::regex torch("#\\s*include\\s*[<\"](torch|ATen|c10|caffe2)/");
    const std::regex qt("#\\s*include\\s*[<\"](Q[A-Z]|Qt[A-Z]|qcustomplot)");
    for (const fs::path& file : sources()) {
        const std::string text = content(file);
        if (roomOf(file) != "reference") {
            EXPECT_FALSE(std::regex_search(text, torch)) << file;
        }
        if (roomOf(file) != "desktop") {
            EXPECT_FALSE(std::regex_search(text, qt)) << file;
        }
    }
}

TEST(Rooms, LinkTargetsPointDownwards)
{
    std::ifstream lines(FL_TARGETS_FILE);
    const std::regex target("fl_([a-z]+)");
    int rooms = 0;
    for (std::string line; std::getline(lines, line); ++rooms) {
        const std::string room = line.substr(0, line.find(':'));
        ASSERT_TRUE(kBelow.contains(room)) << line;
        const std::string libraries = line.substr(line.find(':'));
        for (std::sregex_iterator at(libraries.begin(), libraries.end(), target), end; at != end; ++at)
            if (const std::string other = (*at)[1].str(); kBelow.contains(other)) {
                EXPECT_TRUE(kBelow.at(room).contains(other)) << room << " links " << other;
            }
        if (room != "desktop") {
            EXPECT_EQ(libraries.find("Qt6::"), std::string::npos) << room;
            EXPECT_EQ(libraries.find("torch"), std::string::npos) << room;
        }
    }
    EXPECT_GE(rooms, 8);
}

TEST(Translations, AreComplete)
{
    for (const char* file : {"fisherlens_ja.ts", "fisherlens_en.ts"}) {
        const std::string text = content(fs::path(FL_SOURCE_DIR) / "translations" / file);
        EXPECT_NE(text.find("<translation>"), std::string::npos) << file;
        EXPECT_EQ(text.find("type=\"unfinished\""), std::string::npos) << file << " has texts without a translation";
    }
}

TEST(Sources, CarryTheirLicence)
{
    for (const char* folder : {"src", "tests", "packaging", "resources"})
        for (const fs::path& file :
             filesBelow(fs::path(FL_SOURCE_DIR) / folder, {".h", ".cpp", ".c", ".cmake", ".py", ".sh", ".ui"}))
            EXPECT_NE(content(file).substr(0, 400).find("SPDX-License-Identifier: GPL-3.0-or-later"), std::string::npos)
                << file;
}

}  // namespace
