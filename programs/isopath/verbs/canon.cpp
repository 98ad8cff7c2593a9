// isopath canon A, isopath convert A: network files in exact JSON.
#include "certificates/format/writer.hpp"
#include "programs/isopath/exits.hpp"
#include "programs/isopath/options.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/write_network.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath::cli {

namespace {

struct CanonOptions {
  OneNetwork network;
  OutputOption output;
  CertificateOption certificate;

  void add_to(CLI::App& parser);
  int run() const;
};

void CanonOptions::add_to(CLI::App& parser) {
  network.add_to(parser);
  output.add_to(parser);
  certificate.add_to(parser);
}

int CanonOptions::run() const {
  refuse_overwriting({network.a}, {output.file, certificate.file});
  const Model model = network.read();
  const CanonicalForm form = canonical_form(model.network());
  write_file(output.file,
             [&](std::ostream& out) { write_network_file(out, Activation::tanh, form.network); });
  if (!certificate.file.empty())
    write_file(certificate.file, [&](std::ostream& out) { write_canonical_certificate(out, model, form); });
  return exits::holds;
}

struct ConvertOptions {
  OneNetwork network;
  OutputOption output;

  void add_to(CLI::App& parser);
  int run() const;
};

void ConvertOptions::add_to(CLI::App& parser) {
  network.add_to(parser);
  output.add_to(parser);
}

int ConvertOptions::run() const {
  refuse_overwriting({network.a}, {output.file});
  const Model model = network.read();
  write_file(output.file,
             [&](std::ostream& out) { write_network_file(out, model.activation(), model.stated()); });
  return exits::holds;
}

}  // namespace

const Verb verbs::canon{"canon", "the canonical form, the least network with the same function",
                        prepare<CanonOptions>};

const Verb verbs::convert{"convert", "any readable network as exact JSON", prepare<ConvertOptions>};

}  // namespace isopath::cli
