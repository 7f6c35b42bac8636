# The panel, built and compiled into the program.
#
#   pendopo_embed_panel(OUT_VARIABLE panel)
#
# runs Vite over the folder (engine/control/panel/README.md) into the build folder, and makes a .cpp
# that defines pendopo::panel_files() (engine/control/panel_files.h) from what came out; its path is
# put into OUT_VARIABLE. Both again when a file of the folder changes. Node and what
# package-lock.json names are needed for the build only: tools/setup build fetches them. The same
# file is the script that writes the .cpp.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(PENDOPO_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")
  function(pendopo_embed_panel out_variable folder)
    set(source "${CMAKE_CURRENT_SOURCE_DIR}/${folder}")
    set(vite "${source}/node_modules/vite/bin/vite.js")
    find_program(NODE_PROGRAM node REQUIRED)
    if(NOT EXISTS "${vite}")
      message(FATAL_ERROR "${vite} is missing; run tools/setup build, which fetches it")
    endif()
    file(GLOB_RECURSE files CONFIGURE_DEPENDS "${source}/src/*" "${source}/public/*")
    list(APPEND files "${source}/index.html" "${source}/vite.config.js" "${source}/svelte.config.js"
      "${source}/package-lock.json" "${vite}")
    set(built "${CMAKE_CURRENT_BINARY_DIR}/${folder}")
    set(output "${CMAKE_CURRENT_BINARY_DIR}/panel_files_table.cpp")
    add_custom_command(OUTPUT "${output}"
      COMMAND "${NODE_PROGRAM}" "${vite}" build --logLevel warn --outDir "${built}"
      COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DFOLDER=${built}" -P "${PENDOPO_EMBED_SCRIPT}"
      WORKING_DIRECTORY "${source}"
      DEPENDS ${files} "${PENDOPO_EMBED_SCRIPT}"
      COMMENT "Building the panel" VERBATIM)
    set(${out_variable} "${output}" PARENT_SCOPE)
  endfunction()
  return()
endif()

set(type_html "text/html; charset=utf-8")
set(type_css "text/css; charset=utf-8")
set(type_js "text/javascript; charset=utf-8")
set(type_svg "image/svg+xml")
set(type_png "image/png")
set(type_webmanifest "application/manifest+json")

# The assembler copies the files: a C++ array of them takes the compiler seconds.
set(data "")
set(table "")
set(number 0)
macro(embed file symbol)
  string(APPEND data "asm(\".pushsection .rodata\\n\"
    \"${symbol}: .incbin \\\"${file}\\\"\\n\"
    \"${symbol}_end: .byte 0\\n\"
    \".popsection\\n\");
extern \"C\" const char ${symbol}[];
extern \"C\" const char ${symbol}_end[];\n")
endmacro()

file(GLOB_RECURSE paths RELATIVE "${FOLDER}" "${FOLDER}/*")
list(FILTER paths EXCLUDE REGEX "\\.gz$")
list(SORT paths)
foreach(path IN LISTS paths)
  set(file "${FOLDER}/${path}")
  string(REGEX REPLACE ".*\\." "" extension "${path}")
  if(NOT DEFINED type_${extension})
    message(FATAL_ERROR "${file}: no content type for .${extension}; add one to EmbedFiles.cmake")
  endif()
  set(address "/${path}")
  if(path STREQUAL "index.html")
    set(address "/")
  endif()
  # Vite puts a hash of the content into the names of these.
  set(forever false)
  if(path MATCHES "^assets/")
    set(forever true)
  endif()
  file(SHA256 "${file}" hash)
  string(SUBSTRING "${hash}" 0 16 etag)
  set(symbol "pendopo_panel_${number}")
  embed("${file}" "${symbol}")
  set(packed "{}")
  if(EXISTS "${file}.gz")
    embed("${file}.gz" "${symbol}_gz")
    set(packed "{${symbol}_gz, ${symbol}_gz_end}")
  endif()
  string(APPEND table "    {\"${address}\", \"${type_${extension}}\", \"\\\"${etag}\\\"\",
     {${symbol}, ${symbol}_end}, ${packed}, ${forever}},\n")
  math(EXPR number "${number} + 1")
endforeach()
if(NOT EXISTS "${FOLDER}/index.html")
  message(FATAL_ERROR "${FOLDER}: no index.html; the panel was not built")
endif()

file(WRITE "${OUTPUT}" "// Written by tools/cmake/EmbedFiles.cmake; do not edit.
#include \"engine/control/panel_files.h\"

${data}
namespace pendopo {

std::span<const PanelFile> panel_files() {
    static const PanelFile files[] = {
${table}    };
    return files;
}

}  // namespace pendopo
")
