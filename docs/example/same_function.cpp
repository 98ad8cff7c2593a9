// same_function A B CERTIFICATE: are the networks in the files A and B the same function? The proof goes into
// CERTIFICATE. Exit codes: 0 they are, 1 they are not, 2 the question could not be asked or answered.
#include <exception>
#include <fstream>
#include <iostream>
#include <optional>

#include "certificates/format/writer.hpp"
#include "verify/files/read_model.hpp"
#include "verify/networks/error.hpp"
#include "verify/tanh/equivalence/equivalence.hpp"
#include "verify/tanh/equivalence/witness.hpp"

namespace {

/// A point at which the two differ, if one is found that the checker will confirm.
std::optional<isopath::Witness> witness(const isopath::Network& a, const isopath::Network& b,
                                        const isopath::Equivalence& verdict) {
  auto found = isopath::find_witness(isopath::difference(a, b, verdict), isopath::evaluation_terms(a, b));
  return found && isopath::confirms(a, b, *found) ? found : std::nullopt;
}

int compare(const char* file_a, const char* file_b, const char* certificate) {
  const isopath::Model a = isopath::read_model(file_a);
  const isopath::Model b = isopath::read_model(file_b);
  if (a.network().inputs() != b.network().inputs() || a.network().outputs() != b.network().outputs())
    throw std::runtime_error("the networks have different numbers of inputs or outputs");
  const isopath::Equivalence verdict = isopath::decide_equivalence(a.network(), b.network());
  std::ofstream out(certificate);
  isopath::write_equivalence_certificate(
      out, a, b, verdict, verdict.equivalent ? std::nullopt : witness(a.network(), b.network(), verdict));
  if (!out.flush()) throw std::runtime_error(std::string(certificate) + ": can't be written");
  std::cout << (verdict.equivalent ? "the same function" : "different functions") << ", ranks "
            << verdict.rank_a << " and " << verdict.rank_b << '\n';
  return verdict.equivalent ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: same_function A B CERTIFICATE\n";
    return 2;
  }
  try {
    return compare(argv[1], argv[2], argv[3]);
  } catch (const isopath::InputError& error) {  // names the file, the place, what was expected and found
    std::cerr << error.what() << '\n';
  } catch (const std::exception& error) {  // a limit, no memory, or the errors above
    std::cerr << "same_function: " << error.what() << '\n';
  }
  return 2;
}
