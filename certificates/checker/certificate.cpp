#include "certificate.hpp"

#include "kinds/diameter.hpp"
#include "kinds/difference.hpp"
#include "kinds/distance.hpp"
#include "kinds/inequivalent.hpp"
#include "kinds/near.hpp"
#include "kinds/networks.hpp"
#include "kinds/path_broken.hpp"
#include "kinds/paths.hpp"

namespace isopath::check {

namespace {

/// A kind of certificate, and the function that reads its claim and evidence and checks its rules.
struct Kind {
  std::string_view name;
  void (*check)(Reader& in, const FileOptions& files, Report& report);
};

constexpr Kind kinds[] = {
    {"canonical", check_canonical},
    {"equivalent", check_equivalent},
    {"inequivalent", check_inequivalent},
    {"path valid", check_path_valid},
    {"path broken", check_path_broken},
    {"connected", check_connected},
    {"not connected", check_not_connected},
    {"distance", check_distance},
    {"diameter", check_diameter},
    {"difference bound", check_difference_bound},
    {"near", check_near},
};

}  // namespace

void check_certificate(const Source& source, const FileOptions& files, Report& report) {
  Reader in(source);
  in.open_object();
  in.key("format");
  in.choice({"isopath-certificate"}, "T5");
  in.key("version");
  const std::uint64_t version = in.count(max_units);
  if (version != 1) in.fail("T5", "expected version 1, found ", version);
  in.key("kind");
  report.kind = in.string("a kind", "T5");
  const auto* const kind = std::find_if(std::begin(kinds), std::end(kinds),
                                        [&](const Kind& known) { return known.name == report.kind; });
  if (kind == std::end(kinds))
    throw Refusal(
        Exit::not_treated,
        located(in.place(), "T5", "found a kind that this program does not know, " + in_quotes(report.kind)));
  kind->check(in, files, report);
  in.close_object();
  in.end();
}

}  // namespace isopath::check
