#include "verify/tanh/distances/cells/chain.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "verify/tanh/distances/cells/meeting.hpp"
#include "verify/tanh/distances/cells/neighbours.hpp"

namespace isopath {

namespace {

/// The search went beyond its limit.
struct GivenUp {};

/// The cells reached from one end, layer by layer. Layer 1 holds the cells around the end; the cells of the
/// other layers are without C.
class Front {
 public:
  Front(std::vector<EndCell> ends, const ClassShape& shape) : ends_(std::move(ends)), shape_(shape) {}

  const std::vector<EndCell>& ends() const { return ends_; }
  std::size_t layers() const { return 1 + layers_.size(); }
  std::size_t size_of_last() const { return layers_.empty() ? ends_.size() : layers_.back().size(); }
  std::size_t size() const { return found_.size(); }
  bool has(const LabelCell& cell) const { return found_.contains(cell.bits()); }

  /// Lists the next layer. `look` is called for each meeting of two cells, `visit` with each cell of the
  /// layer; both may throw.
  template <typename Look, typename Visit>
  void expand(const Look& look, const Visit& visit) {
    std::vector<LabelCell> next;
    const auto enter = [&](const LabelCell& q, std::size_t from) {
      look();
      if (!found_.try_emplace(q.bits(), Origin{layers() + 1, from}).second) return;
      next.push_back(q);
      visit(q);
    };
    for (std::size_t i = 0; i < size_of_last(); ++i) {
      if (!layers_.empty()) {
        for_each_neighbour(layers_.back()[i], shape_, [&](const LabelCell& q) { enter(q, i); });
        continue;
      }
      const EndCell& end = ends_[i];
      for_each_neighbour(end.cell, shape_, [&](const LabelCell& q) {
        if (!end.has_constants() || meeting(end, {q, {}}, shape_))
          enter(q, i);
        else
          look();
      });
    }
    layers_.push_back(std::move(next));
  }

  /// The chain from an end to this cell. Precondition: has(cell).
  std::vector<EndCell> chain_to(const LabelCell& cell) const {
    std::vector<EndCell> chain{{cell, {}}};
    for (Origin at = found_.at(cell.bits()); at.layer > 1;) {
      if (at.layer == 2) {
        chain.push_back(ends_[at.from]);
        break;
      }
      const LabelCell& before = layers_[at.layer - 3][at.from];
      chain.push_back({before, {}});
      at = found_.at(before.bits());
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

 private:
  struct Origin {
    std::size_t layer;
    std::size_t from;  // index in the layer before
  };
  std::vector<EndCell> ends_;
  const ClassShape& shape_;
  std::vector<std::vector<LabelCell>> layers_;  // from layer 2 on
  std::unordered_map<std::uint64_t, Origin> found_;
};

std::optional<std::vector<EndCell>> chain_of_two(const Front& from, const Front& to,
                                                 const ClassShape& shape) {
  for (const EndCell& p : from.ends())
    for (const EndCell& q : to.ends())
      if (meeting(p, q, shape)) return std::vector<EndCell>{p, q};
  return std::nullopt;
}

/// Adds a layer to `front`; the result is the first cell of it that the other end has reached as well.
std::optional<LabelCell> expand(Front& front, const Front& other, const ChainQuestion& question,
                                std::size_t& meetings) {
  constexpr std::size_t pause = 1U << 14U;
  std::optional<LabelCell> common;
  const auto look = [&] {
    if (++meetings > question.most_meetings) throw GivenUp();
    if (question.progress && meetings % pause == 0) question.progress(front.size() + other.size());
  };
  front.expand(look, [&](const LabelCell& q) {
    if (!common && other.has(q)) common = q;
    if (front.size() + other.size() > question.most_cells) throw GivenUp();
  });
  return common;
}

}  // namespace

ChainAnswer shortest_chain(const ChainQuestion& question) {
  const ClassShape shape{question.of_first.rank(), question.first.width()};
  constexpr std::size_t most_ends = 100'000;
  Places places;
  Front from(cells_around(question.first, question.of_first, places, most_ends), shape);
  Front to(cells_around(question.last, question.of_last, places, most_ends), shape);
  ChainAnswer answer{{}, false, std::min<std::size_t>(2, question.fewer_than)};
  if (from.ends().empty() || to.ends().empty()) return answer;
  // Chains of two cells take a test for each cell of the one end with each of the other.
  constexpr std::size_t most_pairs = 10'000'000;
  if (from.ends().size() > most_pairs / to.ends().size()) return answer;
  if (question.fewer_than > 2) {
    if (auto chain = chain_of_two(from, to, shape)) return {std::move(*chain), true, 2};
    answer.at_least = 3;
  }
  std::size_t meetings = 0;
  try {
    while (answer.at_least < question.fewer_than) {
      // A chain of `at_least` cells, 3 or more, has one that is in layer i of the one end and in layer j of
      // the other, i + j = at_least + 1, for any such i, j >= 2.
      const bool is_from =
          from.layers() == 1 || (to.layers() > 1 && from.size_of_last() <= to.size_of_last());
      Front& front = is_from ? from : to;
      Front& other = is_from ? to : from;
      const std::optional<LabelCell> common = expand(front, other, question, meetings);
      if (from.layers() + to.layers() != answer.at_least + 1) continue;
      if (common) {
        std::vector<EndCell> chain = from.chain_to(*common);
        const std::vector<EndCell> rest = to.chain_to(*common);
        chain.insert(chain.end(), rest.rbegin() + 1, rest.rend());
        answer.chain = std::move(chain);
        break;
      }
      ++answer.at_least;
    }
  } catch (const GivenUp&) {
    return answer;
  }
  answer.complete = true;
  return answer;
}

namespace {

/// The point that two neighbours have in common. Each component has one pair, the weights are those on a way
/// through it, and constants are folded into d.
Network common_point(const EndCell& p, const EndCell& q, const ChainQuestion& question) {
  const Network& canonical = question.of_first.network;
  const ClassShape shape{question.of_first.rank(), question.first.width()};
  const Meeting point = meeting(p, q, shape).value();
  const auto weights = weights_at(point, p, q, shape);
  const std::size_t n = canonical.inputs();
  Network network(n, canonical.outputs());
  network.set_width(shape.width);
  network.d = canonical.d;
  const auto constant_at = [&](std::uint8_t place) {
    for (std::size_t unit = 0; unit < shape.width; ++unit) {
      if (p.place[unit] == place) return question.first.numbers.value(question.first.c(unit)).abs();
      if (q.place[unit] == place) return question.last.numbers.value(question.last.c(unit)).abs();
    }
    return Rational();
  };
  for (std::size_t unit = 0; unit < shape.width; ++unit) {
    const Meeting::Component& component = point.components[point.component[unit]];
    const auto row = network.writable_row(unit);
    std::fill(row.begin(), row.end(), Number{});
    if (component.essential != Meeting::Component::none) {
      const NumberRow from = canonical.row(component.essential);
      for (std::size_t k = 0; k < row.size(); ++k) {
        if (k > n && weights[unit] == 0) continue;
        const bool negative = k > n ? weights[unit] < 0 : point.negative[unit];
        row[k] = network.numbers.copy(from[k].negated_if(negative), canonical.numbers);
      }
    } else if (component.place != EndCell::anywhere) {
      const Rational c = constant_at(component.place);
      row[n] = network.numbers.add(point.negative[unit] ? -c : c);
    }
  }
  return network;
}

}  // namespace

std::vector<Network> path_in_chain(const ChainQuestion& question, const std::vector<EndCell>& chain) {
  std::vector<Network> vertices{question.first};
  for (std::size_t t = 0; t + 1 < chain.size(); ++t)
    vertices.push_back(common_point(chain[t], chain[t + 1], question));
  vertices.push_back(question.last);
  return vertices;
}

}  // namespace isopath
