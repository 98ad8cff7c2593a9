#include "programs/isopath/verbs/box.hpp"

#include <algorithm>

#include "exact/number_text.hpp"
#include "exact/quoting.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

/// LO:HI, exact numbers or -inf and inf.
InputRange input_range(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) throw UsageError("--box: expected LO:HI, found " + in_quotes(text));
  const std::string low = text.substr(0, colon);
  const std::string high = text.substr(colon + 1);
  InputRange range;
  if (low != "-inf") range.lower = option_number("--box", low);
  if (high != "inf") range.upper = option_number("--box", high);
  if (range.lower && range.upper && *range.lower > *range.upper)
    throw UsageError("--box " + text + ": the lower end is above the upper one");
  return range;
}

}  // namespace

Rational option_number(const std::string& option, const std::string& text) {
  try {
    return read_rational(text);
  } catch (const NumberTextError& error) {
    throw UsageError(option + " " + text + ": " + error.what());
  }
}

Domain domain_of(const std::string& box, std::size_t inputs) {
  if (box.empty()) return Domain(inputs);
  std::vector<InputRange> ranges;
  for (std::size_t begin = 0; begin <= box.size();) {
    const std::size_t end = std::min(box.find(',', begin), box.size());
    ranges.push_back(input_range(box.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (ranges.size() == 1) return Domain(inputs, ranges.front());
  if (ranges.size() != inputs)
    throw UsageError("--box: expected one range for all inputs or one for each of " + std::to_string(inputs) +
                     ", found " + std::to_string(ranges.size()));
  return ranges;
}

std::string box_in_words(const std::string& box) { return box.empty() ? "all x" : "the box " + box; }

}  // namespace isopath::cli
