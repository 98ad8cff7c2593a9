// zlib and libzstd expand piece by piece. What a header says of sizes is never asked: memory grows with the
// bytes that come, up to the limit.
#include "verify/files/compressed.hpp"

#define ZLIB_CONST  // of what it reads
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/networks/error.hpp"

namespace isopath {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 16U;
constexpr int longest_window = 27;  // 2^27 bytes, the library's own default

[[noreturn]] void fail(const Source& source, const std::string& expected, const std::string& found) {
  throw InputError(InputError::Kind::malformed, source.name(), "expected " + expected + ", found: " + found);
}

/// A member of a gzip file begins here.
bool is_gzip(std::string_view front) { return front.starts_with("\x1f\x8b\x08"); }

/// A frame begins here, or a frame to be skipped.
bool is_zstandard(std::string_view front) {
  const bool is_skippable = front.size() >= 4 && front.substr(1, 3) == "\x2a\x4d\x18" &&
                            (static_cast<unsigned char>(front[0]) & 0xf0U) == 0x50;
  return is_skippable || front.starts_with("\x28\xb5\x2f\xfd");
}

/// The bytes of a source, a piece at a time.
class Pieces {
 public:
  explicit Pieces(const Source& source) : source_(source), piece_(piece_bytes) {}

  bool at_end() const { return position_ == source_.size(); }
  std::uint64_t position() const { return position_; }
  /// The next bytes that are at hand; none at the end only.
  std::string_view rest() {
    if (position_ == piece_end_) {
      const std::uint64_t count = std::min<std::uint64_t>(piece_.size(), source_.size() - position_);
      piece_start_ = position_;
      piece_end_ = position_ + count;
      source_.read(position_,
                   std::as_writable_bytes(std::span(piece_.data(), static_cast<std::size_t>(count))));
    }
    return {piece_.data() + (position_ - piece_start_), static_cast<std::size_t>(piece_end_ - position_)};
  }
  void pass(std::size_t count) { position_ += count; }
  /// The next few bytes, or those up to the end.
  std::string front() const {
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(9, source_.size() - position_)), '\0');
    source_.read(position_, std::as_writable_bytes(std::span(bytes)));
    return bytes;
  }

 private:
  const Source& source_;
  std::vector<char> piece_;
  std::uint64_t position_ = 0;
  std::uint64_t piece_start_ = 0;
  std::uint64_t piece_end_ = 0;
};

/// What has been expanded so far, and the room for the next piece of it.
class Expansion {
 public:
  Expansion(const Source& source, std::string command)
      : source_(source),
        command_(std::move(command)),
        limit_(std::max(std::uint64_t{64} << 20U, 100 * std::min(source.size(), std::uint64_t{1} << 56U))),
        room_(piece_bytes) {}

  std::span<char> room() { return room_; }
  /// Keeps the first bytes of the room.
  void keep(std::size_t count) {
    if (count > limit_ - bytes_.size())
      fail(source_,
           "at most " + std::to_string(limit_) +
               " bytes when expanded (64 MiB, or 100 times the size of the file if that is more)",
           "more; expand it first, with " + command_);
    bytes_.append(room_.data(), count);
  }
  std::string take() { return std::move(bytes_); }

 private:
  const Source& source_;
  std::string command_;
  std::uint64_t limit_;
  std::vector<char> room_;
  std::string bytes_;
};

// ---------------------------------------------------------------- gzip

class Inflater {
 public:
  Inflater() {
    constexpr int gzip_only = 16;
    if (inflateInit2(&state_, MAX_WBITS + gzip_only) != Z_OK) throw std::bad_alloc();
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&state_); }

  void begin_member() { inflateReset(&state_); }
  /// Expands what is at hand; true at the end of a member, where zlib has compared its checksum and size.
  bool expand(const Source& source, Pieces& from, Expansion& to) {
    const std::string_view rest = from.rest();
    const std::span<char> room = to.room();
    state_.next_in = reinterpret_cast<const Bytef*>(rest.data());
    state_.avail_in = static_cast<uInt>(rest.size());
    state_.next_out = reinterpret_cast<Bytef*>(room.data());
    state_.avail_out = static_cast<uInt>(room.size());
    const int status = inflate(&state_, Z_NO_FLUSH);
    from.pass(rest.size() - state_.avail_in);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_BUF_ERROR) fail(source, "whole gzip data", "the end of the file within a member");
    if (status != Z_OK && status != Z_STREAM_END)
      fail(source, "sound gzip data",
           std::string(state_.msg == nullptr ? zError(status) : state_.msg) + ", before byte " +
               std::to_string(from.position()));
    to.keep(room.size() - state_.avail_out);
    return status == Z_STREAM_END;
  }

 private:
  z_stream state_{};
};

std::string expand_gzip(const Source& source) {
  Pieces from(source);
  Expansion to(source, "gunzip");
  Inflater inflater;
  while (!from.at_end()) {
    if (!is_gzip(from.front()))
      fail(source, "nothing but gzip members",
           "other bytes from byte " + std::to_string(from.position()) + " on");
    inflater.begin_member();
    while (!inflater.expand(source, from, to)) continue;
  }
  return to.take();
}

// ---------------------------------------------------------------- Zstandard

class Decompressor {
 public:
  Decompressor() : state_(ZSTD_createDCtx()) {
    if (!state_) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(state_.get(), ZSTD_d_windowLogMax, longest_window);
  }

  /// Expands at most so many of the bytes at hand; true at the end of a frame, where the library has compared
  /// its checksum and size, if the frame states them.
  bool expand(const Source& source, Pieces& from, Expansion& to, std::size_t most) {
    const std::string_view rest = from.rest().substr(0, most);
    const std::span<char> room = to.room();
    ZSTD_inBuffer in{rest.data(), rest.size(), 0};
    ZSTD_outBuffer out{room.data(), room.size(), 0};
    const std::size_t status = ZSTD_decompressStream(state_.get(), &out, &in);
    from.pass(in.pos);
    if (ZSTD_isError(status) != 0) fail_with(source, ZSTD_getErrorCode(status));
    if (status != 0 && from.at_end() && out.pos < out.size)
      fail(source, "whole Zstandard data", "the end of the file within a frame");
    to.keep(out.pos);
    return status == 0;
  }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* state) const { ZSTD_freeDCtx(state); }
  };

  [[noreturn]] static void fail_with(const Source& source, ZSTD_ErrorCode code) {
    if (code == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (code == ZSTD_error_frameParameter_windowTooLarge)
      fail(source, "a window of at most 128 MiB", "a greater one; expand it first, with zstd -d --long=31");
    if (code == ZSTD_error_dictionary_wrong)
      fail(source, "Zstandard data without a dictionary",
           "a frame that needs one; expand it first, with zstd -d -D");
    fail(source, "sound Zstandard data", ZSTD_getErrorString(code));
  }

  std::unique_ptr<ZSTD_DCtx, Free> state_;
};

std::string expand_zstandard(const Source& source) {
  Pieces from(source);
  Expansion to(source, "zstd -d");
  Decompressor decompressor;
  while (!from.at_end()) {
    if (!is_zstandard(from.front()))
      fail(source, "nothing but Zstandard frames",
           "other bytes from byte " + std::to_string(from.position()) + " on");
    // The first byte goes in alone: a whole frame at hand would be expanded at one go, by other code, which
    // does not look at the window. So what is refused does not depend on where pieces end.
    for (std::size_t most = 1; !decompressor.expand(source, from, to, most);) most = piece_bytes;
  }
  return to.take();
}

}  // namespace

std::unique_ptr<Source> expanded(std::unique_ptr<Source> source) {
  const std::string front = Pieces(*source).front();
  // The length of a safetensors header can look like the beginning of a gzip member; its `{` stands where a
  // member says how hard its writer tried: 0, 2 or 4.
  const bool is_safetensors = front.size() == 9 && front[8] == '{';
  if (is_gzip(front) && !is_safetensors) return Source::of(source->name(), expand_gzip(*source));
  if (is_zstandard(front)) return Source::of(source->name(), expand_zstandard(*source));
  return source;
}

}  // namespace isopath
