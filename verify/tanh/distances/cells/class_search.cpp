#include "verify/tanh/distances/cells/class_search.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "exact/parallel.hpp"
#include "verify/tanh/distances/cells/neighbours.hpp"

namespace isopath {

namespace {

LabelCell cell_of(const std::string& text, const ClassShape& shape) {
  const std::optional<LabelCell> cell = cell_of_class(text, shape);
  if (!cell) throw std::invalid_argument("not a class of cells: " + text);
  return *cell;
}

/// Thrown where the search is told to stop.
struct Stopped {};

bool is_listed(const std::vector<std::string>& sorted, const std::string& text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

}  // namespace

ClassSearch::ClassSearch(const ClassShape& shape, std::uint64_t most_choices)
    : ClassSearch(State{shape, {{class_text(home_cell(shape), shape)}}, 0, {}}) {
  choices_left_ = most_choices;
}

ClassSearch::ClassSearch(State state) : state_(std::move(state)) {
  const ClassShape& shape = state_.shape;
  if (shape.rank == 0 || shape.rank >= shape.width || shape.width > LabelCell::most_units ||
      state_.layers.empty() || state_.done > state_.layers.back().size())
    throw std::invalid_argument("not the state of a search");
  const auto enter = [&](const std::vector<std::string>& layer, std::size_t number) {
    if (!std::is_sorted(layer.begin(), layer.end())) throw std::invalid_argument("a layer is not sorted");
    for (const std::string& text : layer) {
      cell_of(text, shape);
      if (!layer_of_.emplace(text, number).second)
        throw std::invalid_argument("a class is listed twice: " + text);
    }
  };
  for (std::size_t number = 0; number < state_.layers.size(); ++number) {
    if (state_.layers[number].empty()) throw std::invalid_argument("a layer is empty");
    enter(state_.layers[number], number);
  }
  enter(state_.next, state_.layers.size());
  if (state_.layers.front() != std::vector<std::string>{class_text(home_cell(shape), shape)})
    throw std::invalid_argument("layer 0 is not the class of the home cell");
}

bool ClassSearch::advance() {
  constexpr std::size_t most_at_a_time = 64;
  const std::vector<std::string>& layer = state_.layers.back();
  const std::size_t count = std::min(most_at_a_time, layer.size() - state_.done);
  std::vector<LabelCell> cells;
  for (std::size_t i = 0; i < count; ++i) cells.push_back(cell_of(layer[state_.done + i], state_.shape));
  spend(cells);
  std::vector<std::unordered_set<std::string>> found(count);
  std::atomic<bool> stopped = false;
  in_parallel(count, [&](std::size_t i) {
    try {
      collect_new(cells[i], found[i]);
    } catch (const Stopped&) {
      stopped = true;
    }
  });
  if (stopped) return false;
  state_.done += count;
  if (progress_) progress_(layer_of_.size());
  for (const auto& texts : found)
    for (const std::string& text : texts)
      if (layer_of_.emplace(text, state_.layers.size()).second) state_.next.push_back(text);
  if (state_.done == layer.size() && !state_.next.empty()) {
    std::sort(state_.next.begin(), state_.next.end());
    state_.layers.push_back(std::move(state_.next));
    state_.next.clear();
    state_.done = 0;
  }
  return true;
}

void ClassSearch::spend(const std::vector<LabelCell>& cells) {
  for (const LabelCell& cell : cells) {
    const std::uint64_t choices =
        choices_left_ == unlimited ? 0 : count_choices(cell, state_.shape, choices_left_);
    if (choices > choices_left_)
      throw SearchTooLarge("the search among cells of rank " + std::to_string(state_.shape.rank) + " with " +
                           std::to_string(state_.shape.spare()) + " spare units takes too many steps");
    choices_left_ -= choices;
  }
}

void ClassSearch::collect_new(const LabelCell& cell, std::unordered_set<std::string>& found) const {
  constexpr std::size_t pause = 1U << 14U;
  std::size_t visited = 0;
  for_each_neighbouring_class(cell, state_.shape, [&](const LabelCell& q) {
    if (++visited % pause == 0 && stop_ && stop_()) throw Stopped();
    std::string text = class_text(q, state_.shape);
    if (!layer_of_.contains(text)) found.insert(std::move(text));
  });
}

void ClassSearch::advance_to(std::size_t layer) {
  while (state_.layers.size() <= layer && !is_complete()) advance();
}

std::vector<std::string> ClassSearch::sorted_next() const {
  std::vector<std::string> next = state_.next;
  std::sort(next.begin(), next.end());
  return next;
}

std::size_t ClassSearch::find(const std::string& text) {
  while (!layer_of_.contains(text) && !is_complete()) advance();
  return layer_of_.at(text);
}

std::vector<RigidDistance> rigid_distances(const ClassSearch& search) {
  std::vector<RigidDistance> distances;
  std::uint64_t cells = 0;
  for (std::size_t t = 0; t < search.layers().size(); ++t) {
    RigidDistance here{3 + t, 0, 0};
    for (const std::string& text : search.layers()[t]) {
      const LabelCell cell = cell_of(text, search.shape());
      const std::uint64_t size = size_of_class(cell, search.shape());
      cells += size;
      if (!is_rigid(cell, search.shape())) continue;
      ++here.classes;
      here.cells += size;
    }
    if (t > 0 && here.classes > 0) distances.push_back(here);
  }
  if (cells != number_of_cells(search.shape()))
    throw std::logic_error("the classes found have not every cell");
  return distances;
}

std::size_t meetings_to_turned_cell(ClassSearch& search) {
  for (std::size_t radius = 1;; ++radius) {
    search.advance_to(radius);
    // A chain of at most 2 radius meetings has a cell within radius of both ends.
    std::size_t least = 2 * radius + 1;
    for (std::size_t t = 0; t <= radius; ++t)
      for (const std::string& text : search.layers().at(t)) {
        const std::string other =
            class_text(turned(cell_of(text, search.shape()), search.shape()), search.shape());
        for (std::size_t s = 0; t + s < least && s <= radius; ++s)
          if (is_listed(search.layers().at(s), other)) least = t + s;
      }
    if (least <= 2 * radius) return least;
  }
}

std::vector<LabelCell> chain_from_home(ClassSearch& search, const LabelCell& cell) {
  std::vector<LabelCell> chain{cell};
  for (std::size_t t = search.find(class_text(cell, search.shape())); t > 0; --t) {
    std::optional<LabelCell> before;
    for_each_neighbour(chain.back(), search.shape(), [&](const LabelCell& q) {
      if (!before && is_listed(search.layers()[t - 1], class_text(q, search.shape()))) before = q;
    });
    chain.push_back(before.value());
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace isopath
