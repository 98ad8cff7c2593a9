// isopath-check, the independent checker of certificates: docs/certificate-format.md, sections 14 and 15.
#include <mpfr.h>

#include <cstdlib>
#include <iostream>
#include <new>

#include "certificate.hpp"
#if __has_include("isopath_version.hpp")
#include "isopath_version.hpp"
#else
#define ISOPATH_VERSION "0.1.0"
#endif

namespace isopath::check {

namespace {

constexpr const char* usage =
    "usage: isopath-check CERTIFICATE [--network FILE ...] [--json]\n"
    "                     [--activation tanh|logistic] [--tensors HW,HB,OW,OB]\n"
    "       isopath-check --help | --version\n";

constexpr const char* help =
    "\nDerives the claim of a certificate again; CERTIFICATE may be - for standard input. Files may be\n"
    "compressed with gzip or Zstandard.\n"
    "  --network FILE      the k-th FILE must be the k-th network of the claim (JSON or safetensors);\n"
    "                      of a path: one path file or vertex 0, the first and the last, or all vertices\n"
    "  --activation NAME   of safetensors files, which can't say: tanh (default) or logistic\n"
    "  --tensors NAMES     in safetensors files: hidden weight, hidden bias, output weight, output bias,\n"
    "                      joined by commas; an empty name for a bias that is absent\n"
    "  --json              print one JSON object\n"
    "exit codes:\n"
    "  0 verified          1 refused by a rule     2 usage\n"
    "  3 not a certificate of this format, a malformed network file, or a file that can't be read\n"
    "  4 a kind or a file that is not treated      6 out of memory     70 a fault of the program\n";

struct Options {
  std::vector<std::string> operands;
  FileOptions files;
  bool wants_json = false;
  std::string answer;  // to --help or --version
};

[[noreturn]] void fail_usage(const std::string& message) { throw Refusal(Exit::usage, message); }

TensorNames split_tensors(const std::string& text) {
  TensorNames names;
  std::size_t k = 0;
  for (const char c : text) {
    if (c == ',' && ++k == names.size()) break;
    if (c != ',') names[k] += c;
  }
  if (k != 3 || names[0].empty() || names[2].empty())
    fail_usage("--tensors needs HW,HB,OW,OB; HW and OW are not empty");
  return names;
}

Options read_options(std::vector<std::string> arguments) {
  Options options;
  bool are_options = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const auto value = [&] {
      if (equals != std::string::npos) return argument.substr(equals + 1);
      if (++i == arguments.size()) fail_usage(name + " needs a value");
      return arguments[i];
    };
    if (!are_options || argument.size() < 2 || argument.front() != '-') {
      options.operands.push_back(argument);
    } else if (name == "--network") {
      options.files.names.push_back(value());
      if (options.files.names.back().empty() || options.files.names.back() == "-")
        fail_usage("--network needs the name of a file");
    } else if (name == "--activation") {
      const std::string activation = value();
      if (activation != "tanh" && activation != "logistic") fail_usage("--activation is tanh or logistic");
      options.files.is_logistic = activation == "logistic";
    } else if (name == "--tensors") {
      options.files.tensors = split_tensors(value());
    } else if (argument == "--json") {
      options.wants_json = true;
    } else if (argument == "--help" || argument == "-h") {
      options.answer = std::string(usage) + help;
    } else if (argument == "--version") {
      options.answer = "isopath-check " ISOPATH_VERSION "\n";
    } else if (argument == "--") {
      are_options = false;
    } else {
      fail_usage("unknown option " + argument);
    }
  }
  if (options.answer.empty() && options.operands.size() != 1)
    fail_usage(options.operands.empty() ? "a certificate is missing" : "more than one certificate");
  return options;
}

/// A JSON string. printable() has left no control characters, and nothing but UTF-8.
std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string in_json(bool is_verified, const std::string& reason, const Report& report) {
  std::string lines;
  for (const std::string& line : report.lines) lines += (lines.empty() ? "" : ", ") + json_string(line);
  return "{\"verified\": " + std::string(is_verified ? "true" : "false") +
         ", \"claim\": " + (report.kind.empty() ? "null" : json_string(report.kind)) +
         ", \"reason\": " + (is_verified ? "null" : json_string(reason)) + ", \"lines\": [" + lines + "]}\n";
}

std::string in_text(bool is_verified, const std::string& reason, const Report& report) {
  std::string text = is_verified ? "s VERIFIED\n" : "s REJECTED\nc reason: " + printable(reason) + "\n";
  if (!report.kind.empty()) text += "c kind: " + printable(report.kind) + "\n";
  for (const std::string& line : report.lines) text += "c " + printable(line) + "\n";
  return text + "c the verdict is about the real functions, not about their evaluation in floating point\n";
}

void print(const std::string& text) {
  if (!(std::cout << text << std::flush)) throw std::runtime_error("standard output can't be written");
}

Exit run(const std::vector<std::string>& arguments) {
  const Options options = read_options(arguments);
  if (!options.answer.empty()) {
    print(options.answer);
    return Exit::verified;
  }
  Report report;
  Exit exit = Exit::verified;
  std::string reason;
  try {
    const std::string& name = options.operands.front();
    check_certificate({name, read_bytes(name)}, options.files, report);
  } catch (const Refusal& refusal) {
    exit = refusal.exit;
    reason = refusal.what();
    if (exit != Exit::refused) std::cerr << "isopath-check: " << printable(reason) << "\n";
  }
  print((options.wants_json ? in_json : in_text)(exit == Exit::verified, reason, report));
  return exit;
}

// GMP and MPFR are C and would abort: without memory there is nothing to do but to say so.
[[noreturn]] void end_without_memory() {
  std::fputs("isopath-check: out of memory\n", stderr);
  std::_Exit(static_cast<int>(Exit::out_of_memory));
}
void* reallocate(void* old, std::size_t, std::size_t size) {
  if (void* const bytes = std::realloc(old, size)) return bytes;
  end_without_memory();
}
void* allocate(std::size_t size) { return reallocate(nullptr, 0, size); }
void release(void* bytes, std::size_t) { std::free(bytes); }

int run_or_complain(int count, char** arguments) {
  mp_set_memory_functions(allocate, reallocate, release);
  Exit exit = Exit::fault;
  try {
    exit = run({arguments + (count > 0 ? 1 : 0), arguments + count});
  } catch (const Refusal& refusal) {
    std::cerr << "isopath-check: " << printable(refusal.what()) << "\n" << usage;
    exit = refusal.exit;
  } catch (const std::bad_alloc&) {
    end_without_memory();
  } catch (const std::exception& fault) {
    std::cerr << "isopath-check: a fault of the program: " << printable(fault.what()) << "\n";
  }
  mpfr_free_cache();
  return static_cast<int>(exit);
}

}  // namespace

}  // namespace isopath::check

int main(int count, char** arguments) { return isopath::check::run_or_complain(count, arguments); }
