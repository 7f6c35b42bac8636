# Files compiled into the program.
#
#   pendopo_embed_panel(OUT_VARIABLE panel/index.html panel/panel.css …)
#
# makes a .cpp that defines pendopo::panel_files() (engine/control/panel_files.h) and puts its path
# into OUT_VARIABLE; it is written anew when one of the files changes. The same file is the script
# that writes it.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(PENDOPO_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")
  function(pendopo_embed_panel out_variable)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/panel_files_table.cpp")
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
    add_custom_command(OUTPUT "${output}"
      COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFILES=${files}" -P "${PENDOPO_EMBED_SCRIPT}"
      DEPENDS ${files} "${PENDOPO_EMBED_SCRIPT}" VERBATIM)
    set(${out_variable} "${output}" PARENT_SCOPE)
  endfunction()
  return()
endif()

set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")
set(type_png "image/png")

set(arrays "")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  string(REGEX REPLACE ".*\\." "" extension "${name}")
  if(NOT DEFINED type_${extension})
    message(FATAL_ERROR "${file}: no content type for .${extension}; add one to EmbedFiles.cmake")
  endif()
  set(path "/${name}")
  if(name STREQUAL "index.html")
    set(path "/")
  endif()
  file(READ "${file}" hex HEX)
  file(SHA256 "${file}" hash)
  string(SUBSTRING "${hash}" 0 16 etag)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr unsigned char kFile${number}[] = {${bytes}0};\n")
  string(APPEND table
    "    {\"${path}\", \"${type_${extension}}\", \"\\\"${etag}\\\"\", view(kFile${number})},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Written by tools/cmake/EmbedFiles.cmake; do not edit.
#include \"engine/control/panel_files.h\"

namespace pendopo {
namespace {

${arrays}
template <size_t N>
std::string_view view(const unsigned char (&bytes)[N]) {
    return {reinterpret_cast<const char*>(bytes), N - 1};
}

const PanelFile kFiles[] = {
${table}};

}  // namespace

std::span<const PanelFile> panel_files() {
    return kFiles;
}

}  // namespace pendopo
")
