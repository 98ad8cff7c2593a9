// stays_the_same PATH CERTIFICATE: is the function the same all along the path in the file PATH? The proof
// goes into CERTIFICATE. Exit codes: 0 it is, 1 it is not, 2 the question could not be asked or answered.
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "certificates/format/writer.hpp"
#include "verify/files/read_path.hpp"
#include "verify/networks/error.hpp"
#include "verify/tanh/paths/check_path.hpp"

namespace {

int check(const char* file, const char* certificate) {
  const std::unique_ptr<isopath::Path> path = isopath::read_path({file}, {});
  const isopath::PathVerdict verdict = isopath::check_path(*path, {});
  std::optional<isopath::Refutation> refutation;  // a point of the first broken segment that proves it broken
  if (!verdict.broken.empty()) refutation = isopath::certain_refutation(*path, verdict.broken.front());
  std::ofstream out(certificate);
  isopath::write_path_certificate(out, *path, verdict, refutation);
  if (!out.flush()) throw std::runtime_error(std::string(certificate) + ": can't be written");
  if (verdict.valid()) {
    std::cout << "the same function at every point of " << verdict.vertices - 1 << " segments\n";
    return 0;
  }
  std::cout << "another function on these segments:";
  for (const std::size_t segment : verdict.broken) std::cout << ' ' << segment;
  std::cout << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: stays_the_same PATH CERTIFICATE\n";
    return 2;
  }
  try {
    return check(argv[1], argv[2]);
  } catch (const isopath::InputError& error) {  // names the file, the place, what was expected and found
    std::cerr << error.what() << '\n';
  } catch (const std::exception& error) {  // a limit, no memory, or the error above
    std::cerr << "stays_the_same: " << error.what() << '\n';
  }
  return 2;
}
