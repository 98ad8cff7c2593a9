// The anchor for reading JSON: a bare walk of a network or path file with simdjson that turns every string of
// a unit into an fmpq by FLINT's own reader, canonical. No checks, no network, nothing kept but the numbers
// (of a path: of one vertex).
#include <simdjson.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "exact/flint.hpp"

namespace {

class Numbers {
 public:
  void add(std::string_view text) {
    buffer_.assign(text);
    fmpq value;
    fmpq_init(&value);
    if (fmpq_set_str(&value, buffer_.c_str(), 10) != 0) throw std::runtime_error("not a number: " + buffer_);
    fmpq_canonicalise(&value);
    values_.push_back(value);
  }
  ~Numbers() {
    for (fmpq& value : values_) fmpq_clear(&value);
  }
  std::size_t size() const { return values_.size(); }

 private:
  std::string buffer_;
  std::vector<fmpq> values_;
};

void read_units(simdjson::ondemand::array units, Numbers& numbers) {
  for (auto unit : units) {
    for (auto field : unit.get_object()) {
      simdjson::ondemand::value value = field.value();
      if (value.type() == simdjson::ondemand::json_type::string)
        numbers.add(value.get_string());
      else
        for (auto element : value.get_array()) numbers.add(element.get_string());
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    const simdjson::padded_string text = simdjson::padded_string::load(argv[i]);
    simdjson::ondemand::parser parser;
    auto document = parser.iterate(text);
    if (document["format"].get_string().value() == "isopath-path") {
      for (auto vertex : document["vertices"].get_array()) {
        Numbers of_vertex;
        read_units(vertex["units"].get_array(), of_vertex);
        count += of_vertex.size();
      }
      continue;
    }
    Numbers numbers;
    read_units(document["units"].get_array(), numbers);
    count += numbers.size();
  }
  std::printf("%zu numbers\n", count);
}
