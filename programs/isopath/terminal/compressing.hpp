// Streams that compress what is written to them: gzip (RFC 1952) and Zstandard (RFC 8878).
#ifndef ISOPATH_PROGRAMS_ISOPATH_TERMINAL_COMPRESSING_HPP
#define ISOPATH_PROGRAMS_ISOPATH_TERMINAL_COMPRESSING_HPP

#include <memory>
#include <ostream>
#include <streambuf>
#include <string>

namespace isopath::cli {

/// Compresses into another stream. The same bytes always give the same compressed bytes: the pieces have one
/// length, no name and no time is stored, and a flush does nothing.
class CompressingBuffer : public std::streambuf {
 public:
  explicit CompressingBuffer(std::ostream& to);
  /// Compresses what is left, and ends the compressed data: nothing may be written any more. False if
  /// something could not be written.
  bool finish();

 protected:
  /// Compresses a piece, the last one or not.
  virtual void compress(const char* piece, std::size_t length, bool is_last) = 0;
  std::ostream& to() { return to_; }

 private:
  int_type overflow(int_type next) override;
  int sync() override { return 0; }

  std::ostream& to_;
  std::string piece_;
};

/// The buffer for a file of this name: of `.gz`, of `.zst`; none of any other. The stream must outlive it.
std::unique_ptr<CompressingBuffer> compressing_buffer(const std::string& name, std::ostream& to);

}  // namespace isopath::cli

#endif
