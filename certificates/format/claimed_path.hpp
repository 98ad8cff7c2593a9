// The path of a certificate or of a draft of one, read a vertex at a time.
//
// Vertices may be stated in full or by changes (docs/certificate-format.md, section 6), so the file may be
// much shorter than its vertices in full would be: two vertices at most are kept here, and for callers that
// ask for them in order each vertex is read once.
#ifndef ISOPATH_CERTIFICATES_FORMAT_CLAIMED_PATH_HPP
#define ISOPATH_CERTIFICATES_FORMAT_CLAIMED_PATH_HPP

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "verify/files/json/parameter.hpp"
#include "verify/files/json/pieces.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/path.hpp"

namespace isopath {

class ClaimedPath final : public Path {
 public:
  /// Where the objects of the vertices are. Precondition: one or more.
  ClaimedPath(std::shared_ptr<const Source> source, const JsonHead& head,
              std::vector<JsonPieces::Piece> vertices)
      : source_(std::move(source)), head_(head), pieces_(std::move(vertices)), is_full_(pieces_.size()) {}

  std::size_t vertices() const override { return pieces_.size(); }
  /// Throws InputError with file, line, column and key path.
  Model vertex(std::size_t k) const override;
  std::string place(std::size_t k) const override;

 private:
  Network read_vertex(std::size_t k) const;

  std::shared_ptr<const Source> source_;
  JsonHead head_;
  std::vector<JsonPieces::Piece> pieces_;
  mutable std::mutex mutex_;
  mutable std::vector<bool> is_full_;  // known to be stated in full
  mutable std::size_t at_ = 0;         // the vertex read last
  mutable std::optional<Network> last_;
};

}  // namespace isopath

#endif
