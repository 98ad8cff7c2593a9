// isopath cert info C: what a certificate states, and what it is. Nothing is verified here.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <span>
#include <variant>

#include "certificates/format/digest.hpp"
#include "certificates/rendering/documents.hpp"
#include "certificates/rendering/page.hpp"
#include "certificates/rendering/statement.hpp"
#include "exact/quoting.hpp"
#include "programs/isopath/cert/cert.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/terminal/text.hpp"
#include "verify/files/open.hpp"
#include "verify/networks/error.hpp"

namespace isopath::cli {

namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}
Json or_null(const std::optional<Rational>& value) {
  return value ? Json(value->to_string()) : Json(nullptr);
}

/// What is known of a certificate's claim, whatever its kind.
struct Account {
  const Model* network = nullptr;  // the first one, or vertex 0
  std::vector<std::size_t> widths;
  std::optional<std::size_t> vertices;
  std::optional<std::size_t> rank;
  Json lower;
  Json upper;
};

Account account_of(const CanonicalClaim& claim) {
  return {&claim.network, {claim.network.stated().width()}, {}, claim.rank, {}, {}};
}
Account account_of(const PairClaim& claim) {
  return {&claim.a, {claim.a.stated().width(), claim.b.stated().width()}, {}, {}, {}, {}};
}
Account account_of(const DiameterClaim& claim) {
  return {&claim.network,       {claim.network.stated().width()}, {}, claim.rank,
          or_null(claim.lower), or_null(claim.upper.value)};
}
Account account_of(const BoundClaim& claim) {
  return {&claim.a,
          {claim.a.stated().width(), claim.b.stated().width()},
          {},
          {},
          or_null(claim.lower),
          or_null(claim.upper.value)};
}
Account account_of(const NearClaim& claim) {
  return {&claim.network, {claim.network.stated().width()}, {}, claim.rank, {}, {}};
}

Account account_of(const Certificate& certificate, std::optional<Model>& first_vertex) {
  const PathClaim* const path = std::get_if<PathClaim>(&certificate.claim);
  if (path == nullptr)
    return std::visit(
        [](const auto& claim) {
          if constexpr (std::is_same_v<std::decay_t<decltype(claim)>, PathClaim>)
            return Account();
          else
            return account_of(claim);
        },
        certificate.claim);
  first_vertex = path->path->vertex(0);
  return {&*first_vertex,         {first_vertex->stated().width()},
          path->path->vertices(), {},
          or_null(path->lower),   or_null(path->upper)};
}

struct Sentence {
  std::string claim;   // empty if the claim is not put into words
  std::string reason;  // then: why
};

/// A statement has all vertices in full.
bool can_be_stated(const Account& account, std::uint64_t bytes) {
  constexpr std::size_t most_units = std::size_t{1} << 16U;
  const std::size_t units = std::max<std::size_t>(account.widths.front(), 1);
  return bytes <= longest_statement && (!account.vertices || *account.vertices <= most_units / units);
}

Sentence sentence_of(const Certificate& certificate, const Account& account) {
  if (!can_be_stated(account, certificate.source->size())) return {"", "too long"};
  try {
    const Statement statement = state(certificate);
    std::string text;
    for (std::size_t k = 0; k < statement.of_claim; ++k)
      text += (k == 0 ? "" : " ") + plain(statement.sentences[k]);
    return {std::move(text), ""};
  } catch (const InputError& error) {
    return {"", error.what()};
  }
}

/// The sha256 of the bytes, which are read in parts.
std::string digest_of(const Source& source) {
  constexpr std::uint64_t part = std::uint64_t{1} << 20U;
  Sha256 hash;
  std::string buffer;
  for (std::uint64_t at = 0; at < source.size(); at += buffer.size()) {
    buffer.resize(static_cast<std::size_t>(std::min(part, source.size() - at)));
    source.read(at, std::as_writable_bytes(std::span(buffer)));
    hash.add(buffer);
  }
  return hexadecimal(hash.digest());
}

std::vector<std::string> checkers_of(CertificateKind kind, std::uint64_t size) {
  std::vector<std::string> checkers{"isopath-check"};
  if (facts_of(kind).is_for_proved_checker) checkers.emplace_back("isopath-check-proved");
  if (size <= longest_in_page) checkers.emplace_back("the page of isopath render");
  return checkers;
}

std::string in_words(const Evidence& evidence, CertificateKind kind) {
  std::vector<std::string> parts;
  if (evidence.groups > 0) parts.push_back("groups of " + counted(evidence.groups, "unit"));
  if (evidence.algebra > 0) parts.emplace_back("algebra");
  if (evidence.witness > 0) parts.emplace_back("a witness");
  if (!evidence.argument.empty()) parts.push_back("the argument " + in_quotes(evidence.argument));
  if (evidence.classes > 0) parts.push_back("a table of " + std::to_string(evidence.classes) + " classes");
  if (evidence.cells > 0) parts.push_back("cells in " + counted(evidence.cells, "token"));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  if (!text.empty()) return text;
  return facts_of(kind).needs_evidence ? "none" : "none is needed";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void print_text(std::ostream& out, const std::string& file, const Source& source,
                const Certificate& certificate, const Account& account, const Sentence& sentence,
                const std::string& digest) {
  out << "s CERTIFICATE\nc kind: " << name_of(certificate.kind)
      << "\nc claim: " << (sentence.claim.empty() ? "not put into words: " + sentence.reason : sentence.claim)
      << "\n";
  const Network& network = account.network->stated();
  out << "c about: " << name_of(account.network->activation())
      << (account.widths.size() > 1 ? " networks, " : " network, ") << counted(network.inputs(), "input")
      << ", " << counted(network.outputs(), "output") << ", " << counted(account.widths.front(), "unit");
  if (account.widths.size() > 1) out << " and " << counted(account.widths.back(), "unit");
  out << "\n";
  if (account.vertices)
    out << "c path: vertices: " << *account.vertices << ", segments: " << *account.vertices - 1 << "\n";
  if (account.rank) out << "c rank, as stated: " << *account.rank << "\n";
  out << "c evidence: " << in_words(certificate.evidence, certificate.kind) << "\n"
      << "c size: " << source.size() << " bytes, sha256 " << digest << "\n"
      << "c treated by: " << joined(checkers_of(certificate.kind, source.size())) << "\n"
      << "c nothing was verified here: isopath-check " << in_line(file) << " does that\n";
}

void print_json(std::ostream& out, const Source& source, const Certificate& certificate,
                const Account& account, const Sentence& sentence, const std::string& digest) {
  const Evidence& evidence = certificate.evidence;
  const Network& network = account.network->stated();
  const Json object{{"kind", name_of(certificate.kind)},
                    {"claim", sentence.claim.empty() ? Json(nullptr) : Json(sentence.claim)},
                    {"activation", name_of(account.network->activation())},
                    {"inputs", network.inputs()},
                    {"outputs", network.outputs()},
                    {"units", account.widths},
                    {"vertices", or_null(account.vertices)},
                    {"segments", account.vertices ? Json(*account.vertices - 1) : Json(nullptr)},
                    {"rank", or_null(account.rank)},
                    {"lower", account.lower},
                    {"upper", account.upper},
                    {"evidence",
                     {{"groups", evidence.groups},
                      {"algebra", evidence.algebra > 0},
                      {"witness", evidence.witness > 0},
                      {"argument", evidence.argument.empty() ? Json(nullptr) : Json(evidence.argument)},
                      {"classes", evidence.classes},
                      {"cells", evidence.cells}}},
                    {"bytes", source.size()},
                    {"sha256", digest},
                    {"treated_by", checkers_of(certificate.kind, source.size())},
                    {"verified", nullptr}};
  out << object.dump() << '\n';
}

}  // namespace

int cert_info(const CertOptions& options) {
  const std::shared_ptr<const Source> source = open_source(options.file);
  const Certificate certificate = read_certificate(source);
  std::optional<Model> first_vertex;
  const Account account = account_of(certificate, first_vertex);
  const std::string digest = digest_of(*source);
  const Sentence sentence = sentence_of(certificate, account);
  if (options.json)
    print_json(std::cout, *source, certificate, account, sentence, digest);
  else
    print_text(std::cout, options.file, *source, certificate, account, sentence, digest);
  flush_checked(std::cout);
  return 0;
}

}  // namespace isopath::cli
