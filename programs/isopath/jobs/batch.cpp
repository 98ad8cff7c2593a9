// isopath batch MANIFEST: many jobs, each with the exit code that is expected of it; one line of JSON for
// each as it ends, and a report for a CI service.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "programs/isopath/jobs/job.hpp"
#include "programs/isopath/jobs/manifest.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/verbs.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Ended {
  bool as_expected = false;
  double seconds = 0;
  std::string message;  // of one that did not end as expected
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
void write_junit(const std::string& path, const std::vector<Job>& jobs, const std::vector<Ended>& ended) {
  OutputFile file(path);
  std::ostream& out = file.stream();
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
  file.commit();
}

}  // namespace

int batch(const Options& options) {
  refuse_overwriting({options.a}, {options.junit});
  const std::vector<Job> jobs = read_manifest(*Source::open(options.a));
  const std::string folder = std::filesystem::path(options.a).parent_path().string();
  const std::vector<Ended> ended = run_all(jobs, options.jobs, folder);
  if (!options.junit.empty()) write_junit(options.junit, jobs, ended);
  const auto failed = static_cast<std::size_t>(
      std::count_if(ended.begin(), ended.end(), [](const Ended& e) { return !e.as_expected; }));
  std::cerr << counted(jobs.size(), "job") << ", " << failed << " not as expected\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace isopath::cli
