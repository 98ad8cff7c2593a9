// Networks and paths as JSON text, in canonical notation (docs/network-files.md, sections 1, 2 and 4).
#ifndef ISOPATH_VERIFY_FILES_WRITE_NETWORK_HPP
#define ISOPATH_VERIFY_FILES_WRITE_NETWORK_HPP

#include <ostream>
#include <string>

#include "verify/networks/error.hpp"
#include "verify/networks/network.hpp"
#include "verify/networks/path.hpp"

namespace isopath {

/// A number whose text would be longer than readers accept.
class LimitError : public ResourceLimit {
  using ResourceLimit::ResourceLimit;
};

/// A network file. Throws LimitError.
void write_network_file(std::ostream& out, Activation activation, const Network& network);

/// A path file, a vertex at a time. Throws LimitError, and InputError as walk_path does.
void write_path_file(std::ostream& out, const Path& path);

/// The keys from "activation" to "d" of a network, without the braces around them; each line starts with
/// `indent`.
void write_network_keys(std::ostream& out, Activation activation, const Network& network,
                        const std::string& indent);

/// The keys "activation", "inputs" and "outputs", which networks and paths share; after each of them a comma.
void write_shape_keys(std::ostream& out, Activation activation, const Network& network,
                      const std::string& indent);
/// The keys "units" and "d" of a network.
void write_units(std::ostream& out, const Network& network, const std::string& indent);
/// The list "d".
void write_output_biases(std::ostream& out, const Network& network);

/// The canonical text of a number, in quotes, within the limit on its length. Throws LimitError.
std::string json_number(const Rational& value);
/// ["1", "-2/3"].
std::string json_numbers(const NumberRow& numbers, const NumberTable& table);

}  // namespace isopath

#endif
