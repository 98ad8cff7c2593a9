// isopath selftest: the programs that are installed, on files of which it is known what they have to say.
//
// Each run is a process of its own. A run is as expected if its exit code, its first line and its reason are,
// and if isopath-check verifies the certificate of a run that has to write one.
#include <chrono>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "programs/isopath/exits.hpp"
#include "programs/isopath/jobs/corpus.hpp"
#include "programs/isopath/jobs/job.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/program.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "programs/isopath/verbs/answer.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "programs/isopath/version.hpp"
#include "verify/files/open.hpp"

namespace isopath::cli {

namespace {

struct Options {
  std::size_t jobs = 1;  // runs at a time
  std::string corpus;    // its folder; empty: the one that belongs to the program
  bool json = false;

  void add_to(CLI::App& parser);
  int run() const;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

struct Failure {
  std::string name;
  std::string expected;
  std::string found;
};

struct Tally {
  std::string group;
  std::size_t runs = 0;
  std::size_t failed = 0;
};

struct Account {
  std::string folder;
  std::string version_of_checker;
  std::size_t files = 0;
  double seconds = 0;
  std::vector<std::string> deviations;  // of the files from the list; if there are any, nothing is run
  std::vector<Tally> tallies;
  std::vector<Failure> failures;

  bool passed() const { return deviations.empty() && failures.empty(); }
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// What a run says: its verdict, and its reason for a refusal.
struct Said {
  std::string verdict;
  std::string reason;
};

Said said(const Corpus::Case& one, const Outcome& outcome) {
  // A certificate on standard output is alone there.
  const std::string& text = one.then.empty() ? outcome.output : outcome.error;
  if (one.run[0] != "check") return {first_line(text), outcome.error};
  const std::string label = "\nc reason: ";
  const std::size_t place = text.find(label);
  return {first_line(text),
          place == std::string::npos ? outcome.error : first_line(text.substr(place + label.size()))};
}

std::string expectation(const Corpus::Case& one) {
  return "exit " + std::to_string(one.exit) + (one.verdict.empty() ? "" : ", " + one.verdict) +
         (one.reason.empty() ? "" : ", reason: " + one.reason);
}

std::string finding(int exit, const Said& said) {
  const std::string reason = first_line(said.reason);
  return "exit " + std::to_string(exit) + (said.verdict.empty() ? "" : ", " + said.verdict) +
         (reason.empty() ? "" : ", reason: " + reason);
}

/// All cases of a corpus, one run after another or several at a time.
class SelfTest {
 public:
  SelfTest(const Corpus& corpus, std::string folder) : folder_(std::move(folder)) {
    for (const Corpus::Group& group : corpus.groups) {
      tallies_.push_back({group.name});
      for (const Corpus::Case& one : group.cases) cases_.push_back({&one, tallies_.size() - 1});
    }
  }

  void run(std::size_t at_once) {
    RunningJobs running;
    for (std::size_t next = 0; next < cases_.size() || running.count() > 0;) {
      if (next < cases_.size() && running.count() < at_once) {
        running.add(2 * next, RunningJob(cases_[next].one->run, folder_, run_program));
        ++next;
        continue;
      }
      const RunningJobs::Ended ended = running.wait();
      const Corpus::Case& one = *cases_[ended.number / 2].one;
      const bool was_first = ended.number % 2 == 0;
      if (judge(ended.number / 2, was_first, ended.outcome) && was_first && !one.then.empty())
        running.add(ended.number + 1, RunningJob(one.then, folder_, run_program, &ended.job));
    }
  }

  std::vector<Tally> tallies() const { return tallies_; }
  std::vector<Failure> failures() const { return failures_; }

 private:
  struct Numbered {
    const Corpus::Case* one;
    std::size_t group;
  };

  /// Whether the run of the case, or what follows it, is as expected.
  bool judge(std::size_t number, bool was_first, const Outcome& outcome) {
    static const Corpus::Case verified{{"check"}, 0, "s VERIFIED", "", {}};
    const auto [one, group] = cases_[number];
    const Corpus::Case& expected = was_first ? *one : verified;
    const Said found = said(expected, outcome);
    Tally& tally = tallies_[group];
    ++tally.runs;
    if (outcome.code == expected.exit && found.verdict == expected.verdict &&
        found.reason.find(expected.reason) != std::string::npos)
      return true;
    ++tally.failed;
    failures_.push_back({joined(one->run) + (was_first ? "" : ", then " + joined(one->then)),
                         expectation(expected), finding(outcome.code, found)});
    return false;
  }

  std::string folder_;
  std::vector<Numbered> cases_;
  std::vector<Tally> tallies_;
  std::vector<Failure> failures_;
};

/// Where the corpus is: as asked for, or where it is installed.
std::string corpus_folder(const Options& options) {
  if (!options.corpus.empty()) return options.corpus;
  return (std::filesystem::path(folder_of_programs()) / ISOPATH_CORPUS).lexically_normal().string();
}

/// What isopath-check says of its version. It has to be there, even for a corpus that runs it nowhere.
void ask_checker(Account& account) {
  RunningJobs running;
  running.add(0, RunningJob({"check", "--version"}, "", run_program));
  const Outcome outcome = running.wait().outcome;
  account.version_of_checker = first_line(outcome.code == 0 ? outcome.output : outcome.error);
  if (outcome.code != 0 || !account.version_of_checker.starts_with("isopath-check "))
    account.failures.push_back({"check --version", "exit 0, isopath-check and its version",
                                finding(outcome.code, {first_line(outcome.output), outcome.error})});
}

void print_text(std::ostream& out, const Account& account) {
  out << (account.passed() ? "s PASSED\n" : "s FAILED\n");
  out << "c isopath " << version << ", " << account.version_of_checker << "\n";
  out << "c corpus: " << in_line(account.folder) << ", " << counted(account.files, "file")
      << (account.deviations.empty() ? ", as listed\n" : "\n");
  for (const std::string& deviation : account.deviations) out << "c FAILED " << deviation << "\n";
  if (!account.deviations.empty()) out << "c nothing was run\n";
  for (const Tally& tally : account.tallies)
    out << "c " << tally.group << ": " << counted(tally.runs, "run") << ", " << tally.failed
        << " not as expected\n";
  for (const Failure& failure : account.failures)
    out << "c FAILED " << failure.name << "\nc   expected " << failure.expected << "\nc   found "
        << failure.found << "\n";
  out << "c " << std::fixed << std::setprecision(1) << account.seconds << " s\n";
}

Json json_of(const Account& account) {
  Json object{{"passed", account.passed()},
              {"versions", {std::string("isopath ") + version, account.version_of_checker}},
              {"corpus", account.folder},
              {"files", account.files},
              {"seconds", account.seconds},
              {"deviations", account.deviations},
              {"groups", Json::array()},
              {"failures", Json::array()}};
  for (const Tally& tally : account.tallies)
    object["groups"].push_back({{"name", tally.group}, {"runs", tally.runs}, {"failed", tally.failed}});
  for (const Failure& failure : account.failures)
    object["failures"].push_back(
        {{"run", failure.name}, {"expected", failure.expected}, {"found", failure.found}});
  return object;
}

Account account_of(const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  Account account;
  account.folder = corpus_folder(options);
  const Corpus corpus = read_corpus(*open_source(account.folder + "/corpus.json"));
  account.files = corpus.files.size();
  account.deviations = deviations(corpus, account.folder);
  ask_checker(account);
  if (account.deviations.empty()) {
    SelfTest test(corpus, account.folder);
    test.run(options.jobs);
    account.tallies = test.tallies();
    for (const Failure& failure : test.failures()) account.failures.push_back(failure);
  }
  account.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return account;
}

void Options::add_to(CLI::App& parser) {
  parser.add_option("--jobs", jobs, "as many runs at a time (1)")->check(CLI::Range(1, 1024));
  parser.add_option("--corpus", corpus, "the folder of the files (that of the installation)")
      ->check(not_empty());
  add_json_flag(parser, json);
}

int Options::run() const {
  const Account account = account_of(*this);
  return answer(json,
                {exits::of_claim(account.passed()), [&](std::ostream& out) { print_text(out, account); },
                 [&] { return json_of(account); }});
}

}  // namespace

const Verb verbs::selftest{
    "selftest", "do isopath and isopath-check, as they are installed, say what they should of known files?",
    prepare<Options>};

}  // namespace isopath::cli
