// expected: deleted
#include "exact/rational.hpp"

int main() {
  const isopath::Rational third = isopath::Rational::fraction(1, 3);
  const isopath::Rational value(2);
  return (third + 2.0f).sign();
}
