#include "programs/isopath/terminal/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace isopath::cli {

namespace {

volatile std::sig_atomic_t noted = 0;

extern "C" void note_signal(int signal) { noted = signal; }

}  // namespace

void note_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const auto before = std::signal(signal, note_signal);
    if (before == SIG_IGN) std::signal(signal, SIG_IGN);  // nohup, for one, wants that
  }
}

void heed_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const auto before = std::signal(signal, SIG_DFL);
    if (before == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

bool is_interrupted() { return noted != 0; }

void end_by_interrupt() {
  const int signal = noted;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace isopath::cli
