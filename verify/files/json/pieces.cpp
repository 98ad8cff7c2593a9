#include "verify/files/json/pieces.hpp"

#include <algorithm>
#include <span>

#include "verify/networks/error.hpp"

namespace isopath {

namespace {

/// Follows strings and brackets from byte to byte.
class Finder {
 public:
  Finder(JsonPieces& found, long depth) : found_(found), depth_of_pieces_(depth) {}

  void read(std::span<const char> bytes, std::uint64_t offset) {
    for (const char byte : bytes) {
      if (in_string_)
        follow_string(byte);
      else
        follow(byte, offset);
      if (!in_piece_) found_.skeleton += byte;
      if (opens_) in_piece_ = true;
      opens_ = false;
      ++offset;
    }
  }

 private:
  void follow_string(char byte) {
    if (escaped_)
      escaped_ = false;
    else if (byte == '\\')
      escaped_ = true;
    else if (byte == '"')
      in_string_ = false;
  }

  void follow(char byte, std::uint64_t offset) {
    if (byte == '"') {
      in_string_ = true;
    } else if (byte == '{' || byte == '[') {
      if (depth_++ != depth_of_pieces_) return;
      found_.pieces.push_back({offset, offset, found_.skeleton.size()});
      opens_ = true;
    } else if (byte == '}' || byte == ']') {
      if (--depth_ != depth_of_pieces_ || !in_piece_) return;
      found_.pieces.back().end = offset + 1;
      in_piece_ = false;
    }
  }

  JsonPieces& found_;
  long depth_of_pieces_;
  long depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_piece_ = false;
  bool opens_ = false;  // the byte being read is the opening bracket of a piece
};

}  // namespace

std::uint64_t JsonPieces::offset_in_source(std::size_t place) const {
  const auto after = std::partition_point(pieces.begin(), pieces.end(),
                                          [place](const Piece& piece) { return piece.place < place; });
  if (after == pieces.begin()) return place;
  const Piece& last = after[-1];
  // The closing bracket stands next to the opening one in the skeleton.
  return last.end - 1 + (place - last.place - 1);
}

JsonPieces find_pieces(const Source& source, long depth) {
  JsonPieces found;
  Finder finder(found, depth);
  std::vector<char> buffer(std::size_t{1} << 18U);
  for (std::uint64_t offset = 0; offset < source.size();) {
    const auto length =
        static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), source.size() - offset));
    const std::span bytes(buffer.data(), length);
    source.read(offset, std::as_writable_bytes(bytes));
    finder.read(bytes, offset);
    offset += length;
  }
  if (!found.pieces.empty() && found.pieces.back().end == found.pieces.back().begin)
    throw InputError(InputError::Kind::malformed, located(source, found.pieces.back().begin),
                     "expected the end of what begins here, found the end of the file");
  return found;
}

}  // namespace isopath
