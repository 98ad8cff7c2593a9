#include "programs/isopath/jobs/corpus.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "certificates/format/digest.hpp"
#include "exact/quoting.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/jobs/manifest.hpp"
#include "verify/files/json/keys.hpp"
#include "verify/files/json/text.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> keys_of_corpora{"format",     "version", "file_count",
                                                          "case_count", "files",   "groups"};
constexpr std::array<std::string_view, 2> keys_of_files{"name", "sha256"};
constexpr std::array<std::string_view, 2> keys_of_groups{"name", "cases"};
constexpr std::array<std::string_view, 5> keys_of_cases{"run", "exit", "verdict", "reason", "then"};
constexpr std::size_t most = 1'000'000;  // files, and cases
constexpr std::size_t greatest_code = exits::greatest_expected;

class CorpusReader {
 public:
  explicit CorpusReader(const Source& source) : text_(source, 0, source.size(), KeyPath()) {}

  Corpus read() {
    const KeyPath top;
    JsonKeys keys(keys_of_corpora);
    const char* start = text_.begin();
    std::size_t file_count = 0;
    std::size_t case_count = 0;
    for (auto step : text_.root(top)) {
      auto field = text_.take(step, top);
      const std::size_t key = keys.see(text_, field, top);
      const KeyPath path(top, keys_of_corpora[key]);
      if (key == 0 && text_.string(field.value(), path) != "isopath-selftest")
        text_.fail(start, path, "expected 'isopath-selftest', found another format");
      if (key == 1 && text_.count(field.value(), most, path) != 1)
        text_.fail(start, path, "expected version 1, found another version");
      if (key == 2) file_count = text_.count(field.value(), most, path);
      if (key == 3) case_count = text_.count(field.value(), most, path);
      if (key == 4) read_files(field.value(), path);
      if (key == 5) read_groups(field.value(), path);
    }
    keys.require(text_, start, top);
    text_.finish(top);
    require_count(start, KeyPath(top, keys_of_corpora[2]), file_count, corpus_.files.size());
    require_count(start, KeyPath(top, keys_of_corpora[3]), case_count, cases_);
    return std::move(corpus_);
  }

 private:
  using Value = JsonText::Value;

  void require_count(const char* where, const KeyPath& path, std::size_t expected, std::size_t found) {
    if (found != expected || found == 0)
      text_.fail(where, path,
                 "expected " + (expected == 0 ? "at least 1" : std::to_string(expected)) + ", found " +
                     std::to_string(found));
  }

  void read_files(Value value, const KeyPath& path) {
    for (auto step : text_.array(value, path)) {
      const KeyPath file_path(path, corpus_.files.size());
      corpus_.files.push_back(read_file(text_.take(step, file_path), file_path));
    }
  }

  Corpus::File read_file(Value value, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    JsonKeys keys(keys_of_files);
    Corpus::File file;
    for (auto step : text_.object(value, path)) {
      auto field = text_.take(step, path);
      const std::size_t key = keys.see(text_, field, path);
      (key == 0 ? file.name : file.sha256) = text_.string(field.value(), KeyPath(path, keys_of_files[key]));
    }
    keys.require(text_, where, path);
    // A file has one such name, so none is counted twice.
    const fs::path name(file.name);
    if (!name.has_filename() || name.is_absolute() || file.name == "." ||
        file.name.find('\0') != std::string::npos || file.name != name.lexically_normal().string() ||
        *name.begin() == "..")
      text_.fail(
          where, path,
          "expected the name of a file in the folder, without . and .., found " + in_quotes(file.name));
    if (!names_.insert(file.name).second)
      text_.fail(where, path, "expected each name once, found " + in_quotes(file.name) + " again");
    return file;
  }

  void read_groups(Value value, const KeyPath& path) {
    for (auto step : text_.array(value, path)) {
      const KeyPath group_path(path, corpus_.groups.size());
      auto element = text_.take(step, group_path);
      const char* where = element.raw_json_token().data();
      Corpus::Group& group = corpus_.groups.emplace_back();
      JsonKeys keys(keys_of_groups);
      for (auto group_step : text_.object(element, group_path)) {
        auto field = text_.take(group_step, group_path);
        const std::size_t key = keys.see(text_, field, group_path);
        const KeyPath key_path(group_path, keys_of_groups[key]);
        if (key == 0) group.name = text_.string(field.value(), key_path);
        if (key == 1) read_cases(group, field.value(), key_path);
      }
      keys.require(text_, where, group_path);
      if (group.cases.empty()) text_.fail(where, group_path, "expected at least 1 case, found 0");
    }
  }

  void read_cases(Corpus::Group& group, Value value, const KeyPath& path) {
    for (auto step : text_.array(value, path)) {
      const KeyPath case_path(path, group.cases.size());
      group.cases.push_back(read_case(text_.take(step, case_path), case_path));
      ++cases_;
    }
  }

  Corpus::Case read_case(Value value, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    JsonKeys keys(keys_of_cases);
    Corpus::Case found;
    for (auto step : text_.object(value, path)) {
      auto field = text_.take(step, path);
      const std::size_t key = keys.see(text_, field, path);
      const KeyPath key_path(path, keys_of_cases[key]);
      if (key == 0) found.run = read_command(text_, field.value(), key_path);
      if (key == 1) found.exit = static_cast<int>(text_.count(field.value(), greatest_code, key_path));
      if (key == 2) found.verdict = text_.string(field.value(), key_path);
      if (key == 3) found.reason = text_.string(field.value(), key_path);
      if (key == 4) found.then = read_command(text_, field.value(), key_path);
    }
    keys.require(text_, where, path, 2);
    if (found.verdict.empty() && found.reason.empty())
      text_.fail(where, path, "expected a verdict or a reason, found neither");
    return found;
  }

  JsonText text_;
  Corpus corpus_;
  std::size_t cases_ = 0;
  std::set<std::string> names_;
};

std::optional<std::string> bytes_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return file ? std::optional(bytes) : std::nullopt;
}

}  // namespace

Corpus read_corpus(const Source& source) { return CorpusReader(source).read(); }

std::vector<std::string> deviations(const Corpus& corpus, const std::string& folder) {
  std::vector<std::string> list;
  std::set<std::string> expected{"corpus.json"};
  for (const Corpus::File& file : corpus.files) {
    expected.insert(file.name);
    const std::optional<std::string> bytes = bytes_of(fs::path(folder) / file.name);
    if (!bytes)
      list.push_back(file.name + ": expected a file of the corpus, found none that can be read");
    else if (const std::string found = hexadecimal(sha256(*bytes)); found != file.sha256)
      list.push_back(file.name + ": expected the SHA-256 " + file.sha256 + ", found " + found);
  }
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().lexically_relative(folder).generic_string();
    // A link to a folder is not looked into.
    if (it->symlink_status(error).type() != fs::file_type::directory && !expected.contains(name))
      list.push_back(name + ": expected the files of the corpus only, found this one, too");
  }
  if (error) throw InputError(InputError::Kind::malformed, folder, "can't be read: " + error.message());
  return list;
}

}  // namespace isopath::cli
