#include "certificates/rendering/documents.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace isopath {

namespace {

constexpr std::size_t most_units = 60;
constexpr std::size_t most_vertices = 24;

/// A role in LaTeX's notation: -2 carries group 2 with its signs turned, (2) is blank at its pair.
std::string mark(const Role& role) {
  const std::string number =
      role.group ? (role.turned ? "-" : "") + std::to_string(*role.group) : std::string();
  switch (role.name) {
    case Role::Name::essential:
      return "$" + number + "$";
    case Role::Name::blank:
      return role.group ? "$(" + number + ")$" : "$\\cdot$";
    case Role::Name::zero_sum:
      return "$=0$";
    case Role::Name::constant:
      break;
  }
  return "$c$";
}

std::string mark(Motion motion) {
  return motion == Motion::moves ? "$\\to$" : motion == Motion::shifts ? "$\\pm$" : "";
}

const char* const legend =
    "Units down, vertices across. $k$: carries essential group $k$, $-k$ with its signs turned; $(k)$: "
    "blank, at the pair of group $k$; "
    "$\\cdot$: blank; $=0$: weights at one pair that add up to 0; $c$: constant, $b = 0$. Between vertices "
    "$\\to$: moves to another pair "
    "$(b, c)$; $\\pm$: stays and changes its weight.";

std::size_t shown(std::size_t count, std::size_t most) { return std::min(count, most); }

/// The timetable as a table of marks.
Table as_table(const Timetable& timetable) {
  const std::size_t units = timetable.roles.front().size();
  const std::size_t vertices = shown(timetable.vertices.size(), most_vertices);
  Table table{legend, {"unit"}, {}, 0};
  for (std::size_t v = 0; v < vertices; ++v) {
    table.head.push_back(timetable.vertices[v]);
    if (timetable.motions.empty() || v + 1 == vertices) continue;
    const bool broken =
        std::find(timetable.broken.begin(), timetable.broken.end(), v) != timetable.broken.end();
    table.head.emplace_back(broken ? "broken" : "");
  }
  for (std::size_t i = 0; i < shown(units, most_units); ++i) {
    std::vector<std::string>& row = table.rows.emplace_back(1, std::to_string(i));
    for (std::size_t v = 0; v < vertices; ++v) {
      row.push_back(mark(timetable.roles[v][i]));
      if (!timetable.motions.empty() && v + 1 < vertices) row.push_back(mark(timetable.motions[v][i]));
    }
  }
  table.left_out = units - shown(units, most_units);
  if (vertices < timetable.vertices.size())
    table.caption += " The first " + std::to_string(vertices) + " vertices of " +
                     std::to_string(timetable.vertices.size()) + ".";
  return table;
}

/// The timetable, if there is one, and the tables.
std::vector<Table> tables_of(const Statement& statement) {
  std::vector<Table> tables;
  if (statement.timetable && !statement.timetable->roles.front().empty())
    tables.push_back(as_table(*statement.timetable));
  for (const Table& table : statement.tables)
    if (!table.rows.empty()) tables.push_back(table);
  return tables;
}

std::string left_out_text(const Table& table) {
  return table.left_out == 0 ? "" : " Not given: " + std::to_string(table.left_out) + " more rows.";
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (&word == words.data() ? "" : between) + word;
  return text;
}

std::string check_text(const Statement& statement, const std::string& command) {
  return "Certificate of " + std::to_string(statement.bytes) + " bytes, sha256 " + statement.digest +
         ", checked by " + command + ". Writing this did not verify it.";
}

}  // namespace

std::string plain(std::string text) {
  const std::array<std::pair<std::string_view, std::string_view>, 22> words = {
      {{"\\mathbf{R}", "R"},
       {"\\downarrow", " (rounded down)"},
       {"\\sigma", "sigma"},
       {"\\infty", "infinity"},
       {"\\cdot$", "."},
       {"\\cdot", "."},
       {"\\tanh", "tanh"},
       {"\\alpha", "alpha"},
       {"\\beta", "beta"},
       {"\\gamma", "gamma"},
       {"\\delta", "delta"},
       {"\\sum", "sum"},
       {"\\neq", "!="},
       {"\\in ", "in "},
       {"\\to", "->"},
       {"\\pm", "+-"},
       {"\\dots", "..."},
       {"^{-s}", "^(-s)"},
       {"_{w(t)}", "_w(t)"},
       {"$", ""},
       {"{", ""},
       {"}", ""}}};
  for (const auto& [word, meaning] : words)
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + meaning.size()))
      text.replace(at, word.size(), meaning);
  return text;
}

void write_latex(std::ostream& out, const Statement& statement) {
  std::string digest;  // in pieces, between which a line may end
  for (std::size_t at = 0; at < statement.digest.size(); at += 16)
    digest += (at == 0 ? "" : " ") + ("\\texttt{" + statement.digest.substr(at, 16) + "}");
  out << "\\documentclass{article}\n\\newtheorem{claim}{Claim}\n\\begin{document}\n"
      << "% From here on for another document, which needs \\newtheorem{claim}{Claim}.\n"
      << "\\begin{claim}\n";
  for (const std::string& sentence : statement.sentences) out << sentence << '\n';
  out << "\\footnote{Certificate of " << statement.bytes << " bytes, sha256 " << digest
      << ", checked by \\texttt{isopath-check certificate.json}. Writing this did not verify "
         "it.}\n\\end{claim}\n";
  for (const Table& table : tables_of(statement)) {
    out << "\n\\begin{table}[htbp]\n\\centering\\small\\setlength{\\tabcolsep}{4pt}\n\\begin{tabular}{"
        << std::string(table.head.size(), 'c') << "}\n\\hline\n"
        << joined(table.head, " & ") << " \\\\\n\\hline\n";
    for (const std::vector<std::string>& row : table.rows) out << joined(row, " & ") << " \\\\\n";
    out << "\\hline\n\\end{tabular}\n\\caption{" << table.caption << left_out_text(table)
        << "}\n\\end{table}\n";
  }
  out << "% To here.\n\\end{document}\n";
}

void write_markdown(std::ostream& out, const Statement& statement) {
  out << "**Claim.** " << joined(statement.sentences, " ") << "\n";
  for (const Table& table : tables_of(statement)) {
    out << "\n" << table.caption << left_out_text(table) << "\n\n| " << joined(table.head, " | ") << " |\n|";
    for (std::size_t k = 0; k < table.head.size(); ++k) out << " --- |";
    out << '\n';
    for (const std::vector<std::string>& row : table.rows) out << "| " << joined(row, " | ") << " |\n";
  }
  out << "\n" << check_text(statement, "`isopath-check certificate.json`") << "\n";
}

void write_text(std::ostream& out, const Statement& statement) {
  out << "Claim. ";
  for (const std::string& sentence : statement.sentences) out << plain(sentence) << '\n';
  for (const Table& table : tables_of(statement)) {
    std::vector<std::vector<std::string>> rows = {table.head};
    rows.insert(rows.end(), table.rows.begin(), table.rows.end());
    std::vector<std::size_t> widths(table.head.size());
    for (std::vector<std::string>& row : rows)
      for (std::size_t k = 0; k < row.size(); ++k) {
        row[k] = plain(row[k]);
        widths[k] = std::max(widths[k], row[k].size());
      }
    out << '\n' << plain(table.caption + left_out_text(table)) << "\n\n";
    for (const std::vector<std::string>& row : rows) {
      std::string line;
      for (std::size_t k = 0; k < row.size(); ++k)
        line += row[k] + std::string(widths[k] - row[k].size() + 2, ' ');
      line.erase(line.find_last_not_of(' ') + 1);
      out << line << '\n';
    }
  }
  out << '\n' << check_text(statement, "isopath-check certificate.json") << '\n';
}

namespace {

constexpr int cell_width = 34, cell_height = 26, gap = 34, left = 46, top = 34;

/// Colours that are told apart by those who see fewer of them; the ninth group has the first one again.
constexpr std::array<const char*, 8> hues = {"#1b62c4", "#b1560a", "#0c7a52", "#b8264f",
                                             "#7440c4", "#7d6a00", "#0b7488", "#7a5230"};

/// How a role looks: a box and its text.
void draw_role(std::ostream& out, int x, int y, const Role& role) {
  const char* fill = "none";
  const char* stroke = "#b9b9b2";
  const char* ink = "#5c5f68";
  std::string dashes;
  if (role.name == Role::Name::essential) fill = stroke = hues[*role.group % hues.size()], ink = "#fff";
  if (role.name == Role::Name::constant) fill = "#ecece6", stroke = "#5c5f68", ink = "#1c1d21";
  if (role.name == Role::Name::zero_sum)
    dashes = " stroke-dasharray=\"4 3\"", stroke = "#5c5f68", ink = "#1c1d21";
  out << "<rect x=\"" << x << "\" y=\"" << y << "\" width=\"" << cell_width << "\" height=\""
      << cell_height - 4 << "\" rx=\"4\" fill=\"" << fill << "\" stroke=\"" << stroke << "\"" << dashes
      << "/><text x=\"" << x + cell_width / 2 << "\" y=\"" << y + 16 << "\" fill=\"" << ink
      << "\" text-anchor=\"middle\">" << plain(mark(role)) << "</text>\n";
}

void draw_motion(std::ostream& out, int x, int y, Motion motion) {
  const int middle = y + (cell_height - 4) / 2;
  const bool moves = motion == Motion::moves;
  out << "<line x1=\"" << x + 2 << "\" x2=\"" << x + gap - (moves ? 8 : 2) << "\" y1=\"" << middle
      << "\" y2=\"" << middle
      << (moves ? "\" stroke=\"#1c1d21\" stroke-width=\"2\" stroke-dasharray=\"2 3\"/>"
                : "\" stroke=\"#c9c9c2\"/>");
  if (moves) out << "<path d=\"M" << x + gap - 9 << ' ' << middle - 4 << "l7 4l-7 4z\" fill=\"#1c1d21\"/>";
  if (motion == Motion::shifts)
    out << "<text x=\"" << x + gap / 2 << "\" y=\"" << middle - 2
        << "\" text-anchor=\"middle\" fill=\"#1c1d21\">&#177;</text>";
  out << '\n';
}

}  // namespace

void write_svg(std::ostream& out, const Statement& statement) {
  const Timetable& timetable = *statement.timetable;
  const std::size_t units = shown(timetable.roles.front().size(), most_units);
  const std::size_t vertices = shown(timetable.vertices.size(), most_vertices);
  const int width = left + static_cast<int>(vertices) * (cell_width + gap);
  const int height = top + static_cast<int>(units) * cell_height + 48;
  const auto column = [](std::size_t v) { return left + static_cast<int>(v) * (cell_width + gap); };
  const auto row = [](std::size_t i) { return top + static_cast<int>(i) * cell_height; };
  out << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " << width << ' ' << height << "\" width=\""
      << width << "\" height=\"" << height
      << "\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n<title>Timetable</title>\n<desc>"
      << plain(legend)
      << "</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"8\" y=\"22\" "
         "fill=\"#5c5f68\">unit</text>\n";
  for (std::size_t v = 0; v < vertices; ++v) {
    out << "<text x=\"" << column(v) + cell_width / 2
        << "\" y=\"22\" text-anchor=\"middle\" font-weight=\"bold\">" << timetable.vertices[v] << "</text>\n";
    for (std::size_t i = 0; i < units; ++i) {
      draw_role(out, column(v), row(i), timetable.roles[v][i]);
      if (!timetable.motions.empty() && v + 1 < vertices)
        draw_motion(out, column(v) + cell_width, row(i), timetable.motions[v][i]);
    }
    if (v + 1 < vertices &&
        std::find(timetable.broken.begin(), timetable.broken.end(), v) != timetable.broken.end())
      out << "<text x=\"" << column(v) + cell_width + gap / 2
          << "\" y=\"22\" text-anchor=\"middle\" fill=\"#9c1c28\">&#10007;</text>\n";
  }
  for (std::size_t i = 0; i < units; ++i)
    out << "<text x=\"20\" y=\"" << row(i) + 16 << "\" text-anchor=\"middle\">" << i << "</text>\n";
  const std::string cut = units < timetable.roles.front().size() || vertices < timetable.vertices.size()
                              ? " (the first units and vertices)"
                              : "";
  out << "<text x=\"8\" y=\"" << height - 28
      << "\" font-size=\"9\" fill=\"#5c5f68\">k: carries essential group k, -k turned; (k) . blank; =0 "
         "zero-sum; c constant"
      << cut << "</text>\n<text x=\"8\" y=\"" << height - 12
      << "\" font-size=\"9\" fill=\"#5c5f68\">certificate sha256 " << statement.digest.substr(0, 16)
      << "..., not verified by this drawing</text>\n</svg>\n";
}

}  // namespace isopath
