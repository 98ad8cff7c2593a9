#include "programs/isopath/terminal/completions.hpp"

#include <algorithm>
#include <vector>

#include "programs/isopath/version.hpp"

namespace isopath::cli {

namespace {

struct Named {
  std::string name;  // with its dashes
  std::string meaning;
  bool takes_value;
  std::string choices;  // the words that the value may be, if only some may; empty: files
};

std::vector<const CLI::App*> verbs_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// CLI11 lists the choices in braces: "TEXT:{tanh,logistic}".
std::string choices(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t begin = type.find('{');
  const std::size_t end = type.rfind('}');
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::string words = type.substr(begin + 1, end - begin - 1);
  std::replace(words.begin(), words.end(), ',', ' ');
  return words;
}

/// The words that may stand after a verb; empty: files.
std::string first_words(const CLI::App& verb) {
  const auto positional =
      verb.get_options([](const CLI::Option* option) { return option->get_positional(); });
  return positional.empty() ? std::string() : choices(*positional.front());
}

std::vector<Named> options(const CLI::App& app) {
  std::vector<Named> list;
  for (const CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    const bool takes_value = option->get_items_expected_max() > 0;
    for (const std::string& name : option->get_lnames())
      list.push_back({"--" + name, option->get_description(), takes_value, choices(*option)});
    for (const std::string& name : option->get_snames())
      list.push_back({"-" + name, option->get_description(), takes_value, choices(*option)});
  }
  return list;
}

/// isopath-check is a program of its own, which declares nothing here.
const std::vector<Named> options_of_checker{
    {"--network", "the next network of the claim has to be this file", true, ""},
    {"--activation", "of files that can't say it: tanh (default) or logistic", true, "tanh logistic"},
    {"--tensors", "HW,HB,OW,OB: names of the four arrays", true, ""},
    {"--json", "print one JSON object", false, ""},
    {"--help", "print the usage and exit", false, ""},
    {"--version", "print the version and exit", false, ""}};

std::string names(const std::vector<Named>& list) {
  std::string text;
  for (const Named& entry : list) text += (text.empty() ? "" : " ") + entry.name;
  return text;
}

/// In single quotes, as all three shells read it.
std::string in_quotes(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
  return result + "'";
}

/// What may stand here, if only some words may: after an option, or first after the verb.
void print_bash_words(std::ostream& out, const std::vector<Named>& list, const std::string& first) {
  out << " case $before in";
  for (const Named& option : list)
    if (!option.choices.empty()) out << " " << option.name << ") words='" << option.choices << "' ;;";
  if (!first.empty()) out << " *) [[ $COMP_CWORD -eq 2 ]] && words='" << first << "' ;;";
  out << " esac ;;\n";
}

void print_bash(std::ostream& out, const CLI::App& app) {
  out << "# Completions of isopath and isopath-check for bash.\n_isopath() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options= words=\n"
         "  case ${COMP_WORDS[0]##*/}/${COMP_WORDS[1]} in\n    isopath-check/*) options='"
      << names(options_of_checker) << "';";
  print_bash_words(out, options_of_checker, "");
  std::string all;
  for (const CLI::App* verb : verbs_of(app)) {
    all += verb->get_name() + " ";
    out << "    isopath/" << verb->get_name() << ") options='" << names(options(*verb)) << "';";
    print_bash_words(out, options(*verb), first_words(*verb));
  }
  out << "  esac\n  if [[ $COMP_CWORD -eq 1 && ${COMP_WORDS[0]##*/} == isopath ]]; then\n"
         "    COMPREPLY=($(compgen -W '"
      << all << names(options(app))
      << "' -- \"$word\"))\n"
         "  elif [[ -n $words && $word != -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "  elif [[ $word == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "  else\n    compopt -o filenames 2>/dev/null\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\n"
         "complete -F _isopath isopath isopath-check\n";
}

void print_zsh_options(std::ostream& out, const std::vector<Named>& list, const std::string& first) {
  for (const Named& option : list) {
    std::string meaning;
    for (const char c : option.meaning) meaning += c == '[' || c == ']' || c == ':' ? ' ' : c;
    const std::string value = option.choices.empty() ? ":value:_files" : ":value:(" + option.choices + ")";
    out << " \\\n        "
        << in_quotes(option.name + "[" + meaning + "]" + (option.takes_value ? value : ""));
  }
  if (!first.empty()) out << " '1:word:(" << first << ")'";
  out << " '*:file:_files' ;;\n";
}

void print_zsh(std::ostream& out, const CLI::App& app) {
  out << "#compdef isopath isopath-check\n_isopath() {\n"
         "  if [[ $service != isopath-check ]] && (( CURRENT == 2 )); then\n    local -a verbs=(\n";
  for (const CLI::App* verb : verbs_of(app))
    out << "      " << in_quotes(verb->get_name() + ":" + verb->get_description()) << "\n";
  out << "    )\n    _describe verb verbs\n    return\n  fi\n"
         "  local verb=$words[2]\n"
         "  if [[ $service != isopath-check ]]; then\n    shift words\n    (( CURRENT-- ))\n  fi\n"
         "  case $service/$verb in\n    isopath-check/*) _arguments";
  print_zsh_options(out, options_of_checker, "");
  for (const CLI::App* verb : verbs_of(app)) {
    out << "    isopath/" << verb->get_name() << ") _arguments";
    print_zsh_options(out, options(*verb), first_words(*verb));
  }
  out << "  esac\n}\n_isopath \"$@\"\n";
}

void print_fish_options(std::ostream& out, const std::string& command, const std::vector<Named>& list) {
  for (const Named& option : list) {
    const bool is_long = option.name.starts_with("--");
    out << "complete -c " << command
        << (is_long ? " -l " + option.name.substr(2) : " -s " + option.name.substr(1));
    if (!option.choices.empty())
      out << " -x -a '" << option.choices << "'";
    else if (option.takes_value)
      out << " -r";
    out << " -d " << in_quotes(option.meaning) << "\n";
  }
}

void print_fish(std::ostream& out, const CLI::App& app) {
  out << "# Completions of isopath and isopath-check for fish.\n";
  print_fish_options(out, "isopath -n __fish_use_subcommand", options(app));
  for (const CLI::App* verb : verbs_of(app))
    out << "complete -c isopath -n __fish_use_subcommand -f -a " << verb->get_name() << " -d "
        << in_quotes(verb->get_description()) << "\n";
  for (const CLI::App* verb : verbs_of(app)) {
    const std::string command = "isopath -n '__fish_seen_subcommand_from " + verb->get_name() + "'";
    print_fish_options(out, command, options(*verb));
    if (const std::string first = first_words(*verb); !first.empty())
      out << "complete -c " << command << " -a '" << first << "'\n";
  }
  print_fish_options(out, "isopath-check", options_of_checker);
}

/// Text as man shows it: dashes that can be copied, and no line that begins like a command.
std::string troff(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n'))
      result += std::string("\\&") + c;
    else
      result += c;
  }
  return result;
}

}  // namespace

void print_completions(std::ostream& out, const CLI::App& app, const std::string& shell) {
  if (shell == "bash") print_bash(out, app);
  if (shell == "zsh") print_zsh(out, app);
  if (shell == "fish") print_fish(out, app);
}

void print_manual(std::ostream& out, const CLI::App& app) {
  out << ".TH ISOPATH 1 \"\" "
      << "\"isopath " << version << "\""
      << "\n.SH NAME\nisopath \\- exact verdicts on neural networks with one hidden layer\n"
         ".SH SYNOPSIS\n.B isopath\n.I VERB FILE...\n.RI [ options ]\n.SH DESCRIPTION\n"
      << troff(app.get_description()) << "\n.SH VERBS\n";
  for (const CLI::App* verb : verbs_of(app)) {
    out << ".SS " << troff(verb->get_name());
    for (const CLI::Option* option :
         verb->get_options([](const CLI::Option* o) { return o->get_positional(); }))
      out << " " << troff(option->get_name(true));
    out << "\n" << troff(verb->get_description()) << "\n";
    for (const Named& option : options(*verb))
      if (option.name != "--help" && option.name != "-h")
        out << ".TP\n.B " << troff(option.name) << (option.takes_value ? " \\fIVALUE\\fR" : "") << "\n"
            << troff(option.meaning) << "\n";
  }
  out << ".SH EXIT STATUS\n" << troff(app.get_footer()) << "\n.SH SEE ALSO\n.BR isopath\\-check (1)\n";
}

}  // namespace isopath::cli
