#include "programs/isopath/verbs/search_state.hpp"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>
#include <string>

#include "programs/isopath/terminal/output.hpp"
#include "verify/files/open.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

ClassSearch::State read_state(const Source& source, const ClassShape& shape) {
  std::string text(source.size(), '\0');
  source.read(0, std::as_writable_bytes(std::span(text)));
  const Json object = Json::parse(text);
  if (object.at("format") != "isopath-search" || object.at("version") != 1)
    throw std::invalid_argument("expected the format isopath-search, version 1");
  if (object.size() != 7 || !object.at("done").is_number_unsigned())
    throw std::invalid_argument("expected seven keys, and an index as \"done\"");
  if (object.at("rank") != shape.rank || object.at("spare") != shape.spare())
    throw std::invalid_argument("expected a search of rank " + std::to_string(shape.rank) + " and " +
                                std::to_string(shape.spare()) + " spare units, found one of rank " +
                                object.at("rank").dump() + " and " + object.at("spare").dump());
  return {shape, object.at("layers").get<std::vector<std::vector<std::string>>>(),
          object.at("done").get<std::size_t>(), object.at("next").get<std::vector<std::string>>()};
}

}  // namespace

ClassSearch resume_search(const std::string& file, const ClassShape& shape) {
  if (!std::filesystem::exists(file)) return ClassSearch(shape);
  const std::unique_ptr<Source> source = open_source(file);
  try {
    return ClassSearch(read_state(*source, shape));
  } catch (const nlohmann::json::exception& error) {
    throw InputError(InputError::Kind::malformed, file, error.what());
  } catch (const std::invalid_argument& error) {
    throw InputError(InputError::Kind::malformed, file, error.what());
  }
}

void save_search(const std::string& file, const ClassSearch& search) {
  const ClassSearch::State& state = search.state();
  const Json object{{"format", "isopath-search"},   {"version", 1},           {"rank", state.shape.rank},
                    {"spare", state.shape.spare()}, {"layers", state.layers}, {"done", state.done},
                    {"next", search.sorted_next()}};
  write_file(file, [&](std::ostream& out) { out << object.dump(1) << '\n'; });
}

}  // namespace isopath::cli
