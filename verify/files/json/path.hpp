// Path files in isopath's JSON (docs/network-files.md, section 4), read a vertex at a time.
#ifndef ISOPATH_VERIFY_FILES_JSON_PATH_HPP
#define ISOPATH_VERIFY_FILES_JSON_PATH_HPP

#include <memory>

#include "verify/files/json/parameter.hpp"
#include "verify/files/json/pieces.hpp"
#include "verify/files/source.hpp"
#include "verify/networks/path.hpp"

namespace isopath {

class JsonPath final : public Path {
 public:
  /// Reads all but the vertices. Throws InputError with file, line, column and key path.
  explicit JsonPath(std::unique_ptr<Source> source);

  std::size_t vertices() const override { return pieces_.pieces.size(); }
  Model vertex(std::size_t k) const override;
  std::string place(std::size_t k) const override;

 private:
  void read_head();
  static void see_vertices(JsonText& text, JsonText::Value value, const KeyPath& path);

  std::unique_ptr<Source> source_;
  JsonPieces pieces_;
  JsonHead head_;
};

}  // namespace isopath

#endif
