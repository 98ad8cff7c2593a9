// The pieces of a long JSON text: the objects and lists at one depth, in a path file those that are elements
// of lists of the outermost object.
//
// A path file may be larger than memory would like; its vertices are such pieces, and are read one at a time
// (docs/network-files.md, section 4). Finding them takes strings and brackets only, so this is no JSON
// reader: what is between the pieces is a short text of its own, the skeleton, and it and every piece are
// then read strictly. A text is JSON if and only if its skeleton and its pieces are.
#ifndef ISOPATH_VERIFY_FILES_JSON_PIECES_HPP
#define ISOPATH_VERIFY_FILES_JSON_PIECES_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "verify/files/source.hpp"

namespace isopath {

struct JsonPieces {
  struct Piece {
    std::uint64_t begin;  // of its opening bracket, in the source
    std::uint64_t end;    // past its closing bracket
    std::size_t place;    // of its opening bracket, in the skeleton
  };
  std::vector<Piece> pieces;
  /// The text with nothing between the brackets of each piece.
  std::string skeleton;

  /// The place in the source of a place in the skeleton.
  std::uint64_t offset_in_source(std::size_t place) const;
};

/// The pieces that stand within so many objects and lists. Reads the source once from front to back. Throws
/// InputError if a piece has no end.
JsonPieces find_pieces(const Source& source, long depth = 2);

}  // namespace isopath

#endif
