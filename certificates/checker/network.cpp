#include "network.hpp"

namespace isopath::check {

namespace {

/// Gives the faults of a number its place and its text.
template <class Read>
auto in_place(const Reader& in, std::string_view expected, std::string_view text, Read read) {
  try {
    return read();
  } catch (const NotationFault& fault) {
    in.fail(fault.rule, "expected ", expected, ", found ", in_quotes(text), ": ", fault.what());
  }
}

/// The canonical text of a sum.
std::string_view read_bias(Reader& in, FileNumbers* file) {
  if (file != nullptr && in.peek() != '"') return read_rational(in, file);
  const std::string_view text = in.string("a sum in a string", "T2");
  return in_place(in, file != nullptr ? "a sum" : "a sum in canonical notation", text, [&] {
    if (file != nullptr) return kept(canonical_text(read_sum(text, file->budget)), file->store);
    read_canonical_sum(text);
    return text;
  });
}

void check_length(const Reader& in, std::size_t expected, std::size_t found) {
  if (found != expected) in.fail("T4", "expected ", expected, " entries, found ", found);
}

void read_unit(Reader& in, Network& net, FileNumbers* file) {
  if (net.units() == max_units) in.fail("T4", "expected at most ", max_units, " units, found more");
  in.peek();
  net.unit_offsets.push_back(in.offset());
  in.object({"a", "b", "c"}, [&](std::size_t k) {
    if (k == 0) read_rationals(in, net.outputs, net.a, file);
    if (k == 1) read_rationals(in, net.inputs, net.b, file);
    if (k == 2) net.c.push_back(read_rational(in, file));
  });
}

/// A network file, or a path file with one element per vertex.
std::vector<Network> read_json(const Source& source, TextStore& store, bool is_path) {
  Network net;
  std::vector<Network> vertices;
  FileNumbers numbers{store, expansion_budget(source.text.size())};
  Reader in(source, store);
  const auto read_vertex = [&] {
    Network& vertex = vertices.emplace_back(net);
    in.object({"units", "d"}, [&](std::size_t k) { read_key(in, k + 3, vertex, &numbers); });
    if (vertex.units() != vertices.front().units())
      in.fail("", "expected ", counted(vertices.front().units(), "unit"), " as in vertex 0, found ",
              vertex.units());
  };
  const auto read = [&](std::size_t k) {
    if (k == 0) in.choice({is_path ? "isopath-path" : "isopath-network"}, "");
    if (k == 1 && in.count(max_units) != 1) in.fail("", "expected version 1, found another");
    if (k < 2) return;
    if (k > 2 && (k < 6 || !is_path)) return read_key(in, k - 3, net, &numbers);
    if (k > 2) {
      in.array(read_vertex);
      if (vertices.empty()) in.fail("", "expected a vertex, found none");
      return;
    }
    const std::string_view bare = in.choice({"exact", "binary64", "binary32"}, "");
    numbers.bare = bare == "binary64" ? &binary64 : bare == "binary32" ? &binary32 : nullptr;
  };
  if (is_path)
    in.object({"format", "version", "numbers", "activation", "inputs", "outputs", "vertices"}, read,
              "numbers");
  else
    in.object({"format", "version", "numbers", "activation", "inputs", "outputs", "units", "d"}, read,
              "numbers");
  in.end();
  if (!is_path) vertices.push_back(std::move(net));
  return vertices;
}

}  // namespace

void read_key(Reader& in, std::size_t k, Network& net, FileNumbers* file) {
  if (k == 0) net.is_logistic = in.choice({"tanh", "logistic"}, "T1") == "logistic";
  if (k == 1) net.inputs = in.count(max_inputs);
  if (k == 2) net.outputs = in.count(max_inputs);
  if (k == 2 && net.outputs == 0) in.fail("T4", "expected at least 1 output, found 0");
  if (k == 3) in.array([&] { read_unit(in, net, file); });
  if (k == 4) in.array([&] { net.d.push_back(read_bias(in, file)); });
  if (k == 4) check_length(in, net.outputs, net.d.size());
}

std::string counted(std::size_t count, const char* noun) {
  return joined(count, " ", noun, count == 1 ? "" : "s");
}

std::string Network::shape() const {
  return joined(is_logistic ? "logistic" : "tanh", ", ", counted(units(), "hidden unit"), ", ",
                counted(inputs, "input"), " and ", counted(outputs, "output"));
}

Place Network::place_of_unit(std::size_t unit, const std::string& key) const {
  return {place.source, unit_offsets[unit], joined(place.key_path, ".units[", unit, "]", key)};
}

Place Network::place_of_output(std::size_t output) const {
  const auto offset = static_cast<std::size_t>(d[output].data() - place.source->text.data());
  return {place.source, offset, joined(place.key_path, ".d[", output, "]")};
}

Rational read_rational(Reader& in, FileNumbers* file) {
  const bool is_bare = file != nullptr && in.peek() != '"';
  const std::string_view text = is_bare ? in.number() : in.string("a rational in a string", "T2");
  const FloatFormat* const format = is_bare ? file->bare : nullptr;
  const bool is_short = text.size() <= max_number_length;
  if (format == nullptr && is_short && is_canonical(text)) return text;
  if (file == nullptr && !is_short)
    in.fail("T4", "expected at most ", max_number_length, " characters, found ", in_quotes(text));
  if (file == nullptr)
    in.fail("T2", "expected an integer or p/q in lowest terms, in canonical notation, found ",
            in_quotes(text));
  return in_place(in, "a number", text, [&] {
    const mpq_class number = read_number(text, file->budget);
    return kept(format == nullptr ? number : nearest_float(number, *format), file->store);
  });
}

void read_rationals(Reader& in, std::size_t length, std::vector<Rational>& list, FileNumbers* file) {
  const std::size_t before = list.size();
  in.array([&] { list.push_back(read_rational(in, file)); });
  check_length(in, length, list.size() - before);
}

Network read_claimed_network(Reader& in) {
  Network net;
  in.peek();
  net.place = in.place();
  in.object({"activation", "inputs", "outputs", "units", "d"},
            [&](std::size_t k) { read_key(in, k, net, nullptr); });
  return net;
}

Network read_json_network(const Source& source, TextStore& store) {
  return std::move(read_json(source, store, false).front());
}

std::vector<Network> read_json_path(const Source& source, TextStore& store) {
  return read_json(source, store, true);
}

bool is_json_path(const Source& source) {
  TextStore store;
  Reader in(source, store);
  std::string_view format;
  in.map([&](std::string_view key) {
    if (key == "format" && in.peek() == '"')
      format = in.string("a format", "");
    else
      in.skip_value();
  });
  return format == "isopath-path";
}

void orient(Network& net) {
  for (std::size_t i = 0; i < net.units(); ++i) {
    const auto b = net.b_of(i);
    const auto first = std::find_if_not(b.begin(), b.end(), is_zero);
    net.orientation.push_back(static_cast<signed char>(first == b.end() ? 0 : sign(*first)));
  }
}

void map_to_tanh(Network& net, TextStore& store) {
  if (net.is_logistic)
    for (std::vector<Rational>* numbers : {&net.a, &net.b, &net.c})
      for (Rational& x : *numbers) x = halved(x, store);
  orient(net);
}

bool same_pair(const Network& f, std::size_t i, const Network& g, std::size_t j) {
  const auto s = f.orientation[i];
  const auto t = g.orientation[j];
  const auto p = f.b_of(i);
  const auto q = g.b_of(j);
  const auto is_equal = [s, t](Rational x, Rational y) { return equal_with_signs(s, x, t, y); };
  return is_equal(f.c[i], g.c[j]) && std::equal(p.begin(), p.end(), q.begin(), is_equal);
}

bool have_same_numbers(const Network& f, const Network& g) {
  return f.a == g.a && f.b == g.b && f.c == g.c && f.d == g.d;
}

}  // namespace isopath::check
