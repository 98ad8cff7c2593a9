// isopath-check, the independent checker of certificates: docs/certificate-format.md, sections 6 and 7.
#include <gmp.h>
#include <mpfr.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <new>

#include "kinds.hpp"

namespace isopath::check {

namespace {

#ifndef ISOPATH_VERSION
#define ISOPATH_VERSION "0.1.0"
#endif

constexpr const char* usage =
    "usage: isopath-check CERTIFICATE [--network FILE ...] [--json]\n"
    "                     [--activation tanh|logistic] [--tensors HW,HB,OW,OB]\n"
    "       isopath-check --help | --version\n";

constexpr const char* help =
    "\nDerives the claim of a certificate again; CERTIFICATE may be - for standard input.\n"
    "  --network FILE      the k-th FILE must be the k-th network of the claim (JSON or safetensors)\n"
    "  --activation NAME   of safetensors files, which can't say: tanh (default) or logistic\n"
    "  --tensors NAMES     in safetensors files: hidden weight, hidden bias, output weight, output bias,\n"
    "                      joined by commas; an empty name for a bias that is absent\n"
    "  --json              print one JSON object\n"
    "exit codes:\n"
    "  0 verified          1 refused by a rule     2 usage\n"
    "  3 not a certificate of this format, a malformed network file, or a file that can't be read\n"
    "  4 a kind or a file that is not treated      6 out of memory     70 a fault of the program\n";

struct Options {
  std::string certificate;
  FileOptions files;
  bool wants_json = false, wants_help = false, wants_version = false;
};

[[noreturn]] void refuse_usage(const std::string& message) { throw Refusal(Exit::usage, message); }

std::array<std::string, 4> split_tensors(const std::string& text) {
  std::array<std::string, 4> names;
  std::size_t k = 0;
  for (const char c : text) {
    if (c != ',')
      names.at(k) += c;
    else if (++k == names.size())
      break;
  }
  if (k != 3 || names[0].empty() || names[2].empty())
    refuse_usage("--tensors needs HW,HB,OW,OB; HW and OW are not empty");
  return names;
}

Options read_options(const std::vector<std::string>& arguments) {
  Options options;
  std::vector<std::string> operands;
  bool are_options = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (!are_options || argument.size() < 2 || argument.front() != '-') {
      operands.push_back(argument);
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    const bool takes_value = name == "--network" || name == "--activation" || name == "--tensors";
    if (takes_value && equals == std::string::npos && i + 1 == arguments.size())
      refuse_usage(name + " needs a value");
    const std::string value = !takes_value                  ? ""
                              : equals == std::string::npos ? arguments[++i]
                                                            : argument.substr(equals + 1);
    if (name == "--network") {
      if (value.empty() || value == "-") refuse_usage("--network needs the name of a file");
      options.files.names.push_back(value);
    } else if (name == "--activation") {
      if (value != "tanh" && value != "logistic") refuse_usage("--activation is tanh or logistic");
      options.files.is_logistic = value == "logistic";
    } else if (name == "--tensors") {
      options.files.tensors = split_tensors(value);
    } else if (argument == "--json") {
      options.wants_json = true;
    } else if (argument == "--help" || argument == "-h") {
      options.wants_help = true;
    } else if (argument == "--version") {
      options.wants_version = true;
    } else if (argument == "--") {
      are_options = false;
    } else {
      refuse_usage("unknown option " + argument);
    }
  }
  if (options.wants_help || options.wants_version) return options;
  if (operands.size() != 1)
    refuse_usage(operands.empty() ? "a certificate is missing" : "more than one certificate");
  options.certificate = operands.front();
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
  std::string text = is_verified ? "s VERIFIED\n" : "s REJECTED\n";
  if (!is_verified) text += "c reason: " + printable(reason) + "\n";
  if (!report.kind.empty()) text += "c kind: " + printable(report.kind) + "\n";
  for (const std::string& line : report.lines) text += "c " + printable(line) + "\n";
  return text + "c the verdict is about the real functions, not about their evaluation in floating point\n";
}

void print(const std::string& text) {
  if (!(std::cout << text << std::flush)) throw std::runtime_error("standard output can't be written");
}

Exit run(const std::vector<std::string>& arguments) {
  const Options options = read_options(arguments);
  if (options.wants_help) return print(std::string(usage) + help), Exit::verified;
  if (options.wants_version)
    return print("isopath-check " ISOPATH_VERSION ", certificate format 1\n"), Exit::verified;
  Report report;
  Exit exit = Exit::verified;
  std::string reason;
  try {
    const Source source{options.certificate, read_bytes(options.certificate), true};
    check_certificate(source, options.files, report);
  } catch (const Refusal& refusal) {
    exit = refusal.exit;
    reason = refusal.what();
    if (exit != Exit::refused) std::cerr << "isopath-check: " << printable(reason) << "\n";
  }
  const bool is_verified = exit == Exit::verified;
  print(options.wants_json ? in_json(is_verified, reason, report) : in_text(is_verified, reason, report));
  return exit;
}

// GMP and MPFR are C and would abort: without memory there is nothing to do but to say so.
[[noreturn]] void end_without_memory() {
  std::fputs("isopath-check: out of memory\n", stderr);
  std::_Exit(static_cast<int>(Exit::out_of_memory));
}
void* allocate(std::size_t size) {
  if (void* const bytes = std::malloc(size)) return bytes;
  end_without_memory();
}
void* reallocate(void* old, std::size_t, std::size_t size) {
  if (void* const bytes = std::realloc(old, size)) return bytes;
  end_without_memory();
}
void release(void* bytes, std::size_t) { std::free(bytes); }

}  // namespace

Exit run_safely(const std::vector<std::string>& arguments) {
  mp_set_memory_functions(allocate, reallocate, release);
  try {
    return run(arguments);
  } catch (const Refusal& refusal) {
    std::cerr << "isopath-check: " << printable(refusal.what()) << "\n" << usage;
    return refusal.exit;
  } catch (const std::bad_alloc&) {
    end_without_memory();
  } catch (const std::exception& fault) {
    std::cerr << "isopath-check: a fault of the program: " << printable(fault.what()) << "\n";
    return Exit::fault;
  }
}

}  // namespace isopath::check

int main(int count, char** arguments) {
  const auto exit = isopath::check::run_safely({arguments + (count > 0 ? 1 : 0), arguments + count});
  mpfr_free_cache();
  return static_cast<int>(exit);
}
