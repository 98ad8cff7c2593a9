#include "programs/isopath/jobs/manifest.hpp"

#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "exact/quoting.hpp"
#include "programs/isopath/exits.hpp"
#include "verify/files/json/keys.hpp"
#include "verify/files/json/text.hpp"

namespace isopath::cli {

namespace {

constexpr std::array<std::string_view, 3> keys_of_manifests{"format", "version", "jobs"};
constexpr std::array<std::string_view, 3> keys_of_jobs{"name", "run", "expect"};
constexpr std::size_t most_jobs = 1'000'000;
constexpr std::size_t greatest_code = exits::greatest_expected;

class ManifestReader {
 public:
  explicit ManifestReader(const Source& source) : text_(source, 0, source.size(), KeyPath()) {}

  std::vector<Job> read() {
    const KeyPath top;
    JsonKeys keys(keys_of_manifests);
    const char* start = text_.begin();
    for (auto step : text_.root(top)) {
      auto field = text_.take(step, top);
      const std::size_t key = keys.see(text_, field, top);
      const KeyPath path(top, keys_of_manifests[key]);
      if (key == 0) read_format(field.value(), path);
      if (key == 1 && text_.count(field.value(), 1'000'000'000, path) != 1)
        text_.fail(start, path, "expected version 1, found another version");
      if (key == 2) read_jobs(field.value(), path);
    }
    keys.require(text_, start, top);
    text_.finish(top);
    return std::move(jobs_);
  }

 private:
  using Value = JsonText::Value;

  void read_format(Value value, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    const std::string_view found = text_.string(value, path);
    if (found != "isopath-batch")
      text_.fail(where, path, "expected 'isopath-batch', found " + in_quotes(found));
  }

  void read_jobs(Value value, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    for (auto step : text_.array(value, path)) {
      const KeyPath job_path(path, jobs_.size());
      auto element = text_.take(step, job_path);
      if (jobs_.size() == most_jobs) text_.fail(where, path, "expected at most 1000000 jobs, found more");
      jobs_.push_back(read_job(element, job_path));
    }
    if (jobs_.empty()) text_.fail(where, path, "expected at least 1 job, found 0");
  }

  Job read_job(Value value, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    JsonKeys keys(keys_of_jobs);
    Job job;
    for (auto step : text_.object(value, path)) {
      auto field = text_.take(step, path);
      const std::size_t key = keys.see(text_, field, path);
      const KeyPath key_path(path, keys_of_jobs[key]);
      if (key == 0) job.name = read_name(field.value(), key_path);
      if (key == 1) job.run = read_command(text_, field.value(), key_path);
      if (key == 2) job.expect = static_cast<int>(text_.count(field.value(), greatest_code, key_path));
    }
    keys.require(text_, where, path, 2);
    return job;
  }

  std::string read_name(Value value, const KeyPath& path) {
    const char* where = value.raw_json_token().data();
    std::string name(text_.string(value, path));
    if (name.empty()) text_.fail(where, path, "expected a name, found ''");
    if (!names_.insert(name).second)
      text_.fail(where, path, "expected each name once, found " + in_quotes(name) + " again");
    return name;
  }

  JsonText text_;
  std::vector<Job> jobs_;
  std::set<std::string> names_;
};

}  // namespace

std::vector<std::string> read_command(JsonText& text, JsonText::Value value, const KeyPath& path) {
  const char* where = value.raw_json_token().data();
  std::vector<std::string> words;
  for (auto step : text.array(value, path)) {
    const KeyPath word_path(path, words.size());
    auto element = text.take(step, word_path);
    const char* place = element.raw_json_token().data();
    words.emplace_back(text.string(element, word_path));
    if (words.back().find('\0') != std::string::npos)
      text.fail(place, word_path, "expected a word of a command line, found one with a zero byte");
  }
  if (words.empty()) text.fail(where, path, "expected a verb and its arguments, found none");
  if (words[0].empty() || words[0][0] == '-' || words[0] == "batch" || words[0] == "selftest")
    text.fail(where, path, "expected a verb other than batch and selftest, found " + in_quotes(words[0]));
  return words;
}

std::vector<Job> read_manifest(const Source& source) { return ManifestReader(source).read(); }

}  // namespace isopath::cli
