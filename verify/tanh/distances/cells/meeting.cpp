#include "verify/tanh/distances/cells/meeting.hpp"

#include <algorithm>
#include <numeric>

namespace isopath {

namespace {

/// The nodes are the groups of P, those of Q, and the places. Each has a sign relative to the leader of its
/// component.
class SignedComponents {
 public:
  static constexpr std::size_t of_q = LabelCell::most_groups;
  static constexpr std::size_t of_places = 2 * LabelCell::most_groups;
  /// Two parameters of 12 units have 24 places at most, and the first number is no place.
  static constexpr std::size_t nodes = of_places + 2 * LabelCell::most_units + 2;

  SignedComponents() { std::iota(leader_.begin(), leader_.end(), std::size_t{0}); }

  struct Found {
    std::size_t leader;
    bool negative;
  };
  Found find(std::size_t node) const {
    bool negative = false;
    for (; leader_[node] != node; node = leader_[node]) negative = negative != negative_[node];
    return {node, negative};
  }
  /// The pairs of the two nodes are the same, or opposite if `negative`.
  void tie(std::size_t x, std::size_t y, bool negative) {
    const Found here = find(x);
    const Found there = find(y);
    const bool relative = (here.negative != there.negative) != negative;
    if (here.leader == there.leader) {
      contradicts_[here.leader] = contradicts_[here.leader] || relative;
      return;
    }
    leader_[here.leader] = there.leader;
    negative_[here.leader] = relative;
    contradicts_[there.leader] = contradicts_[there.leader] || contradicts_[here.leader];
  }
  bool contradicts(std::size_t leader) const { return contradicts_[leader]; }

 private:
  std::array<std::size_t, nodes> leader_{};
  std::array<bool, nodes> negative_{};  // relative to what it is led by
  std::array<bool, nodes> contradicts_{};
};

SignedComponents components_of(const EndCell& p, const EndCell& q, const ClassShape& shape) {
  SignedComponents graph;
  for (std::size_t unit = 0; unit < shape.width; ++unit) {
    const std::size_t in_p = p.cell.group(unit);
    const std::size_t in_q = SignedComponents::of_q + q.cell.group(unit);
    graph.tie(in_p, in_q, p.cell.is_negative(unit) != q.cell.is_negative(unit));
    if (p.place[unit] != EndCell::anywhere)
      graph.tie(in_p, SignedComponents::of_places + p.place[unit], false);
    if (q.place[unit] != EndCell::anywhere)
      graph.tie(in_q, SignedComponents::of_places + q.place[unit], false);
  }
  return graph;
}

}  // namespace

std::optional<Meeting> meeting(const EndCell& p, const EndCell& q, const ClassShape& shape) {
  using Component = Meeting::Component;
  const SignedComponents graph = components_of(p, q, shape);
  std::array<std::size_t, SignedComponents::nodes> number{};  // of the component of a leader, plus 1
  std::array<bool, SignedComponents::nodes> turned{};  // its leader has not the sign that units refer to
  Meeting result;
  const auto component_of = [&](std::size_t leader) -> Component& {
    if (number[leader] == 0) {
      result.components.emplace_back();
      result.components.back().at_zero = graph.contradicts(leader);
      number[leader] = result.components.size();
    }
    return result.components[number[leader] - 1];
  };
  for (std::size_t k = 0; k < shape.rank; ++k) {
    const auto in_p = graph.find(k);
    const auto in_q = graph.find(SignedComponents::of_q + k);
    if (in_p.leader != in_q.leader || in_p.negative != in_q.negative) return std::nullopt;
    Component& component = component_of(in_p.leader);
    if (component.essential != Component::none || component.at_zero) return std::nullopt;
    component.essential = k;
    turned[in_p.leader] = in_p.negative;
  }
  for (std::size_t unit = 0; unit < shape.width; ++unit)
    for (const std::uint8_t place : {p.place[unit], q.place[unit]}) {
      if (place == EndCell::anywhere) continue;
      const auto found = graph.find(SignedComponents::of_places + place);
      Component& component = component_of(found.leader);
      if (component.essential != Component::none) return std::nullopt;
      if (component.place != EndCell::anywhere && component.place != place) return std::nullopt;
      if (component.at_zero && place != EndCell::at_zero) return std::nullopt;
      component.place = place;
      turned[found.leader] = found.negative;
    }
  for (std::size_t unit = 0; unit < shape.width; ++unit) {
    const auto found = graph.find(p.cell.group(unit));
    component_of(found.leader);
    result.component[unit] = number[found.leader] - 1;
    result.negative[unit] = (found.negative != turned[found.leader]) != p.cell.is_negative(unit);
  }
  return result;
}

std::array<int, LabelCell::most_units> weights_at(const Meeting& meeting, const EndCell& p, const EndCell& q,
                                                  const ClassShape& shape) {
  constexpr std::size_t of_q = LabelCell::most_groups;
  const auto ends = [&](std::size_t unit) {
    return std::array<std::size_t, 2>{p.cell.group(unit), of_q + q.cell.group(unit)};
  };
  std::array<int, LabelCell::most_units> weights{};
  for (std::size_t k = 0; k < shape.rank; ++k) {
    // Finds a way from group k of P to group k of Q. The weights on it are alpha_k, -alpha_k, ..., alpha_k,
    // so that they add up to alpha_k at its ends and to 0 between them.
    std::array<std::size_t, 2 * LabelCell::most_groups> reached_by;  // the unit by which a node is reached
    reached_by.fill(LabelCell::most_units);
    std::vector<std::size_t> reached{k};
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (std::size_t unit = 0; unit < shape.width; ++unit)
        for (std::size_t side = 0; side < 2; ++side) {
          const std::size_t next = ends(unit)[1 - side];
          if (ends(unit)[side] != reached[i] || next == k || reached_by[next] != LabelCell::most_units)
            continue;
          reached_by[next] = unit;
          reached.push_back(next);
        }
    int weight = 1;
    for (std::size_t node = of_q + k; node != k; weight = -weight) {
      const std::size_t unit = reached_by.at(node);
      weights.at(unit) = meeting.negative[unit] ? -weight : weight;
      node = ends(unit)[0] == node ? ends(unit)[1] : ends(unit)[0];
    }
  }
  return weights;
}

}  // namespace isopath
