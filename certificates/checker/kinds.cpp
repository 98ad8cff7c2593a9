// The frame of a certificate and the table of kinds: section 1 and T5 of docs/certificate-format.md.
#include "kinds.hpp"

#include <algorithm>

namespace isopath::check {

namespace {

struct Kind {
  std::string_view name;
  void (*check)(Reader& in, const FileOptions& files, Report& report);
};

constexpr std::array kinds{
    Kind{"canonical", check_canonical},
    Kind{"equivalent", check_equivalent},
    Kind{"inequivalent", check_inequivalent},
};

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string shape(const Network& net) {
  return counted(net.inputs, "input") + " and " + counted(net.outputs, "output");
}

}  // namespace

void check_certificate(const Source& source, const FileOptions& files, Report& report) {
  Reader in(source);
  in.open_object();
  in.key("format");
  in.choice({"isopath-certificate"}, "T5");
  in.key("version");
  if (const std::uint64_t version = in.count(max_units); version != 1)
    in.fail("T5", "expected version 1, found " + std::to_string(version));
  in.key("kind");
  report.kind = in.string("a kind", "T5");
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == report.kind; });
  if (kind == kinds.end())
    refuse(Exit::not_treated, source, in.place(), "T5",
           "found a kind that this program does not know, " + quoted(report.kind));
  kind->check(in, files, report);
}

void close_certificate(Reader& in) {
  in.close_object();
  in.close_object();
  in.end();
}

void report_networks(const std::vector<ClaimedNetwork>& networks, const FileOptions& files, Report& report) {
  for (const auto& [name, net] : networks)
    report.lines.push_back("network " + std::string(name) + ": " +
                           (net->is_logistic ? "logistic, " : "tanh, ") +
                           counted(net->units(), "hidden unit") + ", " + shape(*net));
  compare_with_files(networks, files, report.lines);
}

void check_same_shape(const Network& first, const Network& second, std::string_view rule) {
  if (first.inputs != second.inputs || first.outputs != second.outputs)
    refuse(*second.source, second.place, rule,
           "expected " + shape(first) + " as in " + first.place.path + ", found " + shape(second));
}

}  // namespace isopath::check
