// An .npz file is a zip archive of .npy files (numpy.savez); zip is PKWARE's APPNOTE.TXT. libzip finds the
// members, inflates them and compares their checksums; what it reads comes through a Source.
//
// A member's size is what the archive's directory says until its last byte has been read. So sizes are
// bounded before anything is inflated or allocated, and shapes are compared with them; then each member of
// the network is read to its end, where libzip knows whether checksum and size are as the directory says. An
// inflated member is kept in memory. A stored one is verified, not kept: its elements are then read from
// their places in it.
#include "verify/files/arrays/npz.hpp"

#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "exact/quoting.hpp"
#include "verify/files/arrays/npy.hpp"
#include "verify/files/arrays/tensors.hpp"
#include "verify/files/open.hpp"
#include "verify/networks/error.hpp"

namespace isopath {

namespace {

using Kind = InputError::Kind;

constexpr std::string_view suffix = ".npy";

// ---------------------------------------------------------------- a Source for libzip

/// The state of a zip_source_t. Exceptions must not pass through libzip: the first one waits here.
class ZipInput {
 public:
  explicit ZipInput(const Source& source) : source_(source) { zip_error_init(&error_); }
  ZipInput(const ZipInput&) = delete;
  ZipInput& operator=(const ZipInput&) = delete;
  ~ZipInput() { zip_error_fini(&error_); }

  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

  static zip_int64_t call(void* self, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    return static_cast<ZipInput*>(self)->answer(data, length, command);
  }

 private:
  zip_int64_t answer(void* data, zip_uint64_t length, zip_source_cmd_t command) {
    switch (command) {
      case ZIP_SOURCE_OPEN:
        position_ = 0;
        return 0;
      case ZIP_SOURCE_CLOSE:
      case ZIP_SOURCE_FREE:
        return 0;  // the ZipInput belongs to the Archive
      case ZIP_SOURCE_READ:
        return read(data, length);
      case ZIP_SOURCE_SEEK:
        return seek(data, length);
      case ZIP_SOURCE_TELL:
        return static_cast<zip_int64_t>(position_);
      case ZIP_SOURCE_STAT: {
        auto* status = static_cast<zip_stat_t*>(data);
        zip_stat_init(status);
        status->size = source_.size();
        status->valid = ZIP_STAT_SIZE;
        return sizeof(zip_stat_t);
      }
      case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&error_, data, length);
      case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
      default:
        zip_error_set(&error_, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
  }

  zip_int64_t read(void* data, zip_uint64_t length) {
    const std::uint64_t count = std::min<std::uint64_t>(length, source_.size() - position_);
    try {
      source_.read(position_, {static_cast<std::byte*>(data), static_cast<std::size_t>(count)});
    } catch (...) {
      if (!thrown_) thrown_ = std::current_exception();
      zip_error_set(&error_, ZIP_ER_READ, EIO);
      return -1;
    }
    position_ += count;
    return static_cast<zip_int64_t>(count);
  }

  zip_int64_t seek(void* data, zip_uint64_t length) {
    const zip_int64_t position =
        zip_source_seek_compute_offset(position_, source_.size(), data, length, &error_);
    if (position < 0) return -1;
    position_ = static_cast<std::uint64_t>(position);
    return 0;
  }

  const Source& source_;
  zip_error_t error_{};
  std::exception_ptr thrown_;
  std::uint64_t position_ = 0;
};

// ---------------------------------------------------------------- archives

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using OpenMember = std::unique_ptr<zip_file_t, CloseFile>;

struct Member {
  std::string name;
  zip_uint64_t index = 0;
  std::uint64_t size = 0;  // as the directory says
  bool is_stored = false;
};

class Archive {
 public:
  explicit Archive(const Source& source) : source_(source), input_(source) {
    check_end();
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* zip_source = zip_source_function_create(ZipInput::call, &input_, &error);
    if (zip_source != nullptr) zip_ = zip_open_from_source(zip_source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (zip_ == nullptr && zip_source != nullptr) zip_source_free(zip_source);
    const bool has_duplicate = zip_error_code_zip(&error) == ZIP_ER_EXISTS;
    const std::string reason = has_duplicate ? "two members of one name" : zip_error_strerror(&error);
    zip_error_fini(&error);
    if (zip_ == nullptr) fail(source.name(), "a sound zip archive", reason);
  }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive() {
    if (zip_ != nullptr) zip_discard(zip_);
  }

  const Source& source() const { return source_; }
  std::string place(const Member& member) const { return source_.name() + ": " + in_quotes(member.name); }

  /// Names of all members in the order of the directory. They differ: libzip has checked that.
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    const zip_int64_t count = zip_get_num_entries(zip_, 0);
    for (zip_int64_t k = 0; k < count; ++k) {
      const char* name = zip_get_name(zip_, static_cast<zip_uint64_t>(k), ZIP_FL_ENC_RAW);
      names.emplace_back(name == nullptr ? "" : name);
    }
    return names;
  }

  /// What the directory says of a member. Throws InputError (not_treated) if it is neither stored nor
  /// deflated.
  Member find(std::uint64_t index, const std::string& name) const {
    Member member{name, index, 0, false};
    zip_stat_t status;
    zip_stat_init(&status);
    constexpr zip_uint64_t needed =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(zip_, index, 0, &status) != 0 || (status.valid & needed) != needed)
      fail(place(member), "an entry in the directory", zip_strerror(zip_));
    if (status.encryption_method != ZIP_EM_NONE)
      throw InputError(Kind::not_treated, place(member), "expected a member in clear, found it encrypted");
    if (status.comp_method != ZIP_CM_STORE && status.comp_method != ZIP_CM_DEFLATE)
      throw InputError(Kind::not_treated, place(member),
                       "expected a member stored or deflated, found compression method " +
                           std::to_string(status.comp_method));
    member.size = status.size;
    member.is_stored = status.comp_method == ZIP_CM_STORE;
    if (member.is_stored && status.comp_size != status.size)
      throw InputError(Kind::malformed, place(member),
                       "expected " + std::to_string(status.size) + " stored bytes, found " +
                           std::to_string(status.comp_size));
    return member;
  }

  OpenMember open(const Member& member) const {
    OpenMember file(zip_fopen_index(zip_, member.index, 0));
    if (!file) fail(place(member), "a readable member", zip_strerror(zip_));
    return file;
  }

  /// Fills `to` from where the member stands.
  void read(const Member& member, zip_file_t* file, std::span<std::byte> to) const {
    while (!to.empty()) {
      const zip_int64_t count = zip_fread(file, to.data(), to.size());
      if (count < 0) fail(place(member), "sound data", zip_file_strerror(file));
      if (count == 0) fail(place(member), "as many bytes as the directory says", "the end of the member");
      to = to.subspan(static_cast<std::size_t>(count));
    }
  }
  /// At the last byte libzip compares checksum and size with the directory's.
  void read_end(const Member& member, zip_file_t* file) const {
    std::byte more{};
    const zip_int64_t count = zip_fread(file, &more, 1);
    if (count < 0) fail(place(member), "sound data", zip_file_strerror(file));
    if (count > 0) fail(place(member), "as many bytes as the directory says", "more");
  }
  void seek(const Member& member, zip_file_t* file, std::uint64_t offset) const {
    if (zip_fseek(file, static_cast<zip_int64_t>(offset), SEEK_SET) != 0)
      fail(place(member), "a readable member", zip_file_strerror(file));
  }

 private:
  [[noreturn]] void fail(const std::string& where, const std::string& expected,
                         const std::string& found) const {
    input_.rethrow();
    throw InputError(Kind::malformed, where, "expected " + expected + ", found: " + found);
  }

  /// Keeps libzip from taking more time than in proportion to the archive. It tries every place in the last
  /// 64 KiB that looks like the record that ends the directory, reading a whole directory for each; a few may
  /// do so by chance. And it keeps names in a hash table of a public function, so the number of those that
  /// collide must be bounded.
  void check_end() const {
    constexpr std::string_view mark = "PK\5\6";
    constexpr int most_marks = 4;
    constexpr std::uint64_t longest_end =
        22 + 65'535 + 20;  // record, comment and the locator of zip64 before it
    std::string end(static_cast<std::size_t>(std::min(longest_end, source_.size())), '\0');
    source_.read(source_.size() - end.size(), std::as_writable_bytes(std::span(end)));
    int marks = 0;
    for (std::size_t at = end.find(mark); at != std::string::npos; at = end.find(mark, at + 1)) {
      ++marks;
      const std::uint64_t size = directory_size(end, at);
      if (size > longest_directory)
        throw InputError(Kind::malformed, source_.name(),
                         "expected a directory of at most " + std::to_string(longest_directory) +
                             " bytes (some ten thousand members), found one of " + std::to_string(size));
    }
    if (marks > most_marks)
      throw InputError(Kind::malformed, source_.name(),
                       "expected one record that ends the directory, found " + std::to_string(marks));
  }

  /// What the record at this place, or the one of zip64 that a locator before it points to, says of the
  /// directory's size. 0 if there is no whole record: libzip will say so.
  std::uint64_t directory_size(std::string_view end, std::size_t at) const {
    constexpr std::size_t record_bytes = 22;
    constexpr std::size_t locator_bytes = 20;
    constexpr std::size_t record64_bytes = 56;
    if (end.size() - at < record_bytes) return 0;
    if (at < locator_bytes || end.substr(at - locator_bytes, 4) != "PK\6\7")
      return little_endian(end.substr(at + 12, 4));
    const std::uint64_t place = little_endian(end.substr(at - locator_bytes + 8, 8));
    if (place > source_.size() || source_.size() - place < record64_bytes) return 0;
    std::string record(record64_bytes, '\0');
    source_.read(place, std::as_writable_bytes(std::span(record)));
    return little_endian(std::string_view(record).substr(40, 8));
  }

  static std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t k = bytes.size(); k-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[k]);
    return number;
  }

  static constexpr std::uint64_t longest_directory = std::uint64_t{1} << 20U;

  const Source& source_;
  ZipInput input_;
  zip_t* zip_ = nullptr;
};

/// The reader of a member's elements, after the whole of the member has been read and found sound.
ElementReader open_elements(const Archive& archive, const Member& member, std::uint64_t data_offset) {
  OpenMember file = archive.open(member);
  if (!member.is_stored) {
    auto bytes = std::make_shared<std::vector<std::byte>>(static_cast<std::size_t>(member.size));
    archive.read(member, file.get(), *bytes);
    archive.read_end(member, file.get());
    return [bytes, data_offset](std::uint64_t offset, std::span<std::byte> to) {
      const auto from = std::span(*bytes).subspan(static_cast<std::size_t>(data_offset + offset), to.size());
      std::copy(from.begin(), from.end(), to.begin());
    };
  }
  std::vector<std::byte> piece(std::size_t{1} << 18U);
  for (std::uint64_t done = 0; done < member.size; done += piece.size()) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), member.size - done)));
    archive.read(member, file.get(), piece);
  }
  archive.read_end(member, file.get());
  // std::function wants what can be copied, hence the shared pointer.
  std::shared_ptr<zip_file_t> shared = std::move(file);
  return [&archive, member, data_offset, shared](std::uint64_t offset, std::span<std::byte> to) {
    archive.seek(member, shared.get(), data_offset + offset);
    archive.read(member, shared.get(), to);
  };
}

// ---------------------------------------------------------------- from names to a network

/// The array names of files named NAME.npy, with their places in the list.
struct ArrayNames {
  std::vector<std::string> names;
  std::vector<std::size_t> places;
};

ArrayNames array_names(const std::string& place, const std::vector<std::string>& files) {
  ArrayNames arrays;
  for (std::size_t k = 0; k < files.size(); ++k) {
    if (!files[k].ends_with(suffix)) continue;
    arrays.names.push_back(files[k].substr(0, files[k].size() - suffix.size()));
    arrays.places.push_back(k);
  }
  if (arrays.names.empty())
    throw InputError(Kind::not_treated, place,
                     "expected arrays in files named *.npy, found " +
                         (files.empty() ? "no files" : in_quotes(files.front())));
  return arrays;
}

/// The network in files of which some are arrays; `read_header` takes the place of one in the list.
Model model_of(const std::string& place, const std::vector<std::string>& files, const ModelOptions& options,
               const TensorReader& read_header) {
  const ArrayNames arrays = array_names(place, files);
  return model_from_arrays(
      place, arrays.names, [&](std::size_t k) { return read_header(arrays.places[k]); }, options);
}

}  // namespace

Model read_npz(const Source& source, const ModelOptions& options) {
  const Archive archive(source);
  const std::vector<std::string> names = archive.names();
  const std::uint64_t limit =
      (std::uint64_t{16} << 20U) + 100 * std::min(source.size(), std::uint64_t{1} << 56U);
  std::uint64_t inflated = 0;
  return model_of(source.name(), names, options, [&](std::size_t k) {
    const Member member = archive.find(k, names[k]);
    if (member.size > limit - inflated)
      throw InputError(Kind::malformed, archive.place(member),
                       "expected members that inflate to at most " + std::to_string(limit) +
                           " bytes in all (16 MiB and 100 times the archive), found " +
                           std::to_string(inflated) + " and now " + std::to_string(member.size));
    inflated += member.size;
    std::string start(static_cast<std::size_t>(std::min<std::uint64_t>(member.size, longest_npy_header)),
                      '\0');
    archive.read(member, archive.open(member).get(), std::as_writable_bytes(std::span(start)));
    NpyHeader header = read_npy_header(archive.place(member), start, member.size);
    header.tensor.open = [&archive, member, offset = header.data_offset] {
      return open_elements(archive, member, offset);
    };
    return std::move(header.tensor);
  });
}

Model read_npy_folder(const std::string& path, const ModelOptions& options) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator each(path, error), end; !error && each != end;
       each.increment(error))
    names.push_back(each->path().filename().string());
  if (error) throw InputError(Kind::malformed, path, "expected a readable folder, found: " + error.message());
  std::sort(names.begin(), names.end());  // the system's order is any
  return model_of(path, names, options, [&](std::size_t k) {
    std::shared_ptr<Source> file = open_source((std::filesystem::path(path) / names[k]).string());
    std::string start(static_cast<std::size_t>(std::min<std::uint64_t>(file->size(), longest_npy_header)),
                      '\0');
    file->read(0, std::as_writable_bytes(std::span(start)));
    NpyHeader header = read_npy_header(file->name(), start, file->size());
    header.tensor.open = [file, offset = header.data_offset]() -> ElementReader {
      return [file, offset](std::uint64_t from, std::span<std::byte> to) { file->read(offset + from, to); };
    };
    return std::move(header.tensor);
  });
}

}  // namespace isopath
