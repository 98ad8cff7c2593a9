// isopath batch MANIFEST: many jobs, each with the exit code that is expected of it; one line of JSON for
// each as it ends, and a report for a CI service.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/jobs/job.hpp"
#include "programs/isopath/jobs/manifest.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/program.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/open.hpp"

namespace isopath::cli {

namespace {

struct Options {
  std::string manifest;
  std::size_t jobs = 1;  // at a time
  std::string junit;     // the file for the report; empty: none

  void add_to(CLI::App& parser);
  int run() const;
};

struct Ended {
  bool as_expected = false;
  double seconds = 0;
  std::string message;  // empty if the job ended as expected
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// The object that a job with --json printed, or null.
Json answer_of(const std::string& output) {
  if (!output.starts_with('{')) return nullptr;
  Json answer = Json::parse(output, nullptr, false);
  return answer.is_object() && !answer.contains("format") ? answer : Json(nullptr);
}

void print_line(const Job& job, const Outcome& outcome) {
  const bool has_verdict = outcome.output.starts_with("s ");
  const Json line{{"job", job.name},
                  {"as_expected", outcome.code == job.expect},
                  {"exit", outcome.code},
                  {"expect", job.expect},
                  {"seconds", outcome.seconds},
                  {"verdict", has_verdict ? Json(first_line(outcome.output)) : Json(nullptr)},
                  {"answer", answer_of(outcome.output)},
                  {"error", outcome.error.empty() ? Json(nullptr) : Json(outcome.error)}};
  std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  flush_checked(std::cout);
}

Ended summary(const Job& job, const Outcome& outcome) {
  if (outcome.code == job.expect) return {true, outcome.seconds, ""};
  return {false, outcome.seconds,
          "exit code " + std::to_string(outcome.code) + ", expected " + std::to_string(job.expect) + "\n" +
              outcome.output.substr(0, 4000) + outcome.error.substr(0, 4000)};
}

/// Runs all jobs, `at_once` of them at a time, begun in order.
std::vector<Ended> run_all(const std::vector<Job>& jobs, std::size_t at_once, const std::string& folder) {
  std::vector<Ended> ended(jobs.size());
  RunningJobs running;
  for (std::size_t next = 0; next < jobs.size() || running.count() > 0;) {
    if (next < jobs.size() && running.count() < at_once) {
      running.add(next, RunningJob(jobs[next].run, folder, run_program));
      ++next;
      continue;
    }
    const RunningJobs::Ended one = running.wait();
    ended[one.number] = summary(jobs[one.number], one.outcome);
    print_line(jobs[one.number], one.outcome);
  }
  return ended;
}

/// Text as XML may hold it.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (c == '\n')
      result += "&#10;";
    else
      result += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e ? '?' : c;
  }
  return result;
}

std::string in_seconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", seconds);
  return text;
}

/// The report that CI services know as JUnit's.
void write_junit(std::ostream& out, const std::vector<Job>& jobs, const std::vector<Ended>& ended) {
  const auto failures =
      std::count_if(ended.begin(), ended.end(), [](const Ended& e) { return !e.as_expected; });
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"isopath\" tests=\"" << jobs.size()
      << "\" failures=\"" << failures << "\" errors=\"0\" skipped=\"0\">\n";
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    out << "  <testcase classname=\"isopath." << escaped(jobs[i].run[0]) << "\" name=\""
        << escaped(jobs[i].name) << "\" time=\"" << in_seconds(ended[i].seconds) << "\"";
    if (ended[i].as_expected)
      out << "/>\n";
    else
      out << ">\n    <failure message=\"" << escaped(first_line(ended[i].message)) << "\">"
          << escaped(ended[i].message) << "</failure>\n  </testcase>\n";
  }
  out << "</testsuite>\n";
}

void Options::add_to(CLI::App& parser) {
  parser.add_option("MANIFEST", manifest, "JSON (docs/batch.md); files it names are sought from its folder")
      ->required();
  parser.add_option("--jobs", jobs, "as many jobs at a time (1)")->check(CLI::Range(1, 1024));
  parser.add_option("--junit", junit, "write a report for a CI service to this file")->check(not_empty());
}

int Options::run() const {
  refuse_overwriting({manifest}, {junit});
  const std::vector<Job> list = read_manifest(*open_source(manifest));
  const std::string folder = std::filesystem::path(manifest).parent_path().string();
  const std::vector<Ended> ended = run_all(list, jobs, folder);
  if (!junit.empty()) write_file(junit, [&](std::ostream& out) { write_junit(out, list, ended); });
  const auto failed = static_cast<std::size_t>(
      std::count_if(ended.begin(), ended.end(), [](const Ended& e) { return !e.as_expected; }));
  std::cerr << counted(list.size(), "job") << ", " << failed << " not as expected\n";
  return exits::of_claim(failed == 0);
}

}  // namespace

const Verb verbs::batch{"batch", "many jobs from a manifest: does each end as expected?", prepare<Options>};

}  // namespace isopath::cli
