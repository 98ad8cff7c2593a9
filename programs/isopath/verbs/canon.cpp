// isopath canon A, isopath convert A: network files in exact JSON.
#include "certificates/format/writer.hpp"
#include "programs/isopath/terminal/output.hpp"
#include "programs/isopath/verbs/verbs.hpp"
#include "verify/files/write_network.hpp"
#include "verify/tanh/equivalence/canonical_form.hpp"

namespace isopath::cli {

int canon(const Options& options) {
  refuse_overwriting({options.a}, {options.output, options.certificate});
  const Model model = read_model(options.a, options.model);
  const CanonicalForm form = canonical_form(model.network());
  OutputFile output(options.output);
  write_network_file(output.stream(), Activation::tanh, form.network);
  output.commit();
  if (!options.certificate.empty()) {
    OutputFile certificate(options.certificate);
    write_canonical_certificate(certificate.stream(), model, form);
    certificate.commit();
  }
  return 0;
}

int convert(const Options& options) {
  refuse_overwriting({options.a}, {options.output});
  const Model model = read_model(options.a, options.model);
  OutputFile output(options.output);
  write_network_file(output.stream(), model.activation(), model.stated());
  output.commit();
  return 0;
}

}  // namespace isopath::cli
