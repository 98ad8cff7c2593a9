// expected: deleted
#include "exact/enclosure.hpp"

int main() {
  const isopath::Enclosure value(1.0, 64);
  return value.is_finite() ? 0 : 1;
}
