// Compressed files: section 16 of docs/certificate-format.md. Sizes that a header states are not asked for.
#include "compressed.hpp"

#define ZLIB_CONST  // of what it reads
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <memory>
#include <new>

#include "reader.hpp"

namespace isopath::check {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t mebibyte = 1U << 20U;

[[noreturn]] void fail(const std::string& name, const std::string& reason) {
  throw Refusal(Exit::malformed, name + ": " + reason);
}

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b\x08"sv); }

/// Of a frame or of one to be skipped, whose first byte is any from 50 to 5f.
bool is_zstandard(std::string_view bytes) {
  return bytes.starts_with("\x28\xb5\x2f\xfd"sv) ||
         (bytes.size() >= 4 && bytes[0] >= '\x50' && bytes[0] <= '\x5f' &&
          bytes.substr(1, 3) == "\x2a\x4d\x18"sv);
}

/// The bytes to expand, those that came of them, and room for the next.
struct Work {
  const std::string& name;
  std::string_view all;
  std::string_view rest = all;
  std::string out = {};
  std::string room = std::string(mebibyte / 16, '\0');

  std::string place() const { return joined("byte ", all.size() - rest.size()); }
  /// Keeps what is in the room.
  void keep(std::size_t length) {
    const std::size_t limit = std::max(64 * mebibyte, 100 * all.size());
    if (length > limit - out.size())
      fail(name,
           joined("it expands to more than ", limit, " bytes, the greater of 64 MiB and 100 times its size; ",
                  "expand it first, with ", is_gzip(all) ? "gunzip" : "zstd -d"));
    out.append(room, 0, length);
  }
};

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

/// A member; its checksum and its length are compared at its end.
void expand_member(Work& work) {
  z_stream stream{};
  if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK) throw std::bad_alloc();  // 16: gzip and nothing else
  const std::unique_ptr<z_stream, EndInflate> ended(&stream);
  for (int status = Z_OK; status != Z_STREAM_END;) {
    const std::string_view piece = work.rest.substr(0, work.room.size());
    stream.next_in = reinterpret_cast<const Bytef*>(piece.data());
    stream.avail_in = static_cast<uInt>(piece.size());
    stream.next_out = reinterpret_cast<Bytef*>(work.room.data());
    stream.avail_out = static_cast<uInt>(work.room.size());
    status = inflate(&stream, Z_NO_FLUSH);
    work.rest.remove_prefix(piece.size() - stream.avail_in);
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_BUF_ERROR) fail(work.name, "its gzip data end within a member");
    if (status != Z_OK && status != Z_STREAM_END)
      fail(work.name, joined("its gzip data are not sound before ", work.place(), ": ",
                             stream.msg != nullptr ? stream.msg : zError(status)));
    work.keep(work.room.size() - stream.avail_out);
  }
}

/// A frame; its checksum and its length are compared at its end, if it states them.
void expand_frame(ZSTD_DCtx* state, Work& work) {
  // At first one byte: of a whole frame that fits into the room the library does not look at the window.
  for (std::size_t length = 1;; length = work.room.size()) {
    const std::string_view piece = work.rest.substr(0, length);
    ZSTD_inBuffer in{piece.data(), piece.size(), 0};
    ZSTD_outBuffer out{work.room.data(), work.room.size(), 0};
    const std::size_t status = ZSTD_decompressStream(state, &out, &in);
    work.rest.remove_prefix(in.pos);
    if (ZSTD_isError(status) != 0) {
      const ZSTD_ErrorCode code = ZSTD_getErrorCode(status);
      if (code == ZSTD_error_memory_allocation) throw std::bad_alloc();
      if (code == ZSTD_error_frameParameter_windowTooLarge)
        fail(work.name, "its window has more than 128 MiB; expand it first, with zstd -d --long=31");
      if (code == ZSTD_error_dictionary_wrong)
        fail(work.name, "it needs a dictionary; expand it first, with zstd -d -D");
      fail(work.name, joined("its Zstandard data are not sound: ", ZSTD_getErrorString(code)));
    }
    work.keep(out.pos);
    if (status == 0) return;
    if (work.rest.empty() && out.pos < out.size) fail(work.name, "its Zstandard data end within a frame");
  }
}

struct FreeState {
  void operator()(ZSTD_DCtx* state) const { ZSTD_freeDCtx(state); }
};

}  // namespace

std::string expanded(const std::string& name, std::string bytes) {
  // The length of a safetensors header may look like the beginning of a gzip member, but for its ninth byte.
  const bool is_safetensors = bytes.size() > 8 && bytes[8] == '{';
  Work work{name, bytes};
  if (is_gzip(bytes) && !is_safetensors) {
    for (; !work.rest.empty(); expand_member(work))
      if (!is_gzip(work.rest)) fail(name, joined("from ", work.place(), " on it is not a gzip member"));
    return std::move(work.out);
  }
  if (!is_zstandard(bytes)) return bytes;
  const std::unique_ptr<ZSTD_DCtx, FreeState> state(ZSTD_createDCtx());
  if (!state) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(state.get(), ZSTD_d_windowLogMax, 27);
  for (; !work.rest.empty(); expand_frame(state.get(), work))
    if (!is_zstandard(work.rest))
      fail(name, joined("from ", work.place(), " on it is not a Zstandard frame"));
  return std::move(work.out);
}

}  // namespace isopath::check
