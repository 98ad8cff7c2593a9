// isopath render C: a certificate for a reader. Nothing is verified here.
#include <memory>
#include <span>
#include <string>

#include "certificates/rendering/page.hpp"
#include "verify/cli/output.hpp"
#include "verify/cli/verbs.hpp"
#include "verify/models/source.hpp"

namespace isopath::cli {

int render(const Options& options) {
  refuse_overwriting({options.a}, {options.output});
  const std::unique_ptr<Source> source = Source::open(options.a);
  std::string certificate(source->size(), '\0');
  source->read(0, std::as_writable_bytes(std::span(certificate)));
  OutputFile output(options.output);
  write_page(output.stream(), certificate);
  output.commit();
  return 0;
}

}  // namespace isopath::cli
