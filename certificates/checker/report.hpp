// What isopath-check prints beside its verdict.
#ifndef ISOPATH_CHECK_REPORT_HPP
#define ISOPATH_CHECK_REPORT_HPP

#include <string>
#include <vector>

namespace isopath::check {

struct Report {
  std::string kind;                // empty until it is read
  std::vector<std::string> lines;  // the claim in words, and what was compared with it
};

}  // namespace isopath::check

#endif
