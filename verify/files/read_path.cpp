#include "verify/files/read_path.hpp"

#include <utility>

#include "verify/files/json/path.hpp"
#include "verify/files/open.hpp"
#include "verify/files/read_model.hpp"

namespace isopath {

namespace {

class VertexFiles final : public Path {
 public:
  VertexFiles(std::vector<std::string> files, ModelOptions options)
      : files_(std::move(files)), options_(std::move(options)), kept_(files_.size()) {
    for (std::size_t k = 0; k < files_.size(); ++k)
      if (!can_be_read_again(files_[k])) kept_[k] = open_source(files_[k]);
  }

  std::size_t vertices() const override { return files_.size(); }
  Model vertex(std::size_t k) const override {
    return kept_.at(k) ? read_model(*kept_[k], options_) : read_model(files_[k], options_);
  }
  std::string place(std::size_t k) const override { return files_.at(k); }

 private:
  std::vector<std::string> files_;
  ModelOptions options_;
  std::vector<std::unique_ptr<Source>> kept_;
};

}  // namespace

std::unique_ptr<Path> read_path(const std::vector<std::string>& files, const ModelOptions& options) {
  if (files.size() == 1) return std::make_unique<JsonPath>(open_source(files.front()));
  return std::make_unique<VertexFiles>(files, options);
}

}  // namespace isopath
