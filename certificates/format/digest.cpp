#include "certificates/format/digest.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace isopath {

namespace {

using Word = std::uint32_t;

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<Word, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<Word, 8>;

constexpr std::size_t block = 64;  // bytes

Word byte_at(const char* bytes, std::size_t k) { return static_cast<std::uint8_t>(bytes[k]); }

/// One block of 64 bytes.
void absorb(State& state, const char* bytes) {
  std::array<Word, 64> w{};
  for (std::size_t t = 0; t < 16; ++t)
    w[t] = byte_at(bytes, 4 * t) << 24U | byte_at(bytes, 4 * t + 1) << 16U | byte_at(bytes, 4 * t + 2) << 8U |
           byte_at(bytes, 4 * t + 3);
  for (std::size_t t = 16; t < 64; ++t) {
    const Word near = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3U);
    const Word late = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10U);
    w[t] = w[t - 16] + near + w[t - 7] + late;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t t = 0; t < 64; ++t) {
    const Word choice = (e & f) ^ (~e & g);
    const Word majority = (a & b) ^ (a & c) ^ (b & c);
    const Word first =
        h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + choice + round_constants[t] + w[t];
    const Word second = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + majority;
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  const State added = {a, b, c, d, e, f, g, h};
  for (std::size_t k = 0; k < 8; ++k) state[k] += added[k];
}

}  // namespace

// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
Sha256::Sha256()
    : state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19} {
}

void Sha256::add(std::string_view bytes) {
  length_ += bytes.size();
  if (!waiting_.empty()) {
    const std::size_t wanted = std::min(block - waiting_.size(), bytes.size());
    waiting_ += bytes.substr(0, wanted);
    bytes.remove_prefix(wanted);
    if (waiting_.size() < block) return;
    absorb(state_, waiting_.data());
    waiting_.clear();
  }
  for (; bytes.size() >= block; bytes.remove_prefix(block)) absorb(state_, bytes.data());
  waiting_ = bytes;
}

Digest Sha256::digest() {
  // The rest, a bit 1, zeros, and the length in bits.
  std::string last = waiting_ + static_cast<char>(0x80);
  while (last.size() % block != block - 8) last += '\0';
  const std::uint64_t bits = length_ * 8;
  for (unsigned shift = 64; shift != 0; shift -= 8) last += static_cast<char>(bits >> (shift - 8));
  for (std::size_t at = 0; at < last.size(); at += block) absorb(state_, last.data() + at);

  Digest digest{};
  for (std::size_t k = 0; k < digest.size(); ++k)
    digest[k] = static_cast<std::uint8_t>(state_[k / 4] >> (24U - 8U * (k % 4)));
  return digest;
}

Digest sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.digest();
}

std::string hexadecimal(const Digest& digest) {
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += "0123456789abcdef"[byte >> 4U];
    text += "0123456789abcdef"[byte & 15U];
  }
  return text;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t left = bytes.size() - at;
    const Word first = byte_at(bytes.data(), at);
    const Word second = left > 1 ? byte_at(bytes.data(), at + 1) : 0;
    const Word third = left > 2 ? byte_at(bytes.data(), at + 2) : 0;
    const Word group = first << 16U | second << 8U | third;
    text += alphabet[group >> 18U];
    text += alphabet[group >> 12U & 63U];
    text += left > 1 ? alphabet[group >> 6U & 63U] : '=';
    text += left > 2 ? alphabet[group & 63U] : '=';
  }
  return text;
}

std::string base64(const Digest& digest) { return base64(std::string(digest.begin(), digest.end())); }

}  // namespace isopath
