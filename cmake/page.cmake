# Puts the parts of the rendered page (certificates/browser) into a C++ header, generated/page_parts.hpp in the build folder.
# The modules become one script, in this order, without imports and exports.
set(page_folder ${PROJECT_SOURCE_DIR}/certificates/browser)
set(page_modules)
foreach(module text numbers network enclosure kinds paths cells table lower near cover bounds gathering difference checker)
  list(APPEND page_modules ${page_folder}/checker/${module}.mjs)
endforeach()
foreach(module dom showing plot claims views/roles views/look views/timetable views/members views/difference views/networks
               views/transport views/units views/motion views/path kinds rules background files page)
  list(APPEND page_modules ${page_folder}/page/${module}.mjs)
endforeach()

# As pieces of raw text, each of whole lines and short enough for every compiler.
function(page_literal name content result)
  set(text "const std::string_view ${name}[] = {\n")
  string(LENGTH "${content}" length)
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${content}" ${at} 15000 piece)
    string(FIND "${piece}" "\n" end REVERSE)
    math(EXPR size "${end} + 1")
    string(SUBSTRING "${content}" ${at} ${size} piece)
    string(APPEND text "    R\"isopath(${piece})isopath\",\n")
    math(EXPR at "${at} + ${size}")
  endwhile()
  set(${result} "${text}};\n" PARENT_SCOPE)
endfunction()

set(page_script "\"use strict\";(() => {\n")
foreach(module IN LISTS page_modules)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${module})
  file(READ ${module} code)
  string(REGEX REPLACE "import {[^}]*} from \"[^\"]*\";\n" "" code "${code}")
  string(REPLACE "\nexport " "\n" code "${code}")
  string(APPEND page_script "${code}")
endforeach()
string(APPEND page_script "})();\n")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_folder}/page/page.html ${page_folder}/page/page.css)
file(READ ${page_folder}/page/page.html page_frame)
string(REPLACE "    <!-- prettier-ignore -->\n" "" page_frame "${page_frame}")
file(READ ${page_folder}/page/page.css page_style)
page_literal(page_frame "${page_frame}" frame_literal)
page_literal(page_style "${page_style}" style_literal)
page_literal(page_script "${page_script}" script_literal)
set(page_parts "// The parts of the rendered page, from certificates/browser. Made by cmake/page.cmake.
#include <string_view>
namespace {
${frame_literal}${style_literal}${script_literal}}  // namespace
")
# Written only if it is new, so that nothing is compiled again for it.
set(page_parts_before "")
if(EXISTS ${PROJECT_BINARY_DIR}/generated/page_parts.hpp)
  file(READ ${PROJECT_BINARY_DIR}/generated/page_parts.hpp page_parts_before)
endif()
if(NOT page_parts STREQUAL page_parts_before)
  file(WRITE ${PROJECT_BINARY_DIR}/generated/page_parts.hpp "${page_parts}")
endif()
