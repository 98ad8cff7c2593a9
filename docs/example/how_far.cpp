// how_far A B RADIUS: how far apart are the networks in the files A and B where no input is larger than
// RADIUS? Prints two numbers, and the largest difference is proved to be between them. Exit codes: 0, or 2 if
// the question could not be asked or answered.
#include <chrono>
#include <exception>
#include <iostream>

#include "exact/decimal.hpp"
#include "exact/number_text.hpp"
#include "verify/files/read_model.hpp"
#include "verify/networks/domain.hpp"
#include "verify/networks/error.hpp"
#include "verify/tanh/bound/difference_bound.hpp"

namespace {

int bound(const char* file_a, const char* file_b, const char* radius_text) {
  const isopath::Model a = isopath::read_model(file_a);
  const isopath::Model b = isopath::read_model(file_b);
  if (a.network().inputs() != b.network().inputs() || a.network().outputs() != b.network().outputs())
    throw std::runtime_error("the networks have different numbers of inputs or outputs");
  const isopath::Rational radius = isopath::read_rational(radius_text);
  if (radius.sign() < 0) throw std::runtime_error("the radius is negative");
  const isopath::Domain domain(a.network().inputs(), {-radius, radius});
  isopath::BoundLimits limits;
  limits.relative = isopath::Rational::fraction(1, 10);  // stop when the two numbers are as near as that
  limits.time = std::chrono::seconds(10);
  limits.interrupted = [](std::size_t) { return false; };
  const isopath::DifferenceBound found = isopath::bound_difference(a.network(), b.network(), domain, limits);
  constexpr long digits = 6;
  std::cout << "at least " << isopath::round_down(found.lower, digits).to_string() << ", at most "
            << isopath::round_up(found.upper, digits).to_string() << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: how_far A B RADIUS\n";
    return 2;
  }
  try {
    return bound(argv[1], argv[2], argv[3]);
  } catch (const isopath::InputError& error) {  // names the file, the place, what was expected and found
    std::cerr << error.what() << '\n';
  } catch (const std::exception& error) {  // a limit, no memory, no number, or the errors above
    std::cerr << "how_far: " << error.what() << '\n';
  }
  return 2;
}
