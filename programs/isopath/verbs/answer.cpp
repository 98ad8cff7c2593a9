#include "programs/isopath/verbs/answer.hpp"

#include <algorithm>
#include <iostream>

#include "programs/isopath/terminal/interrupt.hpp"
#include "programs/isopath/terminal/output.hpp"

namespace isopath::cli {

int answer(bool as_json, const Answer& answer) {
  for (const WrittenFile& file : answer.files)
    if (!file.name.empty() && file.write) write_file(file.name, file.write);
  const bool is_taken = std::any_of(answer.files.begin(), answer.files.end(),
                                    [](const WrittenFile& file) { return file.name == "-"; });
  std::ostream& out = is_taken ? std::cerr : std::cout;
  if (as_json)
    out << answer.json().dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  else
    answer.text(out);
  flush_checked(out);
  if (!answer.remark.empty()) std::cerr << answer.remark << '\n';
  if (is_interrupted()) end_by_interrupt();
  return answer.exit_code;
}

}  // namespace isopath::cli
