// Network files and the comparison with a claim: section 7 of docs/network-files.md, rule F1 of
// docs/certificate-format.md.
#include "files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace isopath::check {

namespace {

/// Compares a number of the claim, under `path`, with that of the file: as canonical texts.
void check_number(const Network& claim, const std::string& path, std::string_view found,
                  std::string_view expected, const std::string& file) {
  if (found == expected) return;
  const auto offset = static_cast<std::size_t>(found.data() - claim.source->text.data());
  refuse(*claim.source, {offset, path}, "F1",
         "expected " + quoted(expected) + " as in " + file + ", found " + quoted(found));
}

std::string indexed(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

void check_f1(const Network& claim, const Network& net, const std::string& file) {
  const auto require = [&](const char* what, const std::string& found, const std::string& expected) {
    if (found != expected)
      refuse(*claim.source, claim.place, "F1",
             "expected " + expected + " " + what + " as in " + file + ", found " + found);
  };
  require("as activation", claim.is_logistic ? "logistic" : "tanh", net.is_logistic ? "logistic" : "tanh");
  require("inputs", std::to_string(claim.inputs), std::to_string(net.inputs));
  require("outputs", std::to_string(claim.outputs), std::to_string(net.outputs));
  require("units", std::to_string(claim.units()), std::to_string(net.units()));
  const auto check_list = [&](std::size_t unit, const char* key, std::size_t length, const auto& found,
                              const auto& expected) {
    for (std::size_t j = 0, k = unit * length; j < length; ++j, ++k)
      if (found[k].text() != expected[k].text())  // paths are made only of those
        check_number(claim, indexed(claim.place_of_unit(unit, key).path, j), found[k].text(),
                     expected[k].text(), file);
  };
  for (std::size_t i = 0; i < claim.units(); ++i) {
    check_list(i, ".a", claim.outputs, claim.a, net.a);
    check_list(i, ".b", claim.inputs, claim.b, net.b);
    if (claim.c[i].text() != net.c[i].text())
      check_number(claim, claim.place_of_unit(i, ".c").path, claim.c[i].text(), net.c[i].text(), file);
  }
  for (std::size_t o = 0; o < claim.outputs; ++o)
    check_number(claim, claim.place_of_output(o).path, claim.d[o], net.d[o], file);
}

}  // namespace

std::string read_bytes(const std::string& name) {
  const auto fail = [&] {
    throw Refusal(Exit::malformed, name + ": can't be read: " + std::strerror(errno));
  };
  const auto close = [](std::FILE* file) { return file == stdin ? 0 : std::fclose(file); };
  const std::unique_ptr<std::FILE, decltype(close)> file(name == "-" ? stdin : std::fopen(name.c_str(), "rb"),
                                                         close);
  if (!file) fail();
  std::string bytes;
  std::error_code is_no_plain_file;
  if (const auto size = std::filesystem::file_size(name, is_no_plain_file); !is_no_plain_file)
    bytes.reserve(size);
  std::array<char, 65536> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), file.get()))
    bytes.append(block.data(), count);
  if (std::ferror(file.get()) != 0) fail();
  return bytes;
}

void compare_with_files(const std::vector<ClaimedNetwork>& claimed, const FileOptions& options,
                        std::vector<std::string>& report) {
  if (options.names.size() > claimed.size())
    refuse(*claimed.front().network->source, {0, "$"}, "F1",
           "expected at most " + std::to_string(claimed.size()) + " network files for this kind, found " +
               std::to_string(options.names.size()));
  for (std::size_t k = 0; k < claimed.size(); ++k) {
    const std::string line = "network " + std::string(claimed[k].name) + ": ";
    if (k >= options.names.size()) {
      report.push_back(line + "as the certificate states it; compared with no file");
      continue;
    }
    const std::string& name = options.names[k];
    std::error_code is_unknown;
    const bool is_directory = std::filesystem::is_directory(name, is_unknown);
    const Source source{name, is_directory ? "" : read_bytes(name), false};
    const std::string_view start = std::string_view(source.text).substr(0, 6);
    if (is_directory || start.substr(0, 2) == "PK" || start == "\x93NUMPY")
      throw Refusal(
          Exit::not_treated,
          name + ": isopath-check does not read NumPy files; give it the network as JSON or safetensors");
    TextStore store;
    const bool is_binary = is_safetensors(source.text);
    check_f1(*claimed[k].network,
             is_binary ? read_safetensors(source, options, store) : read_network_file(source, store), name);
    report.push_back(line + name + " equals the claim's, " + std::to_string(claimed[k].network->units()) +
                     " units");
  }
}

}  // namespace isopath::check
