// expected: deleted
#include "exact/rational.hpp"

int main() {
  isopath::Rational value;
  value = 0.1;
  return value.sign();
}
