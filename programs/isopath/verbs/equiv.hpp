// The options of `isopath equiv`, for the files that answer it: equiv.cpp, within.cpp, equiv_uncertain.cpp.
#ifndef ISOPATH_PROGRAMS_ISOPATH_VERBS_EQUIV_HPP
#define ISOPATH_PROGRAMS_ISOPATH_VERBS_EQUIV_HPP

#include <string>

#include "programs/isopath/options.hpp"

namespace isopath::cli {

struct EquivOptions {
  TwoNetworks networks;
  std::string within;  // empty: are the two equal?
  BoxOptions box;
  bool as_printed = false;  // a decimal stands for all numbers that round to it
  AnswerOptions form;
  CertificateOption certificate;

  void add_to(CLI::App& parser);
  int run() const;
};

}  // namespace isopath::cli

#endif
