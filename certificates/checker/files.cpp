#include "files.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "compressed.hpp"

namespace isopath::check {

namespace {

struct ElementType {
  std::string_view name;
  unsigned bytes;
  unsigned exponent_bits;  // of the floats that are treated, else 0
  unsigned fraction_bits;
};
constexpr ElementType element_types[] = {
    {"F16", 2, 5, 10}, {"BF16", 2, 8, 7}, {"F32", 4, 8, 23}, {"F64", 8, 11, 52},   {"BOOL", 1, 0, 0},
    {"U8", 1, 0, 0},   {"I8", 1, 0, 0},   {"U16", 2, 0, 0},  {"I16", 2, 0, 0},     {"U32", 4, 0, 0},
    {"I32", 4, 0, 0},  {"U64", 8, 0, 0},  {"I64", 8, 0, 0},  {"F8_E5M2", 1, 0, 0}, {"F8_E4M3", 1, 0, 0}};

struct Tensor {
  std::string label;  // for messages
  std::string_view type_name;
  std::string_view bytes;
  ElementType type{};  // without bytes if it is not known
  std::vector<std::uint64_t> shape;
  std::vector<std::uint64_t> offsets;
};
using Tensors = std::map<std::string_view, Tensor>;

[[noreturn]] void fail(const Source& source, const std::string& message, Exit exit = Exit::malformed) {
  throw Refusal(exit, source.name + ": " + message);
}

/// A little-endian word of at most 8 bytes.
std::uint64_t word(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

Tensors read_header(Reader& in) {
  constexpr std::uint64_t max_count = 1'000'000'000'000'000'000;  // beyond all files
  Tensors tensors;
  in.map([&](std::string_view name) {
    if (name == "__metadata__") return in.map([&](std::string_view) { in.string("a string", ""); });
    Tensor& tensor = tensors[name];
    tensor.label = "tensor " + in_quotes(name) + ": ";
    in.object({"dtype", "shape", "data_offsets"}, [&](std::size_t k) {
      if (k == 0) tensor.type_name = in.string("a type", "");
      if (k == 1) in.array([&] { tensor.shape.push_back(in.count(max_count)); });
      if (k == 2) in.array([&] { tensor.offsets.push_back(in.count(max_count)); });
      if (k == 2 && (tensor.offsets.size() != 2 || tensor.offsets[0] > tensor.offsets[1]))
        in.fail("", "expected two offsets, the second not below the first");
    });
    for (const ElementType& type : element_types)
      if (type.name == tensor.type_name) tensor.type = type;
  });
  in.end();
  return tensors;
}

/// Sizes are those of the shapes; the tensors cover the data without overlap and without gap.
void find_bytes(const Source& source, std::string_view data, Tensors& tensors) {
  std::vector<Tensor*> in_order;
  for (auto& entry : tensors) in_order.push_back(&entry.second);
  const auto is_before = [](const Tensor* s, const Tensor* t) { return s->offsets < t->offsets; };
  std::sort(in_order.begin(), in_order.end(), is_before);
  std::uint64_t covered = 0;
  for (Tensor* const tensor : in_order) {
    const auto& [label, type_name, bytes, type, shape, offsets] = *tensor;
    const std::uint64_t begin = offsets[0];
    const std::uint64_t end = offsets[1];
    std::uint64_t size = std::count(shape.begin(), shape.end(), 0) > 0 ? 0 : type.bytes;
    bool is_wrong = false;
    for (const std::uint64_t extent : shape) is_wrong |= __builtin_mul_overflow(size, extent, &size);
    is_wrong |= size != end - begin;
    if (is_wrong && type.bytes > 0)
      fail(source, label + "its offsets are not as far apart as its shape says");
    if (end > data.size()) fail(source, label + "its offsets are beyond the end of the file");
    if (begin < covered) fail(source, label + "it overlaps another");
    if (begin > covered) fail(source, label + "there is a gap before it");
    tensor->bytes = data.substr(begin, end - begin);
    covered = end;
  }
  if (covered != data.size()) fail(source, "there are bytes behind the last tensor");
}

/// Section 7: names with the endings of a line of the table and one prefix, if no other tensor is in the
/// file.
TensorNames find_names(const Source& source, const Tensors& tensors) {
  std::vector<TensorNames> table{{"0.weight", "0.bias", "2.weight", "2.bias"},
                                 {"hidden.weight", "hidden.bias", "output.weight", "output.bias"},
                                 {"hidden.weight", "hidden.bias", "out.weight", "out.bias"},
                                 {"W1", "b1", "W2", "b2"},
                                 {"w1", "b1", "w2", "b2"}};
  for (const std::string l : {"fc", "linear", "lin", "layer", "l", "dense"})
    table.push_back({l + "1.weight", l + "1.bias", l + "2.weight", l + "2.bias"});
  for (const auto& tensor : tensors)
    for (TensorNames names : table) {
      if (!tensor.first.ends_with(names[0])) continue;
      const std::string prefix(tensor.first.substr(0, tensor.first.size() - names[0].size()));
      if (!prefix.empty() && !prefix.ends_with('.') && !prefix.ends_with('/')) continue;
      for (std::string& name : names) {
        name.insert(0, prefix);
        if (!tensors.contains(name)) name.clear();
      }
      const auto absent = static_cast<std::size_t>(std::count(names.begin(), names.end(), ""));
      if (!names[2].empty() && 4 - absent == tensors.size()) return names;
    }
  fail(source, "by their names, its tensors are not those of one hidden layer; --tensors names them",
       Exit::not_treated);
}

/// The numbers of a tensor; zeros for an absent one. All types fit into a double. A subnormal has the least
/// exponent, as 1 has, and no hidden bit.
std::vector<Rational> numbers(const Source& source, const Tensor* tensor, std::size_t count,
                              TextStore& store) {
  std::vector<Rational> list(tensor == nullptr ? count : 0, "0");
  if (tensor == nullptr) return list;
  const auto& [name, bytes, exponent_bits, fraction_bits] = tensor->type;
  const std::uint64_t ones = (std::uint64_t{1} << exponent_bits) - 1;
  const std::uint64_t one = std::uint64_t{1} << fraction_bits;
  for (std::size_t k = 0; k < count; ++k) {
    const std::uint64_t bits = word(tensor->bytes.substr(k * bytes, bytes));
    const std::uint64_t fraction = bits & (one - 1);
    const std::uint64_t exponent = bits >> fraction_bits & ones;
    if (exponent == ones)
      fail(source, joined(tensor->label, "its number ", k, " is ", fraction == 0 ? "infinite" : "NaN"));
    const auto mantissa = static_cast<double>(exponent == 0 ? fraction : fraction | one);
    const int unit = std::max(static_cast<int>(exponent), 1) - static_cast<int>(ones / 2 + fraction_bits);
    const bool is_negative = (bits >> (8 * bytes - 1)) != 0;
    list.push_back(kept(mpq_class(std::ldexp(is_negative ? -mantissa : mantissa, unit)), store));
  }
  return list;
}

/// Refuses at the claim's first number that is not, as a text, that of the file.
void check_f1(const Network& claim, const Network& net, const std::string& file) {
  if (claim.shape() != net.shape())
    refuse(claim.place, "F1", "expected ", net.shape(), " as in ", file, ", found ", claim.shape());
  const auto check = [&](const auto& found, const auto& expected, auto place_of) {
    const auto [i, j] = std::mismatch(found.begin(), found.end(), expected.begin());
    if (i == found.end()) return;
    Place place = place_of(static_cast<std::size_t>(i - found.begin()));
    place.offset = static_cast<std::size_t>(i->data() - place.source->text.data());
    refuse(place, "F1", "expected ", in_quotes(*j), " as in ", file, ", found ", in_quotes(*i));
  };
  const auto place_of_entry = [&](const char* key, std::size_t k, std::size_t length) {
    return claim.place_of_unit(k / length, joined(key, "[", k % length, "]"));
  };
  check(claim.a, net.a, [&](std::size_t k) { return place_of_entry(".a", k, claim.outputs); });
  check(claim.b, net.b, [&](std::size_t k) { return place_of_entry(".b", k, claim.inputs); });
  check(claim.c, net.c, [&](std::size_t k) { return claim.place_of_unit(k, ".c"); });
  check(claim.d, net.d, [&](std::size_t k) { return claim.place_of_output(k); });
}

Source opened(const std::string& name) {
  std::error_code is_unknown;
  const bool is_folder = std::filesystem::is_directory(name, is_unknown);
  Source source{name, is_folder ? "" : read_bytes(name)};
  if (is_folder || source.text.starts_with("PK") || source.text.starts_with("\x93NUMPY"))
    fail(source, "isopath-check does not read NumPy files; give it JSON or safetensors", Exit::not_treated);
  return source;
}

Network read_network(const Source& source, const FileOptions& options, TextStore& store) {
  return is_safetensors(source.text) ? read_safetensors(source, options, store)
                                     : read_json_network(source, store);
}

/// F1: refuses if the network is not that of the file.
void compare_with_file(const Network& claim, const std::string& name, const FileOptions& options) {
  const Source source = opened(name);
  TextStore store;
  check_f1(claim, read_network(source, options, store), name);
}

}  // namespace

std::string read_bytes(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::istream& in = name == "-" ? std::cin : file;
  std::string bytes;
  std::vector<char> block(1U << 16U);
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
    bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (!in.eof()) throw Refusal(Exit::malformed, name + ": can't be read: " + std::strerror(errno));
  return expanded(name, std::move(bytes));
}

bool is_safetensors(std::string_view bytes) {
  return bytes.size() > 8 && bytes[8] == '{' && word(bytes.substr(0, 8)) <= bytes.size() - 8;
}

Network read_safetensors(const Source& source, const FileOptions& options, TextStore& store) {
  const std::uint64_t length = word(source.text.substr(0, 8));
  if (length > 100'000'000) fail(source, "its header has more than 100 MB");
  const Source header{source.name + " (header)", source.text.substr(8, length)};
  Reader in(header, store);
  Tensors tensors = read_header(in);
  find_bytes(source, std::string_view(source.text).substr(8 + length), tensors);
  const TensorNames names = options.tensors ? *options.tensors : find_names(source, tensors);
  std::array<const Tensor*, 4> found{};
  for (std::size_t k = 0; k < 4; ++k) {
    if (names[k].empty()) continue;
    if (!tensors.contains(names[k])) fail(source, "there is no tensor " + in_quotes(names[k]));
    const Tensor& tensor = *(found[k] = &tensors[names[k]]);
    if (tensor.type.exponent_bits == 0)
      fail(source, tensor.label + "its type " + in_quotes(tensor.type_name) + " is not treated",
           Exit::not_treated);
    if (tensor.shape.size() != (k % 2 == 0 ? 2 : 1))
      fail(source, tensor.label + "a weight must have two dimensions and a bias one", Exit::not_treated);
  }
  Network net;
  net.is_logistic = options.is_logistic;
  net.inputs = found[0]->shape[1];
  net.outputs = found[2]->shape[0];
  const std::size_t units = found[0]->shape[0];
  const std::size_t lengths[] = {net.inputs, units, units, net.outputs};
  if (net.inputs > max_inputs || net.outputs > max_inputs || net.outputs == 0 || units > max_units)
    fail(source, "expected at most 1000000 inputs, 1 to 1000000 outputs, and at most 2147483647 units");
  for (std::size_t k = 0; k < 4; ++k)
    if (found[k] != nullptr && found[k]->shape.back() != lengths[k])
      fail(source, joined(found[k]->label, "expected a last dimension of ", lengths[k], ", found ",
                          found[k]->shape.back()));
  net.b = numbers(source, found[0], units * net.inputs, store);
  net.c = numbers(source, found[1], units, store);
  const std::vector<Rational> columns = numbers(source, found[2], units * net.outputs, store);
  for (std::size_t k = 0; k < columns.size(); ++k)
    net.a.push_back(columns[k % net.outputs * units + k / net.outputs]);
  net.d = numbers(source, found[3], net.outputs, store);
  return net;
}

void compare(const std::vector<std::pair<std::string, const Network*>>& networks, const FileOptions& files,
             Report& report) {
  if (files.names.size() > networks.size())
    refuse({networks.front().second->place.source, 0, "$"}, "F1", "expected at most ", networks.size(),
           " network files for this kind, found ", files.names.size());
  for (std::size_t k = 0; k < networks.size(); ++k) {
    const auto& [label, net] = networks[k];
    const bool has_file = k < files.names.size();
    if (has_file) compare_with_file(*net, files.names[k], files);
    report.lines.push_back(label + ": " + net->shape() +
                           (has_file ? "; it is that of " + files.names[k] : "; compared with no file"));
  }
}

PathFiles::PathFiles(const FileOptions& options) : options_(options) {
  if (options.names.size() != 1) return;
  source_ = opened(options.names[0]);
  is_path_ = !is_safetensors(source_.text) && is_json_path(source_);
  if (is_path_)
    vertices_ = read_json_path(source_, store_);
  else
    vertices_.push_back(read_network(source_, options, store_));
}

void PathFiles::compare(const Network& vertex, std::size_t k) const {
  const std::vector<std::string>& names = options_.names;
  if (k < vertices_.size()) check_f1(vertex, vertices_[k], names[0]);
  if (k == vertices_.size() && is_path_)
    refuse(vertex.place, "F2", "expected ", k, " vertices as in ", names[0], ", found more");
  if (names.size() > 1 && k < (names.size() == 2 ? 1 : names.size()))
    compare_with_file(vertex, names[k], options_);
}

std::string PathFiles::compare_end(const Network& last, std::size_t count) const {
  const std::vector<std::string>& names = options_.names;
  if (names.empty()) return "compared with no file";
  if (count < vertices_.size())
    refuse(last.place, "F2", "expected ", vertices_.size(), " vertices as in ", names[0], ", found ", count);
  if (names.size() > 2 && names.size() != count)
    refuse(last.place, "F2", "expected one file, two, or as many as vertices, ", count, ", found ",
           names.size());
  if (names.size() == 2) compare_with_file(last, names[1], options_);
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  const bool are_all = is_path_ || names.size() == count;
  return (are_all             ? "its vertices are those of "
          : names.size() == 1 ? "vertex 0 is that of "
                              : "the first and the last vertex are those of ") +
         all;
}

}  // namespace isopath::check
