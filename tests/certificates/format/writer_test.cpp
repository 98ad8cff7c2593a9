// What the writer writes, the reader reads as the same claim: random ones of every kind.
#include "certificates/format/writer.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <sstream>

#include "certificates/format/evidence.hpp"
#include "certificates/format/reader.hpp"
#include "tests/certificates/random_models.hpp"

using namespace isopath;
using namespace isopath::tests;

namespace {

/// The certificate that `write` writes, which has to be of this kind.
template <typename Write>
Certificate written(CertificateKind kind, const Write& write) {
  std::ostringstream out;
  write(out);
  Certificate certificate = read_certificate(Source::of("c.json", out.str()), Notation::canonical);
  BOOST_TEST_REQUIRE(name_of(certificate.kind) == std::string(name_of(kind)));
  BOOST_TEST(certificate.evidence.is_there);
  return certificate;
}

void check_vertices(const PathClaim& claim, const std::vector<Model>& expected) {
  BOOST_TEST_REQUIRE(claim.path->vertices() == expected.size());
  for (std::size_t k = 0; k < expected.size(); ++k) check_same(claim.path->vertex(k), expected[k]);
}

/// Any lower bound: whether it holds is not asked here.
LowerBound random_lower(Random& random) {
  using Argument = LowerBound::Argument;
  LowerBound lower;
  lower.segments = below(random, 9);
  lower.argument = one_of(random, {Argument::none, Argument::segment, Argument::unit, Argument::table});
  lower.unit = 7;
  if (lower.argument == Argument::table) lower.layers = {{"+()", "Z(1)"}, {"-()"}, {}};
  return lower;
}

void check_lower(const Evidence& evidence, const LowerBound& lower) {
  BOOST_TEST(evidence.argument == name_of(lower.argument));
  BOOST_TEST(evidence.classes == (lower.argument == LowerBound::Argument::table ? 3U : 0U));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(certificate_writer)

BOOST_AUTO_TEST_CASE(canonical) {
  for_random_cases(200, [](Random& random) {
    const Model model = random_model(random);
    const CanonicalForm form = canonical_form(model.network());
    const Certificate certificate = written(CertificateKind::canonical, [&](std::ostream& out) {
      write_canonical_certificate(out, model, form);
    });
    const auto& claim = std::get<CanonicalClaim>(certificate.claim);
    check_same(claim.network, model);
    BOOST_TEST_REQUIRE(claim.canonical.has_value());
    check_same(*claim.canonical, Model(Activation::tanh, form.network));
    BOOST_CHECK(claim.rank == form.rank());
    std::size_t constants = 0;
    for (const CanonicalForm::Fate& fate : form.fates)
      constants += fate.group == CanonicalForm::Fate::constant ? 1 : 0;
    BOOST_TEST(certificate.evidence.groups == model.stated().width());
    BOOST_TEST(constants <= certificate.evidence.groups);
  });
}

BOOST_AUTO_TEST_CASE(equivalent_and_inequivalent) {
  std::set<CertificateKind> met;
  for_random_cases(300, [&met](Random& random) {
    const PlainNetwork first = random_network(random);
    PlainNetwork second = rewritten(random, first);
    if (one_in(random, 2)) second = perturbed(random, second);
    const Model a(Activation::tanh, build(first));
    const Model b(Activation::tanh, build(second));
    const Equivalence verdict = decide_equivalence(a.network(), b.network());
    const auto kind = verdict.equivalent ? CertificateKind::equivalent : CertificateKind::inequivalent;
    met.insert(kind);
    const Certificate certificate = written(
        kind, [&](std::ostream& out) { write_equivalence_certificate(out, a, b, verdict, std::nullopt); });
    const auto& claim = std::get<PairClaim>(certificate.claim);
    check_same(claim.a, a);
    check_same(claim.b, b);
    const Evidence& evidence = certificate.evidence;
    BOOST_TEST(evidence.groups == (verdict.equivalent ? first.units.size() + second.units.size() : 0U));
    BOOST_TEST((evidence.algebra > 0) == !verdict.equivalent);
    BOOST_CHECK(evidence.stated_witness.is_there == !verdict.equivalent && !evidence.stated_witness.value);
  });
  BOOST_TEST(met.size() == 2U);
}

/// Groups are numbered in the order of their first units (rule E2), and a constant has none (rule G1).
BOOST_AUTO_TEST_CASE(groups_by_first_units) {
  const PlainNetwork plain{1,
                           1,
                           {{{Rational(1)}, {Rational(0)}, Rational(3)},
                            {{Rational(1)}, {Rational(9)}, Rational(0)},
                            {{Rational(1)}, {Rational(2)}, Rational(1)},
                            {{Rational(1)}, {Rational(-9)}, Rational(0)}},
                           {TanhSum(Rational(0))}};
  const Model model(Activation::tanh, build(plain));
  std::ostringstream out;
  write_equivalence_certificate(out, model, model, decide_equivalence(model.network(), model.network()),
                                std::nullopt);
  BOOST_TEST(out.str().find("\"a\": [null, 0, 1, 0],\n      \"b\": [null, 0, 1, 0]\n    }\n  }\n}\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(witnesses) {
  for_random_cases(100, [](Random& random) {
    const Shape shape{1 + below(random, 3), 1 + below(random, 2), 3};
    const Model a = random_model(random, Activation::tanh, shape);
    const Model b(Activation::tanh, build(perturbed(random, plain(a.stated()))));
    const Equivalence verdict = decide_equivalence(a.network(), b.network());
    if (verdict.equivalent) return;
    const Vector x = random_vector(random, shape.inputs, few_values);
    const Witness witness{x, below(random, shape.outputs), {Rational(-1), -3}, {Rational(-5), -4}};
    const Certificate certificate = written(CertificateKind::inequivalent, [&](std::ostream& out) {
      write_equivalence_certificate(out, a, b, verdict, witness);
    });
    BOOST_TEST_REQUIRE(certificate.evidence.stated_witness.value.has_value());
    const StatedWitness found =
        read_witness(certificate.source, *certificate.evidence.stated_witness.value, shape.inputs);
    BOOST_TEST(found.x == x);
    BOOST_TEST(found.output == witness.output);
    BOOST_TEST(found.lower == Rational::fraction(-1, 1000));
    BOOST_TEST(found.upper == Rational::fraction(-1, 2000));
  });
}

BOOST_AUTO_TEST_CASE(paths_valid_and_broken) {
  std::set<CertificateKind> met;
  for_random_cases(300, [&met](Random& random) {
    const std::vector<Model> vertices = random_vertices(random);
    const ListedPath path(vertices);
    const PathVerdict verdict = check_path(path, {});
    const auto kind = verdict.segments_hold() ? CertificateKind::path_valid : CertificateKind::path_broken;
    met.insert(kind);
    const std::size_t inputs = vertices.front().stated().inputs();
    std::optional<Refutation> refutation;
    if (!verdict.segments_hold() && one_in(random, 2))
      refutation =
          Refutation{Rational::fraction(1, 3),
                     {random_vector(random, inputs, few_values), 0, {Rational(1), 0}, {Rational(2), 0}}};
    const Certificate certificate =
        written(kind, [&](std::ostream& out) { write_path_certificate(out, path, verdict, refutation); });
    const auto& claim = std::get<PathClaim>(certificate.claim);
    check_vertices(claim, vertices);
    BOOST_CHECK(claim.broken.has_value() == !verdict.segments_hold());
    if (claim.broken) BOOST_TEST(*claim.broken == verdict.broken);
    const Stated<TextRange>& range = certificate.evidence.stated_witness;
    BOOST_TEST(range.is_there == !verdict.segments_hold());
    BOOST_TEST_REQUIRE(range.value.has_value() == refutation.has_value());
    if (refutation)
      BOOST_TEST(read_witness(certificate.source, *range.value, inputs).x == refutation->witness.x);
  });
  BOOST_TEST(met.size() == 2U);
}

BOOST_AUTO_TEST_CASE(connected_and_distance) {
  for_random_cases(200, [](Random& random) {
    const std::vector<Model> vertices = random_vertices(random);
    const ListedPath path(vertices);
    const Certificate connected = written(CertificateKind::connected,
                                          [&](std::ostream& out) { write_connected_certificate(out, path); });
    check_vertices(std::get<PathClaim>(connected.claim), vertices);
    BOOST_CHECK(std::get<PathClaim>(connected.claim).segments == vertices.size() - 1);
    const LowerBound lower = random_lower(random);
    const Certificate distance = written(
        CertificateKind::distance, [&](std::ostream& out) { write_distance_certificate(out, path, lower); });
    const auto& claim = std::get<PathClaim>(distance.claim);
    check_vertices(claim, vertices);
    BOOST_CHECK(claim.lower == lower.segments && claim.upper == vertices.size() - 1);
    check_lower(distance.evidence, lower);
  });
}

/// Rule P2: a vertex of which one number changes takes few bytes, however wide it is.
BOOST_AUTO_TEST_CASE(vertices_by_changes) {
  Network wide(1, 1);
  for (std::size_t k = 0; k < 1000; ++k) {
    const auto row = wide.append_unit();
    for (Number& number : row) number = wide.numbers.add(Rational(k + 1));
  }
  std::vector<Model> vertices;
  for (std::size_t k = 0; k < 10; ++k) {
    wide.writable_row(500)[1] = wide.numbers.add(-Rational(k));
    vertices.emplace_back(Activation::tanh, wide);
  }
  std::ostringstream one;
  std::ostringstream all;
  write_connected_certificate(one, ListedPath({vertices.front()}));
  write_connected_certificate(all, ListedPath(vertices));
  BOOST_TEST(all.str().size() < one.str().size() + 9 * 200);
  const Certificate certificate = read_certificate(Source::of("c.json", all.str()), Notation::canonical);
  check_vertices(std::get<PathClaim>(certificate.claim), vertices);
}

BOOST_AUTO_TEST_CASE(not_connected) {
  for_random_cases(100, [](Random& random) {
    const Activation activation = random_activation(random);
    const Shape shape = random_shape(random);
    const Model a = random_model(random, activation, shape);
    const Model b = random_model(random, activation, shape);
    const Certificate certificate = written(CertificateKind::not_connected, [&](std::ostream& out) {
      write_not_connected_certificate(out, a, b);
    });
    check_same(std::get<PairClaim>(certificate.claim).a, a);
    check_same(std::get<PairClaim>(certificate.claim).b, b);
  });
}

BOOST_AUTO_TEST_CASE(diameters) {
  for_random_cases(200, [](Random& random) {
    const Activation activation = random_activation(random);
    const Shape shape = random_shape(random);
    const Model model = random_model(random, activation, shape);
    Diameter diameter{below(random, 5),
                      shape.width,
                      random_lower(random),
                      std::nullopt,
                      random_model(random, activation, shape),
                      random_model(random, activation, shape)};
    if (one_in(random, 2)) diameter.upper = below(random, 9);
    const Certificate certificate = written(CertificateKind::diameter, [&](std::ostream& out) {
      write_diameter_certificate(out, model, diameter);
    });
    const auto& claim = std::get<DiameterClaim>(certificate.claim);
    check_same(claim.network, model);
    BOOST_TEST_REQUIRE(claim.pair.size() == 2U);
    check_same(claim.pair[0], diameter.first);
    check_same(claim.pair[1], diameter.last);
    BOOST_CHECK(claim.rank == diameter.rank && claim.lower == diameter.lower.segments);
    BOOST_CHECK(claim.upper.is_there && claim.upper.value == diameter.upper);
    check_lower(certificate.evidence, diameter.lower);
  });
}

BOOST_AUTO_TEST_CASE(bounds_of_differences) {
  for_random_cases(200, [](Random& random) {
    const Shape shape = random_shape(random);
    const Model a = random_model(random, random_activation(random), shape);
    const Model b = random_model(random, random_activation(random), shape);
    Domain domain(shape.inputs);
    for (InputRange& range : domain) {
      if (one_in(random, 2)) range.lower = -random_rational(random).abs();
      if (one_in(random, 2)) range.upper = random_rational(random).abs();
    }
    const Vector x = random_vector(random, shape.inputs, few_values);
    DifferenceProof proof{Vector(shape.inputs, Rational(2)), {}, random_rational(random).abs()};
    for (std::size_t k = 0; k < shape.outputs; ++k) proof.outputs.push_back({{{1, 2, true}}, {3, 0, 0}, {}});
    const bool is_proved = one_in(random, 2);
    const DifferenceClaim stated{domain, few_values(random).abs(), shape.outputs - 1, x,
                                 is_proved ? &proof : nullptr};
    const Certificate certificate = written(CertificateKind::difference_bound, [&](std::ostream& out) {
      write_difference_bound_certificate(out, a, b, stated);
    });
    const auto& claim = std::get<BoundClaim>(certificate.claim);
    check_same(claim.a, a);
    check_same(claim.b, b);
    BOOST_CHECK(claim.lower == stated.lower && claim.upper.is_there);
    BOOST_CHECK(claim.upper.value == (is_proved ? std::optional(proof.upper) : std::nullopt));
    BOOST_TEST_REQUIRE(claim.domain->size() == shape.inputs);
    for (std::size_t k = 0; k < shape.inputs; ++k)
      BOOST_CHECK((*claim.domain)[k].lower == domain[k].lower && (*claim.domain)[k].upper == domain[k].upper);
    BOOST_TEST(certificate.evidence.cells == (is_proved ? 3 * shape.outputs : 0));
  });
}

BOOST_AUTO_TEST_CASE(near) {
  for_random_cases(100, [](Random& random) {
    const Activation activation = random_activation(random);
    const Shape shape = random_shape(random);
    const Model model = random_model(random, activation, shape);
    const Model moved = random_model(random, activation, shape);
    const Rational radius = random_rational(random).abs();
    const Certificate certificate = written(CertificateKind::near, [&](std::ostream& out) {
      write_near_certificate(out, model, moved.stated(), radius, 3);
    });
    const auto& claim = std::get<NearClaim>(certificate.claim);
    check_same(claim.network, model);
    BOOST_TEST_REQUIRE(claim.near.has_value());
    check_same(*claim.near, moved);
    BOOST_TEST(claim.radius == radius);
    BOOST_CHECK(claim.rank == std::size_t{3});
  });
}

BOOST_AUTO_TEST_SUITE_END()
