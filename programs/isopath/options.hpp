// Options that several verbs have. Each group is a struct with its values, and declares itself by add_to().
#ifndef ISOPATH_PROGRAMS_ISOPATH_OPTIONS_HPP
#define ISOPATH_PROGRAMS_ISOPATH_OPTIONS_HPP

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "exact/rational.hpp"
#include "verify/files/read_model.hpp"
#include "verify/networks/model.hpp"

namespace isopath::cli {

/// Refuses a name of a file that is given but empty: that is a slip, of a script's unset variable say, and
/// never means "none".
CLI::Validator not_empty();

/// --json of a verb whose lists have no limit.
void add_json_flag(CLI::App& parser, bool& json);

/// --activation, --tensors: how files are read that can't say these themselves.
struct ReadingOptions {
  ModelOptions model;

  void add_to(CLI::App& parser);
};

/// A, with ReadingOptions.
struct OneNetwork {
  ReadingOptions reading;
  std::string a;

  void add_to(CLI::App& parser);
  /// Throws InputError.
  Model read() const;
};

struct TwoModels {
  Model a;
  Model b;
};

/// A and B, with ReadingOptions.
struct TwoNetworks {
  ReadingOptions reading;
  std::string a;
  std::string b;

  void add_to(CLI::App& parser, const char* meaning_of_b = "the other network file");
  std::vector<std::string> files() const { return {a, b}; }
  /// Throws UsageError if both files are standard input.
  void require_one_standard_input() const;
  /// Throws InputError (malformed) if the networks have not the same inputs and outputs.
  void require_same_shape(const Model& model_a, const Model& model_b) const;
  /// Both, of the same shape. Throws InputError.
  TwoModels read() const;
};

/// --json, --most: the form of the answer.
struct AnswerOptions {
  bool json = false;
  std::size_t most = 20;  // entries of each list

  void add_to(CLI::App& parser);
};

/// -o of a verb whose result is a file.
struct OutputOption {
  std::string file = "-";

  void add_to(CLI::App& parser);
};

/// --certificate.
struct CertificateOption {
  std::string file;  // empty: none

  void add_to(CLI::App& parser);
};

/// --box, --time: the domain of a bound, and the time for it.
struct BoxOptions {
  std::string box;  // empty: all inputs
  double seconds = 10;

  void add_to(CLI::App& parser);
};

/// --relative: the width of a bound that is asked for.
struct RelativeOption {
  std::string text = "1e-3";

  void add_to(CLI::App& parser);
  /// Throws UsageError.
  Rational value() const;
};

}  // namespace isopath::cli

#endif
