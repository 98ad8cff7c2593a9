// Networks in certificates and in JSON files. See network.hpp for the sections and rules.
#include "network.hpp"

namespace isopath::check {

namespace {

/// How the numbers of a network file are to be read.
struct FileNotation {
  BareNumbers bare = BareNumbers::exact;
  ExpansionBudget budget;
  TextStore& store;
};

/// Calls read_text for the text that was read last and turns its faults into refusals at its place.
template <class ReadText>
auto at_place(const Reader& in, std::string_view text, const char* expected, ReadText read_text) {
  try {
    return read_text();
  } catch (const NotationFault& fault) {
    in.fail(fault.rule,
            std::string("expected ") + expected + ", found " + quoted(text) + ": " + fault.what());
  }
}

/// A bare number or a string, of a network file.
std::string_view read_text(Reader& in, bool& is_bare) {
  is_bare = in.peek() != '"';
  return is_bare ? in.number() : in.string("a number", "");
}

/// Reads a network's numbers: without a notation, those of a certificate.
class NetworkReader {
 public:
  NetworkReader(Reader& in, Network& net, FileNotation* notation) : in_(in), net_(net), notation_(notation) {}

  static constexpr std::string_view keys[] = {"activation", "inputs", "outputs", "units", "d"};

  /// Reads the value of the k-th key.
  void read(std::size_t k) {
    if (k == 0) net_.is_logistic = in_.choice({"tanh", "logistic"}, "T1") == "logistic";
    if (k == 1) net_.inputs = in_.count(max_inputs);
    if (k == 2) net_.outputs = in_.count(max_inputs);
    if (k == 2 && net_.outputs == 0) in_.fail("T4", "expected at least 1 output, found 0");
    if (k == 3) read_units();
    if (k == 4) read_bias();
  }

 private:
  Reader& in_;
  Network& net_;
  FileNotation* notation_;

  void read_units() {
    in_.open_array();
    while (in_.next_element()) {
      if (net_.units() == max_units) in_.fail("T4", "expected at most 2147483647 units, found more");
      in_.peek();
      net_.unit_offsets.push_back(in_.offset());
      in_.object({"a", "b", "c"}, 3, [&](std::size_t k) {
        if (k == 0) read_list(net_.outputs, net_.a);
        if (k == 1) read_list(net_.inputs, net_.b);
        if (k == 2) net_.c.push_back(read_number());
      });
    }
  }

  void read_list(std::size_t length, std::vector<Rational>& list) {
    if (notation_ == nullptr) return read_rationals(in_, length, list);
    const std::size_t before = list.size();
    in_.open_array();
    while (in_.next_element()) list.push_back(read_number());
    require_length(length, list.size() - before);
  }

  void require_length(std::size_t expected, std::size_t found) {
    if (found != expected)
      in_.fail("T4", "expected " + std::to_string(expected) + " entries, found " + std::to_string(found));
  }

  Rational read_number() {
    if (notation_ == nullptr) return read_rational(in_);
    bool is_bare = false;
    const std::string_view text = read_text(in_, is_bare);
    return at_place(in_, text, "a number", [&] {
      const BareNumbers meaning = is_bare ? notation_->bare : BareNumbers::exact;
      if (meaning == BareNumbers::exact && text.size() <= max_number_length && is_canonical(text)) {
        notation_->budget.charge(text.size());
        return Rational(text);
      }
      return notation_->store.keep(read_bare_number(text, meaning, notation_->budget));
    });
  }

  void read_bias() {
    in_.open_array();
    while (in_.next_element()) net_.d.push_back(read_sum_text());
    require_length(net_.outputs, net_.d.size());
  }

  /// The canonical text of a sum.
  std::string_view read_sum_text() {
    if (notation_ != nullptr && in_.peek() != '"') return read_number().text();
    const std::string_view text = in_.string("a sum in a string", "T2");
    if (notation_ != nullptr)
      return at_place(in_, text, "a sum",
                      [&] { return notation_->store.keep(to_string(read_sum(text, notation_->budget))); });
    at_place(in_, text, "a sum in canonical notation", [&] { return read_canonical_sum(text); });
    return text;
  }
};

}  // namespace

Place Network::place_of_unit(std::size_t unit, const std::string& key) const {
  return {unit_offsets[unit], place.path + ".units[" + std::to_string(unit) + "]" + key};
}

Place Network::place_of_output(std::size_t output) const {
  const auto offset = static_cast<std::size_t>(d[output].data() - source->text.data());
  return {offset, place.path + ".d[" + std::to_string(output) + "]"};
}

Rational read_rational(Reader& in) {
  const std::string_view text = in.string("a rational in a string", "T2");
  if (text.size() > max_number_length)
    in.fail("T4", "expected at most 1000000 characters, found " + quoted(text));
  if (!is_canonical(text))
    in.fail("T2", "expected an integer or p/q in lowest terms, in canonical notation, found " + quoted(text));
  return Rational(text);
}

void read_rationals(Reader& in, std::size_t length, std::vector<Rational>& list) {
  const std::size_t before = list.size();
  in.open_array();
  while (in.next_element()) list.push_back(read_rational(in));
  if (const std::size_t found = list.size() - before; found != length)
    in.fail("T4", "expected " + std::to_string(length) + " entries, found " + std::to_string(found));
}

Network read_claimed_network(Reader& in) {
  Network net;
  in.peek();
  net.source = &in.source();
  net.place = in.place();
  NetworkReader reader(in, net, nullptr);
  in.object(NetworkReader::keys, 5, [&](std::size_t k) { reader.read(k); });
  return net;
}

Network read_network_file(const Source& source, TextStore& store) {
  static constexpr std::string_view keys[] = {"activation", "inputs", "outputs", "units",
                                              "d",          "format", "version", "numbers"};
  // Keys stand in any order: what the units' numbers mean and how many they are may stand behind them, and is
  // read first.
  Network net;
  FileNotation notation{BareNumbers::exact, ExpansionBudget(source.text.size()), store};
  Reader ahead(source);
  ahead.object(keys, 7, [&](std::size_t k) {
    if (k == 1 || k == 2) {
      (k == 1 ? net.inputs : net.outputs) = ahead.count(max_inputs);
    } else if (k == 7) {
      const std::string_view meaning = ahead.choice({"exact", "binary64", "binary32"}, "");
      if (meaning != "exact")
        notation.bare = meaning == "binary64" ? BareNumbers::binary64 : BareNumbers::binary32;
    } else {
      ahead.skip_value();
    }
  });
  Reader in(source);
  NetworkReader reader(in, net, &notation);
  in.object(keys, 7, [&](std::size_t k) {
    if (k < 5) reader.read(k);
    if (k == 5) in.choice({"isopath-network"}, "");
    if (k == 6 && in.count(max_units) != 1) in.fail("", "expected version 1, found another");
    if (k == 7) in.skip_value();
  });
  in.end();
  return net;
}

int orientation(const Rational* b, std::size_t inputs) {
  for (std::size_t j = 0; j < inputs; ++j)
    if (!b[j].is_zero()) return b[j].sign();
  return 0;
}

TanhNetwork tanh_network(Network stated, TextStore& store) {
  TanhNetwork f;
  static_cast<Network&>(f) = std::move(stated);
  f.weights_join_bias = std::exchange(f.is_logistic, false);
  if (f.weights_join_bias)
    for (std::vector<Rational>* numbers : {&f.a, &f.b, &f.c})
      for (Rational& number : *numbers) number = halved(number, store);
  f.orientation.reserve(f.units());
  for (std::size_t i = 0; i < f.units(); ++i)
    f.orientation.push_back(static_cast<signed char>(orientation(f.b_of(i), f.inputs)));
  return f;
}

Pair pair_of(const TanhNetwork& f, std::size_t unit) {
  return {f.b_of(unit), f.c[unit], f.orientation[unit]};
}

bool same_pair(const Pair& p, const Pair& q, std::size_t inputs) {
  for (std::size_t j = 0; j < inputs; ++j)
    if (!equal_with_signs(p.sign, p.b[j], q.sign, q.b[j])) return false;
  return equal_with_signs(p.sign, p.c, q.sign, q.c);
}

}  // namespace isopath::check
