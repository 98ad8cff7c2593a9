// A network from named arrays of floats, the way safetensors and NumPy files hold one (docs/network-files.md,
// section 7). A reader of such a format is what lists the arrays of a file; all else is here.
#ifndef ISOPATH_VERIFY_FILES_ARRAYS_TENSORS_HPP
#define ISOPATH_VERIFY_FILES_ARRAYS_TENSORS_HPP

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "verify/files/arrays/elements.hpp"
#include "verify/files/options.hpp"
#include "verify/networks/model.hpp"

namespace isopath {

/// Reads what a file says of the array at this place in the list of its names; the name may be left out.
using TensorReader = std::function<Tensor(std::size_t place)>;

/// The network of a file with arrays of these names, which differ; only the headers of its own arrays are
/// read, each once. `file` is the name for messages. Throws InputError: not_treated if no names fit, arrays
/// are left over, an array has not the number of dimensions it should or a type is not treated; malformed if
/// shapes contradict each other or a number is not finite.
Model model_from_arrays(const std::string& file, const std::vector<std::string>& names,
                        const TensorReader& read_header, const ModelOptions& options);

/// The same of a file whose headers have all been read.
Model model_from_tensors(const std::string& file, const std::vector<Tensor>& tensors,
                         const ModelOptions& options);

}  // namespace isopath

#endif
