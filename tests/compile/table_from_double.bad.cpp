// expected: deleted
#include "exact/number.hpp"

int main() {
  isopath::NumberTable table;
  return table.add(1.0).is_zero() ? 1 : 0;
}
