#include "verify/files/read_model.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <variant>

#include "verify/files/arrays/npz.hpp"
#include "verify/files/arrays/safetensors.hpp"
#include "verify/files/json/network.hpp"
#include "verify/files/open.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

/// docs/network-files.md, section 8.
bool looks_like_safetensors(std::string_view front, std::uint64_t size) {
  if (front.size() < 9 || front[8] != '{') return false;
  std::uint64_t length = 0;
  for (std::size_t i = 8; i-- > 0;) length = (length << 8U) | static_cast<unsigned char>(front[i]);
  return length <= size - 8;
}

}  // namespace

Model read_model(const std::string& path, const ModelOptions& options) {
  return std::get<Model>(read_stated_model(path, options, Ranges::refused));
}

Model read_model(const Source& source, const ModelOptions& options) {
  return std::get<Model>(read_stated_model(source, options, Ranges::refused));
}

StatedModel read_stated_model(const std::string& path, const ModelOptions& options, Ranges ranges) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error)) return read_npy_folder(path, options);
  return read_stated_model(*open_source(path), options, ranges);
}

StatedModel read_stated_model(const Source& source, const ModelOptions& options, Ranges ranges) {
  std::array<char, 9> buffer{};
  const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), source.size()));
  source.read(0, std::as_writable_bytes(std::span(buffer.data(), length)));
  const std::string_view front(buffer.data(), length);
  if (front.starts_with("PK")) return read_npz(source, options);
  if (front.starts_with("\x93NUMPY"))
    throw InputError(
        InputError::Kind::not_treated, source.name(),
        "expected a network, found one NumPy array; an .npz or a folder of .npy files holds four");
  if (looks_like_safetensors(front, source.size())) return read_safetensors(source, options);
  return read_json_network(source, ranges);
}

}  // namespace isopath
