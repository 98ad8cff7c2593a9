// Kind `equivalent`, two networks are the same function: section 4 of docs/certificate-format.md, rules E1 to
// E4.
#include "bias.hpp"
#include "groups.hpp"
#include "kinds.hpp"

namespace isopath::check {

namespace {

Groups check_e2(const GroupList& list_a, const TanhNetwork& a, const GroupList& list_b,
                const TanhNetwork& b) {
  check_g1(list_a, a);
  check_g1(list_b, b);
  Groups groups;
  join_groups(list_a, a, 1, 0, "E2", groups);
  join_groups(list_b, b, -1, 0, "E2", groups);
  return groups;
}

void check_e3(const Groups& groups, std::size_t outputs) {
  for (std::size_t k = 0; k < groups.size(); ++k)
    for (std::size_t o = 0; o < outputs; ++o)
      if (!is_balanced(groups[k], o)) {
        const Member& first = groups[k].front();
        refuse(*first.f->source, first.f->place_of_unit(first.unit, ".a[" + std::to_string(o) + "]"), "E3",
               "expected oriented weights of group " + std::to_string(k) +
                   " with the same sum in a and in b, found different sums");
      }
}

void check_e4(const TanhNetwork& a, const TanhNetwork& b) {
  const BiasComparison bias(a, b);
  for (std::size_t o = 0; o < a.outputs; ++o)
    if (!bias.is_equal(o))
      refuse(*b.source, b.place_of_output(o), "E4",
             "expected d plus the contributions of the constant units to be as in a, found another element "
             "of K");
}

}  // namespace

void check_equivalent(Reader& in, const FileOptions& files, Report& report) {
  in.key("claim");
  in.open_object();
  in.key("a");
  Network stated_a = read_claimed_network(in);
  in.key("b");
  Network stated_b = read_claimed_network(in);
  in.close_object();
  in.key("evidence");
  in.open_object();
  in.key("groups");
  in.open_object();
  in.key("a");
  const GroupList list_a = read_groups(in);
  in.key("b");
  const GroupList list_b = read_groups(in);
  in.close_object();
  close_certificate(in);
  report.lines = {"claim: f_a(x) = f_b(x) for all real x"};
  report_networks({{"a", &stated_a}, {"b", &stated_b}}, files, report);

  check_same_shape(stated_a, stated_b, "E1");
  TextStore store;
  const TanhNetwork a = tanh_network(std::move(stated_a), store);
  const TanhNetwork b = tanh_network(std::move(stated_b), store);
  check_e3(check_e2(list_a, a, list_b, b), a.outputs);
  check_e4(a, b);
}

}  // namespace isopath::check
