#include "verify/cli/bound_options.hpp"

#include <mutex>

#include "exact/decimal.hpp"
#include "exact/number_text.hpp"
#include "verify/cli/interrupt.hpp"
#include "verify/cli/output.hpp"
#include "verify/cli/progress.hpp"

namespace isopath::cli {

namespace {

constexpr long digits = 15;

/// LO:HI, exact numbers or -inf and inf.
InputRange input_range(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) throw UsageError("--box: expected LO:HI, found " + isopath::quoted(text));
  const std::string low = text.substr(0, colon);
  const std::string high = text.substr(colon + 1);
  InputRange range;
  if (low != "-inf") range.lower = number("--box", low);
  if (high != "inf") range.upper = number("--box", high);
  if (range.lower && range.upper && *range.lower > *range.upper)
    throw UsageError("--box " + text + ": the lower end is above the upper one");
  return range;
}

/// One range for all inputs, or one for each.
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

}  // namespace

Rational number(const std::string& option, const std::string& text) {
  try {
    return read_rational(text);
  } catch (const NumberTextError& error) {
    throw UsageError(option + " " + text + ": " + error.what());
  }
}

std::string at_least(const Rational& lower) { return round_down(lower, digits).to_string(); }
std::string at_most(const Rational& upper) { return round_up(upper, digits).to_string(); }

void require_relative(const Options& options) {
  const Rational relative = number("--relative", options.relative);
  if (relative < Rational::power_of_ten(-12) || relative > Rational(1))
    throw UsageError("--relative: expected a number from 1e-12 to 1, found " + options.relative);
}

DifferenceBound bound_with_progress(const Options& options, const Network& a, const Network& b) {
  const Domain domain = domain_of(options.box, a.inputs());
  note_interrupts();
  ProgressLine line("cells bounded:");
  std::mutex mutex;
  const auto interrupted = [&](std::size_t cells) {
    if (const std::unique_lock lock(mutex, std::try_to_lock); lock) line.show(cells);
    return is_interrupted();
  };
  return bound_difference(
      a, b, domain,
      {number("--relative", options.relative), std::chrono::duration<double>(options.seconds), interrupted});
}

}  // namespace isopath::cli
