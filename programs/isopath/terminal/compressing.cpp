#include "programs/isopath/terminal/compressing.hpp"

#define ZLIB_CONST  // of what it reads
#include <zlib.h>
#include <zstd.h>

#include <new>

namespace isopath::cli {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 16U;
constexpr int gzip_level = 6;
constexpr int zstandard_level = 3;

class GzipBuffer final : public CompressingBuffer {
 public:
  explicit GzipBuffer(std::ostream& out) : CompressingBuffer(out), room_(piece_bytes, '\0') {
    constexpr int gzip = 16;
    constexpr int usual_memory = 8;
    if (deflateInit2(&state_, gzip_level, Z_DEFLATED, MAX_WBITS + gzip, usual_memory, Z_DEFAULT_STRATEGY) !=
        Z_OK)
      throw std::bad_alloc();
  }
  GzipBuffer(const GzipBuffer&) = delete;
  GzipBuffer& operator=(const GzipBuffer&) = delete;
  ~GzipBuffer() override { deflateEnd(&state_); }

 private:
  void compress(const char* piece, std::size_t length, bool is_last) override {
    state_.next_in = reinterpret_cast<const Bytef*>(piece);
    state_.avail_in = static_cast<uInt>(length);
    do {
      state_.next_out = reinterpret_cast<Bytef*>(room_.data());
      state_.avail_out = static_cast<uInt>(room_.size());
      deflate(&state_, is_last ? Z_FINISH : Z_NO_FLUSH);  // with room there is nothing that could fail
      to().write(room_.data(), static_cast<std::streamsize>(room_.size() - state_.avail_out));
    } while (state_.avail_out == 0);
  }

  z_stream state_{};
  std::string room_;
};

class ZstandardBuffer final : public CompressingBuffer {
 public:
  explicit ZstandardBuffer(std::ostream& out)
      : CompressingBuffer(out), state_(ZSTD_createCCtx()), room_(ZSTD_CStreamOutSize(), '\0') {
    if (!state_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(state_.get(), ZSTD_c_compressionLevel, zstandard_level);
    ZSTD_CCtx_setParameter(state_.get(), ZSTD_c_checksumFlag, 1);
    // It takes its memory now: an exception of a buffer at work would end in the stream.
    compress(nullptr, 0, false);
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* state) const { ZSTD_freeCCtx(state); }
  };

  void compress(const char* piece, std::size_t length, bool is_last) override {
    ZSTD_inBuffer in{piece, length, 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer out{room_.data(), room_.size(), 0};
      left = ZSTD_compressStream2(state_.get(), &out, &in, is_last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError(left) != 0) throw std::bad_alloc();  // memory is all that it can lack
      to().write(room_.data(), static_cast<std::streamsize>(out.pos));
    } while (is_last ? left > 0 : in.pos < in.size);
  }

  std::unique_ptr<ZSTD_CCtx, Free> state_;
  std::string room_;
};

}  // namespace

CompressingBuffer::CompressingBuffer(std::ostream& to) : to_(to), piece_(piece_bytes, '\0') {
  setp(piece_.data(), piece_.data() + piece_.size());
}

CompressingBuffer::int_type CompressingBuffer::overflow(int_type next) {
  compress(pbase(), static_cast<std::size_t>(pptr() - pbase()), false);
  setp(piece_.data(), piece_.data() + piece_.size());
  if (!to_) return traits_type::eof();
  if (!traits_type::eq_int_type(next, traits_type::eof())) sputc(traits_type::to_char_type(next));
  return traits_type::not_eof(next);
}

bool CompressingBuffer::finish() {
  compress(pbase(), static_cast<std::size_t>(pptr() - pbase()), true);
  return !to_.fail();
}

std::unique_ptr<CompressingBuffer> compressing_buffer(const std::string& name, std::ostream& to) {
  if (name.ends_with(".gz")) return std::make_unique<GzipBuffer>(to);
  if (name.ends_with(".zst")) return std::make_unique<ZstandardBuffer>(to);
  return nullptr;
}

}  // namespace isopath::cli
