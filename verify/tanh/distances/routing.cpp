#include "verify/tanh/distances/routing.hpp"

#include <algorithm>
#include <utility>

namespace isopath {

namespace {

constexpr std::uint32_t none = 0xffffffff;

/// Which token sits where.
class Board {
 public:
  Board(std::span<const Seat> from, std::span<const Seat> to, std::size_t slots)
      : seats_(from.begin(), from.end()), targets_(to), token_of_(slots, none), target_of_(slots, none) {
    for (std::uint32_t k = 0; k < seats_.size(); ++k) {
      token_of_[seats_[k].slot] = k;
      target_of_[to[k].slot] = k;
    }
  }

  std::size_t slots() const { return token_of_.size(); }
  bool is_free(std::uint32_t slot) const { return token_of_[slot] == none; }
  std::uint32_t token_at(std::uint32_t slot) const { return token_of_[slot]; }
  const Seat& target(std::uint32_t token) const { return targets_[token]; }
  std::uint32_t slot_of(std::uint32_t token) const { return seats_[token].slot; }
  bool is_in_place(std::uint32_t token) const { return seats_[token] == targets_[token]; }
  /// Whether the slot is the target of a token that is not in place.
  bool is_wanted(std::uint32_t slot) const {
    return target_of_[slot] != none && !is_in_place(target_of_[slot]);
  }
  std::vector<std::uint32_t> tokens_out_of_place() const {
    std::vector<std::uint32_t> tokens;
    for (std::uint32_t k = 0; k < seats_.size(); ++k)
      if (!is_in_place(k)) tokens.push_back(k);
    return tokens;
  }
  void play(const Round& round) {
    for (const Hop& hop : round) token_of_[seats_[hop.token].slot] = none;
    for (const Hop& hop : round) {
      seats_[hop.token] = hop.to;
      token_of_[hop.to.slot] = hop.token;
    }
  }

 private:
  std::vector<Seat> seats_;
  std::span<const Seat> targets_;
  std::vector<std::uint32_t> token_of_;
  std::vector<std::uint32_t> target_of_;
};

std::vector<std::uint32_t> free_slots(const Board& board, bool wanted) {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < board.slots(); ++slot)
    if (board.is_free(slot) && board.is_wanted(slot) == wanted) slots.push_back(slot);
  return slots;
}

/// The rounds of the bound: u targets at a time.
std::vector<Round> route_in_batches(Board board, std::size_t spare) {
  std::vector<Round> rounds;
  const std::vector<std::uint32_t> pending = board.tokens_out_of_place();
  for (std::size_t first = 0; first < pending.size(); first += spare) {
    const auto batch = std::span(pending).subspan(first, std::min(spare, pending.size() - first));
    std::vector<bool> is_target(board.slots(), false);
    for (const std::uint32_t k : batch) is_target[board.target(k).slot] = true;
    Round emptying;
    std::uint32_t free = 0;
    for (const std::uint32_t k : batch) {
      const std::uint32_t sitting = board.token_at(board.target(k).slot);
      if (sitting == none) continue;
      // As many slots are free as a batch has targets, so a slot outside them is free.
      while (!board.is_free(free) || is_target[free]) ++free;
      emptying.push_back({sitting, {free++, false}});
    }
    board.play(emptying);
    Round filling;
    for (const std::uint32_t k : batch) filling.push_back({k, board.target(k)});
    board.play(filling);
    if (!emptying.empty()) rounds.push_back(std::move(emptying));
    rounds.push_back(std::move(filling));
  }
  return rounds;
}

/// Tokens that sit on wanted slots and can't go to their own targets yet, one of each cycle first: those must
/// give way before anything else happens there.
std::vector<std::uint32_t> tokens_in_the_way(const Board& board) {
  enum : std::uint8_t { fresh, seen, done };
  std::vector<std::uint8_t> state(board.slots(), fresh);
  std::vector<std::uint32_t> of_cycles;
  std::vector<std::uint32_t> others;
  for (const std::uint32_t k : board.tokens_out_of_place()) {
    std::vector<std::uint32_t> walk;
    std::uint32_t slot = board.slot_of(k);
    while (slot != none && state[slot] == fresh) {
      state[slot] = seen;
      walk.push_back(slot);
      const std::uint32_t next = board.target(board.token_at(slot)).slot;
      slot = board.is_free(next) ? none : next;
    }
    const bool closes = slot != none && state[slot] == seen;
    for (const std::uint32_t at : walk) {
      state[at] = done;
      const std::uint32_t token = board.token_at(at);
      if (closes && at == slot)
        of_cycles.push_back(token);
      else if (board.is_wanted(at) && !board.is_free(board.target(token).slot))
        others.push_back(token);
    }
  }
  of_cycles.insert(of_cycles.end(), others.begin(), others.end());
  return of_cycles;
}

/// Every token that can go to its target goes, and the free slots that are left take tokens that are in the
/// way. The search gives up after `most` rounds. Some token hops in each round: if no target is free, no free
/// slot is wanted, and all tokens wait in cycles.
std::vector<Round> route_at_once(Board board, std::size_t most) {
  std::vector<Round> rounds;
  for (;;) {
    const std::vector<std::uint32_t> pending = board.tokens_out_of_place();
    if (pending.empty() || rounds.size() == most) return rounds;
    Round round;
    for (const std::uint32_t k : pending)
      if (board.is_free(board.target(k).slot)) round.push_back({k, board.target(k)});
    const std::vector<std::uint32_t> aside = free_slots(board, false);
    const std::vector<std::uint32_t> in_the_way = tokens_in_the_way(board);
    for (std::size_t i = 0; i < std::min(aside.size(), in_the_way.size()); ++i)
      round.push_back({in_the_way[i], {aside[i], false}});
    board.play(round);
    rounds.push_back(std::move(round));
  }
}

}  // namespace

std::vector<Round> route(std::span<const Seat> from, std::span<const Seat> to, std::size_t slots) {
  const Board board(from, to, slots);
  std::vector<Round> batches = route_in_batches(board, slots - from.size());
  std::vector<Round> rounds = route_at_once(board, batches.size());
  return rounds.size() < batches.size() ? rounds : batches;
}

}  // namespace isopath
